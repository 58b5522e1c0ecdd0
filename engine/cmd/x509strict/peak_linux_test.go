package main_test

import (
	"os"
	"syscall"
)

// peakMemory is the most memory that the process held, in kB.
func peakMemory(p *os.ProcessState) int64 { return p.SysUsage().(*syscall.Rusage).Maxrss }
