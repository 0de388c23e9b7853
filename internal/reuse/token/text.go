// Package token turns a report into the stream that reuse detection compares:
// two bytes a token, without space and punctuation, in simplified characters
// and lower case, every run of digits or masks one token. Beside the tokens it
// packs what they leave out, so that the text can be rebuilt to the letter and
// every token carried back to its place; together both take about the room of
// the UTF-8 text, and the tokens alone a third less.
package token

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// MaxTokens bounds one text; what lies behind is kept but not compared.
const MaxTokens = 1 << 24

// Text is a normalised report. Both parts are plain bytes, so that they can be
// read in place from a mapped file.
type Text struct {
	// Tokens are little-endian 16-bit tokens.
	Tokens []byte
	// Gaps interleaves counts of characters that are their own token with the
	// literal bytes between them; see the op constants.
	Gaps []byte
}

// Each op is a uvarint n<<2|kind, followed by n literal bytes unless plain.
const (
	opPlain   = iota // n tokens whose character is the token itself
	opSkipped        // n bytes that make no token
	opToken          // n bytes that make one token
)

// Len returns the number of tokens.
func (t Text) Len() int { return len(t.Tokens) / 2 }

// At returns token i.
func (t Text) At(i int) uint16 { return binary.LittleEndian.Uint16(t.Tokens[2*i:]) }

// Normalizer normalises texts into buffers it reuses.
type Normalizer struct {
	tokens, gaps []byte
	plain        int    // own-token characters not yet written to gaps
	skipped      int    // start of the literal run not yet written
	raw          string // text in work
}

// Normalize returns the normalised form of raw, valid until the next call.
func (z *Normalizer) Normalize(raw string) Text {
	t := table()
	z.raw, z.tokens, z.gaps, z.plain, z.skipped = raw, z.tokens[:0], z.gaps[:0], 0, 0
	for i := 0; i < len(raw); {
		r, n := rune(raw[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(raw[i:])
		}
		tok := lookup(t, r)
		switch {
		case tok == skip || len(z.tokens) >= 2*MaxTokens:
			z.flushPlain()
			i += n
		case tok <= mask:
			end := numberEnd(t, raw, i+n)
			z.literal(i, end, Number)
			i = end
		case rune(tok) == r:
			z.flushSkipped(i)
			z.plain++
			z.tokens = binary.LittleEndian.AppendUint16(z.tokens, tok)
			i += n
			z.skipped = i
		default:
			z.literal(i, i+n, tok)
			i += n
		}
	}
	z.flushPlain()
	z.flushSkipped(len(raw))
	return Text{Tokens: z.tokens, Gaps: z.gaps}
}

// numberEnd returns where the run of digits, masks, separators between digits
// and a closing percent sign ends that began before i.
func numberEnd(t *[1 << 16]uint16, s string, i int) int {
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch tok := lookup(t, r); {
		case tok == digit || tok == mask:
			i += n
		case r == '%' || r == '％' || r == '‰' || r == '﹪':
			return i + n
		case (r == '.' || r == '．' || r == ',') && i+n < len(s):
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			if k := lookup(t, next); k != digit && k != mask {
				return i
			}
			i += n
		default:
			return i
		}
	}
	return i
}

// literal adds a token whose text is raw[i:end].
func (z *Normalizer) literal(i, end int, tok uint16) {
	z.flushPlain()
	z.flushSkipped(i)
	z.gaps = binary.AppendUvarint(z.gaps, uint64(end-i)<<2|opToken)
	z.gaps = append(z.gaps, z.raw[i:end]...)
	z.tokens = binary.LittleEndian.AppendUint16(z.tokens, tok)
	z.skipped = end
}

func (z *Normalizer) flushPlain() {
	if z.plain > 0 {
		z.gaps = binary.AppendUvarint(z.gaps, uint64(z.plain)<<2) // opPlain is 0
		z.plain = 0
	}
}

func (z *Normalizer) flushSkipped(end int) {
	if n := end - z.skipped; n > 0 {
		z.flushPlain()
		z.gaps = binary.AppendUvarint(z.gaps, uint64(n)<<2|opSkipped)
		z.gaps = append(z.gaps, z.raw[z.skipped:end]...)
	}
}

// Place is where a token stands in the rebuilt text: byte offsets.
type Place struct{ Start, End int }

// ErrDamaged says that tokens and gaps do not belong together.
var ErrDamaged = errors.New("normalised text is damaged")

// Rebuild returns the text behind t and the place of every token in it.
func (t Text) Rebuild() (string, []Place, error) {
	text := make([]byte, 0, 2*len(t.Tokens))
	places := make([]Place, 0, t.Len())
	k, gaps := 0, t.Gaps
	for len(gaps) > 0 {
		op, w := binary.Uvarint(gaps)
		if w <= 0 || op>>2 > uint64(1)<<40 {
			return "", nil, ErrDamaged
		}
		gaps = gaps[w:]
		n := int(op >> 2)
		switch op & 3 {
		case opPlain:
			if n > t.Len()-k {
				return "", nil, ErrDamaged
			}
			for range n {
				at := len(text)
				text = utf8.AppendRune(text, rune(t.At(k)))
				places = append(places, Place{at, len(text)})
				k++
			}
		case opSkipped, opToken:
			if n > len(gaps) || op&3 == opToken && k == t.Len() {
				return "", nil, ErrDamaged
			}
			if op&3 == opToken {
				places = append(places, Place{len(text), len(text) + n})
				k++
			}
			text = append(text, gaps[:n]...)
			gaps = gaps[n:]
		default:
			return "", nil, ErrDamaged
		}
	}
	if k != t.Len() {
		return "", nil, ErrDamaged
	}
	return string(text), places, nil
}
