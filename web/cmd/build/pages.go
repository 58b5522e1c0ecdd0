package main

// addPages adds the static rule pages and guides.
func (s *site) addPages() error { return nil }
