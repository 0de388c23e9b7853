package compare

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/config"
	"hecha/internal/doc"
	"hecha/internal/indicator"
	"hecha/internal/profile"
	"hecha/internal/report"
	_ "hecha/internal/rule/all" // the catalogue
)

// reports reads a text as hecha does, without the rules.
func reports(name, text string) []*report.Report {
	var out []*report.Report
	for _, d := range profile.Split(&doc.Source{Name: name, Text: text}) {
		r := report.Build(d, nil, report.Checked{})
		r.Judge(config.Default().Verdict, 0)
		out = append(out, r)
	}
	return out
}

// compared makes a table of texts.
func compared(t testing.TB, opt Options, texts ...string) *Table {
	t.Helper()
	b, err := NewBuilder(opt)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range texts {
		for _, r := range reports(string(rune('a'+i))+".txt", s) {
			b.Add(r)
		}
	}
	return b.Finish()
}

// cellOf returns a cell by row and indicator, nil for none.
func (t *Table) cellOf(row int, id string) *Cell {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return t.Rows[row].Cells[i]
}

func TestCells(t *testing.T) {
	const title = "云山县水利局2023年文明单位创建工作总结\n\n"
	for _, c := range []struct {
		text, id string
		value    float64
	}{
		{"全年组织集中学习24次。", "study.times", 24},
		{"全年开展志愿服务活动30次,其中敬老活动10次。", "volunteer.times", 30},
		{"全年举办业务培训班6期,培训干部210人次。", "training.participants", 210},
		{"组织干部为灾区捐款3.2万元。", "money.donated", 3.2},
		{"多方筹集资金12万元用于改造办公楼。", "money.raised", 12},
		{"全年投入创建经费8.6万元。", "money.invested", 8.6},
		{"为联系村争取项目资金40万元。", "money.obtained", 40},
		{"春节前走访困难群众16户,发放慰问金4800元。", "money.given", 0.48},
		{"现有注册志愿者46名。", "volunteer.registered", 46},
		{"印制宣传手册5000册。", "publication.leaflets", 5000},
		{"群众满意率达到98.6%。", "rate.satisfaction", 98.6},
	} {
		tab := compared(t, Options{}, title+c.text)
		cell := tab.cellOf(0, c.id)
		if cell == nil || cell.Value == nil {
			t.Errorf("%s: no %s", c.text, c.id)
			continue
		}
		if *cell.Value != c.value {
			t.Errorf("%s: %s is %v, want %v", c.text, c.id, *cell.Value, c.value)
		}
		if len(cell.Evidence) == 0 || !strings.Contains(c.text, cell.Evidence[0].Text) || !strings.Contains(cell.Evidence[0].Sentence, cell.Evidence[0].Text) {
			t.Errorf("%s: evidence %+v", c.text, cell.Evidence)
		}
	}
}

// TestMoneyNeverMeets: every sum of money is in one column only.
func TestMoneyNeverMeets(t *testing.T) {
	tab := compared(t, Options{}, `云山县水利局2023年文明单位创建工作总结

全年投入创建经费20万元,组织捐款3万元,募集善款5万元,为联系村争取资金40万元,发放慰问金2万元。`)
	for id, want := range map[string]float64{"money.invested": 20, "money.donated": 3, "money.raised": 5, "money.obtained": 40, "money.given": 2} {
		c := tab.cellOf(0, id)
		if c == nil || *c.Value != want {
			t.Errorf("%s: %+v, want %v", id, c, want)
		}
	}
}

// TestScope: a three-year figure is divided, one without a span is marked, and
// spans are not added up.
func TestScope(t *testing.T) {
	tab := compared(t, Options{},
		"云山县水利局文明单位创建工作汇报\n\n三年来,开展志愿服务活动150次。",
		"云山县林业局2023年文明单位创建工作汇报\n\n2023年,开展志愿服务活动60次。",
		"云山县教育局文明单位创建工作汇报\n\n我局开展志愿服务活动70次。",
		"云山县交通局文明单位创建工作汇报\n\n三年来,开展志愿服务活动90次。\n今年以来,开展志愿服务活动20次。",
	)
	for row, want := range []struct {
		value, comparable float64
		mark              MarkKind
	}{{150, 50, Yearly}, {60, 60, ""}, {70, 0, NoScope}, {90, 30, Mixed}} {
		c := tab.cellOf(row, "volunteer.times")
		if c == nil {
			t.Errorf("row %d has no cell", row)
			continue
		}
		got := 0.0
		if c.Comparable != nil {
			got = *c.Comparable
		}
		if *c.Value != want.value || got != want.comparable || want.mark != "" && !c.Has(want.mark) || want.mark == "" && len(c.Marks) > 0 {
			t.Errorf("row %d: %v comparable %v, marks %v", row, *c.Value, got, c.Marks)
		}
	}
}

