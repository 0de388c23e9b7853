package bench

import (
	"io"
	"testing"

	"hecha/internal/config"
	"hecha/internal/doc"
	"hecha/internal/engine"
	"hecha/internal/profile"
	"hecha/internal/render"
	"hecha/internal/report"
	_ "hecha/internal/rule/all"
)

// auditor is the audit as the command runs it, without files.
type auditor struct {
	*engine.Auditor
	format render.Format
}

func newAuditor(t testing.TB, format string) *auditor {
	t.Helper()
	c := &config.Config{}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	f, err := render.ByName(format, func(f render.Format) bool { return f.Audit != nil })
	if err != nil {
		t.Fatal(err)
	}
	return &auditor{engine.NewAuditor(c), f}
}

func source(text string) *doc.Source {
	return &doc.Source{Name: "r.txt", Format: "text", Text: text, Wrapped: true}
}

// audit reads and checks one text.
func (a *auditor) audit(text string) []*report.Report {
	var out []*report.Report
	for _, d := range profile.Split(source(text)) {
		out = append(out, a.Audit(d))
	}
	return out
}

// write audits one text and writes it down.
func (a *auditor) write(t testing.TB, text string) {
	w := a.format.Audit(io.Discard, render.Env{})
	var sum report.Summary
	for _, r := range a.audit(text) {
		sum.Add(r)
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
		r.Release()
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
}

func TestReport(t *testing.T) {
	a := newAuditor(t, "jsonl")
	for seed := range uint64(20) {
		text := Report(seed, 9000)
		if text != Report(seed, 9000) {
			t.Fatal("not deterministic")
		}
		if len(text) < 8000 || len(text) > 11000 {
			t.Errorf("seed %d: %d bytes", seed, len(text))
		}
		rs := a.audit(text)
		if len(rs) != 1 {
			t.Fatalf("seed %d: %d reports", seed, len(rs))
		}
		if r := rs[0]; r.Unit == "" || len(r.Quantities) < 20 || len(r.Activities) < 5 {
			t.Errorf("seed %d: not a realistic report: %+v", seed, r.Metrics)
		}
	}
}
