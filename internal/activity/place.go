package activity

import "hecha/internal/doc"

// placed is something that stands at a place.
type placed[T any] struct {
	doc.Span
	is T
}

// word is an occurrence of a word of the dictionary.
type word = placed[sense]

// cursor walks things ordered by start along with the clauses.
type cursor[T any] struct {
	all  []placed[T]
	next int
}

// in returns what lies in sp; calls must go forward.
func (c *cursor[T]) in(sp doc.Span) []placed[T] {
	for c.next < len(c.all) && c.all[c.next].Start < sp.Start {
		c.next++
	}
	i := c.next
	for c.next < len(c.all) && c.all[c.next].End <= sp.End {
		c.next++
	}
	return c.all[i:c.next]
}

// within returns what of all, which is ordered, lies in sp.
func within[T any](all []placed[T], sp doc.Span) []placed[T] {
	lo, hi := 0, len(all)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); all[m].Start < sp.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for hi = lo; hi < len(all) && all[hi].End <= sp.End; hi++ {
	}
	return all[lo:hi]
}
