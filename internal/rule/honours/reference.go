package honours

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// levelBehind reads the level word that text ends in.
func levelBehind(before string) honour.Level {
	const length = len("全国")
	switch at := len(before) - length; {
	case at < 0:
	case strings.HasSuffix(before, "国家级"):
		return honour.National
	default:
		switch w := before[at:]; w {
		case "全国", "省级", "全省", "市级", "全市", "县级", "全县", "区级", "全区":
			return statedLevel(w)
		}
	}
	return honour.Unknown
}

// plaqueWords follow a title that is spoken of again.
var plaqueWords = lexicon.DefineWords("honours.plaque", "的牌子", "的奖牌", "的牌匾", "的殊荣", "的光环", "奖牌", "牌匾", "称号的取得", "的取得", "称号是对", "的荣誉", "的称号", "称号以来", "称号后")

// longestPlaque bounds, in characters, a quoted title with its quotes.
const longestPlaque = 16

// firstEnd returns where the first of the words in s ends, len(s)+1 if none
// stands there.
func firstEnd(s string, words []string) int {
	end := len(s) + 1
	for _, w := range words {
		if k := strings.Index(s, w); k >= 0 {
			end = min(end, k+len(w))
		}
	}
	return end
}

// plaques checks a title taken up again as a plaque or a name — “全国文明单位”的
// 牌子 — against the mention it refers to.
func plaques(p *rule.Pass, hs []honour.Honour, first earliest) {
	t := p.Doc.Text
	sentences := segment.Sentences(p.Doc)
	checked, told := -1, 0 // a sentence and where it first tells of an aim or of giving
	for _, hit := range plaqueWords.In(p.Doc) {
		at := hit.Start
		if !strings.HasSuffix(t[:at], "”") {
			continue
		}
		i := segment.At(sentences, at)
		if i < 0 || at <= sentences[i].Start {
			continue
		}
		start := max(sentences[i].Start, at-longestPlaque*utf8.UTFMax)
		open := strings.LastIndex(t[start:at], "“")
		if open < 0 || utf8.RuneCountInString(t[start+open:at]) > longestPlaque {
			continue
		}
		sp := doc.Span{Start: start + open, End: at}
		quoted := strings.Trim(sp.Of(t), "“”")
		stated := statedLevel(quoted)
		if rank(stated) == 0 || first.before(stated, sp.Start) {
			continue
		}
		if i != checked {
			checked, told = i, firstEnd(sentences[i].Of(t), []string{"争创", "申报", "创建", "目标", "年", "届", "力争", "颁发", "授予"})
		}
		if sentences[i].Start+told <= sp.Start {
			continue
		}
		last := sort.Search(len(hs), func(j int) bool { return hs[j].Start >= sp.Start }) - 1
		for j := last; j >= max(0, last-maxBack); j-- {
			h := &hs[j]
			if h.End > sp.Start || h.Title == "" || rank(h.Level) == 0 || !strings.HasSuffix(quoted, h.Title) {
				continue
			}
			p.Examined(1)
			if h.Level != stated {
				p.Report(finding.Finding{
					Span: sp, Severity: finding.Error,
					Message:    fmt.Sprintf("前面说是%s“%s”,这里成了%s。", levelNames[h.Level], h.Title, levelNames[stated]),
					Evidence:   []finding.Evidence{{Span: h.Span, Note: "前面的说法"}},
					Suggestion: "核对证书,统一写法。",
				})
			}
			break
		}
	}
}

// longestTitle bounds, in characters, a title that was nominated for.
const longestTitle = 12

var nominations = lexicon.DefineWords("honours.nomination", "提名")

// nominees reports a title that is claimed where the text itself tells only of
// a nomination: 获全国文明城市提名资格,跻身全国文明城市行列.
func nominees(p *rule.Pass) {
	t := p.Doc.Text
	for _, hit := range nominations.In(p.Doc) {
		at, i := hit.Start, hit.End
		title := nominated(t[:at])
		if title == "" {
			continue
		}
		p.Examined(1)
		end := min(len(t), i+240)
		for from := i; from < end; {
			n := strings.Index(t[from:end], title)
			if n < 0 {
				break
			}
			sp := doc.Span{Start: from + n, End: from + n + len(title)}
			from = sp.End
			between := t[i:sp.Start]
			if has(between, []string{"年", "此后", "随后", "又", "再", "将", "力争", "争创", "目标"}) {
				break
			}
			lead := strings.TrimRight(t[max(i, sp.Start-len("一二三四")):sp.Start], "“")
			if hasSuffix(lead, []string{"作为", "跻身", "荣获", "获得", "获", "成为", "被评为", "获评", "荣膺"}) && !has(t[sp.End:min(len(t), sp.End+len("一二三四"))], []string{"提名", "候选", "评选", "创建", "测评"}) {
				p.Report(finding.Finding{
					Span:       sp,
					Message:    fmt.Sprintf("前面说获得的是提名,这里成了“%s”。", title),
					Evidence:   []finding.Evidence{{Span: doc.Span{Start: at - len(title), End: i}, Note: "提名"}},
					Suggestion: "提名与正式获得分开写。",
				})
				break
			}
		}
	}
}

// nominated returns the longest known title that the text before 提名 ends in.
func nominated(before string) string {
	best := ""
	for n, at := 0, len(before); n < longestTitle && at > 0; n++ {
		_, w := utf8.DecodeLastRuneInString(before[:at])
		at -= w
		if honour.Lookup(before[at:]) != nil {
			best = before[at:]
		}
	}
	return best
}

func has(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasSuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
