package quantity

import (
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var scopeClass = lexicon.Define("scope")

// scopes gives every figure the time expression it is claimed for: the last
// one stated before it in the paragraph. A time behind 比 or 较 holds for the
// next figure only, for it is what the figure is compared with.
func (s *scanner) scopes() {
	words := scopeClass.Longest(s.d)
	qs := s.r.Quantities
	var held, next doc.Span
	line, read := 0, 0 // start of the paragraph; how far line breaks are known
	w := 0
	set := func(sp doc.Span) {
		switch b := s.before(sp.Start); {
		case b == '比' || b == '较' || s.endsWith(sp.Start, "相比"):
			next = sp
		case !held.Empty() && sp.Start >= held.End && sp.Start-held.End <= 2 && strings.Trim(s.t[held.End:sp.Start], " ,") == "":
			held = held.Join(sp) // 今年1-9月
			next = doc.Span{}
		default:
			held, next = sp, doc.Span{}
		}
	}
	for i := range qs {
		q := &qs[i]
		if k := strings.LastIndexByte(s.t[read:q.Start], '\n'); k >= 0 {
			held, next = doc.Span{}, doc.Span{}
			line = read + k + 1
		}
		read = q.Start
		for w < len(words) && words[w].End <= q.Start {
			if words[w].Start >= line {
				set(words[w].Span)
			}
			w++
		}
		if sp, ok := s.timeStated(q); ok {
			set(sp)
			continue
		}
		if q.Kind == Date || q.Kind == Ordinal {
			continue
		}
		if !next.Empty() {
			q.Scope, next = next, doc.Span{}
			continue
		}
		q.Scope = held
	}
}

// timeStated reports whether q is itself a time that figures are claimed for,
// and returns it with 截至 in front.
func (s *scanner) timeStated(q *Quantity) (doc.Span, bool) {
	sp := q.Span
	for _, w := range [...]string{"截至", "截止", "截止到", "自", "从", "过去", "连续", "最近"} {
		if s.endsWith(sp.Start, w) {
			sp.Start -= len(w)
			break
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
		return sp, strings.HasSuffix(t, "来") || strings.HasPrefix(t, "近") && q.Unit == "年" || sp.Start < q.Start && strings.HasPrefix(sp.Of(s.t), "过去")
	}
	return sp, false
}
