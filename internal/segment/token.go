package segment

import (
	"strings"
	"sync"

	"github.com/go-ego/gse"

	"hecha/dict"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// ourFreq makes our own words win over any split of them.
const ourFreq = "1000"

// words are fixed terms that gse should keep whole; the first column behind
// the word is its part of speech.
var words = lexicon.Define("term")

// segmenter loads at first use: a run that needs no words does not wait. The
// dictionary comes from dict because gse's own, embedded whole, takes seconds
// to load and doubles the binary.
var segmenter = sync.OnceValue(func() *gse.Segmenter {
	var b strings.Builder
	b.WriteString(dict.Words)
	for _, r := range words.Rows() {
		b.WriteString(r.Word + " " + ourFreq + " " + r.Column(0) + "\n")
	}
	seg := &gse.Segmenter{NotLoadHMM: true, SkipLog: true}
	if err := seg.LoadDictStr(b.String()); err != nil {
		panic(err) // embedded in the binary
	}
	return seg
})

// Token is a word.
type Token struct {
	doc.Span
	// POS is gse's part of speech ("n", "v", "m" …), "x" when unknown.
	POS string
}

// Tokens segments a stretch of d.Text into words that cover it without gaps.
// It costs about 0.1 µs a byte: ask for clauses, not for documents.
func Tokens(d *doc.Document, sp doc.Span) []Token {
	segs := segmenter().Segment([]byte(sp.Of(d.Text)))
	out := make([]Token, len(segs))
	for i, s := range segs {
		out[i] = Token{doc.Span{Start: sp.Start + s.Start(), End: sp.Start + s.End()}, s.Token().Pos()}
		if strings.TrimSpace(out[i].POS) == "" {
			out[i].POS = "x"
		}
	}
	return out
}
