package honours

import (
	"fmt"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/quantity"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "honour.conflict",
	Title:    "同一荣誉前后说法不一",
	Why:      "同一年同一项评比,名次、得主、届次前后不同,至少有一处是错的。",
	Severity: finding.Error,
	Bad: []string{
		"在县里组织的2021年度目标考核中获一等奖。在2021年度全县目标考核中⟦荣获二等奖⟧后,我们再接再厉。",
		"2021年,赵庄村李家庭获评全国“最美家庭”,为我县唯一。我县唯一的⟦全国“最美家庭”柳沟村王家庭⟧事迹感人。",
		"全年获市级以上荣誉7项。⟦这9项荣誉⟧来之不易。",
		"2020年,我局被市文明委评为市级文明单位。干部职工备受鼓舞。2021年,我局被市文明委评为⟦市级文明单位⟧后,再接再厉。",
	},
	Good: []string{
		"在2021年度目标考核中获一等奖。在2022年度目标考核中荣获二等奖。",
		"在全市技能竞赛中获一等奖1个、二等奖2个。",
		"2020年,我局被评为市级文明单位。2023年,我局再次被评为市级文明单位。",
		"全年获市级以上荣誉7项。这7项荣誉来之不易。",
		"2021年在合唱比赛中获一等奖,在书法比赛中获二等奖。",
	},
	Check: checkConflict,
})

func checkConflict(p *rule.Pass) {
	grades(p)
	unique(p)
	totals(p)
	renewed(p)
}

// leastContest is how many characters two mentions of a contest must share to
// be the same one.
const leastContest = 4

// grades compares prizes of one contest and year told in different sentences.
func grades(p *rule.Pass) {
	d := p.Doc
	hs := honour.Of(d)
	sentences := segment.Sentences(d)
	type prize struct {
		h       honour.Honour
		s       int
		contest string
	}
	var prizes []prize
	for _, h := range hs {
		if h.Grade == "" || h.Count != 1 {
			continue
		}
		s := segment.At(sentences, h.Start)
		if s < 0 {
			continue
		}
		before := d.Text[sentences[s].Start:h.Start]
		if k := strings.LastIndex(before, "中"); k >= 0 {
			prizes = append(prizes, prize{h, s, before[:k]})
		}
	}
	for i, b := range prizes {
		for _, a := range prizes[max(0, i-8):i] {
			if a.s == b.s || a.h.Year == "" || a.h.Year != b.h.Year || others(prizes, func(o prize) bool { return o.s == a.s && o.h.Grade != a.h.Grade }) {
				continue
			}
			if len([]rune(common(a.contest, b.contest))) < leastContest {
				continue
			}
			p.Examined(1)
			if a.h.Grade != b.h.Grade {
				p.Report(finding.Finding{
					Span:       b.h.Span,
					Message:    fmt.Sprintf("%s年同一项评比,前面说获%s,这里说获%s。", b.h.Year, a.h.Grade, b.h.Grade),
					Evidence:   []finding.Evidence{{Span: a.h.Span, Note: "前面的说法"}},
					Suggestion: "核对证书,统一写法。",
				})
			}
		}
	}
}

func others[T any](vs []T, f func(T) bool) bool {
	for _, v := range vs {
		if f(v) {
			return true
		}
	}
	return false
}

// common returns the longest stretch of Chinese characters that two mentions of
// a contest share, years and 年度 left out.
func common(a, b string) string {
	ra, rb := []rune(tail(a)), []rune(tail(b))
	best := ""
	for i := range ra {
		for j := range rb {
			n := 0
			for i+n < len(ra) && j+n < len(rb) && ra[i+n] == rb[j+n] && ra[i+n] >= 0x3400 && ra[i+n] != '年' {
				n++
			}
			if s := strings.TrimPrefix(string(ra[i:i+n]), "度"); len(s) > len(best) {
				best = s
			}
		}
	}
	return best
}

// tail bounds the comparison to the characters next to the prize.
func tail(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-24):])
}

