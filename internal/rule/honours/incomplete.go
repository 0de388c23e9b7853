package honours

import (
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
		"近年来成绩突出,获得⟦一等奖⟧3个。",
		"镇敬老院获评⟦“示范单位”⟧,得到各方肯定。",
	},
	Good: []string{
		"在2022年市教育局举办的合唱比赛中获得一等奖3个。",
		"镇敬老院2021年被省民政厅评为“示范单位”。",
		"我局获评全国文明单位。",
	},
	Check: checkIncomplete,
})

// checkIncomplete reports honours with neither issuer nor year nor level, one
// finding a sentence: a list of them is one gap in the report.
func checkIncomplete(p *rule.Pass) {
	d := p.Doc
	sentences := segment.Sentences(d)
	last := -1
	var group []honour.Honour
	flush := func() {
		if len(group) == 0 {
			return
		}
		var titles []string
		var more []finding.Evidence
		for i, h := range group {
			titles = append(titles, quoted(h.Of(d.Text)))
			if i > 0 {
				more = append(more, finding.Evidence{Span: h.Span, Note: "同一句中的荣誉"})
			}
		}
		list := strings.Join(titles[:min(3, len(titles))], "、")
		if len(titles) > 3 {
			list += "等"
		}
		p.Report(finding.Finding{
			Span: group[0].Span, Evidence: more,
			Message:    list + "没有写明授予机关、年份和级别。",
			Suggestion: "补写授予机关、年份,并附证书或文件。",
		})
		group = nil
	}
	for _, h := range honour.Of(d) {
		p.Examined(1)
		if !h.Issuer.Empty() || h.Year != "" || h.Level != honour.Unknown || !issuerBehind(d.Text, h.End).Empty() || othersHonour(h) {
			continue
		}
		s := segment.At(sentences, h.Start)
		if s != last {
			flush()
			last = s
		}
		group = append(group, h)
	}
	flush()
}

// othersHonour tells honours that the unit gives out or tells of others, for
// which it owes no certificate.
func othersHonour(h honour.Honour) bool {
	return h.RecipientKind == honour.Family || h.RecipientKind == honour.Person || h.Title == ""
}

// quoted puts a title in quotes unless it carries some.
func quoted(title string) string {
	if strings.ContainsAny(title, "“《") {
		return title
	}
	return "“" + title + "”"
}
