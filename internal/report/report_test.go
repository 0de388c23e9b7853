package report

import (
	"encoding/json"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/finding"
)

func TestJudge(t *testing.T) {
	many := func(n int, rule string, s finding.Severity) []Finding {
		out := make([]Finding, n)
		for i := range out {
			out[i] = Finding{Rule: rule, Severity: s}
		}
		return out
	}
	for _, c := range []struct {
		name    string
		r       Report
		shared  float64
		verdict string
	}{
		{"clean", Report{}, 0, Pass},
		{"one error", Report{Findings: many(1, "figure.ratio", finding.Error)}, 0, Revise},
		{"two warnings", Report{Findings: many(2, "figure.ratio", finding.Warning)}, 0, Pass},
		{"three warnings", Report{Findings: many(3, "figure.ratio", finding.Warning)}, 0, Revise},
		{"many errors", Report{Findings: many(8, "figure.ratio", finding.Error)}, 0, Return},
		{"one gap", Report{Placeholders: make([]Placeholder, 1)}, 0, Revise},
		{"many gaps", Report{Placeholders: make([]Placeholder, 6)}, 0, Return},
		{"gaps are not errors, too", Report{Placeholders: make([]Placeholder, 2), Findings: many(9, "placeholder.cross", finding.Error)}, 0, Revise},
		{"copied", Report{}, 0.6, Return},
	} {
		c.r.Judge(DefaultThresholds, c.shared)
		if c.r.Verdict != c.verdict || (c.verdict == Pass) != (len(c.r.Reasons) == 0) {
			t.Errorf("%s: %s %v", c.name, c.r.Verdict, c.r.Reasons)
		}
	}
}

func TestFactIsOneObject(t *testing.T) {
	b, err := json.Marshal(Fact{"a.txt", 1, FactNumber, Number{Value: "3", Role: "bare"}})
	if err != nil || !strings.HasPrefix(string(b), `{"source":"a.txt","index":1,"fact":"number","span":{`) {
		t.Errorf("%s %v", b, err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil || m["value"] != "3" {
		t.Errorf("%v %v", m, err)
	}
}

// TestBody checks that what stands in the page around a report is not counted
// as its own, and that activities still point at the right figures.
func TestBody(t *testing.T) {
	text := "发布时间:2023-03-12\n某局2022年工作总结\n全年举办讲座12场,听众860人次。\n相关推荐:某局2021年总结\n"
	d := doc.Whole(&doc.Source{Name: "a.txt", Text: text, Wrapped: true})
	r := Build(d, nil, nil)
	for _, q := range r.Quantities {
		if strings.HasPrefix(q.Span.Text, "2023-03") || q.Span.Text == "2021年" {
			t.Errorf("figure of the page: %+v", q)
		}
	}
	if len(r.Activities) == 0 {
		t.Fatal("no activity")
	}
	for _, a := range r.Activities {
		for _, i := range a.Quantities {
			if q := r.Quantities[i]; q.Span.Start < a.Span.Start || q.Span.End > a.Span.End+30 {
				t.Errorf("%q owns %q", a.Span.Text, q.Span.Text)
			}
		}
	}
}

// TestFingerprint checks that a finding keeps its name when text is added
// before it and loses it when its sentence changes.
func TestFingerprint(t *testing.T) {
	print := func(text string) string {
		d := doc.Whole(&doc.Source{Name: "a.txt", Text: text})
		i := strings.Index(d.Text, "5个")
		return Build(d, []*finding.Finding{{Rule: "figure.part-whole", Message: "m", Span: doc.Span{Start: i, End: i + len("5个")}}}, nil).Findings[0].Fingerprint
	}
	a := print("建成基地5个。")
	if b := print("一、成效\n新的一段。\n建成基地5个。"); a != b {
		t.Error("moved finding has another fingerprint")
	}
	if b := print("新建基地5个。"); a == b {
		t.Error("changed sentence keeps the fingerprint")
	}
}

// TestRelease checks that nothing of a released report is left in the next.
func TestRelease(t *testing.T) {
	write := func(text string) (*Report, string) {
		r := Build(doc.Whole(&doc.Source{Name: "a.txt", Text: text}), nil, nil)
		return r, string(r.AppendJSON(nil))
	}
	const small = "某局2022年工作总结\n全年举办讲座12场。\n"
	_, want := write(small)
	large, _ := write(strings.Repeat("2021年3月,某局组织XX名职工开展志愿服务46次,荣获“市级文明单位”称号,走访困难职工120户,发放慰问金30万元。\n", 20))
	large.Release()
	if _, got := write(small); got != want {
		t.Errorf("after another report\n%s\nwant\n%s", got, want)
	}
}
