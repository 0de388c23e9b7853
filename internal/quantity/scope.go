package quantity

import (
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var scopeClass = lexicon.Define("scope")

// scopes gives every figure the time expression it is claimed for: the last
// one stated before it in the paragraph. A time behind 比 or 较 holds for the
// next figure only, for it is what the figure is compared with.
func (s *scanner) scopes() {
	words := slices.AppendSeq(s.words[:0], scopeClass.Longest(s.d))
	s.words = words
	qs := s.r.Quantities
	var held, next doc.Span
	line, end := 0, -1 // the paragraph
	w := 0
	set := func(sp doc.Span) {
		switch b := s.before(sp.Start); {
		case b == '于':
			// 创办于1956年 dates an event.
		case b == '比' || b == '较' || s.endsWith(sp.Start, "相比") || s.ofFigure(sp.End):
			next = sp
		case !held.Empty() && sp.Start >= held.End && sp.Start-held.End <= 1 && strings.Trim(s.t[held.End:sp.Start], " ") == "":
			held = held.Join(sp) // 今年1-9月
			next = doc.Span{}
		default:
			held, next = sp, doc.Span{}
		}
	}
	for i := range qs {
		q := &qs[i]
		for end < q.Start {
			held, next = doc.Span{}, doc.Span{}
			line = end + 1
			if k := strings.IndexByte(s.t[line:], '\n'); k >= 0 {
				end = line + k
			} else {
				end = len(s.t)
			}
		}
		for w < len(words) && words[w].End <= q.Start {
			if sp := words[w].Span; sp.Start >= line && (i == 0 || sp.Start >= qs[i-1].End) {
				if word := sp.Of(s.t); word == "以来" || word == "期间" {
					// The event it dates from: “七五”普法以来.
					sp.Start = s.clauseStart(s.back(sp.Start, 60, line), sp.Start)
				}
				set(sp)
			}
			w++
		}
		switch q.Kind {
		case Date, Duration:
			if sp, ok := s.timeStated(q); ok {
				set(sp)
				continue
			}
			if q.Kind == Date {
				continue
			}
		case Ordinal:
			continue
		}
		q.Scope = held
		if !next.Empty() {
			// 较2022年增长12.5% is a figure of this year.
			if !strings.ContainsAny(s.t[next.End:q.Start], "增升提减降多少高低") {
				q.Scope = next
			}
			next = doc.Span{}
		}
	}
}

// ofFigure reports whether 的 and a number stand at i: 2018年的126家.
func (s *scanner) ofFigure(i int) bool {
	if !s.has(i, "的") {
		return false
	}
	_, cl, _ := classAt(s.t, i+len("的"))
	return cl == clASCII || cl == clDigit
}

// timeStated reports whether q, a date or duration, is itself a time that figures
// are claimed for, and returns it with 截至 in front.
func (s *scanner) timeStated(q *Quantity) (doc.Span, bool) {
	sp := q.Span
	switch s.before(sp.Start) {
	case '至', '止', '到', '自', '从', '去', '续', '近':
		for _, w := range [...]string{"截至", "截止", "截止到", "自", "从", "过去", "连续", "最近"} {
			if s.endsWith(sp.Start, w) {
				sp.Start -= len(w)
				break
			}
		}
	}
	switch q.Kind {
	case Date:
		if q.Masked {
			return sp, true
		}
		// A year in a title or a name is none.
		if b := s.before(q.Start); b == '《' || b == '“' || strings.ContainsRune("》”届级", s.after(q.End)) && s.after(q.End) != 0 {
			return sp, false
		}
		for _, w := range [...]string{"以来", "期间", "以前", "之前"} {
			if s.has(sp.End, w) {
				sp.End += len(w)
			}
		}
		return sp, true
	case Duration:
		t := q.Of(s.t)
		for _, w := range [...]string{"内", "间", "期间"} {
			if s.has(sp.End, w) && !s.has(sp.End, "内部") && q.Unit == "年" {
				sp.End += len(w)
				return sp, true
			}
		}
		return sp, strings.HasSuffix(t, "来") || strings.HasPrefix(t, "近") && q.Unit == "年" || sp.Start < q.Start && strings.HasPrefix(sp.Of(s.t), "过去")
	}
	return sp, false
}
