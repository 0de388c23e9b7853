package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"hecha/internal/compare"
	"hecha/internal/report"
	"hecha/internal/reuse"
	"hecha/internal/similar"
)

// compareReports makes the table of reports, with text that two of them share and
// a file that could not be read.
func compareReports(t testing.TB, opt compare.Options, rs []*report.Report) *compare.Table {
	t.Helper()
	b, err := compare.NewBuilder(opt)
	if err != nil {
		t.Fatal(err)
	}
	var sum report.Summary
	for _, r := range rs {
		sum.Add(r)
		b.Add(r)
	}
	sum.Unreadable++
	tab := b.Finish()
	tab.Summary, tab.Unreadable = sum, []report.Unreadable{unreadable}
	span := report.Span{Place: report.Place{Start: 0, End: 4, Line: 1, Column: 1}, Text: hostileWords}
	tab.Shared = []compare.Shared{{
		A: similar.Ref{Source: "=甲.txt", Unit: "+甲"}, B: similar.Ref{Source: "@乙.txt", Index: 1, Unit: "-乙"},
		ShareA: 0.9, ShareB: 0.5, Kind: reuse.Copy, Relation: similar.Peer, Passages: 2, Longest: span, LongestB: span,
	}}
	return tab
}

// withTwin adds a second report with the figures of the first, of another
// unit, so that equal figures occur.
func withTwin(rs []*report.Report) []*report.Report {
	twin := *rs[0]
	twin.Source, twin.Unit = "照抄.txt", "桃溪镇人民政府"
	return append([]*report.Report{&twin}, rs...)
}

// renderTable renders a table after the reports it was made of.
func renderTable(t testing.TB, f Format, tab *compare.Table, rs []*report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	w := f.Compare(&b, Env{Version: "0.0.0", Width: 100})
	for _, r := range rs {
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(tab); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func offersCompare(f Format) bool { return f.Compare != nil }

// TestCompareEveryFormat: a table of nothing and of an empty report can be
// written, and the same table twice is the same output.
func TestCompareEveryFormat(t *testing.T) {
	rs := withTwin(results(t))
	for _, f := range All(offersCompare) {
		for _, some := range [][]*report.Report{nil, {empty()}, rs} {
			one := renderTable(t, f, compareReports(t, compare.Options{Auto: 2, ByPeriod: true}, some), some)
			two := renderTable(t, f, compareReports(t, compare.Options{Auto: 2, ByPeriod: true}, some), some)
			if !bytes.Equal(one, two) {
				t.Errorf("%s: the same %d reports twice give different output", f.Name, len(some))
			}
		}
	}
}

// TestCompareAgree: csv and json tell the same values.
func TestCompareAgree(t *testing.T) {
	rs := withTwin(results(t))
	tab := compareReports(t, compare.Options{}, rs)
	f, _ := ByName("csv", offersCompare)
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(renderTable(t, f, tab, nil), []byte(bom)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f, _ = ByName("json", offersCompare)
	var doc struct {
		Schema string `json:"schema"`
		Rows   []struct {
			Unit  string         `json:"unit"`
			Cells []compare.Cell `json:"cells"`
		} `json:"rows"`
	}
	if err := json.Unmarshal(renderTable(t, f, tab, nil), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Schema != compare.Schema || len(doc.Rows) != len(rs) || len(lines) != len(rs)+1 {
		t.Fatalf("%s, %d rows, %d lines", doc.Schema, len(doc.Rows), len(lines))
	}
	column := map[string]int{}
	for i, h := range lines[0] {
		column[h] = i
	}
	n := 0
	for k, r := range doc.Rows {
		for _, c := range r.Cells {
			v, ok := c.Number()
			if !ok {
				continue
			}
			n++
			if got := lines[k+1][column[c.Indicator]]; got != strconv.FormatFloat(v, 'f', -1, 64) {
				t.Errorf("%s %s: csv %q, json %v", r.Unit, c.Indicator, got, v)
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d values", n)
	}
}

// TestCompareWidth: no line of the terminal table is wider than asked for.
func TestCompareWidth(t *testing.T) {
	rs := withTwin(results(t))
	for _, width := range []int{60, 80, 120, 200} {
		var b strings.Builder
		f, _ := ByName("table", offersCompare)
		w := f.Compare(&b, Env{Width: width})
		if err := w.Close(compareReports(t, compare.Options{}, rs)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(b.String(), "\n") {
			if strings.ContainsAny(line, "│┌├└") && cells.StringWidth(line) > width {
				t.Errorf("width %d: %d: %s", width, cells.StringWidth(line), line)
				break
			}
		}
	}
}
