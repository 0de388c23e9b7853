package doc

import "sync/atomic"

// Artefact is a typed value computed from a document once, at first use, and
// kept as long as the document: sentences, quantities, dictionary hits. One
// artefact may call others; a cycle between package-level artefacts is refused
// by the compiler as an initialization cycle.
type Artefact[T any] struct {
	id    int
	build func(*Document) T
	// cut takes the value for a part from that of the whole; nil where a part
	// is computed on its own.
	cut func(whole T, sp Span) T
}

var artefacts atomic.Int64

// Define declares an artefact; call it only from package-level variables.
func Define[T any](build func(*Document) T) Artefact[T] {
	return Artefact[T]{id: int(artefacts.Add(1)) - 1, build: build}
}

// DefineLocal declares an artefact whose value at a place does not depend on
// the text further away. For a part of a document, cut takes it from the value
// of the whole, of which the part is sp.
func DefineLocal[T any](build func(*Document) T, cut func(whole T, sp Span) T) Artefact[T] {
	a := Define(build)
	a.cut = cut
	return a
}

// Of returns the artefact of d, computing it at first use. A document belongs
// to one goroutine at a time, so there is no lock.
func (a Artefact[T]) Of(d *Document) T {
	if d.artefacts == nil {
		d.artefacts = make([]any, artefacts.Load())
	}
	if v := d.artefacts[a.id]; v != nil {
		return v.(*box[T]).v
	}
	v := &box[T]{}
	if a.cut != nil && d.whole != nil {
		v.v = a.cut(a.Of(d.whole), Span{d.from, d.from + len(d.Text)})
	} else {
		v.v = a.build(d)
	}
	d.artefacts[a.id] = v
	return v.v
}

type box[T any] struct{ v T }
