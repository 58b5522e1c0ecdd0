package processor

import "time"

// Times is how many times as much of the processor large takes as small, the least of three tries each: what else runs
// in the process, the garbage collector first of all, only ever adds. It does not depend on how fast the machine is.
func Times(small, large func()) float64 {
	return float64(least(large)) / float64(least(small))
}

func least(work func()) time.Duration {
	var best time.Duration
	for try := range 3 {
		before := Spent()
		work()
		if took := Spent() - before; try == 0 || took < best {
			best = took
		}
	}
	return max(best, time.Microsecond)
}
