package honours

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
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
		"在县里组织的2022年平安建设评比中获二等奖。在2022年全县平安建设评比中⟦荣获三等奖⟧后,我们查找差距。",
		"2022年,南坡村周家庭获评全国“最美家庭”,为我市唯一。我市唯一的⟦全国“最美家庭”西沟村郑家庭⟧热心公益。",
		"全年拿下县级以上荣誉5项。这⟦8项荣誉⟧凝聚汗水。",
		"一年来共获市级奖励12项。⟦15项市级奖励⟧凝聚着大家的心血。",
		"2022年在全市演讲比赛中获二等奖。2022年全市演讲比赛⟦一等奖⟧的取得,鼓舞了大家。",
		"2021年,省文明委授予我院省级文明单位称号。作为⟦2018年命名的省级文明单位⟧,我院争做表率。",
		"我局获评第六批省级文明单位。作为⟦第五批省级文明单位⟧,我局带头示范。",
		"2020年,我局被市文明委评为市级文明单位。干部职工备受鼓舞。2021年,我局被市文明委评为⟦市级文明单位⟧后,再接再厉。",
	},
	Good: []string{
		"在2021年平安建设评比中获一等奖。在2022年平安建设评比中荣获二等奖。",
		"在全市技能竞赛中获一等奖1个、二等奖2个。",
		"2020年,我局被评为市级文明单位。2023年,我局再次被评为市级文明单位。",
		"全年拿下县级以上荣誉5项。这5项荣誉凝聚汗水。",
		"2022年,张华在全县论文评选中获一等奖。2022年,李明在全县论文评选中获二等奖。",
		"2017年被评为省级文明单位。作为2020年重新命名的省级文明单位,我们带头示范。",
		"2021年获市级奖励12项。2022年获市级奖励15项。15项市级奖励凝聚着大家的心血。",
		"2021年在合唱比赛中获一等奖,在书法比赛中获二等奖。",
	},
	Check: checkConflict,
})

func checkConflict(p *rule.Pass) {
	grades(p)
	unique(p)
	totals(p)
	renewed(p)
	retold(p)
}

// only are the words that say an honour has no other holder.
var only = []string{"唯一", "首个", "首位", "第一个"}

var onlyWords = lexicon.DefineWords("honours.only", only...)

// unique finds two holders of an honour that is said to be the only one: the
// later mention says 唯一 and names another place or person than the earlier.
func unique(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	if len(onlyWords.In(d)) == 0 {
		return
	}
	hs := honour.Of(d)
	for i := range hs {
		h := &hs[i]
		if h.Recipient.Empty() || h.Title == "" {
			continue
		}
		word := ""
		for _, w := range only {
			if strings.Contains(t[h.End:min(len(t), h.End+60)], w) {
				word = w
				break
			}
		}
		if word == "" {
			continue
		}
		mark := h.End + strings.Index(t[h.End:], word) + len(word)
		k := strings.Index(t[mark:min(len(t), mark+300)], word)
		if k < 0 {
			continue
		}
		at := mark + k + len(word)
		if strings.HasPrefix(t[at:], "的") {
			at += len("的")
		}
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
			Message:    fmt.Sprintf("前面说%s“%s”是%s,这里换了得主。", word, h.Title, h.Recipient.Of(t)),
			Evidence:   []finding.Evidence{{Span: h.Recipient, Note: "前面的得主"}},
			Suggestion: "核对得主。",
		})
	}
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// countable are the nouns honours are counted by.
var countable = lexicon.DefineWords("honours.counted", "荣誉", "奖项", "称号", "奖牌", "奖励", "表彰", "金牌", "奖杯")

// countLevels may stand between the figure and such a noun.
var countLevels = lexicon.NewEndings("国家级", "省级", "市级", "县级", "区级", "省部级")

// summing are what is said of honours that were counted before.
var summing = []string{"的取得", "来之不易", "凝聚", "充分展示", "充分体现", "是对", "离不开", "创造了", "的获得", "饱含", "见证"}

// totals compares 荣誉7项 with 这9项荣誉.
func totals(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	qs := quantity.Of(d).Quantities
	sentences := segment.Sentences(d)
	for _, h := range countable.In(d) {
		noun, level := h.Row.Word, ""
		i := endingAt(qs, h.Start)
		if i < 0 {
			w := countLevels.Close(t[:h.Start])
			if w < 0 {
				continue
			}
			level = countLevels.Word(w)
			i = endingAt(qs, h.Start-len(level))
		}
		if i < 0 || qs[i].Kind != quantity.Count {
			continue
		}
		q := &qs[i]
		end := h.End
		s := segment.At(sentences, q.Start)
		if !hasSuffix(t[:q.Start], []string{"这", "上述", "以上", "这些"}) && (s < 0 || sentences[s].Start != q.Start || !has(t[end:min(end+len("一二三四五六七八"), sentences[s].End)], summing)) {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-4; j-- {
			o := &qs[j]
			near := t[max(0, o.Start-24):min(len(t), o.End+12)]
			if o.Kind != quantity.Count || o.Unit != q.Unit || !strings.Contains(near, noun) || !strings.Contains(near, level) {
				continue
			}
			p.Examined(1)
			if !o.Low.Equal(q.Low) {
				p.Report(finding.Finding{
					Span:       doc.Span{Start: q.Start, End: end},
					Message:    fmt.Sprintf("前面说%s%s,这里说%s。", noun, o.Of(t), q.Of(t)),
					Evidence:   []finding.Evidence{{Span: o.Span, Note: "前面的数目"}},
					Suggestion: "核对荣誉的数目。",
				})
			}
			break
		}
	}
}

// endingAt returns the number of the figure that ends at at, -1 if none does.
func endingAt(qs []quantity.Quantity, at int) int {
	i := sort.Search(len(qs), func(i int) bool { return qs[i].End >= at })
	if i < len(qs) && qs[i].End == at {
		return i
	}
	return -1
}

// renewed reports a title that is given for several years and is said to have
// been won in two neighbouring ones.
func renewed(p *rule.Pass) {
	t := p.Doc.Text
	hs := honour.Of(p.Doc)
	for i := range hs {
		b := &hs[i]
		if b.Year == "" || !termed(b.Title) || b.Nominated {
			continue
		}
		before := hs[max(0, i-12):i]
		for j := range before {
			a := &before[j]
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
	return terms.Opens(title) >= 0
}

var terms = lexicon.NewList("示范", "文明单位", "文明村", "文明镇", "文明校园", "文明城市", "卫生城市", "卫生单位", "卫生县城")

// again reports whether the words before an honour tell of a renewal.
func again(t string, h *honour.Honour) bool {
	before := t[max(0, h.Start-60):h.Start]
	for _, w := range []string{"再次", "再度", "连续", "蝉联", "复查", "继续保留", "又", "届"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// year reads the four digits of an honour's year.
func year(s string) int {
	v, _ := strconv.Atoi(s)
	return v
}