// TestRate: what is done every month comes to twelve times as much a year.
func TestRate(t *testing.T) {
	tab := compared(t, Options{}, "云山县民政局文明单位创建工作汇报\n\n我局每月发放宣传资料500份。")
	if c := tab.cellOf(0, "publication.leaflets"); c == nil || *c.Value != 500 || c.Comparable == nil || *c.Comparable != 6000 {
		t.Errorf("%+v", c)
	}
}

func TestDenominator(t *testing.T) {
	tab := compared(t, Options{}, "云山县水利局2023年工作总结\n\n发放群众满意度调查表300份,收回285份,回收率95%;表示满意的279份,满意率97.9%。全年受理群众诉求640件,办结率99.8%。绿化率44%。")
	for id, want := range map[string]string{"rate.satisfaction": "285份", "rate.settled": "640件", "rate.green": ""} {
		if c := tab.cellOf(0, id); c == nil || c.Denominator != want {
			t.Errorf("%s: %+v, want denominator %q", id, c, want)
		}
	}
}

func TestPer(t *testing.T) {
	tab := compared(t, Options{}, "云山县水利局2023年工作总结\n\n全局现有职工80人。现有注册志愿者60名,志愿服务时长720小时。")
	if c := tab.cellOf(0, "volunteer.share"); c == nil || *c.Value != 75 {
		t.Errorf("share %+v", c)
	}
	if c := tab.cellOf(0, "volunteer.hours_per_head"); c == nil || *c.Value != 12 {
		t.Errorf("hours per head %+v", c)
	}
	tab = compared(t, Options{}, "云山县水利局2023年工作总结\n\n现有注册志愿者60名。")
	if c := tab.cellOf(0, "volunteer.share"); c != nil {
		t.Errorf("a share of nothing: %+v", c)
	}
}

const (
	lastYear = "云山县水利局2022年文明单位创建工作总结\n\n2022年,组织集中学习24次,开展志愿服务活动36次,培训干部186人次。"
	thisYear = "云山县水利局2023年文明单位创建工作总结\n\n2023年,组织集中学习30次,开展志愿服务活动36次,培训干部186人次。"
	others   = "云山县林业局2023年文明单位创建工作总结\n\n2023年,组织集中学习12次,开展志愿服务活动18次,培训干部95人次。"
)

func TestByPeriod(t *testing.T) {
	tab := compared(t, Options{ByPeriod: true}, thisYear, others, lastYear)
	var order []string
	for _, r := range tab.Rows {
		order = append(order, r.Unit+r.Period.To)
	}
	if got := strings.Join(order, " "); got != "云山县水利局2022 云山县水利局2023 云山县林业局2023" {
		t.Fatal(got)
	}
	if c := tab.cellOf(1, "study.times"); c.Growth == nil || *c.Growth != 0.25 || c.Has(Unchanged) {
		t.Errorf("study %+v", c)
	}
	for _, id := range []string{"volunteer.times", "training.participants"} {
		if c := tab.cellOf(1, id); !c.Has(Unchanged) || *c.Growth != 0 {
			t.Errorf("%s is not marked as unchanged: %+v", id, c)
		}
	}
	if c := tab.cellOf(2, "study.times"); c.Growth != nil {
		t.Errorf("another unit's growth: %v", *c.Growth)
	}
}

func TestSort(t *testing.T) {
	tab := compared(t, Options{Sort: "study.times"}, others, thisYear, "云山县文化馆2023年工作总结\n\n我们认真工作。")
	var got []string
	for _, r := range tab.Rows {
		got = append(got, r.Unit)
	}
	if strings.Join(got, " ") != "云山县水利局 云山县林业局 云山县文化馆" || tab.Rows[0].Rank != 1 || tab.Rows[1].Rank != 2 || tab.Rows[2].Rank != 0 {
		t.Errorf("%v, ranks %d %d %d", got, tab.Rows[0].Rank, tab.Rows[1].Rank, tab.Rows[2].Rank)
	}
	if tab := compared(t, Options{}, others, thisYear); tab.Rows[0].Rank != 0 || tab.Rows[0].Unit != "云山县林业局" {
		t.Error("ranked unasked")
	}
	if _, err := NewBuilder(Options{Sort: "nothing"}); err == nil || !strings.Contains(err.Error(), "study.times") {
		t.Errorf("error %v", err)
	}
}