// unique finds two holders of an honour that is said to be the only one: the
// later mention says 唯一 and names another place or person than the earlier.
func unique(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	for _, h := range honour.Of(d) {
		if h.Recipient.Empty() || h.Title == "" || !strings.Contains(t[h.End:min(len(t), h.End+60)], "唯一") {
			continue
		}
		mark := h.End + strings.Index(t[h.End:], "唯一") + len("唯一")
		k := strings.Index(t[mark:], "唯一")
		if k < 0 || k > 300 {
			continue
		}
		at := mark + k + len("唯一的")
		rest := t[min(at, len(t)):min(len(t), at+120)]
		title := strings.Index(rest, h.Title)
		if title < 0 || title > 40 {
			continue
		}
		p.Examined(1)
		if stop := strings.IndexAny(rest, "。;\n"); stop >= 0 {
			rest = rest[:stop]
		}
		if name := h.Recipient.Of(t); strings.Contains(rest, name) || strings.Contains(rest, lastRunes(name, 3)) {
			continue
		}
		p.Report(finding.Finding{
			Span: doc.Span{Start: at, End: at + len(rest)}, Severity: finding.Warning,
			Message:    fmt.Sprintf("前面说唯一的“%s”是%s,这里换了得主。", h.Title, h.Recipient.Of(t)),
			Evidence:   []finding.Evidence{{Span: h.Recipient, Note: "前面的得主"}},
			Suggestion: "核对得主。",
		})
	}
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// totals compares 荣誉7项 with 这9项荣誉.
func totals(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	qs := quantity.Of(d).Quantities
	for i, q := range qs {
		if q.Kind != quantity.Count || !strings.HasSuffix(t[:q.Start], "这") && !strings.HasSuffix(t[:q.Start], "上述") {
			continue
		}
		noun := ""
		for _, w := range []string{"荣誉", "奖项", "称号", "奖牌"} {
			if strings.HasPrefix(t[q.End:], w) {
				noun = w
			}
		}
		if noun == "" {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-4; j-- {
			o := qs[j]
			if o.Kind != quantity.Count || o.Unit != q.Unit || !strings.Contains(t[max(0, o.Start-24):min(len(t), o.End+12)], noun) {
				continue
			}
			p.Examined(1)
			if !o.Low.Equal(q.Low) {
				p.Report(finding.Finding{
					Span:       doc.Span{Start: q.Start - len("这"), End: q.End + len(noun)},
					Message:    fmt.Sprintf("前面说%s%s,这里说%s。", noun, o.Of(t), q.Of(t)),
					Evidence:   []finding.Evidence{{Span: o.Span, Note: "前面的数目"}},
					Suggestion: "核对荣誉的数目。",
				})
			}
			break
		}
	}
}

// renewed reports a title that is given for several years and is said to have
// been won in two neighbouring ones.
func renewed(p *rule.Pass) {
	t := p.Doc.Text
	hs := honour.Of(p.Doc)
	for i, b := range hs {
		if b.Year == "" || !termed(b.Title) || b.Nominated {
			continue
		}
		for _, a := range hs[max(0, i-12):i] {
			if a.Title != b.Title || a.Level != b.Level || a.Year == "" || a.Edition != b.Edition || a.Recipient.Of(t) != b.Recipient.Of(t) {
				continue
			}
			p.Examined(1)
			if gap := year(b.Year) - year(a.Year); gap == 0 || gap < -2 || gap > 2 || again(t, b) || again(t, a) {
				continue
			}
			p.Report(finding.Finding{
				Span: b.Span, Severity: finding.Warning,
				Message:    fmt.Sprintf("“%s”前面说是%s年评上的,这里说是%s年。", strings.Trim(b.Of(t), "“”"), a.Year, b.Year),
				Evidence:   []finding.Evidence{{Span: a.Span, Note: a.Year + "年"}},
				Suggestion: "核对证书上的年份。",
			})
			break
		}
	}
}

// termed tells titles that are held for a term of years.
func termed(title string) bool {
	for _, w := range []string{"文明单位", "文明村", "文明镇", "文明校园", "文明城市", "卫生城市", "卫生单位", "卫生县城"} {
		if strings.HasPrefix(title, w) {
			return true
		}
	}
	return false
}

// again reports whether the words before an honour tell of a renewal.
func again(t string, h honour.Honour) bool {
	before := t[max(0, h.Start-60):h.Start]
	for _, w := range []string{"再次", "再度", "连续", "蝉联", "复查", "继续保留", "又", "届"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

func year(s string) int {
	v := 0
	for i := range len(s) {
		v = v*10 + int(s[i]-'0')
	}
	return v
}
