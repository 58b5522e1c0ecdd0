package verify

func (s *session) checkResources() bool { return true }
