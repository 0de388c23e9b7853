package profile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/division"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// placesOf returns the divisions a report is about: named in its unit or
// title, else named most often and at least twice.
func placesOf(d *doc.Document, p *Profile) ([]string, []division.Code) {
	ms := division.Mentions(d)
	var own []division.Mention
	for _, m := range ms {
		if p.TitleSpan.Contains(m.Span) || p.UnitSpan.Contains(m.Span) {
			own = append(own, m)
		}
	}
	if len(own) == 0 {
		if inv := invented(p.Unit); inv != "" {
			return []string{inv}, nil
		}
		if inv := invented(p.Title); inv != "" {
			return []string{inv}, nil
		}
		own = mostNamed(ms, signatureLines(d), ownRank(d))
	}
	return chain(own)
}

// ranks end the names of the places that a report calls its own.
var ranks = [...]string{"区", "县", "市", "省"}

var ownPlaces = lexicon.DefineWords("profile.own-place", func() (words []string) {
	for _, r := range ranks {
		words = append(words, "我"+r)
	}
	return words
}()...)

// ownRank returns the character that ends the name of the place the report
// calls its own (我区, 我县), "" when it does not.
func ownRank(d *doc.Document) string {
	var count [len(ranks)]int
	for _, h := range ownPlaces.In(d) {
		count[h.Row.Number]++
	}
	best, top := "", 0
	for i, n := range count {
		if n > top {
			best, top = ranks[i], n
		}
	}
	return best
}

// mostNamed returns the mentions of the division named most often, at least
// twice; a mention among the last lines counts double, and names of the own
// rank go before all others.
func mostNamed(ms []division.Mention, tail doc.Span, own string) []division.Mention {
	const first = 1000
	count := map[string]int{}
	best, top := "", 0
	for _, m := range ms {
		n := count[m.Stem] + 1
		if own != "" && n < first && strings.HasSuffix(m.Name, own) {
			n += first
		}
		if tail.Contains(m.Span) {
			n++
		}
		count[m.Stem] = n
		if n > top {
			best, top = m.Stem, n
		}
	}
	if top < 2 {
		return nil
	}
	var out []division.Mention
	for _, m := range ms {
		if m.Stem == best {
			out = append(out, m)
		}
	}
	return out
}

// chain orders the names by rank, largest first, and returns the codes of the
// smallest that fit the larger ones.
func chain(ms []division.Mention) ([]string, []division.Code) {
	if len(ms) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(ms, func(a, b division.Mention) int { return int(a.Rank) - int(b.Rank) })
	var names []string
	var codes []division.Code
	for _, m := range ms {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
		fit := m.Codes
		if len(codes) > 0 {
			var inside []division.Code
			for _, c := range m.Codes {
				if division.Related([]division.Code{c}, codes) {
					inside = append(inside, c)
				}
			}
			if len(inside) > 0 {
				fit = inside
			}
		}
		codes = fit
	}
	return names, codes
}

// invented returns the place at the start of a name that the table of
// divisions does not know: 云溪县 of 云溪县图书馆.
func invented(name string) string {
	n := 0
	for i, r := range name {
		n++
		if strings.ContainsRune(leftStops, r) {
			return ""
		}
		if strings.ContainsRune("县市区镇乡", r) && n >= 3 && n <= 5 {
			return name[:i+utf8.RuneLen(r)]
		}
		if n > 5 {
			break
		}
	}
	if i := strings.Index(name, "街道"); i > 0 {
		return name[:i+len("街道")]
	}
	return ""
}

// signatureLines is the stretch of the last five lines.
func signatureLines(d *doc.Document) doc.Span {
	lines := segment.Lines(d)
	if len(lines) == 0 {
		return doc.Span{}
	}
	return doc.Span{Start: lines[max(0, len(lines)-5)].Start, End: len(d.Text)}
}
