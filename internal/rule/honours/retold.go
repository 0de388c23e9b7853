package honours

import (
	"fmt"
	"sort"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
)

// retellings open a phrase that speaks of an honour told before.
var retellings = lexicon.DefineWords("honours.retelling", "作为", "自")

// longestRetelling bounds, in bytes, the phrase from its opening to the title.
const longestRetelling = 90

// retold compares the year and the edition with which an honour is spoken of
// again — 作为2019年命名的第五批省级文明单位, 自2021年被评为市级文明单位以来 —
// with those it was told with.
func retold(p *rule.Pass) {
	t := p.Doc.Text
	hs := honour.Of(p.Doc)
	if len(hs) == 0 {
		return
	}
hits:
	for _, hit := range retellings.In(p.Doc) {
		at := hit.End
		phrase := t[at:min(len(t), at+longestRetelling)]
		if !strings.HasPrefix(phrase, "第") && (phrase == "" || phrase[0] < '0' || phrase[0] > '9') {
			continue
		}
		if k := strings.IndexAny(phrase, ",。;\n"); k >= 0 {
			phrase = phrase[:k]
		}
		last := sort.Search(len(hs), func(j int) bool { return hs[j].Start >= at }) - 1
		for j := last; j >= max(0, last-maxBack); j-- {
			a := &hs[j]
			if a.End > at || !termed(a.Title) {
				continue
			}
			k := strings.Index(phrase, a.Title)
			if k < 0 {
				continue
			}
			lead := phrase[:k]
			if has(lead, []string{"再次", "重新", "复查", "继续", "续", "启动", "创建", "申报", "创"}) {
				continue hits
			}
			stated := levelBehind(strings.TrimRight(lead, "“"))
			if stated == honour.Unknown || stated != a.Level {
				continue
			}
			p.Examined(1)
			sp := doc.Span{Start: at, End: at + k + len(a.Title)}
			switch y := lastYear(lead); {
			case y != "" && a.Year != "" && y != a.Year && has(lead, []string{"命名", "获评", "荣获", "评为", "获得", "授予", "表彰"}):
				differs(p, sp, a, fmt.Sprintf("“%s”前面说是%s年评上的,这里说是%s年。", a.Title, a.Year, y))
			case a.Edition > 0 && strings.HasPrefix(lead, "第") && !strings.HasPrefix(strings.TrimLeft(a.Of(t), "“"), string([]rune(lead)[:2])) && strings.ContainsAny(lead, "届批"):
				differs(p, sp, a, fmt.Sprintf("前面说是“%s”,这里成了“%s”。", strings.Trim(a.Of(t), "“”"), sp.Of(t)))
			}
			continue hits
		}
	}
}

func differs(p *rule.Pass, sp doc.Span, a *honour.Honour, message string) {
	p.Report(finding.Finding{
		Span: sp, Severity: finding.Warning,
		Message:    message,
		Evidence:   []finding.Evidence{{Span: a.Span, Note: "前面的说法"}},
		Suggestion: "核对证书上的年份和届次。",
	})
}
