package fold

import (
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/dict"
)

// tables are the OpenCC traditional to simplified data in the shape Fold wants.
type tables struct {
	// han[r-hanLow] is the simplified form of r, 0 when r is its own.
	han [hanHigh - hanLow + 1]uint16
	// rare holds the same for characters outside that range.
	rare map[rune]rune
	// phrases lists, by first character, phrases whose reading differs from
	// that of their characters; longest first.
	phrases map[rune][]phrase
	// simplified tells characters that only simplified text uses.
	simplified map[rune]bool
	// class[r-wideLow] sums up how Fold treats r; 0 stands for itself.
	class [hanHigh - wideLow + 1]uint8
	// pairs is a filter of how phrases begin: see pair.
	pairs [1 << pairBits / 64]uint64
}

// The bits of class.
const (
	onlySimplified = 1 << iota // stands for itself and tells the script
	opensPhrase                // stands for itself unless it opens a phrase
	folds                      // has another form
)

const pairBits = 13

// pair returns the place in the filter of a phrase that begins with wideLow+i
// and a character whose second and third bytes are b and c.
func pair(i uint, b, c byte) uint {
	return (i*61 ^ uint(b)<<6 ^ uint(c)) % (1 << pairBits)
}

// opens returns opensPhrase if a phrase may begin with wideLow+i and a character
// whose second and third bytes are b and c, else 0.
func (t *tables) opens(i uint, b, c byte) uint8 {
	p := pair(i, b, c)
	return uint8(t.pairs[p/64]>>(p%64)&1) * opensPhrase
}

type phrase struct{ from, to string }

const hanLow, hanHigh = 0x3400, 0x9FFF

// Chinese characters and their marks begin at wideLow; wideLead to hanLead are
// the first bytes of wideLow to hanHigh in UTF-8.
const wideLow, wideLead, hanLead = 0x3000, 0xE3, 0xE9

var loadTables = sync.OnceValue(func() *tables {
	t := &tables{rare: map[rune]rune{}, phrases: map[rune][]phrase{}, simplified: make(map[rune]bool, 4096)}
	each("opencc/TSCharacters.txt", func(from, to string) {
		f, _ := utf8.DecodeRuneInString(from)
		r, _ := utf8.DecodeRuneInString(to)
		if f == r {
			return
		}
		if f >= hanLow && f <= hanHigh && r <= 0xFFFF {
			t.han[f-hanLow] = uint16(r)
		} else {
			t.rare[f] = r
		}
		t.simplified[r] = true
	})
	for f := range t.simplified {
		if t.simplify(f) != f {
			delete(t.simplified, f)
		}
	}
	each("opencc/TSPhrases.txt", func(from, to string) {
		f, _ := utf8.DecodeRuneInString(from)
		ps := append(t.phrases[f], phrase{from, to})
		for i := len(ps) - 1; i > 0 && len(ps[i].from) > len(ps[i-1].from); i-- {
			ps[i], ps[i-1] = ps[i-1], ps[i]
		}
		t.phrases[f] = ps
	})
	for i := range t.class {
		r := rune(wideLow + i)
		switch {
		case r == wideLow || punct(r) != r || t.simplify(r) != r:
			t.class[i] = folds
		case r >= hanLow && t.simplified[r]:
			t.class[i] = onlySimplified
		}
		for _, p := range t.phrases[r] {
			t.class[i] |= opensPhrase
			k := pair(uint(i), p.from[4], p.from[5])
			t.pairs[k/64] |= 1 << (k % 64)
		}
	}
	return t
})

// each calls f for the first candidate of every line of an OpenCC table.
func each(name string, f func(from, to string)) {
	b, err := dict.OpenCC.ReadFile(name)
	if err != nil {
		panic(err) // embedded: cannot be missing from a built binary
	}
	for line := range strings.Lines(string(b)) {
		from, to, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !ok || strings.HasPrefix(from, "#") {
			continue
		}
		to, _, _ = strings.Cut(to, " ")
		f(from, to)
	}
}

// simplify returns the simplified form of one character.
func (t *tables) simplify(r rune) rune {
	if r >= hanLow && r <= hanHigh {
		if s := t.han[r-hanLow]; s != 0 {
			return rune(s)
		}
		return r
	}
	if r > hanHigh {
		if s, ok := t.rare[r]; ok {
			return s
		}
	}
	return r
}

// Simplified returns the simplified form of one character, r itself when it
// has no other.
func Simplified(r rune) rune { return loadTables().simplify(r) }
