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

// reused tells by artefact whether a later document gets the value's memory.
var reused []bool

// Define declares an artefact; call it only from package-level variables.
func Define[T any](build func(*Document) T) Artefact[T] {
	reused = append(reused, false)
	return Artefact[T]{id: len(reused) - 1, build: func(d *Document, _ T) T { return build(d) }}
}

// DefineReusing declares an artefact that is large: build may use the memory of
// spent, the value of a document that was released, or the zero value.
func DefineReusing[T any](build func(d *Document, spent T) T) Artefact[T] {
	reused = append(reused, true)
	return Artefact[T]{id: len(reused) - 1, build: build}
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
	t := d.artefacts
	if t == nil {
		t = newTable()
		d.artefacts = t
	}
	v, _ := t.boxes[a.id].(*box[T])
	if t.built[a.id] {
		return v.v
	}
	if v == nil {
		v = new(box[T])
		t.boxes[a.id] = v
	}
	if a.cut != nil && d.whole != nil {
		v.v = a.cut(a.Of(d.whole), Span{d.from, d.from + len(d.Text)}, v.v)
	} else {
		v.v = a.build(d, v.v)
	}
	t.built[a.id] = true
	return v.v
}

// table holds the artefacts of a document by id.
type table struct {
	boxes []any // *box[T]
	built []bool
}

type box[T any] struct{ v T }

func (b *box[T]) drop() { *b = box[T]{} }

// tables holds the tables of released documents.
var tables sync.Pool

func newTable() *table {
	if t, _ := tables.Get().(*table); t != nil && len(t.built) == len(reused) {
		return t
	}
	return &table{boxes: make([]any, len(reused)), built: make([]bool, len(reused))}
}

// maxReused bounds the text, in bytes, of documents whose memory is kept for
// others: a giant among small ones should not stay.
const maxReused = 1 << 20

// Release gives the memory of the artefacts of d to later documents. Nothing
// that an artefact of d holds may be used afterwards but strings.
func (d *Document) Release() {
	if t := d.artefacts; t != nil && len(d.Text) <= maxReused {
		clear(t.built)
		for id, b := range t.boxes {
			if b != nil && !reused[id] {
				b.(interface{ drop() }).drop()
			}
		}
		tables.Put(t)
	}
	d.artefacts = nil
	if w := d.whole; w != nil {
		d.whole = nil
		if w.parts--; w.parts == 0 {
			w.Release()
		}
	}
}
