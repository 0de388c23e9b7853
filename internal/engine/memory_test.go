package engine

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"hecha/internal/bench"
	"hecha/internal/config"
	"hecha/internal/doc"
	"hecha/internal/profile"
	"hecha/internal/report"
)

// reportsOf audits one text.
func reportsOf(a *Auditor, text string) (out []*report.Report) {
	for _, d := range profile.Split(&doc.Source{Name: "r.txt", Format: "text", Text: text, Wrapped: true}) {
		out = append(out, a.Audit(d))
	}
	return out
}

func jsonOf(rs []*report.Report) string {
	var b []byte
	for _, r := range rs {
		b = append(r.AppendJSON(b), '\n')
	}
	return string(b)
}

// different are texts that have little in common: whole reports, several in a
// file, fragments, hostile ones.
func different(t *testing.T) (texts []string) {
	t.Helper()
	names, err := filepath.Glob("../../testdata/reports/*.txt")
	if err != nil || len(names) < 5 {
		t.Fatalf("reports %v, %v", names, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	for i := range uint64(8) {
		texts = append(texts, bench.Report(i, 1000<<(i%4)))
	}
	for _, s := range bench.Shapes {
		texts = append(texts, s.Make(4000))
	}
	return append(texts,
		"", "。", "全年开展活动*次。", "触发错误,共建成基地3个(其中县级1个,镇级1个)。",
		strings.Join(texts[:4], "\n\n"), "总结(一)\n"+texts[0]+"\n总结(二)\n"+texts[1])
}

// TestReportsOwnWhatTheyHold keeps the reports of many texts, audited in turn
// and at once in memory that goes from one to the next, and compares them with
// those made in memory of their own.
func TestReportsOwnWhatTheyHold(t *testing.T) {
	a := NewAuditor(config.Default())
	a.opt.Numbers = true
	texts := different(t)
	want := make([]string, len(texts))
	for i, text := range texts {
		// A pool is empty after two collections.
		runtime.GC()
		runtime.GC()
		want[i] = jsonOf(reportsOf(a, text))
	}
	// audit takes every step-th text; it keeps some reports and releases others.
	audit := func(step int) {
		kept := make([][]*report.Report, len(texts))
		for n := range 2 * len(texts) {
			i := n * step % len(texts)
			rs := reportsOf(a, texts[i])
			if n%3 == 0 {
				if got := jsonOf(rs); got != want[i] {
					t.Errorf("step %d, text %d at once: %s, want %s", step, i, got, want[i])
				}
				for _, r := range rs {
					r.Release()
				}
				continue
			}
			kept[i] = rs
		}
		for i, rs := range kept {
			if got := jsonOf(rs); rs != nil && got != want[i] {
				t.Errorf("step %d, text %d at last: %s, want %s", step, i, got, want[i])
			}
		}
	}
	audit(1)
	var wg sync.WaitGroup
	for _, step := range []int{1, 3, 7, len(texts) - 1} {
		wg.Go(func() { audit(step) })
	}
	wg.Wait()
	if several := slices.ContainsFunc(want, func(s string) bool { return strings.Count(s, "\n") > 1 }); !several {
		t.Error("no text held several reports")
	}
}
