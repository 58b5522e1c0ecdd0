//go:build !linux

package read_test

import "time"

var began = time.Now()

// spent is the time so far, where there is no telling how much of it was ours.
func spent() time.Duration { return time.Since(began) }
