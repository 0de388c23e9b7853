package render

import (
	"bytes"
	"strings"
	"testing"

	"hecha/internal/compare"
	"hecha/internal/report"
	"hecha/internal/similar"
)

// comparison is a small table with every mark, a hostile row, and lists.
func comparison() *compare.Table {
	num := func(v float64) *float64 { return &v }
	evidence := func(text, before, after string) []compare.Evidence {
		start := len([]rune(before))
		return []compare.Evidence{{
			Span:     report.Span{Place: report.Place{Start: start, End: start + len([]rune(text)), Line: 3, Column: start + 1}, Text: text, Origin: "第2页"},
			Sentence: before + text + after,
		}}
	}
	cell := func(id string, v float64, marks ...compare.Mark) *compare.Cell {
		return &compare.Cell{Indicator: id, Value: num(v), Approx: "exact", Marks: marks, Evidence: evidence("36次", "全年集中学习", "。")}
	}
	mark := func(k compare.MarkKind, note string) compare.Mark { return compare.Mark{Kind: k, Note: note} }
	const study, money, rate, errs = "study.times", "money.invested", "rate.satisfaction", "finding.error"
	row := func(source, unit string, cells ...*compare.Cell) *compare.Row {
		return &compare.Row{Source: source, Unit: unit, Title: unit + "工作总结", Places: []string{}, Period: report.Period{From: "2021", To: "2023"}, Verdict: report.Revise, Reasons: []string{}, Previous: -1, Cells: cells}
	}
	yearly := cell(study, 36, mark(compare.Yearly, "三年来36次,折合每年12次。"), mark(compare.Mixed, "另有今年3次,时段不同,未计入。"))
	yearly.Comparable, yearly.Scope, yearly.Years, yearly.More = num(12), "三年来", 3, 2
	share := cell(rate, 97.9)
	share.Approx, share.Denominator = "over", "285份"
	bad := cell(study, 12, mark(compare.NoScope, hostileWords))
	bad.Evidence = evidence("=SUM(A1)", "<script>", hostileWords)
	grown := cell(money, 8.6, mark(compare.Unchanged, "与上期的8.6万元相同。"))
	grown.Growth = num(0.25)
	t := &compare.Table{
		Groups: []compare.Group{{ID: "study", Label: "学习"}, {ID: "money", Label: "资金"}, {ID: "rate", Label: "比率"}, {ID: "finding", Label: "问题"}},
		Columns: []compare.Column{
			{ID: study, Label: "学习教育", Group: "study", Unit: "次", Yearly: true, Stated: true, Summary: compare.Summary{N: 4, Total: num(183), Min: 12, Max: 147, Median: 12}},
			{ID: money, Label: "投入", Group: "money", Unit: "万元", Stated: true, Summary: compare.Summary{N: 3, Total: num(94.6), Min: 8.6, Max: 86, Median: 8.6}},
			{ID: rate, Label: "满意率", Group: "rate", Unit: "%", Stated: true, Summary: compare.Summary{N: 1, Min: 97.9, Max: 97.9, Median: 97.9}},
			{ID: errs, Label: "错误", Group: "finding", Unit: "处", Summary: compare.Summary{N: 4, Total: num(2), Min: 0, Max: 2}},
		},
		Rows: []*compare.Row{
			row("甲.txt", "甲县档案馆", yearly, grown, share, &compare.Cell{Indicator: errs, Value: num(0)}),
			row("乙.docx", "乙镇卫生院", cell(study, 12, mark(compare.Same, "与甲县档案馆的12次相同。")), cell(money, 86, mark(compare.Tenfold, "86万元约为其他单位的十倍。")), &compare.Cell{Indicator: rate, Marks: []compare.Mark{mark(compare.Missing, "多数单位写明满意率。")}}, &compare.Cell{Indicator: errs, Value: num(2), Marks: []compare.Mark{mark(compare.High, "2处明显偏高。")}}),
			row("丙.zip!/丙.wps", "丙乡政府", cell(study, 147, mark(compare.High, "147次明显偏高。")), cell(money, 0.2, mark(compare.Low, "0.2万元明显偏低。")), nil, &compare.Cell{Indicator: errs, Value: num(0)}),
			row("@=<丁>.txt", hostileWords, bad, nil, nil, &compare.Cell{Indicator: errs, Value: num(0)}),
		},
		Equal:      []compare.Equal{{A: 1, B: 3, Columns: []int{0}}},
		Shared:     []compare.Shared{{A: similar.Ref{Source: "甲.txt", Unit: "甲县档案馆"}, B: similar.Ref{Source: "@=<丁>.txt", Unit: hostileWords}, ShareA: 0.93, ShareB: 0.5, Kind: "copy", Relation: similar.Peer, Passages: 3}},
		Unreadable: []report.Unreadable{unreadable},
		Summary:    report.Summary{Reports: 4, Unreadable: 1, Verdicts: map[string]int{report.Revise: 4}},
	}
	return t
}

func writeCompare(t testing.TB, f Format, table *compare.Table) []byte {
	t.Helper()
	var b bytes.Buffer
	w := f.Compare(&b, Env{Version: "0.0.0", Width: 100})
	if err := w.Close(table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGoldenCompare writes the table in every registered text output.
func TestGoldenCompare(t *testing.T) {
	for _, f := range All(func(f Format) bool { return f.Compare != nil && !f.Binary }) {
		t.Run(f.Name, func(t *testing.T) { golden(t, "compare."+f.Name, writeCompare(t, f, comparison())) })
	}
}

// TestCompareNothing: a comparison of no reports ends well everywhere.
func TestCompareNothing(t *testing.T) {
	for _, f := range All(func(f Format) bool { return f.Compare != nil }) {
		if len(writeCompare(t, f, &compare.Table{})) == 0 && f.Name != "jsonl" {
			t.Errorf("%s prints nothing", f.Name)
		}
	}
}

// TestCompareLong: on a page of many rows only marked figures bring their
// sentences, and the page says so.
func TestCompareLong(t *testing.T) {
	f, err := ByName("html", func(f Format) bool { return f.Compare != nil })
	if err != nil {
		t.Fatal(err)
	}
	table := comparison()
	for range fullEvidence {
		table.Rows = append(table.Rows, comparison().Rows[0])
	}
	page := string(writeCompare(t, f, table))
	// The share of the first row has no mark, its study sessions have two.
	if strings.Contains(page, "97.9<sup>") || !strings.Contains(page, "只列有标记的数字") || !strings.Contains(page, ">12<span") {
		t.Error("evidence of unmarked figures on a long page, or none of marked ones")
	}
}
