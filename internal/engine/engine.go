// Package engine reads and audits many inputs at once and hands the results
// out in input order. Memory is bounded by the number of workers, not by the
// number of inputs.
package engine

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"sync"

	"hecha/internal/config"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/format"
	"hecha/internal/intake"
	"hecha/internal/ordered"
	"hecha/internal/profile"
	"hecha/internal/report"
	"hecha/internal/rule"
)

// Options steer a run.
type Options struct {
	// Jobs is the number of workers, at least 1.
	Jobs   int
	Config *config.Config
	Intake intake.Options
	// Numbers asks for the numerals of every report.
	Numbers bool
	// FactsOnly runs no rule.
	FactsOnly bool
	// Extra adds findings that need more than one report, such as shared
	// passages, and returns the share of the report's characters in them. It is
	// called from workers.
	Extra func(d *doc.Document) ([]finding.Finding, float64)
}

// Result is what came of one input: its reports, or why there are none.
type Result struct {
	Source  string
	Reports []*report.Report
	Problem *report.Unreadable
}

// Run audits everything below paths. Results come in input order whatever the
// number of workers; after ctx ends, the sequence stops early.
func Run(ctx context.Context, paths []string, opt Options) iter.Seq[Result] {
	a := newAuditor(opt)
	return ordered.Map(ctx, max(1, opt.Jobs), intake.List(ctx, paths, opt.Intake), func(it intake.Item) Result {
		return a.input(ctx, it)
	})
}

// Auditor audits one input after another; its methods are safe for concurrent
// use.
type Auditor struct {
	opt    Options
	checks []check
	corpus []string // ids of the rules that compare reports
}

// check is a rule with the user's thresholds for it.
type check struct {
	*rule.Rule
	param func(name string, def float64) float64
}

// NewAuditor returns what audits single documents under a prepared
// configuration.
func NewAuditor(c *config.Config) *Auditor { return newAuditor(Options{Config: c}) }

func newAuditor(opt Options) *Auditor {
	a := &Auditor{opt: opt}
	if opt.FactsOnly {
		return a
	}
	for _, r := range opt.Config.Rules() {
		if r.Corpus {
			a.corpus = append(a.corpus, r.ID)
		} else {
			a.checks = append(a.checks, check{r, opt.Config.Param(r.ID)})
		}
	}
	return a
}

func (a *Auditor) input(ctx context.Context, it intake.Item) Result {
	res := Result{Source: it.Name}
	src, err := intake.Read(ctx, it, a.opt.Intake)
	if err != nil {
		res.Problem = problem(it.Name, err)
		return res
	}
	for _, d := range profile.Split(src) {
		res.Reports = append(res.Reports, a.Audit(d))
	}
	return res
}

func problem(name string, err error) *report.Unreadable {
	fe := format.AsError(err)
	return &report.Unreadable{Source: name, Reason: string(fe.Reason), Detail: fe.Detail}
}

// work is what is at hand while a report is audited.
type work struct {
	rule.Pass
	checked report.Checked
	found   []*finding.Finding
}

// works keeps the room of finished audits.
var works = sync.Pool{New: func() any { return new(work) }}

// done gives the room of w back, without what it holds.
func (w *work) done() {
	clear(w.Findings)
	clear(w.found)
	*w = work{Pass: rule.Pass{Findings: w.Findings[:0]}, checked: w.checked[:0], found: w.found[:0]}
	works.Put(w)
}

// Audit runs all rules on one report and writes it down. It releases d.
func (a *Auditor) Audit(d *doc.Document) *report.Report {
	defer d.Release()
	w := works.Get().(*work)
	defer w.done()
	w.Doc = d
	checked := slices.Grow(w.checked, len(a.checks))
	for _, c := range a.checks {
		examined, err := w.Run(c.Rule, c.param)
		if err != nil {
			// One rule on one report is lost; the report says so.
			slog.Warn(err.Error(), "source", d.Source.Name)
			d.Source.Notes = append(d.Source.Notes, doc.Note{Kind: doc.NotePartial, Message: fmt.Sprintf("规则 %s 未能完成检查。", c.ID), Count: 1})
			continue
		}
		checked = append(checked, report.Examined{Rule: c.ID, Count: examined})
	}
	found := w.found
	for i := range w.Findings {
		found = append(found, &w.Findings[i])
	}
	shared := 0.0
	if a.opt.Extra != nil && len(a.corpus) > 0 {
		var more []finding.Finding
		more, shared = a.opt.Extra(d)
		for i := range more {
			if slices.Contains(a.corpus, more[i].Rule) {
				found = append(found, &more[i])
			}
			checked.Add(more[i].Rule)
		}
	}
	c := a.opt.Config
	for _, f := range found {
		f.Severity = c.SeverityOf(f.Rule, f.Severity)
	}
	slices.SortFunc(found, finding.Compare)
	found = slices.CompactFunc(found, func(x, y *finding.Finding) bool { return finding.Compare(x, y) == 0 })
	w.checked, w.found = checked, found
	r := report.Build(d, found, checked)
	if a.opt.Numbers {
		r.AddNumbers(d)
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return c.Accepted(f.Fingerprint) })
	// What the user hides is still judged.
	r.Judge(c.Verdict, shared)
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return f.Severity < c.MinSeverity })
	return r
}
