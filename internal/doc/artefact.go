package doc

import "sync"

// Artefact is a typed value computed from a document once, at first use, and
// kept as long as the document: sentences, quantities, dictionary hits. One
// artefact may call others; a cycle between package-level artefacts is refused
// by the compiler as an initialization cycle.
type Artefact[T any] struct {
	id    int
	build func(d *Document, spent T) T
	// cut takes the value for a part from that of the whole; nil where a part
	// is computed on its own.
	cut func(whole T, sp Span, spent T) T
}

// pools hold, by artefact, values whose documents were released; nil where
// they do not serve again.
var pools []*sync.Pool

// Define declares an artefact; call it only from package-level variables.
func Define[T any](build func(*Document) T) Artefact[T] {
	pools = append(pools, nil)
	return Artefact[T]{id: len(pools) - 1, build: func(d *Document, _ T) T { return build(d) }}
}

// DefineReusing declares an artefact that is large: build may use the memory of
// spent, the value of a document that was released, or the zero value.
func DefineReusing[T any](build func(d *Document, spent T) T) Artefact[T] {
	pools = append(pools, new(sync.Pool))
	return Artefact[T]{id: len(pools) - 1, build: build}
}

// DefineLocal declares an artefact like DefineReusing whose value at a place
// does not depend on the text further away. For a part of a document, cut takes
// it from the value of the whole, of which the part is sp.
func DefineLocal[T any](build func(d *Document, spent T) T, cut func(whole T, sp Span, spent T) T) Artefact[T] {
	a := DefineReusing(build)
	a.cut = cut
	return a
}

// Of returns the artefact of d, computing it at first use. A document belongs
// to one goroutine at a time, so there is no lock.
func (a Artefact[T]) Of(d *Document) T {
	if d.artefacts == nil {
		d.artefacts = make([]any, len(pools))
	}
	if v := d.artefacts[a.id]; v != nil {
		return v.(*box[T]).v
	}
	var v *box[T]
	if p := pools[a.id]; p != nil {
		v, _ = p.Get().(*box[T])
	}
	if v == nil {
		v = new(box[T])
	}
	if a.cut != nil && d.whole != nil {
		v.v = a.cut(a.Of(d.whole), Span{d.from, d.from + len(d.Text)}, v.v)
	} else {
		v.v = a.build(d, v.v)
	}
	d.artefacts[a.id] = v
	return v.v
}

type box[T any] struct{ v T }

// Release gives the memory of the artefacts of d back. Nothing that an artefact
// of d holds may be used afterwards but strings.
func (d *Document) Release() {
	for id, v := range d.artefacts {
		if v != nil && pools[id] != nil {
			pools[id].Put(v)
		}
	}
	d.artefacts = nil
}
