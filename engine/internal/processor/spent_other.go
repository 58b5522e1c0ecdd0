//go:build !linux

package processor

import "time"

var began = time.Now()

// Spent is the time so far, where there is no telling how much of it was ours.
func Spent() time.Duration { return time.Since(began) }
