package processor

import (
	"runtime"
	"time"
)

// Times is how many times as much of the processor large takes as n runs of small: about 1 if large does n times as
// much and the cost is linear, about n if it grows with the square. Of up to ten tries the least of each counts, since
// what else the process does, the garbage collector first of all, only ever adds; they end as soon as the result is no
// more than most, so nothing is called slow for one bad moment. It does not depend on how fast the machine is.
func Times(n int, small, large func(), most float64) (times float64) {
	var least [2]time.Duration
	for range 10 {
		for i, work := range []func(){func() {
			for range n {
				small()
			}
		}, large} {
			runtime.GC()
			before := Spent()
			work()
			if took := max(Spent()-before, time.Microsecond); least[i] == 0 || took < least[i] {
				least[i] = took
			}
		}
		if times = float64(least[1]) / float64(least[0]); times <= most {
			break
		}
	}
	return times
}
