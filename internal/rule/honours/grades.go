package honours

import (
	"fmt"
	"slices"
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

// leastContest is how many characters two mentions of a contest must share to
// be the same one.
const leastContest = 4

// contests are the words by which what two mentions share is a contest.
var contests = []string{"考核", "赛", "评比", "评选", "测评", "评估", "运动会", "展", "汇演", "征文", "比武", "演讲", "考评", "检查"}

// prize is a grade won in a contest, as an honour or as spoken of again.
type prize struct {
	doc.Span
	s                         int // sentence
	grade, year, contest, who string
}

// longestClaim bounds, in bytes, how far before its grade a contest is named.
const longestClaim = 300

// gradeWords are the grades and places of contests.
var gradeWords = lexicon.DefineWords("honours.grade", "特等奖", "一等奖", "二等奖", "三等奖", "优秀奖", "第一名", "第二名", "第三名", "冠军", "亚军", "季军", "金奖", "银奖", "铜奖")

// takenUp follows a grade that is spoken of again.
var takenUp = lexicon.NewList("的取得", "的成绩", "获得者", "的好成绩", "的佳绩", "的殊荣")

// prizes returns the prizes of d in text order.
func prizes(d *doc.Document) []prize {
	t := d.Text
	sentences := segment.Sentences(d)
	var out []prize
	hs := honour.Of(d)
	for i := range hs {
		h := &hs[i]
		if h.Grade == "" || h.Count != 1 {
			continue
		}
		s := segment.At(sentences, h.Start)
		if s < 0 {
			continue
		}
		start := max(sentences[s].Start, h.Start-longestClaim)
		for !utf8.RuneStart(t[start]) {
			start++
		}
		before := t[start:h.Start]
		if k := strings.LastIndex(before, "中"); k >= 0 {
			before = before[:k]
		}
		out = append(out, prize{h.Span, s, h.Grade, h.Year, before, h.Recipient.Of(t)})
	}
	for _, w := range gradeWords.In(d) {
		s := segment.At(sentences, w.Start)
		if s < 0 || w.Start < sentences[s].Start || w.Start-sentences[s].Start > longestClaim {
			continue
		}
		if i := sort.Search(len(hs), func(i int) bool { return hs[i].Start > w.Start }) - 1; i >= 0 && hs[i].End > w.Start {
			continue // an honour already
		}
		before := t[sentences[s].Start:w.Start]
		year := lastYear(before)
		if year == "" {
			continue
		}
		won := before
		for _, w := range []string{"全国", "全省", "全市", "全县", "全区", "全镇", "全校", "团体"} {
			won = strings.TrimSuffix(won, w)
		}
		if takenUp.Opens(t[w.End:]) < 0 && !hasSuffix(won, []string{"获", "获得", "荣获", "夺得", "取得"}) {
			continue
		}
		out = append(out, prize{w.Span, s, w.Row.Word, year, before, ""})
	}
	slices.SortStableFunc(out, func(a, b prize) int { return a.Span.Compare(b.Span) })
	return out
}

// lastYear returns the last year of four digits named in s, "" if none.
func lastYear(s string) string {
	k := strings.LastIndex(s, "年")
	if k < 4 {
		return ""
	}
	y := s[k-4 : k]
	for i := range len(y) {
		if y[i] < '0' || y[i] > '9' {
			return ""
		}
	}
	return y
}

// grades compares prizes of one contest and year told in different sentences.
func grades(p *rule.Pass) {
	all := prizes(p.Doc)
	for i := range all {
		b := &all[i]
		if b.year == "" {
			continue
		}
		for j := max(0, i-8); j < i; j++ {
			a := &all[j]
			if a.s == b.s || a.year != b.year || !sameWinner(a.who, b.who) || mixed(all, i, a) || mixed(all, i, b) {
				continue
			}
			shared := common(a.contest, b.contest)
			if len([]rune(shared)) < leastContest || !has(shared, contests) {
				continue
			}
			p.Examined(1)
			if a.grade != b.grade {
				p.Report(finding.Finding{
					Span:       b.Span,
					Message:    fmt.Sprintf("%s年同一项评比,前面说获%s,这里说获%s。", b.year, a.grade, b.grade),
					Evidence:   []finding.Evidence{{Span: a.Span, Note: "前面的说法"}},
					Suggestion: "核对证书,统一写法。",
				})
			}
		}
	}
}

// mixed reports whether the sentence of o, near place i, tells of several
// grades, so that several were won.
func mixed(all []prize, i int, o *prize) bool {
	for j := max(0, i-10); j < min(len(all), i+10); j++ {
		if x := &all[j]; x.s == o.s && x.grade != o.grade {
			return true
		}
	}
	return false
}

// sameWinner reports whether two names may be those of one winner: the unit
// itself is called by many names.
func sameWinner(a, b string) bool {
	if a == "" || b == "" || strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	return strings.HasPrefix(a, "我") || strings.HasPrefix(b, "我")
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
