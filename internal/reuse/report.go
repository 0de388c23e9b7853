// Package reuse finds text that reports share: whole copies, forms filled in
// anew, paragraphs lifted from one or several others, with the exact passages.
//
// A [Builder] takes normalised reports; Finish indexes them as a [Collection].
// Pairs are found by seed and extend: winnowed fingerprints that few reports
// share give seeds, an x-drop alignment grows them, and a passage counts by
// what it shares outside template text, that is text so many reports carry
// that it tells nothing about who copied whom. All results depend on the
// reports and their order only, never on the number of workers.
package reuse

import (
	"hecha/internal/reuse/fingerprint"
	"hecha/internal/reuse/token"
)

// Report is one report as the engine takes it.
type Report struct {
	// Source and Index name it as the contract does.
	Source string
	Index  int
	// Unit and Period are what the report says of itself; either may be empty.
	Unit, Period string
	// Text is the report as written, a part of its source's text.
	Text string
	// Start is how many code points of the source come before Text, Line how
	// many line breaks, Column how many code points of the line it starts in.
	Start, Line, Column int
	// Reference marks an earlier or a superior's document: it is compared with
	// the others but not with its like.
	Reference bool
}

// Prepared is a normalised report, ready to be added.
type Prepared struct {
	head Report // without Text
	text token.Text
}

// Prepare normalises a report; it may run in parallel, before Builder.Add
// takes the reports in order.
func Prepare(r Report) Prepared {
	var z token.Normalizer
	p := Prepared{head: r, text: z.Normalize(r.Text)}
	p.head.Text = ""
	return p
}

// entry is a report inside a collection.
type entry struct {
	Report // without Text
	text   token.Text
	// start is the address of its first token.
	start  uint64
	prints []fingerprint.Print
	// digest tells whether two reports read the same.
	digest uint64
	// asked marks a report whose pairs are looked for; the others are only
	// compared with.
	asked bool
	// gone marks a report of an index file that a new version replaces.
	gone bool
}

// slabSize is the size of the blocks that hold the normalised texts. Few large
// blocks without pointers cost the garbage collector nothing.
const slabSize = 4 << 20

// arena hands out long-lived copies of bytes.
type arena struct{ free []byte }

func (a *arena) keep(b []byte) []byte {
	if len(b) > len(a.free) {
		if len(b) > slabSize/4 {
			return append([]byte(nil), b...)
		}
		a.free = make([]byte, slabSize)
	}
	out := a.free[:len(b):len(b)]
	copy(out, b)
	a.free = a.free[len(b):]
	return out
}
