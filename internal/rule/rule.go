// Package rule defines what a check is: a value that explains itself. One file
// of a family package (internal/rule/figure, …) holds one rule: its id, why it
// matters, texts on which it must and must not speak, and its logic. The
// catalogue, the documentation page and the tests are read from these values.
package rule

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
)

// Rule is one check.
type Rule struct {
	// ID is the contract's id ("figure.part-whole").
	ID string
	// Title says in Chinese what is wrong, in a few words; Why, in one or two
	// sentences, why a reviewer cares.
	Title, Why string
	// Severity is the default for findings that do not set their own. A user
	// may override it per rule.
	Severity finding.Severity
	// Bad are texts with the places the rule must report between ⟦ and ⟧; Good
	// are texts it must not report. Both are its tests and its documentation.
	Bad, Good []string
	// Whole marks a rule that only whole reports can answer; short excerpts
	// (its own Bad texts too) are then not expected to trigger it elsewhere.
	Whole bool
	// Corpus marks a rule that compares reports with each other: it has no
	// Check, whoever compares them hands its findings to the engine.
	Corpus bool
	// Check examines one report.
	Check func(p *Pass)
}

// Pass is all a rule may touch while it examines one report. It takes the
// findings of one rule after the other.
type Pass struct {
	Doc  *doc.Document
	Rule *Rule
	// Param returns the user's value of a threshold, or def.
	Param func(name string, def float64) float64
	// Findings are those of all rules so far.
	Findings []finding.Finding

	examined int
}

// Report adds a finding. Rule and, when Severity is left zero and the rule's
// default is higher, Severity are filled in; use ReportAs for an explicit info.
func (p *Pass) Report(f finding.Finding) {
	if f.Severity == finding.Info {
		f.Severity = p.Rule.Severity
	}
	p.ReportAs(f)
}

// ReportAs adds a finding with exactly the severity it carries.
func (p *Pass) ReportAs(f finding.Finding) {
	f.Rule = p.Rule.ID
	p.Findings = append(p.Findings, f)
}

// Examined tells that the rule looked at n more statements: sums it added up,
// rates it recomputed. A clean report with none examined says so.
func (p *Pass) Examined(n int) { p.examined += n }

// Run runs a rule with the user's thresholds and returns how many statements it
// examined. When the rule panics, what it found is dropped and err is set; the
// other rules are not affected.
func (p *Pass) Run(r *Rule, param func(string, float64) float64) (examined int, err error) {
	p.Rule, p.Param, p.examined = r, param, 0
	before := len(p.Findings)
	defer func() {
		if v := recover(); v != nil {
			clear(p.Findings[before:])
			p.Findings = p.Findings[:before]
			examined, err = 0, fmt.Errorf("规则 %s 出错: %v", r.ID, v)
		}
	}()
	r.Check(p)
	return p.examined, nil
}

// Outcome is what a rule said about one report.
type Outcome struct {
	Findings []finding.Finding
	Examined int
	// Err is set when the rule failed.
	Err error
}

// Run runs the rule alone on d.
func (r *Rule) Run(d *doc.Document, param func(string, float64) float64) Outcome {
	if param == nil {
		param = func(_ string, def float64) float64 { return def }
	}
	p := &Pass{Doc: d}
	n, err := p.Run(r, param)
	return Outcome{p.Findings, n, err}
}

var registry []*Rule

// Register adds a rule; call it from package-level variables. It panics on an
// entry that does not explain itself or repeats an id.
func Register(r Rule) *Rule {
	switch {
	case r.ID == "" || r.Title == "" || r.Why == "" || (r.Check == nil) != r.Corpus:
		panic("rule: incomplete rule " + r.ID)
	case len(r.Bad) == 0 || len(r.Good) == 0:
		panic("rule: no examples for " + r.ID)
	case slices.ContainsFunc(registry, func(q *Rule) bool { return q.ID == r.ID }):
		panic("rule: duplicate id " + r.ID)
	}
	registry = append(registry, &r)
	return &r
}

// All returns the rules sorted by id.
func All() []*Rule {
	rs := slices.Clone(registry)
	slices.SortFunc(rs, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return rs
}

// Match reports whether a rule id matches a glob such as "figure.*".
func Match(glob, id string) bool {
	ok, err := path.Match(glob, id)
	return err == nil && ok
}

// Family returns the part of an id before the dot.
func Family(id string) string {
	f, _, _ := strings.Cut(id, ".")
	return f
}
