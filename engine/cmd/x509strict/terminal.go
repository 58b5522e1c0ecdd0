package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// terminal reports whether w is one that a person looks at.
func terminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// colours are used on a terminal only, and never where NO_COLOR is set to anything (no-color.org).
func colours(w io.Writer) bool { return terminal(w) && os.Getenv("NO_COLOR") == "" }

// painted colours a verdict where that is wanted: the word says it all the same.
func painted(w io.Writer, text, verdict string) string {
	if !colours(w) {
		return text
	}
	colour := map[string]string{"accepted": "32", "refused": "31", unreachable: "31"}[verdict]
	if colour == "" {
		colour = "33"
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// progress counts on a terminal, and is silent anywhere else.
type progress struct {
	mu          sync.Mutex
	w           io.Writer
	done, total int
	shown       time.Time
}

func newProgress(w io.Writer, total int) *progress {
	p := &progress{total: total}
	if total > 1 && terminal(w) {
		p.w = w
	}
	return p
}

func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.w != nil && (time.Since(p.shown) > 200*time.Millisecond || p.done == p.total) {
		p.shown = time.Now()
		fmt.Fprintf(p.w, "\r%d of %d servers", p.done, p.total)
	}
}

// end takes the count away.
func (p *progress) end() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
