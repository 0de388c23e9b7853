package honours

import (
	"fmt"
	"strings"

	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "honour.incomplete",
	Title:    "荣誉没有写明谁授予、哪一年",
	Why:      "没有授予机关、年份和级别的荣誉无法核对证书,评审时不能计分。",
	Severity: finding.Warning,
	Whole:    true,
	Bad: []string{
		"几年来屡有斩获,获得⟦二等奖⟧4个。",
		"乡卫生院获评⟦“先进单位”⟧,群众拍手称好。",
		"王敏荣获⟦“先进个人”⟧称号。合唱队捧回⟦全市二等奖⟧。",
	},
	Good: []string{
		"在2021年县文化馆主办的书法比赛中获得二等奖4个。",
		"乡卫生院2022年被市卫健委评为“先进单位”。",
		"我局获评全国文明单位。",
		"2022年,市总工会授予维修班市级“工人先锋号”。",
	},
	Check: checkIncomplete,
})

// checkIncomplete reports honours with neither issuer nor year: one finding a
// sentence where not even a level is told, for a list of them is one gap in the
// report; the others, and those of people, in one note for the report.
func checkIncomplete(p *rule.Pass) {
	d := p.Doc
	sentences := segment.Sentences(d)
	last := -1
	var group, notes []*honour.Honour
	hs := honour.Of(d)
	p.Examined(len(hs))
	for i := range hs {
		h := &hs[i]
		switch {
		case !h.Issuer.Empty() || h.Year != "" || h.Title == "" || h.RecipientKind == honour.Family || !issuerBehind(d.Text, h.End).Empty() || known(h):
		case h.Level != honour.Unknown || h.RecipientKind == honour.Person:
			notes = append(notes, h)
		default:
			if s := segment.At(sentences, h.Start); s != last {
				missing(p, group, finding.Warning, "授予机关、年份和级别")
				group, last = group[:0], s
			}
			group = append(group, h)
		}
	}
	missing(p, group, finding.Warning, "授予机关、年份和级别")
	missing(p, notes, finding.Info, "授予机关和年份")
}

// missing reports honours that lack what is named.
func missing(p *rule.Pass, group []*honour.Honour, sev finding.Severity, what string) {
	if len(group) == 0 {
		return
	}
	const shown = 3
	var more []finding.Evidence
	if len(group) > 1 {
		note := "同样缺" + what
		more = make([]finding.Evidence, len(group)-1)
		for i, h := range group[1:] {
			more[i] = finding.Evidence{Span: h.Span, Note: note}
		}
	}
	var titles [shown]string
	n := 0
	for _, h := range group[:min(shown, len(group))] {
		titles[n] = quoted(h.Of(p.Doc.Text))
		n++
	}
	list := strings.Join(titles[:n], "、")
	if len(group) > shown {
		list += fmt.Sprintf("等%d项", len(group))
	}
	p.ReportAs(finding.Finding{
		Span: group[0].Span, Evidence: more, Severity: sev,
		Message:    list + "没有写明" + what + "。",
		Suggestion: "补写授予机关、年份,并附证书或文件。",
	})
}

// known tells national honours of the catalogue: who gives them everybody knows.
func known(h *honour.Honour) bool {
	if h.Level != honour.National {
		return false
	}
	return honour.Lookup(h.Title) != nil || honour.Lookup("全国"+h.Title) != nil
}

// quoted puts a title in quotes unless it carries some.
func quoted(title string) string {
	if strings.ContainsAny(title, "“《") {
		return title
	}
	return "“" + title + "”"
}
