package processor_test

import (
	"testing"

	"x509strict/engine/internal/processor"
)

func TestTimes(t *testing.T) {
	var sum int
	linear := func(n int) func() {
		return func() {
			for i := range n * 100_000 {
				sum += i & sum
			}
		}
	}
	if times := processor.Times(10, linear(10), linear(100), 3); times > 3 {
		t.Errorf("ten times as much takes %.1f times ten runs", times)
	}
	if times := processor.Times(10, linear(10), linear(1000), 3); times < 3 {
		t.Errorf("a hundred times as much takes %.1f times ten runs", times)
	}
}
