package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hecha/internal/finding"
	"hecha/internal/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// recorded is a result of the engine as rendertest recorded it: goldens change
// with the outputs, not with every rule.
type recorded struct {
	*report.Report
	Text      string `json:"body"`
	TextStart int    `json:"body_start"`
}

// results reads the recorded reports and adds those that no engine would make:
// hostile words everywhere, and a report without anything in it.
func results(t testing.TB) []*report.Report {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rs []recorded
	if err := json.Unmarshal(b, &rs); err != nil {
		t.Fatal(err)
	}
	var out []*report.Report
	for _, r := range rs {
		r.Report.Text, r.Report.TextStart = r.Text, r.TextStart
		out = append(out, r.Report)
	}
	return append(out, hostile(), empty())
}

// empty is a report in which there was nothing.
func empty() *report.Report {
	return &report.Report{Source: "空.txt", Places: []string{}, Reasons: []string{}, Verdict: report.Return, Checked: report.Checked{}}
}

// hostileWords are what must never take effect: formulas, markup, ends of
// scripts, Markdown, control and bidirectional characters.
const hostileWords = "=cmd|'/C calc'!A0</script><script>alert(1)</script>]]>{{.}}\x00\x1b[31m\u202E|`*_[x](javascript:alert(2))\"'&\uFEFF"

// hostile is a report all of whose words are hostile.
func hostile() *report.Report {
	line := "-1+1 " + hostileWords
	text := line + "\n" + line
	n := len([]rune(line))
	at := func(l int) report.Span {
		return report.Span{Place: report.Place{Start: l * (n + 1), End: l*(n+1) + n, Line: l + 1, Column: 1}, Text: line, Origin: "@表<1>"}
	}
	r := empty()
	r.Source, r.Title, r.Unit = "=恶意<b>.txt", line, "+"+line
	r.Text, r.Span = text, report.Place{End: 2*n + 1, Line: 1, Column: 1}
	r.Reasons = []string{line}
	r.Notes = []report.Note{{Kind: "partial", Message: line, Count: 1}}
	r.Findings = []report.Finding{
		{
			Rule: "text.garbled", Severity: finding.Error, Message: line, Span: at(0), Suggestion: line, Fingerprint: "0000000000000001",
			Evidence: []report.Evidence{{Span: at(1), Note: line}, {Span: at(0), Note: line, Source: "@他处.txt"}},
		},
		{Rule: "text.typo", Severity: finding.Info, Message: line, Span: at(1), Evidence: []report.Evidence{}, Fingerprint: "0000000000000002"},
	}
	r.Quantities = []report.Quantity{{Span: at(0), Kind: "count", Low: "1", High: "2", Unit: line, Approx: "about", Subject: line, Scope: line}}
	r.Activities = []report.Activity{{Span: at(1), Type: "other", Name: line, Times: "1", Participants: "2", Date: "2023", Quantities: []int{0}}}
	r.Honours = []report.Honour{{Span: at(1), Title: line, Level: "unknown", Issuer: line, Recipient: line, RecipientKind: "unknown", Count: 1}}
	r.Placeholders = []report.Placeholder{{Span: at(0), Form: "blank", Field: "unknown"}}
	r.Metrics = report.Metrics{Characters: 2*n + 1, Sentences: 2, Quantities: 1, Placeholders: 1, Honours: 1, Activities: 1, BoilerplateRatio: 0.5, FactsPer1000: 3}
	return r
}

var unreadable = report.Unreadable{Source: "=坏<i>.doc", Reason: "damaged", Detail: "文件已损坏: <script>alert(3)</script>"}

// writeAudit renders a whole run.
func writeAudit(t testing.TB, f Format, rs []*report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	var sum report.Summary
	w := f.Audit(&b, Env{Version: "0.0.0", Width: 100})
	for _, r := range rs {
		sum.Add(r)
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	sum.Unreadable++
	if err := w.Unreadable(unreadable); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// writeFacts renders all facts of the reports.
func writeFacts(t testing.TB, f Format, rs []*report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	err := f.Facts(&b, Env{Width: 100}, func(yield func(report.Fact) bool) {
		for _, r := range rs {
			for _, x := range r.Facts(func(report.FactKind) bool { return true }) {
				if !yield(x) {
					return
				}
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// golden compares with a file under testdata/golden.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
		for i := range g {
			if i >= len(w) || !bytes.Equal(g[i], w[i]) {
				t.Fatalf("%s differs in line %d:\n%s\n(go test ./internal/render -update)", file, i+1, g[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", file, len(g), len(w))
	}
}

// TestGolden writes the recorded and the hostile reports in every registered
// text output. Binary ones are read back in their own tests.
func TestGolden(t *testing.T) {
	rs := results(t)
	for _, f := range All(func(f Format) bool { return f.Audit != nil && !f.Binary }) {
		t.Run("audit/"+f.Name, func(t *testing.T) { golden(t, "audit."+f.Name, writeAudit(t, f, rs)) })
	}
	for _, f := range All(func(f Format) bool { return f.Facts != nil && !f.Binary }) {
		t.Run("extract/"+f.Name, func(t *testing.T) { golden(t, "extract."+f.Name, writeFacts(t, f, rs)) })
	}
}

// TestNothingToSay: every output of a run without inputs, and of one empty
// report, ends well and is deterministic.
func TestNothingToSay(t *testing.T) {
	for _, f := range All(func(f Format) bool { return f.Audit != nil }) {
		var b bytes.Buffer
		if err := f.Audit(&b, Env{}).Close(report.Summary{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		one, two := writeAudit(t, f, []*report.Report{empty()}), writeAudit(t, f, []*report.Report{empty()})
		if !f.Binary && !bytes.Equal(one, two) {
			t.Errorf("%s: the same report twice gives different output", f.Name)
		}
	}
	for _, f := range All(func(f Format) bool { return f.Facts != nil }) {
		writeFacts(t, f, nil)
	}
}

// TestFormatNames: a command offers each format once.
func TestFormatNames(t *testing.T) {
	for name, has := range map[string]func(Format) bool{
		"audit": func(f Format) bool { return f.Audit != nil }, "extract": func(f Format) bool { return f.Facts != nil },
		"similar": func(f Format) bool { return f.Similar != nil }, "compare": func(f Format) bool { return f.Compare != nil },
	} {
		var names []string
		for _, f := range All(has) {
			names = append(names, f.Name)
		}
		if len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s: %v", name, names)
		}
	}
}
