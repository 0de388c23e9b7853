package token

import (
	"encoding/binary"
	"hash/fnv"
	"strings"
)

// Figure is a number token and what it says.
type Figure struct {
	// At is the index of the token.
	At int
	// Value identifies the digits: equal for equal figures; 0 for a mask.
	Value uint64
}

// Figures appends the number tokens of t to dst, in order. A text that does
// not fit its tokens yields the figures before the damage.
func (t Text) Figures(dst []Figure) []Figure {
	k, gaps := 0, t.Gaps
	for len(gaps) > 0 {
		op, w := binary.Uvarint(gaps)
		n := int(op >> 2)
		if w <= 0 || n < 0 {
			break
		}
		gaps = gaps[w:]
		if op&3 == opPlain {
			k += n
			continue
		}
		if n > len(gaps) {
			break
		}
		if op&3 == opToken {
			if k >= t.Len() {
				break
			}
			if t.At(k) == Number {
				dst = append(dst, Figure{k, Value(gaps[:n])})
			}
			k++
		}
		gaps = gaps[n:]
	}
	return dst
}

// Value hashes the digits of a figure in half-width form, without grouping
// commas and percent sign; 0 when it holds a mask.
func Value[T string | []byte](text T) uint64 {
	h := fnv.New64a()
	for _, r := range string(text) {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		switch {
		case r >= '0' && r <= '9' || r == '.':
			h.Write([]byte{byte(r)})
		case strings.ContainsRune(masks, r):
			return 0
		}
	}
	return h.Sum64()
}
