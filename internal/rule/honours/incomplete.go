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
	var group, notes []honour.Honour
	for _, h := range honour.Of(d) {
		p.Examined(1)
		switch {
		case !h.Issuer.Empty() || h.Year != "" || h.Title == "" || h.RecipientKind == honour.Family || !issuerBehind(d.Text, h.End).Empty() || known(h):
		case h.Level != honour.Unknown || h.RecipientKind == honour.Person:
			notes = append(notes, h)
		default:
			if s := segment.At(sentences, h.Start); s != last {
				missing(p, group, finding.Warning, "授予机关、年份和级别")
				group, last = nil, s
			}
			group = append(group, h)
		}
	}
	missing(p, group, finding.Warning, "授予机关、年份和级别")
	missing(p, notes, finding.Info, "授予机关和年份")
}

// missing reports honours that lack what is named.
func missing(p *rule.Pass, group []honour.Honour, sev finding.Severity, what string) {
	if len(group) == 0 {
		return
	}
	var titles []string
	var more []finding.Evidence
	for i, h := range group {
		titles = append(titles, quoted(h.Of(p.Doc.Text)))
		if i > 0 {
			more = append(more, finding.Evidence{Span: h.Span, Note: "同样缺" + what})
		}
	}
	list := strings.Join(titles[:min(3, len(titles))], "、")
	if n := len(titles); n > 3 {
		list += fmt.Sprintf("等%d项", n)
	}
	p.ReportAs(finding.Finding{
		Span: group[0].Span, Evidence: more, Severity: sev,
		Message:    list + "没有写明" + what + "。",
		Suggestion: "补写授予机关、年份,并附证书或文件。",
	})
}

// known tells national honours of the catalogue: who gives them everybody knows.
func known(h honour.Honour) bool {
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
