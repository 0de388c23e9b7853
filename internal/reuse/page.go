package reuse

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/reuse/token"
)

// page is a report rebuilt for printing: its text, the place of each token and
// where sentences begin.
type page struct {
	text   string
	places []token.Place
	// starts are the tokens that open a sentence or line, ascending, with the
	// number of tokens at the end.
	starts []int
}

// ender are the marks that end a sentence, and the line break.
const ender = "。！？；!?;\n"

// closing are the marks that belong to the sentence before them; opening those
// that belong to the word behind.
const (
	closing = "。！？；!?;”’》）)】」』…"
	opening = "“‘《（(【「『"
)

func (c *Collection) page(i int) (*page, error) {
	text, places, err := c.entries[i].text.Rebuild()
	if err != nil {
		return nil, err
	}
	p := &page{text: text, places: places}
	last := 0
	for i, at := range places {
		if i == 0 || strings.ContainsAny(text[last:at.Start], ender) {
			p.starts = append(p.starts, i)
		}
		last = at.End
	}
	p.starts = append(p.starts, len(places))
	return p, nil
}

// sentence returns the bounds of the sentence that holds token i; when i opens
// one, of that one.
func (p *page) sentence(i int) (lo, hi int) {
	l, r := 0, len(p.starts)-1
	for l < r {
		m := (l + r + 1) / 2
		if p.starts[m] <= i {
			l = m
		} else {
			r = m - 1
		}
	}
	if l+1 < len(p.starts) {
		return p.starts[l], p.starts[l+1]
	}
	return p.starts[l], p.starts[l]
}

// opens reports whether token i opens a sentence or ends the text.
func (p *page) opens(i int) bool {
	lo, _ := p.sentence(i)
	return lo == i
}

// span returns the bytes of tokens [lo, hi) with the quotes and brackets in
// front and, where a sentence ends, the marks behind.
func (p *page) span(lo, hi int) Range {
	if lo >= hi {
		at := len(p.text)
		if lo < len(p.places) {
			at = p.places[lo].Start
		}
		if lo > 0 {
			at = min(at, p.places[lo-1].End)
		}
		return Range{at, at}
	}
	r := Range{p.places[lo].Start, p.places[hi-1].End}
	floor := 0
	if lo > 0 {
		floor = p.places[lo-1].End
	}
	for r.Start > floor {
		c, n := utf8.DecodeLastRuneInString(p.text[floor:r.Start])
		if !strings.ContainsRune(opening, c) {
			break
		}
		r.Start -= n
	}
	if p.opens(hi) {
		for r.End < len(p.text) {
			c, n := utf8.DecodeRuneInString(p.text[r.End:])
			if !strings.ContainsRune(closing, c) {
				break
			}
			r.End += n
		}
	}
	return r
}

// inner returns the bytes of tokens [lo, hi) and nothing around them.
func (p *page) inner(lo, hi int) Range {
	if lo >= hi {
		return p.span(lo, hi)
	}
	return Range{p.places[lo].Start, p.places[hi-1].End}
}
