package activity

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
)

// name is a quoted or book-titled name; Span includes its marks.
type name struct {
	doc.Span
	book bool
}

func (n name) inner() doc.Span { return doc.Span{Start: n.Start + 3, End: n.End - 3} }

// names returns the names in sp; a quotation inside another is part of it.
func names(t string, sp doc.Span) []name {
	var out []name
	for i := sp.Start; i < sp.End; {
		r, n := rune(t[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(t[i:])
		}
		if r == '“' || r == '《' {
			if end := enclosed(t, i, sp.End, r); end > i+6 {
				out = append(out, name{doc.Span{Start: i, End: end}, r == '《'})
				i = end
				continue
			}
		}
		i += n
	}
	return out
}

// inName reports whether one of the names, which are ordered, holds sp.
func inName(ns []name, sp doc.Span) bool {
	i := sort.Search(len(ns), func(i int) bool { return ns[i].End >= sp.End })
	return i < len(ns) && ns[i].Contains(sp)
}

// named returns an activity for each quoted name of a piece without figures
// that a light verb governs: 开展了“A”、“B”活动. Book titles make one.
func (r *reader) named(p clause, h head) []Activity {
	if h.light.Empty() {
		return nil
	}
	var out []Activity
	all := r.activity(p, h, nil)
	for i, n := range p.names {
		if n.Start < h.light.End || n.Len() > maxTitle || !r.isName(p, i) || slices.ContainsFunc(p.honours, func(x honour.Honour) bool { return x.Overlaps(n.Span) }) {
			continue
		}
		if last := len(out) - 1; last >= 0 && (n.book && p.names[i-1].book || r.themed(p, i)) {
			out[last].End, out[last].Type = max(out[last].End, r.phraseEnd(p, n.End)), h.typ
			continue
		}
		a := all
		a.Span = doc.Span{Start: n.Start, End: r.phraseEnd(p, n.End)}
		a.Type, a.Name = r.nameType(p, n, h), n.inner().Of(r.t)
		out = append(out, a)
	}
	if len(out) > 1 && (h.typ == "publication" || h.typ == "selection" || h.typ == "facility") {
		out[0].End = out[len(out)-1].End
		out = out[:1]
	}
	return out
}

// maxTitle bounds what is taken for the name of an activity, in bytes.
const maxTitle = 96

// nameType returns the type of one name of a list: its own head word's, the
// common head's behind 等, that of its own words, or the clause's.
func (r *reader) nameType(p clause, n name, h head) Type {
	if n.book && h.typ == "publication" || h.typ == "facility" {
		return h.typ
	}
	end := r.phraseEnd(p, n.End)
	var inside []lexicon.Hit
	near := within(p.hits, doc.Span{Start: n.Start, End: end}, func(h *lexicon.Hit) doc.Span { return h.Span })
	for _, x := range near {
		role := x.Row.Column(colRole)
		if role != "event" && role != "act" && role != "theme" {
			continue
		}
		switch {
		case x.Start >= n.End && x.End <= end && role != "theme":
			if typ := Type(x.Row.Column(colType)); typ != "culture" || !slices.ContainsFunc(inside, festive) {
				return typ
			}
			return "festival"
		case n.Contains(x.Span):
			inside = append(inside, x)
		}
	}
	common := !h.plain && h.word.Start > n.End && strings.Contains(r.t[n.End:h.word.Start], "等")
	switch {
	case len(inside) > 0 && !common:
		return Type(theme(inside).Row.Column(colType))
	case h.plain && len(p.names) > 1, !common && !h.plain && inOther(p.names, n, h.word):
		return "other"
	}
	return h.typ
}

// inOther reports whether a head word belongs to another name than n: one
// stands between them.
func inOther(ns []name, n name, word doc.Span) bool {
	i := sort.Search(len(ns), func(i int) bool { return ns[i].Start >= n.End })
	return i < len(ns) && ns[i].End <= word.Start
}

// themed reports whether name i and the one before it are mottoes of one
// activity: 以“A”“B”为主题.
func (r *reader) themed(p clause, i int) bool {
	return i > 0 && inRow(r.t, p.names[i-1], p.names[i]) && strings.HasPrefix(r.behindRow(p, i), "为主题")
}

// inRow reports whether two names follow each other in a list.
func inRow(t string, a, b name) bool { return strings.Trim(t[a.End:b.Start], "、和及 ") == "" }

// behindRow returns what stands behind the row of names that name i is in.
func (r *reader) behindRow(p clause, i int) string {
	const maxRow = 12
	for last := i + maxRow; i+1 < len(p.names) && i < last && inRow(r.t, p.names[i], p.names[i+1]); i++ {
	}
	return r.t[p.names[i].End:p.End]
}

// isName reports whether a quotation names something done rather than an idea
// it follows: 以“…”为主线, “…”精神.
func (r *reader) isName(p clause, i int) bool {
	rest := r.behindRow(p, i)
	for _, w := range []string{"精神", "要求", "理念", "思想", "意识", "原则", "目标", "为主线", "为核心", "为抓手", "为统领", "为载体", "为重点", "为目标", "为指导", "为内容", "为主要内容", "的原则", "的要求", "的理念",
		"为导向", "标准", "机制", "方针", "战略", "规划要求", "格局", "体系", "模式", "工作法", "思路", "方式", "的形式", "的方式", "问题", "等问题", "期间", "时期"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// phraseEnd returns where the phrase of a name that ends at end ends: behind
// the 活动 or the head word that follows it directly.
func (r *reader) phraseEnd(p clause, end int) int {
	stop := min(p.End, end+60)
	for _, m := range []string{"、", "”", "“", "和", "及"} {
		if i := strings.Index(r.t[end:stop], m); i >= 0 {
			stop = end + i
		}
	}
	out := end
	near := within(p.hits, doc.Span{Start: end, End: stop}, func(h *lexicon.Hit) doc.Span { return h.Span })
	for _, x := range near {
		role := x.Row.Column(colRole)
		if role == "event" || role == "act" || role == "plain" || role == "object" || role == "ending" {
			out = x.End
		}
	}
	return out
}
