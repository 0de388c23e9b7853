package cli

import (
	"fmt"
	"time"
)

// progress shows on a terminal how many inputs are done; elsewhere it shows
// nothing.
type progress struct {
	s     *Streams
	on    bool
	done  int
	shown time.Time
}

func newProgress(s *Streams, off bool) *progress {
	return &progress{s: s, on: s.ErrTTY && !off, shown: time.Now()}
}

// step counts one input and repaints at most ten times a second.
func (p *progress) step() {
	p.done++
	if !p.on || time.Since(p.shown) < 100*time.Millisecond || p.done == 1 {
		return
	}
	p.shown = time.Now()
	fmt.Fprintf(p.s.Err, "\r\x1b[K已核查 %d 个文件", p.done)
}

// clear removes the line before other output and at the end.
func (p *progress) clear() {
	if p.on {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
	}
}
