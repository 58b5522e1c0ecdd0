// Command program exercises what the removed tables could matter for: growing stacks, garbage collection while
// goroutines wait, panics, callers.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
	"time"
)

type tree struct {
	left, right *tree
	text        string
}

func grow(n int) *tree {
	if n == 0 {
		return nil
	}
	var pad [512]byte
	pad[n%512] = byte(n)
	return &tree{grow(n - 1), grow(n - 1), strings.Repeat("x", n+int(pad[0]))}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + len(t.text) + t.left.count() + t.right.count()
}

func deep(n int) int {
	var pad [1024]byte
	if n == 0 {
		runtime.GC()
		return int(pad[3])
	}
	return deep(n-1) + 1
}

//go:noinline
func boom() { panic("boom") }

func caught() (said string) {
	defer func() { said = fmt.Sprint(recover(), strings.Contains(string(debug.Stack()), "main.boom")) }()
	boom()
	return
}

func main() {
	var wait sync.WaitGroup
	sums := make([]int, 20)
	for i := range sums {
		wait.Add(1)
		go func() {
			defer wait.Done()
			time.Sleep(time.Duration(i) * time.Millisecond)
			sums[i] = grow(12).count() + deep(500)
		}()
	}
	wait.Wait()
	sort.Ints(sums)
	_, file, line, ok := runtime.Caller(0)
	fmt.Println(sums, caught(), len(file) > 0, line >= 0, ok)
}
