// Package fingerprint samples a token stream: winnowing (Schleimer, Wilkerson,
// Aiken, SIGMOD 2003) over a rolling hash of K-token grams, and the same
// rolling hash of every gram of another length for frequency counts.
package fingerprint

// K is the length of a sampled gram in tokens and Window how many consecutive
// grams yield at least one fingerprint: two texts that share K+Window-1 tokens
// share a fingerprint. Shorter grams are worse in large collections, where
// more of them are as frequent as a stock phrase.
const (
	K      = 12
	Window = 16
)

// HashBits is the width of a fingerprint's hash and PosBits that of its place.
const (
	HashBits = 40
	PosBits  = 24
)

// Print is a fingerprint: the hash of a gram above the index of its first token.
type Print uint64

// Hash returns the HashBits-wide hash.
func (p Print) Hash() uint64 { return uint64(p) >> PosBits }

// Pos returns the index of the gram's first token.
func (p Print) Pos() int { return int(p & (1<<PosBits - 1)) }

// base is the odd multiplier of the rolling polynomial; arithmetic is modulo
// 2^64 and the sum is mixed before use, because its low bits depend on few
// tokens.
const base = 0x9E3779B97F4A7C15

// Mix spreads the bits of a rolling sum (the finalizer of splitmix64).
func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 27
	h *= 0x94D049BB133111EB
	return h ^ h>>31
}

func power(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= base
	}
	return p
}

var powK = power(K)

// Winnow appends the fingerprints of tokens to dst. Among equal hashes of a
// window the rightmost is taken.
func Winnow(dst []Print, tokens []uint16) []Print {
	if len(tokens) < K {
		return dst
	}
	var sum uint64
	for _, t := range tokens[:K-1] {
		sum = sum*base + uint64(t) + 1
	}
	var ring [Window]uint64 // hash of gram i at i % Window
	grams := len(tokens) - K + 1
	best, bestAt := ^uint64(0), -1
	for i := range grams {
		sum = sum*base + uint64(tokens[i+K-1]) + 1
		if i > 0 {
			sum -= powK * (uint64(tokens[i-1]) + 1)
		}
		h := mix(sum) >> (64 - HashBits)
		ring[i%Window] = h
		switch {
		case h <= best:
			best, bestAt = h, i
			if i < Window-1 {
				continue // the first window is not full yet
			}
		case bestAt <= i-Window:
			best = ^uint64(0)
			for j := i - Window + 1; j <= i; j++ {
				if v := ring[j%Window]; v <= best {
					best, bestAt = v, j
				}
			}
		case i != Window-1:
			continue
		}
		dst = append(dst, Print(best<<PosBits|uint64(bestAt)))
	}
	if grams < Window {
		dst = append(dst, Print(best<<PosBits|uint64(bestAt)))
	}
	return dst
}

// Grams appends the 64-bit hash of every n-token gram of tokens to dst.
func Grams(dst []uint64, tokens []uint16, n int) []uint64 {
	if len(tokens) < n {
		return dst
	}
	pow := power(n)
	var sum uint64
	for _, t := range tokens[:n-1] {
		sum = sum*base + uint64(t) + 1
	}
	for i := range len(tokens) - n + 1 {
		sum = sum*base + uint64(tokens[i+n-1]) + 1
		if i > 0 {
			sum -= pow * (uint64(tokens[i-1]) + 1)
		}
		dst = append(dst, mix(sum))
	}
	return dst
}
