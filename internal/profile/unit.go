package profile

import (
	"slices"
	"strings"
	"sync"

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

// candidate is an organisation that may be the unit.
type candidate struct {
	first    Organisation
	score    int
	subjects int
}

// candidates are those of a document, numbered by name.
type candidates struct {
	found  []candidate
	number map[string]int
}

// candidatesKept keeps the room of candidates no longer needed.
var candidatesKept = sync.Pool{New: func() any { return &candidates{number: map[string]int{}} }}

// maxKeptCandidates bounds the lists whose room is kept.
const maxKeptCandidates = 1024

func (c *candidates) release() {
	if cap(c.found) <= maxKeptCandidates {
		clear(c.number)
		c.found = c.found[:0]
		candidatesKept.Put(c)
	}
}

// unitOf finds the reporting unit: every organisation named is scored by where
// it stands, and must be of the kind that the report calls itself.
func unitOf(d *doc.Document, titleSpan doc.Span) unit {
	self := selfCount(d)
	in := layoutOf(d)
	sentences := segment.Sentences(d)
	lines := in.lines
	all := Organisations(d)
	kept := candidatesKept.Get().(*candidates)
	defer kept.release()
	found, number := kept.found, kept.number
	for i := range all {
		o := all[i]
		inTitleLine := titleSpan.Contains(o.Span)
		if inTitleLine {
			o.Span = fromLineStart(d.Text, o.Span, titleSpan)
		} else if !in.body.Contains(o.Span) {
			continue
		} else if in.tail.Contains(o.Span) {
			if long := fromLineStart(d.Text, o.Span, lines[segment.LineAt(lines, o.Start)].Span); in.signature(d, long) {
				o.Span = long
			}
		}
		name := o.Of(d.Text)
		n, ok := number[name]
		if !ok {
			n = len(found)
			number[name] = n
			found = append(found, candidate{first: o})
			if o.Superior {
				found[n].score = isSuperior
			}
		}
		c := &found[n]
		switch {
		case inTitleLine:
			c.score += inTitle
		case in.signature(d, o.Span):
			c.score += inSignature
		case in.subtitle(d, o.Span):
			c.score += inSignature
		case introduces(d.Text, o.Span):
			c.score += introduced
		case c.subjects < maxSubjects:
			if leads(d.Text, sentences, o.Start) {
				c.subjects++
				c.score += asSubject
			}
		}
	}
	kept.found = found
	best := unit{}
	top := 0
	for i := range found {
		c := &found[i]
		score := c.score
		if self.kinds != 0 && !c.first.kinds.any(self.kinds) {
			score += isOtherKind
		}
		if c.score == c.subjects && c.subjects < leastSubjects {
			continue
		}
		if name := c.first.Of(d.Text); score > top || score == top && top > 0 && len(name) > len(best.name) {
			best, top = unit{Span: c.first.Span, name: name, self: c.first.Self}, score
		}
	}
	if best.name == "" {
		best = fromSelf(d, in.body, titleSpan, &self)
	}
	best.self = slices.Clone(best.self)
	for k, name := range selfKinds {
		if self.kinds.has(k) && !slices.Contains(best.self, name) {
			best.self = append(best.self, name)
		}
	}
	slices.Sort(best.self)
	return best
}

// naming is what a report calls itself: 我局, 本街道, 我校.
type naming struct {
	kinds kindSet
	// count holds how often by number of kind.
	count [64]int
}

func selfCount(d *doc.Document) (s naming) {
	for _, h := range selfHits.Of(d) {
		s.kinds.add(h.kind)
		s.count[h.kind]++
	}
	return s
}

// most returns the kind named most often, of several the first as text.
func (s *naming) most() (kind int) {
	kind = -1
	for k, name := range selfKinds {
		if s.kinds.has(k) && (kind < 0 || s.count[k] > s.count[kind] || s.count[k] == s.count[kind] && name < selfKinds[kind]) {
			kind = k
		}
	}
	return kind
}

// fromSelf names a unit that only says 我局: the organisation of that kind that
// is named most and more than once or acts in a sentence, else the self-name
// itself.
func fromSelf(d *doc.Document, body, titleSpan doc.Span, self *naming) unit {
	if self.kinds == 0 {
		return unit{}
	}
	count := map[string]int{}
	own := ownRank(d)
	sentences := segment.Sentences(d)
	var best *Organisation
	all := Organisations(d)
	for i := range all {
		o := &all[i]
		if o.Superior || !o.kinds.any(self.kinds) || !body.Contains(o.Span) && !titleSpan.Contains(o.Span) {
			continue
		}
		n := o.Of(d.Text)
		count[n] += 2
		if own != "" && strings.HasPrefix(n, own) {
			count[n]++ // 区文化局 where the report says 我区
		}
		if leads(d.Text, sentences, o.Start) {
			count[n] += 2
		}
		if best == nil || count[n] > count[best.Of(d.Text)] {
			best = o
		}
	}
	if best != nil && count[best.Of(d.Text)] >= 4 {
		return unit{Span: best.Span, name: best.Of(d.Text), self: best.Self}
	}
	kind := self.most()
	for _, h := range selfHits.Of(d) {
		if h.kind == kind {
			return unit{Span: h.Span, name: h.Of(d.Text), self: selfKinds[kind : kind+1], unnamed: true}
		}
	}
	return unit{}
}

// layout is where the parts of a report lie.
type layout struct {
	lines []segment.Line
	body  doc.Span
	// head are the first lines of the body, where a subtitle may stand, and
	// all before them; tail its last lines, where the signature stands.
	head, tail doc.Span
}

func layoutOf(d *doc.Document) *layout {
	l := &layout{lines: segment.Lines(d), body: residue.Body(d)}
	until := func(i int) int { // the start of line i
		if i < len(l.lines) {
			return l.lines[i].Start
		}
		return len(d.Text)
	}
	l.head.End = until(segment.LineAt(l.lines, l.body.Start) + 4)
	if last := segment.LineAt(l.lines, max(0, l.body.End-1)); last >= 0 {
		l.tail = doc.Span{Start: until(max(0, last-5)), End: until(last + 1)}
	}
	return l
}

// signature reports whether the name is all there is on one of the last lines,
// but for a date and blanks.
func (l *layout) signature(d *doc.Document, name doc.Span) bool {
	if !l.tail.Contains(name) {
		return false
	}
	line := l.lines[segment.LineAt(l.lines, name.Start)].Of(d.Text)
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), name.Of(d.Text)))
	return len(rest) < len(line) && !longer(rest, 14) && !strings.ContainsAny(rest, "。,;、")
}

// subtitle reports whether a name stands alone in brackets, or in a line behind
// a dash, among the first lines.
func (l *layout) subtitle(d *doc.Document, name doc.Span) bool {
	if !l.head.Contains(name) {
		return false
	}
	i := segment.LineAt(l.lines, name.Start)
	if i < 0 {
		return false
	}
	line := strings.TrimSpace(l.lines[i].Of(d.Text))
	n := name.Of(d.Text)
	return line == n || line == "("+n+")" || strings.HasPrefix(strings.TrimLeft(line, "—-"), n) && (strings.HasPrefix(line, "—") || strings.HasPrefix(line, "--")) && !strings.ContainsAny(line, "。;")
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
// the start of a sentence and a name at offset at.
func leads(t string, sentences []doc.Span, at int) bool {
	if at >= 3 && t[at-3] >= 0xE4 && t[at-3] <= 0xE9 {
		return false // a Chinese character, which ends neither
	}
	i := segment.At(sentences, at)
	if i < 0 {
		return false
	}
	before := strings.TrimSpace(t[sentences[i].Start:at])
	return before == "" || strings.HasSuffix(before, ",") && !longer(before, 14)
}
