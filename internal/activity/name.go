package activity

import (
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// mark is the mark that opens a name.
type mark uint8

// The marks.
const (
	quoted mark = iota // “
	titled             // 《
)

// markOf returns the mark that begins with b.
func markOf(b byte) mark {
	if b == "“"[0] {
		return quoted
	}
	return titled
}

// name is a quoted or book-titled name; Span includes its marks.
type name = placed[mark]

// inner returns a name without its marks.
func inner(n *name) doc.Span { return doc.Span{Start: n.Start + len("“"), End: n.End - len("”")} }

// appendNames appends the names in sp; a quotation inside another is part of it.
func appendNames(out []name, t string, sp doc.Span) []name {
	for i := sp.Start; i < sp.End; {
		if t[i] != '(' && opens(t, i) {
			if end := enclosed(t, i, sp.End); end > i+2*len("“") {
				out = append(out, name{doc.Span{Start: i, End: end}, markOf(t[i])})
				i = end
				continue
			}
		}
		i += width(t[i])
	}
	return out
}

// nameAround returns the one of the names, which are ordered, that holds sp; nil
// if none does.
func nameAround(ns []name, sp doc.Span) *name {
	lo, hi := 0, len(ns)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); ns[m].End < sp.End {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(ns) && ns[lo].Contains(sp) {
		return &ns[lo]
	}
	return nil
}

// inName reports whether one of the names holds sp.
func inName(ns []name, sp doc.Span) bool { return nameAround(ns, sp) != nil }

// named adds an activity for each quoted name of a piece without figures that a
// light verb governs: 开展了“A”、“B”活动. Book titles make one. It reports whether
// there are any.
func (r *reader) named(p *clause, h *head) bool {
	if h.light.Empty() || len(p.names) == 0 {
		return false
	}
	first := len(r.out)
	var all Activity
	for i := range p.names {
		n := &p.names[i]
		if n.Start < h.light.End || n.Len() > maxTitle || !r.isName(p, i) || overlaps(p.honours, n.Span) {
			continue
		}
		end := r.phraseEnd(p, n.End)
		if last := len(r.out) - 1; last >= first && (n.is == titled && p.names[i-1].is == titled || r.themed(p, i)) {
			r.out[last].End, r.out[last].Type = max(r.out[last].End, end), r.types[h.typ]
			continue
		}
		if len(r.out) == first {
			all = r.activity(p, h, nil)
		}
		a := all
		a.Span = doc.Span{Start: n.Start, End: end}
		a.Type, a.Name = r.types[r.nameType(p, n, h, end)], inner(n).Of(r.t)
		r.out = append(r.out, a)
	}
	if n := len(r.out); n > first+1 && (h.typ == publication || h.typ == selection || h.typ == facility) {
		r.out[first].End = r.out[n-1].End
		r.out = r.out[:first+1]
	}
	return len(r.out) > first
}

// overlaps reports whether one of the honours, which are ordered by start,
// overlaps sp.
func overlaps(honours []placed[struct{}], sp doc.Span) bool {
	const longest = 600 // more than an honour's length in bytes
	near := from(honours, sp.Start-longest)
	for i := range near {
		if near[i].Start >= sp.End {
			break
		}
		if near[i].Overlaps(sp) {
			return true
		}
	}
	return false
}

// maxTitle bounds what is taken for the name of an activity, in bytes.
const maxTitle = 96

// nameType returns the type of one name of a list, whose phrase ends at end: its
// own head word's, the common head's behind 等, that of its own words, or the
// clause's.
func (r *reader) nameType(p *clause, n *name, h *head, end int) kind {
	if n.is == titled && h.typ == publication || h.typ == facility {
		return h.typ
	}
	inside := r.inside[:0]
	near := within(p.words, doc.Span{Start: n.Start, End: end})
	for i := range near {
		x := &near[i]
		role := x.is.role
		if role != event && role != act && role != theme {
			continue
		}
		switch {
		case x.Start >= n.End && x.End <= end && role != theme:
			if x.is.typ != culture || !anyFestive(inside) {
				return x.is.typ
			}
			return festival
		case n.Contains(x.Span):
			inside = append(inside, x)
		}
	}
	r.inside = inside
	common := !h.plain && h.word.Start > n.End && strings.Contains(r.t[n.End:h.word.Start], "等")
	switch {
	case len(inside) > 0 && !common:
		return themeOf(inside).is.typ
	case h.plain && len(p.names) > 1, !common && !h.plain && inOther(p.names, n, h.word):
		return other
	}
	return h.typ
}

// inOther reports whether a head word belongs to another name than n: one
// stands between them.
func inOther(ns []name, n *name, word doc.Span) bool {
	behind := within(ns, doc.Span{Start: n.End, End: word.Start})
	return len(behind) > 0
}

// themed reports whether name i and the one before it are mottoes of one
// activity: 以“A”“B”为主题.
func (r *reader) themed(p *clause, i int) bool {
	return i > 0 && inRow(r.t, &p.names[i-1], &p.names[i]) && strings.HasPrefix(r.behindRow(p, i), "为主题")
}

// inRow reports whether two names follow each other in a list.
func inRow(t string, a, b *name) bool { return strings.Trim(t[a.End:b.Start], "、和及 ") == "" }

// behindRow returns what stands behind the row of names that name i is in.
func (r *reader) behindRow(p *clause, i int) string {
	const maxRow = 12
	for last := i + maxRow; i+1 < len(p.names) && i < last && inRow(r.t, &p.names[i], &p.names[i+1]); i++ {
	}
	return r.t[p.names[i].End:p.End]
}

// ideas follow a quotation that is an idea rather than a name.
var ideas = lexicon.NewList("精神", "要求", "理念", "思想", "意识", "原则", "目标", "为主线", "为核心", "为抓手", "为统领", "为载体", "为重点", "为目标", "为指导", "为内容", "为主要内容", "的原则", "的要求", "的理念",
	"为导向", "标准", "机制", "方针", "战略", "规划要求", "格局", "体系", "模式", "工作法", "思路", "方式", "的形式", "的方式", "问题", "等问题", "期间", "时期")

// isName reports whether a quotation names something done rather than an idea
// it follows: 以“…”为主线, “…”精神.
func (r *reader) isName(p *clause, i int) bool { return ideas.Opens(r.behindRow(p, i)) < 0 }

// phraseStops end the phrase of a name.
var phraseStops = lexicon.NewList("、", "”", "“", "和", "及")

// phraseEnd returns where the phrase of a name that ends at end ends: behind
// the 活动 or the head word that follows it directly.
func (r *reader) phraseEnd(p *clause, end int) int {
	const reach = 60
	out := end
	near := within(p.words, doc.Span{Start: end, End: min(p.End, end+reach)})
	checked := end
	for i := range near {
		x := &near[i]
		switch x.is.role {
		case event, act, plain, object, ending:
			// Whole words only: what is cut off at the limit is no stop.
			if phraseStops.In(r.t[checked:x.End]) {
				return out
			}
			out, checked = x.End, x.End
		}
	}
	return out
}
