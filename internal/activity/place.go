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
	all = from(all, sp.Start)
	n := 0
	for n < len(all) && all[n].End <= sp.End {
		n++
	}
	return all[:n]
}

// from returns what of all, which is ordered, does not begin before start.
func from[T any](all []placed[T], start int) []placed[T] {
	lo, hi := 0, len(all)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); all[m].Start < start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return all[lo:]
}
