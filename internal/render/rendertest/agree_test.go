package rendertest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"hecha/internal/finding"
	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/rule"
)

// write renders reports in one format.
func write(t testing.TB, name string, rs []*report.Report) []byte {
	t.Helper()
	f, err := render.ByName(name, func(f render.Format) bool { return f.Audit != nil })
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	var sum report.Summary
	w := f.Audit(&b, render.Env{Version: "0.0.0"})
	for _, r := range rs {
		sum.Add(r)
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tell is what every output must agree on for a finding.
func tell(line, column int, severity, rule string) string {
	return fmt.Sprintf("%d:%d %s %s", line, column, severity, rule)
}

// readers read a format's findings back, in order.
var readers = map[string]func(testing.TB, []byte) []string{
	"json": func(t testing.TB, b []byte) []string {
		var doc struct {
			Schema  string           `json:"schema"`
			Reports []*report.Report `json:"reports"`
			Summary report.Summary   `json:"summary"`
		}
		unmarshal(t, b, &doc)
		if doc.Schema != report.Schema || doc.Summary.Reports != len(doc.Reports) {
			t.Errorf("schema %s, %d of %d reports", doc.Schema, len(doc.Reports), doc.Summary.Reports)
		}
		return fromReports(doc.Reports)
	},
	"jsonl": func(t testing.TB, b []byte) []string {
		var rs []*report.Report
		for line := range bytes.Lines(b) {
			rs = append(rs, new(report.Report))
			unmarshal(t, line, rs[len(rs)-1])
		}
		return fromReports(rs)
	},
	"csv": func(t testing.TB, b []byte) []string {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		col := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
		var out []string
		for _, row := range rows[1:] {
			out = append(out, col(row, "line")+":"+col(row, "column")+" "+col(row, "severity")+" "+col(row, "rule"))
		}
		return out
	},
	"sarif": func(t testing.TB, b []byte) []string {
		run := readSARIF(t, b)
		var out []string
		for _, r := range run.Results {
			severity := map[string]string{"error": "error", "warning": "warning", "note": "info"}[r.Level]
			at := r.Locations[0].Physical.Region
			out = append(out, tell(at.StartLine, at.StartColumn, severity, r.RuleID))
		}
		return out
	},
	"markdown": func(_ testing.TB, b []byte) []string {
		var out []string
		for line := range strings.Lines(string(b)) {
			if c := strings.Split(line, " | "); len(c) > 3 && severities[c[1]] != "" {
				out = append(out, strings.TrimPrefix(c[0], "| ")+" "+severities[c[1]]+" "+strings.Trim(c[2], "`"))
			}
		}
		return out
	},
	"xlsx": func(t testing.TB, b []byte) []string {
		var out []string
		for _, row := range sheet(t, b, "问题清单")[1:] {
			out = append(out, row[2]+":"+row[3]+" "+severities[row[4]]+" "+row[5])
		}
		return out
	},
	"html": func(t testing.TB, b []byte) []string {
		var out []string
		for _, n := range elements(t, b) {
			if attr(n, "data-rule") != "" {
				out = append(out, attr(n, "data-at")+" "+attr(n, "data-severity")+" "+attr(n, "data-rule"))
			}
		}
		return out
	},
}

// severities are the names that people read.
var severities = map[string]string{"错误": "error", "存疑": "warning", "提示": "info"}

// sheet reads the cells of one worksheet.
func sheet(t testing.TB, workbook []byte, name string) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(name)
	if err != nil || len(rows) == 0 {
		t.Fatalf("sheet %s: %d rows, %v", name, len(rows), err)
	}
	return rows
}

func fromReports(rs []*report.Report) []string {
	var out []string
	for _, r := range rs {
		for _, f := range r.Findings {
			out = append(out, tell(f.Span.Line, f.Span.Column, f.Severity.String(), f.Rule))
		}
	}
	return out
}

func unmarshal(t testing.TB, b []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// elements parses a page and returns its elements in document order.
func elements(t testing.TB, page []byte) []*html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestFormatsAgree: every machine-readable output tells the same findings in
// the same order.
func TestFormatsAgree(t *testing.T) {
	rs := audit(t)
	want := fromReports(rs)
	if len(want) < 20 {
		t.Fatalf("only %d findings in the samples", len(want))
	}
	for _, name := range []string{"json", "jsonl", "csv", "sarif", "markdown", "html", "xlsx"} {
		t.Run(name, func(t *testing.T) {
			if got := readers[name](t, write(t, name, rs)); !slices.Equal(got, want) {
				t.Errorf("%d findings, want %d:\n%s\n\n%s", len(got), len(want), strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// TestFactsAgree: the outputs of facts have as many as the reports.
func TestFactsAgree(t *testing.T) {
	rs := audit(t)
	all := func(yield func(report.Fact) bool) {
		for _, r := range rs {
			for _, f := range r.Facts(func(report.FactKind) bool { return true }) {
				if !yield(f) {
					return
				}
			}
		}
	}
	want := map[string]int{}
	total := 0
	for f := range all {
		want[string(f.Kind)]++
		total++
	}
	output := func(name string) []byte {
		f, err := render.ByName(name, func(f render.Format) bool { return f.Facts != nil })
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Facts(&b, render.Env{}, all); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	got := map[string]map[string]int{"json": {}, "jsonl": {}, "csv": {}}
	type fact struct {
		Fact string `json:"fact"`
	}
	var list []fact
	unmarshal(t, output("json"), &list)
	for _, f := range list {
		got["json"][f.Fact]++
	}
	for line := range bytes.Lines(output("jsonl")) {
		var f fact
		unmarshal(t, line, &f)
		got["jsonl"][f.Fact]++
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(output("csv"), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kind := slices.Index(rows[0], "fact")
	for _, row := range rows[1:] {
		got["csv"][row[kind]]++
	}
	for name, n := range got {
		if fmt.Sprint(n) != fmt.Sprint(want) {
			t.Errorf("%s has %v, want %v", name, n, want)
		}
	}
	// The pages and workbooks of an audit list the facts, too.
	page, book := map[string]int{}, write(t, "xlsx", rs)
	for _, n := range elements(t, write(t, "html", rs)) {
		if m := attr(n, "data-m"); n.Data == "tr" {
			page[map[byte]string{'q': "quantity", 'a': "activity", 'h': "honour"}[(m + " ")[0]]]++
		}
	}
	for kind, name := range map[string]string{"quantity": "数据", "activity": "活动", "honour": "荣誉"} {
		if n := len(sheet(t, book, name)) - 1; n != want[kind] || page[kind] != want[kind] {
			t.Errorf("%d %s in the workbook, %d in the page, want %d", n, kind, page[kind], want[kind])
		}
	}
	// Lines of the table of facts: two of the header, one of the rule.
	if n := bytes.Count(output("markdown"), []byte("\n")); n != total+2 {
		t.Errorf("markdown has %d lines for %d facts", n, total)
	}
}

// sarifRun is what the checks need of a SARIF run.
type sarifRun struct {
	Tool struct {
		Driver struct {
			Name  string
			Rules []struct {
				ID      string
				Short   struct{ Text string }  `json:"shortDescription"`
				Default struct{ Level string } `json:"defaultConfiguration"`
			}
		}
	}
	ColumnKind string
	Results    []struct {
		RuleID    string
		RuleIndex int
		Level     string
		Message   struct{ Text string }
		Locations []sarifLocation
		Related   []sarifLocation   `json:"relatedLocations"`
		Prints    map[string]string `json:"partialFingerprints"`
	}
}

type sarifLocation struct {
	ID       int
	Message  struct{ Text string }
	Physical struct {
		Artifact struct{ URI string } `json:"artifactLocation"`
		Region   struct {
			StartLine, StartColumn, EndLine, EndColumn, CharOffset, CharLength int
			Snippet                                                            struct{ Text string }
		}
	} `json:"physicalLocation"`
}

// readSARIF checks what SARIF 2.1.0 requires.
func readSARIF(t testing.TB, b []byte) sarifRun {
	t.Helper()
	var log struct {
		Version string
		Schema  string `json:"$schema"`
		Runs    []sarifRun
	}
	unmarshal(t, b, &log)
	if log.Version != "2.1.0" || !strings.Contains(log.Schema, "sarif-2.1.0") || len(log.Runs) != 1 {
		t.Fatalf("version %q schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name != "hecha" || run.ColumnKind != "unicodeCodePoints" || len(run.Tool.Driver.Rules) != len(rule.All()) {
		t.Errorf("driver %q, columns in %q, %d rules", run.Tool.Driver.Name, run.ColumnKind, len(run.Tool.Driver.Rules))
	}
	levels := []string{"error", "warning", "note"}
	for _, r := range run.Tool.Driver.Rules {
		if r.ID == "" || r.Short.Text == "" || !slices.Contains(levels, r.Default.Level) {
			t.Errorf("rule %+v", r)
		}
	}
	for _, r := range run.Results {
		if i := r.RuleIndex; i < 0 || i >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[i].ID != r.RuleID {
			t.Errorf("%s has rule index %d", r.RuleID, i)
		}
		if r.Message.Text == "" || !slices.Contains(levels, r.Level) || len(r.Locations) != 1 || len(r.Prints) == 0 {
			t.Errorf("result %+v", r)
		}
		for i, l := range append(slices.Clone(r.Locations), r.Related...) {
			checkLocation(t, l)
			if i > 0 && (l.ID != i || l.Message.Text == "") {
				t.Errorf("related location %+v", l)
			}
		}
	}
	return run
}

func checkLocation(t testing.TB, l sarifLocation) {
	t.Helper()
	if u, err := url.Parse(l.Physical.Artifact.URI); err != nil || u.Path == "" {
		t.Errorf("uri %q: %v", l.Physical.Artifact.URI, err)
	}
	r := l.Physical.Region
	after := r.EndLine > r.StartLine || r.EndLine == r.StartLine && r.EndColumn >= r.StartColumn
	if r.StartLine < 1 || r.StartColumn < 1 || r.EndColumn < 1 || !after || r.CharLength != len([]rune(r.Snippet.Text)) {
		t.Errorf("region %+v", r)
	}
}

// TestSARIFPlaces: paths of every system become references, and a region's end
// is where its words end.
func TestSARIFPlaces(t *testing.T) {
	for path, want := range map[string]string{
		"材料/甲 乙.txt": "%E6%9D%90%E6%96%99/%E7%94%B2%20%E4%B9%99.txt", "/a/b.txt": "file:///a/b.txt",
		"C:/材料.txt": "file:///C:/%E6%9D%90%E6%96%99.txt", "a:b.txt": "./a:b.txt", "x.zip!/a#1?.txt": "x.zip%21/a%231%3F.txt",
	} {
		sp := report.Span{Place: report.Place{Start: 3, End: 9, Line: 2, Column: 2}, Text: "三五\n七九十"}
		r := &report.Report{Source: path, Findings: []report.Finding{{Rule: rule.All()[0].ID, Severity: finding.Error, Message: "错", Span: sp, Fingerprint: "1"}}}
		at := readSARIF(t, write(t, "sarif", []*report.Report{r})).Results[0].Locations[0].Physical
		if got := at.Artifact.URI; got != want && strings.ReplaceAll(got, "!", "%21") != want {
			t.Errorf("%s is written %s, want %s", path, got, want)
		}
		if at.Region.EndLine != 3 || at.Region.EndColumn != 4 {
			t.Errorf("region ends at %d:%d", at.Region.EndLine, at.Region.EndColumn)
		}
	}
}
