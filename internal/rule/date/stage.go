package date

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// stageWords are the stages of things: 开工, 竣工; 入伍, 退伍.
var stageWords = lexicon.Define("stage")

// event is a dated stage: 2021年4月动工.
type event struct {
	date       *quantity.Quantity
	from, to   string // the date with the year it takes from 同年, 次年
	stage      lexicon.Hit
	start, end int // of date and stage together
}

// adverbs may stand between a date and its stage.
var adverbs = []string{"正式", "全面", "全部", "基本", "顺利", "如期", "提前", "便", "就", "才", "已", "又", "即", "起", "份", "初", "底", "末", "中旬", "上旬", "下旬", "前", "开始", "整体", "从学校", "光荣", "应征"}

// sequences compares the dated stages of one thing with each other, in
// whichever order they are told.
func sequences(p *rule.Pass) {
	t := p.Doc.Text
	sentences := segment.Sentences(p.Doc)
	var prev event
	for _, e := range events(p) {
		a := prev
		prev = e
		if a.end == 0 || segment.At(sentences, a.start) != segment.At(sentences, e.start) || !sameThing(t, a, e) {
			continue
		}
		order := compareStages(a.stage, e.stage)
		if order == 0 {
			continue
		}
		p.Examined(1)
		if order < 0 && before(e.to, a.from) {
			report(p, e.date.Span, a.date.Span, a.from, e.to)
		} else if order > 0 && before(a.to, e.from) {
			report(p, a.date.Span, e.date.Span, e.from, a.to)
		}
	}
}

// events returns the dated stages of the document in text order.
func events(p *rule.Pass) []event {
	t := p.Doc.Text
	hits := slices.AppendSeq(make([]lexicon.Hit, 0, len(stageWords.In(p.Doc))), stageWords.Longest(p.Doc))
	if len(hits) == 0 {
		return nil
	}
	var out []event
	next, lastYear := 0, 0
	qs := quantity.Of(p.Doc).Quantities
	for i := range qs {
		q := &qs[i]
		if q.Kind != quantity.Date || q.Masked || q.From == "" {
			continue
		}
		e := event{date: q, from: q.From, to: q.To}
		if strings.HasPrefix(q.From, "--") {
			if y := relativeYear(t[:q.Start], lastYear); y > 0 && strings.HasPrefix(q.To, "--") {
				e.from, e.to = strconv.Itoa(y)+q.From[1:], strconv.Itoa(y)+q.To[1:]
			}
		} else if y, err := strconv.Atoi(q.From[:min(4, len(q.From))]); err == nil {
			lastYear = y
		}
		for next < len(hits) && hits[next].End < q.Start-len("时间于") {
			next++
		}
		for k := next; k < len(hits) && hits[k].Start <= q.End+len("一二三四五六"); k++ {
			h := hits[k]
			switch {
			case h.Start >= q.End && adverbial(t[q.End:h.Start]):
				e.stage, e.start, e.end = h, q.Start, h.End
			case h.End <= q.Start && (t[h.End:q.Start] == "于" || t[h.End:q.Start] == "时间为" || t[h.End:q.Start] == "时间:"):
				e.stage, e.start, e.end = h, h.Start, q.End
			default:
				continue
			}
			out = append(out, e)
			break
		}
	}
	return out
}

// relativeYear reads 同年, 次年 at the end of the text before a date without a
// year, 0 if there is none.
func relativeYear(before string, last int) int {
	if last == 0 {
		return 0
	}
	for _, w := range []string{"同年", "当年"} {
		if strings.HasSuffix(before, w) {
			return last
		}
	}
	for _, w := range []string{"次年", "翌年", "第二年"} {
		if strings.HasSuffix(before, w) {
			return last + 1
		}
	}
	return 0
}

// adverbial reports whether nothing but adverbs stands between date and stage.
func adverbial(s string) bool {
	for s != "" {
		cut := false
		for _, w := range adverbs {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, cut = rest, true
				break
			}
		}
		if !cut {
			return false
		}
	}
	return true
}

// sameThing reports whether the second of two dated stages tells of the thing
// the first told of: no other subject stands between them.
func sameThing(t string, a, b event) bool {
	if b.start < a.end {
		return false
	}
	between := t[a.end:b.start]
	if utf8.RuneCountInString(between) > 16 || strings.Contains(between, "的") || strings.ContainsAny(between, "。;\n") {
		return false
	}
	k := max(strings.LastIndex(between, ","), strings.LastIndex(between, "、"))
	if k < 0 {
		return false
	}
	_, w := utf8.DecodeRuneInString(between[k:])
	return connects(between[k+w:])
}

// connects reports whether nothing but a preposition opens a clause before its
// date, so that it goes on telling of the subject before.
func connects(s string) bool {
	switch s {
	case "", "于", "并于", "至", "到", "已于", "又于", "后于", "其后", "其后于", "在", "自", "从", "同年", "当年", "次年", "翌年", "第二年", "并在", "持续至", "持续到", "至于", "截至":
		return true
	}
	return false
}

// compareStages orders two stages of one sequence: negative when a comes
// first, 0 when they share none or stand level.
func compareStages(a, b lexicon.Hit) int {
	for sa := range strings.SplitSeq(a.Row.Column(0), ";") {
		name, ra, _ := strings.Cut(sa, "=")
		for sb := range strings.SplitSeq(b.Row.Column(0), ";") {
			if other, rb, _ := strings.Cut(sb, "="); other == name && ra != rb {
				return strings.Compare(ra, rb)
			}
		}
	}
	return 0
}
