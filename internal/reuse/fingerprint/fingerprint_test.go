package fingerprint

import (
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []uint16 {
	t := make([]uint16, n)
	for i := range t {
		t[i] = uint16(0x4E00 + r.IntN(3000))
	}
	return t
}

// TestWinnowGuarantee: a shared run of K+Window-1 tokens shares a fingerprint,
// and no Window consecutive grams go unsampled.
func TestWinnowGuarantee(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a, b := random(r, 60+r.IntN(200)), random(r, 60+r.IntN(200))
		i, j := r.IntN(len(a)-27), r.IntN(len(b)-27)
		copy(b[j:j+27], a[i:i+27])
		at := map[uint64]int{}
		for _, p := range Winnow(nil, a) {
			at[p.Hash()] = p.Pos()
		}
		found := false
		for _, p := range Winnow(nil, b) {
			if q, ok := at[p.Hash()]; ok && p.Pos()-j == q-i && p.Pos() >= j && p.Pos()+K <= j+27 {
				found = true
			}
		}
		if !found {
			t.Fatal("shared run missed")
		}
	}
}

func TestWinnowDensity(t *testing.T) {
	tok := random(rand.New(rand.NewPCG(3, 4)), 50000)
	fp := Winnow(nil, tok)
	if d := float64(len(fp)) / float64(len(tok)); d < .11 || d > .125 {
		t.Errorf("density %.4f, want 2/17", d)
	}
	for i := 1; i < len(fp); i++ {
		if g := fp[i].Pos() - fp[i-1].Pos(); g < 1 || g > Window {
			t.Fatalf("gap %d at %d", g, i)
		}
	}
}

func TestShort(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 40 {
		fp := Winnow(nil, random(r, n))
		if (n >= K) != (len(fp) > 0) {
			t.Errorf("%d tokens: %d fingerprints", n, len(fp))
		}
	}
}

// TestGrams: equal grams hash alike wherever they stand.
func TestGrams(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	a := random(r, 100)
	g := Grams(nil, a, 8)
	for i := range g {
		if h := Grams(nil, a[i:i+8], 8); len(h) != 1 || h[0] != g[i] {
			t.Fatalf("gram %d", i)
		}
	}
	if len(g) != 93 {
		t.Errorf("%d grams", len(g))
	}
}

func BenchmarkWinnow(b *testing.B) {
	tok := random(rand.New(rand.NewPCG(3, 4)), 2447)
	b.SetBytes(int64(2 * len(tok)))
	var dst []Print
	for b.Loop() {
		dst = Winnow(dst[:0], tok)
	}
}

func BenchmarkGrams(b *testing.B) {
	tok := random(rand.New(rand.NewPCG(3, 4)), 2447)
	var dst []uint64
	for b.Loop() {
		dst = Grams(dst[:0], tok, 8)
	}
}
