package rendertest

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hecha/internal/compare"
	"hecha/internal/finding"
	"hecha/internal/render"
	"hecha/internal/report"
)

// TestStreams: no output holds on to the reports it has written, nor to their
// texts; what it keeps of one for its overview is small.
func TestStreams(t *testing.T) {
	const n, size = 1000, 20_000
	body := strings.Repeat("全年开展活动", size/18)
	type writer struct {
		name   string
		report func(*report.Report) error
		close  func(report.Summary) error
	}
	var writers []writer
	env := render.Env{Version: "0.0.0"}
	for _, f := range render.All(func(f render.Format) bool { return f.Audit != nil }) {
		w := f.Audit(io.Discard, env)
		writers = append(writers, writer{"audit/" + f.Name, w.Report, w.Close})
	}
	for _, f := range render.All(func(f render.Format) bool { return f.Compare != nil }) {
		w := f.Compare(io.Discard, env)
		b, err := compare.NewBuilder(compare.Options{})
		if err != nil {
			t.Fatal(err)
		}
		writers = append(writers, writer{
			"compare/" + f.Name,
			func(r *report.Report) error { b.Add(r); return w.Report(r) },
			func(report.Summary) error { return w.Close(b.Finish()) },
		})
	}
	for _, w := range writers {
		t.Run(w.name, func(t *testing.T) {
			var live atomic.Int64
			var sum report.Summary
			start := heap()
			for i := range n {
				r := small(i, strings.Clone(body))
				live.Add(1)
				runtime.AddCleanup(r, func(int) { live.Add(-1) }, 0)
				sum.Add(r)
				if err := w.report(r); err != nil {
					t.Fatal(err)
				}
			}
			kept := heap() - start
			for range 50 { // cleanups run in the background
				if live.Load() <= 2 {
					break
				}
				runtime.GC()
				time.Sleep(10 * time.Millisecond)
			}
			if live.Load() > 2 {
				t.Errorf("%d of %d reports are still held", live.Load(), n)
			}
			if per := kept / n; per > 12_000 {
				t.Errorf("%d bytes are kept for a report", per)
			} else {
				t.Logf("%d bytes are kept for a report", per)
			}
			if err := w.close(sum); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// heap returns the bytes in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// small is a report with a finding and an honour, and all memory of its own.
func small(i int, text string) *report.Report {
	sp := report.Span{Place: report.Place{Start: 2, End: 6, Line: 1, Column: 3}, Text: "开展活动"}
	return &report.Report{
		Source: fmt.Sprintf("材料/%05d.txt", i), Unit: fmt.Sprintf("第%d中学", i), Title: fmt.Sprintf("第%d中学工作总结", i),
		Span: report.Place{End: len(text) / 3, Line: 1, Column: 1}, Verdict: report.Revise, Reasons: []string{"有1处错误"},
		Metrics:  report.Metrics{Characters: len(text) / 3, Sentences: 1},
		Findings: []report.Finding{{Rule: "figure.tally", Severity: finding.Error, Message: "数目不符。", Span: sp, Evidence: []report.Evidence{}}},
		Honours:  []report.Honour{{Span: sp, Title: "文明单位", Level: "county", Count: 1}},
		Text:     text,
	}
}