func TestAuto(t *testing.T) {
	texts := []string{
		"云山县水利局2023年工作总结\n\n全年安装路灯120盏,建设石桥3座。",
		"云山县林业局2023年工作总结\n\n全年安装路灯45盏。",
		"云山县教育局2023年工作总结\n\n安装路灯67盏。",
	}
	tab := compared(t, Options{Auto: 3}, texts...)
	var found []string
	for _, c := range tab.Columns {
		if c.Discovered {
			found = append(found, c.Label+c.Unit)
		}
	}
	if !slices.Equal(found, []string{"路灯盏"}) {
		t.Errorf("found %v", found)
	}
	for _, c := range compared(t, Options{}, texts...).Columns {
		if c.Discovered {
			t.Errorf("%s without --auto", c.Label)
		}
	}
}

func TestOwnIndicator(t *testing.T) {
	set := indicator.Default().Clone()
	err := set.Add("[[indicator]]\nid=\"lamps\"\nlabel=\"路灯\"\ngroup=\"output\"\nunit=\"盏\"\ncombine=\"sum\"\nfeed=[{kinds=[\"count\"],units=[\"盏\"],subject=[\"路灯\"]}]\n")
	if err != nil {
		t.Fatal(err)
	}
	tab := compared(t, Options{Indicators: set}, "云山县水利局2023年工作总结\n\n安装路灯120盏。")
	if c := tab.cellOf(0, "lamps"); c == nil || *c.Value != 120 {
		t.Errorf("%+v", c)
	}
}

func TestHonours(t *testing.T) {
	tab := compared(t, Options{}, `云山县水利局2023年文明单位创建工作总结

2022年,我局被省文明委授予“省级文明单位”称号。2023年,职工李明被市总工会评为“市级劳动模范”。2023年,我局被县委评为“全县先进集体”。`)
	for id, want := range map[string]float64{"honour.provincial.own": 1, "honour.municipal.staff": 1, "honour.county.own": 1, "honour.newest": 2023} {
		if c := tab.cellOf(0, id); c == nil || *c.Value != want {
			t.Errorf("%s: %+v", id, c)
		}
	}
}

// TestSampleEvidence: every place a cell names exists and reads as it says.
func TestSampleEvidence(t *testing.T) {
	files, err := filepath.Glob("../../testdata/reports/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample reports", err)
	}
	texts := map[string][]rune{}
	build := func() *Table {
		b, err := NewBuilder(Options{Auto: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\uFEFF"), "\r\n", "\n")
			texts[f] = []rune(text)
			for _, r := range reports(f, text) {
				b.Add(r)
			}
		}
		return b.Finish()
	}
	tab := build()
	n := 0
	for _, r := range tab.Rows {
		for i, c := range r.Cells {
			if c == nil {
				continue
			}
			if c.Indicator != tab.Columns[i].ID {
				t.Errorf("%s stands under %s", c.Indicator, tab.Columns[i].ID)
			}
			if c.Value != nil && tab.Columns[i].Stated && len(c.Evidence) == 0 {
				t.Errorf("%s %s: no evidence", r.Source, c.Indicator)
			}
			for _, e := range c.Evidence {
				n++
				text := texts[r.Source]
				if e.Start < 0 || e.End > len(text) || e.Start > e.End || string(text[e.Start:e.End]) != e.Text {
					t.Errorf("%s %s: no %q at %d", r.Source, c.Indicator, e.Text, e.Start)
				}
				if line := 1 + strings.Count(string(text[:e.Start]), "\n"); line != e.Line {
					t.Errorf("%s %s: line %d, want %d", r.Source, c.Indicator, e.Line, line)
				}
				if !strings.Contains(e.Sentence, strings.Join(strings.Fields(e.Text), " ")) && len([]rune(e.Text)) < 50 {
					t.Errorf("%s %s: %q is not in %q", r.Source, c.Indicator, e.Text, e.Sentence)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d places", n)
	}
	one, err := json.Marshal(tab)
	if err != nil {
		t.Fatal(err)
	}
	two, err := json.Marshal(build())
	if err != nil {
		t.Fatal(err)
	}
	if string(one) != string(two) {
		t.Error("the same reports twice give different tables")
	}
}

// TestNothing: tables of no report and of an empty one.
func TestNothing(t *testing.T) {
	if tab := compared(t, Options{}); len(tab.Rows) != 0 || len(tab.Columns) != 0 {
		t.Errorf("%+v", tab)
	}
	b, _ := NewBuilder(Options{ByPeriod: true, Auto: 2})
	b.Add(&report.Report{Source: "空.txt"})
	if tab := b.Finish(); len(tab.Rows) != 1 || len(tab.Columns) != 0 {
		t.Errorf("%+v", tab)
	}
}
