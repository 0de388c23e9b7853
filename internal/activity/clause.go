package activity

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/quantity"
)

// maxName bounds a quoted name, in bytes: a mark that is not closed within it
// is read as an ordinary character.
const maxName = 420

// cutClauses cuts a sentence behind commas, colons and semicolons, but not
// inside quotes, book titles and brackets.
func cutClauses(t string, sentence doc.Span) []doc.Span {
	var out []doc.Span
	start := sentence.Start
	for i := sentence.Start; i < sentence.End; {
		r, n := rune(t[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(t[i:])
		}
		if end := enclosed(t, i, sentence.End, r); end > i {
			i = end
			continue
		}
		i += n
		if r == ',' && !(i < sentence.End && digit(t[i]) && i >= 2 && digit(t[i-2])) || r == ';' || r == ':' || r == '。' || r == '!' || r == '?' {
			out = append(out, doc.Span{Start: start, End: i - n})
			start = i
		}
	}
	return append(out, doc.Span{Start: start, End: sentence.End})
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// enclosed returns the end of the quotation, book title or bracket that opens
// at i, 0 if none does or it is not closed soon.
func enclosed(t string, i, limit int, r rune) int {
	var closing string
	switch r {
	case '“':
		closing = "”"
	case '《':
		closing = "》"
	case '(':
		closing = ")"
	default:
		return 0
	}
	k := strings.Index(t[i:min(limit, i+maxName)], closing)
	if k < 0 {
		return 0
	}
	return i + k + len(closing)
}

// cutPieces cuts a clause at 并 and where a new member of a list begins behind
// a figure: 党课12次|、专题研讨8次|并开展….
func cutPieces(t string, clause doc.Span, qs []stated) []doc.Span {
	var out []doc.Span
	for {
		k := conjunction(t, clause)
		if k == 0 {
			return cutList(t, clause, qs, out)
		}
		out = cutList(t, doc.Span{Start: clause.Start, End: k}, qs, out)
		clause.Start = k
		for len(qs) > 0 && qs[0].Start < k {
			qs = qs[1:]
		}
	}
}

// cutList adds to out the members of a list whose members end in figures.
func cutList(t string, clause doc.Span, qs []stated, out []doc.Span) []doc.Span {
	start := clause.Start
	for i := range qs {
		if qs[i].Kind == quantity.Date || qs[i].Kind == quantity.Ordinal {
			continue
		}
		end := qs[i].End
		if end > clause.End {
			break
		}
		if end < clause.End && t[end] == '(' {
			if e := enclosed(t, end, clause.End, '('); e > 0 {
				end = e
			}
		}
		for _, sep := range []string{"、", "以及", "及", "和", "与", " "} {
			if end < clause.End && strings.HasPrefix(t[end:clause.End], sep) {
				out = append(out, doc.Span{Start: start, End: end})
				start = end + len(sep)
				break
			}
		}
	}
	return append(out, doc.Span{Start: start, End: clause.End})
}

// cutVerbs cuts a piece at a 、 before a verb: 购买书籍|、举办沙龙; before a doing
// only when a name stands in front: 开展“看片思廉”|、参观展览.
func cutVerbs(t string, p clause) []clause {
	var out []clause
	start := p.Start
	for _, x := range p.hits {
		role := x.Row.Column(colRole)
		named := role == "act" && len(p.names) > 0 && !p.names[0].book && p.names[0].Start >= start && p.names[0].End < x.Start
		if (role == "light" || role == "verb" || named) && x.Len() > 3 && strings.HasSuffix(t[start:x.Start], "、") && !inName(p.names, x.Span) {
			out = append(out, p.part(doc.Span{Start: start, End: x.Start - len("、")}))
			start = x.Start
		}
	}
	if len(out) == 0 {
		return []clause{p}
	}
	return append(out, p.part(doc.Span{Start: start, End: p.End}))
}

// conjunction returns where 并 joins a second predicate to a clause, 0 if
// nowhere.
func conjunction(t string, clause doc.Span) int {
	const and = "并"
	for i := clause.Start; ; {
		k := strings.Index(t[i:clause.End], and)
		if k < 0 {
			return 0
		}
		at := i + k
		before, _ := utf8.DecodeLastRuneInString(t[clause.Start:at])
		behind, _ := utf8.DecodeRuneInString(t[at+len(and) : clause.End])
		if at > clause.Start && !strings.ContainsRune("合一兼归吞", before) && !strings.ContainsRune("列行举重进存轨购网且非", behind) {
			return at
		}
		i = at + len(and)
	}
}
