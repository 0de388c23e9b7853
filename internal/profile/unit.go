package profile

import (
	"cmp"
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/residue"
	"hecha/internal/segment"
)

type unit struct {
	doc.Span
	name string
	self []string
	// unnamed tells that the report only calls it 我局.
	unnamed bool
}

// Weights of the places where a unit names itself.
const (
	inTitle     = 6
	inSignature = 6
	introduced  = 4
	asSubject   = 1
	maxSubjects = 4
	// A name that only ever opens sentences must do so this often.
	leastSubjects = 2
	isSuperior    = -4
	isOtherKind   = -5
)

// unitOf finds the reporting unit: every organisation named is scored by where
// it stands, and must be of the kind that the report calls itself.
func unitOf(d *doc.Document, titleSpan doc.Span) unit {
	all := orgs(d)
	self := selfNames(d, doc.Span{Start: 0, End: len(d.Text)})
	type candidate struct {
		first    org
		score    int
		subjects int
	}
	var order []string
	found := map[string]*candidate{}
	body := residue.Body(d)
	sentences := segment.Sentences(d)
	all = slices.DeleteFunc(slices.Clone(all), func(o org) bool { return !body.Contains(o.Span) && !titleSpan.Contains(o.Span) })
	lines := segment.Lines(d)
	for _, o := range all {
		if titleSpan.Contains(o.Span) {
			o.Span = fromLineStart(d.Text, o.Span, titleSpan)
		} else if i := segment.LineAt(lines, o.Start); i >= 0 && signature(d, fromLineStart(d.Text, o.Span, lines[i].Span), body) {
			o.Span = fromLineStart(d.Text, o.Span, lines[i].Span)
		}
		name := o.Of(d.Text)
		c := found[name]
		if c == nil {
			c = &candidate{first: o}
			found[name] = c
			order = append(order, name)
			if o.superior {
				c.score += isSuperior
			}
		}
		switch {
		case titleSpan.Contains(o.Span):
			c.score += inTitle
		case signature(d, o.Span, body):
			c.score += inSignature
		case subtitle(d, o.Span, body):
			c.score += inSignature
		case introduces(d.Text, o.Span):
			c.score += introduced
		default:
			if i := segment.At(sentences, o.Start); i >= 0 && c.subjects < maxSubjects && leads(d.Text[sentences[i].Start:o.Start]) {
				c.subjects++
				c.score += asSubject
			}
		}
	}
	best := unit{}
	top := 0
	for _, name := range order {
		c := found[name]
		score := c.score
		if len(self) > 0 && !callsItself(c.first, self) {
			score += isOtherKind
		}
		if c.score == c.subjects && c.subjects < leastSubjects {
			continue
		}
		if score > top || score == top && top > 0 && len(name) > len(best.name) {
			best, top = unit{Span: c.first.Span, name: name, self: c.first.self}, score
		}
	}
	if best.name == "" {
		best = fromSelf(d, all, self)
	}
	for k := range self {
		if !slices.Contains(best.self, k) {
			best.self = append(slices.Clone(best.self), k)
		}
	}
	slices.Sort(best.self)
	return best
}

// fromSelf names a unit that only says 我局: the organisation of that kind that
// is named most and more than once or acts in a sentence, else the self-name
// itself.
func fromSelf(d *doc.Document, all []org, self map[string]int) unit {
	if len(self) == 0 {
		return unit{}
	}
	count := map[string]int{}
	own := ownRank(d.Text)
	sentences := segment.Sentences(d)
	var best *org
	for i, o := range all {
		if o.superior || !callsItself(o, self) {
			continue
		}
		n := o.Of(d.Text)
		count[n] += 2
		if own != "" && strings.HasPrefix(n, own) {
			count[n]++ // 区文化局 where the report says 我区
		}
		if s := segment.At(sentences, o.Start); s >= 0 && leads(d.Text[sentences[s].Start:o.Start]) {
			count[n] += 2
		}
		if best == nil || count[n] > count[best.Of(d.Text)] {
			best = &all[i]
		}
	}
	if best != nil && count[best.Of(d.Text)] >= 4 {
		return unit{Span: best.Span, name: best.Of(d.Text), self: best.self}
	}
	kinds := make([]string, 0, len(self))
	for k := range self {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b string) int { return cmp.Or(self[b]-self[a], strings.Compare(a, b)) })
	for _, h := range selfHits.Of(d) {
		if h.name == kinds[0] {
			return unit{Span: h.Span, name: h.Of(d.Text), self: kinds[:1], unnamed: true}
		}
	}
	return unit{}
}

func callsItself(o org, self map[string]int) bool {
	for _, s := range o.self {
		if self[s] > 0 {
			return true
		}
	}
	return false
}

// signature reports whether the name is all there is on one of the last lines,
// but for a date and blanks.
func signature(d *doc.Document, name, body doc.Span) bool {
	lines := segment.Lines(d)
	last := segment.LineAt(lines, max(0, body.End-1))
	i := segment.LineAt(lines, name.Start)
	if i < 0 || i < last-5 || i > last {
		return false
	}
	l := lines[i].Of(d.Text)
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(l), name.Of(d.Text)))
	return len(rest) < len(l) && !longer(rest, 14) && !strings.ContainsAny(rest, "。,;、")
}

// subtitle reports whether a name stands alone in brackets, or in a line behind
// a dash, among the first lines.
func subtitle(d *doc.Document, name, body doc.Span) bool {
	lines := segment.Lines(d)
	i := segment.LineAt(lines, name.Start)
	if i < 0 || i > segment.LineAt(lines, body.Start)+3 {
		return false
	}
	l := strings.TrimSpace(lines[i].Of(d.Text))
	n := name.Of(d.Text)
	return l == n || l == "("+n+")" || strings.HasPrefix(strings.TrimLeft(l, "—-"), n) && (strings.HasPrefix(l, "—") || strings.HasPrefix(l, "--")) && !strings.ContainsAny(l, "。;")
}

// introduces reports whether the words around a name present the unit: 现将X
// …汇报如下, X(以下简称…), 我是X.
func introduces(t string, name doc.Span) bool {
	before := t[max(0, name.Start-18):name.Start]
	after := t[name.End:min(len(t), name.End+60)]
	return strings.HasSuffix(before, "现将") || strings.HasSuffix(before, "我代表") || strings.HasSuffix(before, "我是") ||
		strings.HasPrefix(after, "(以下简称") || strings.HasPrefix(after, "(简称") ||
		strings.HasPrefix(after, "现有") || strings.HasPrefix(after, "成立于") || strings.HasPrefix(after, "位于") || strings.HasPrefix(after, "辖")
}

// leads reports whether only an adverbial of time or nothing stands between
// the start of a sentence and a name.
func leads(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || strings.HasSuffix(before, ",") && !longer(before, 14)
}
