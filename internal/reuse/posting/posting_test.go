package posting

import (
	"math/rand/v2"
	"slices"
	"testing"

	"hecha/internal/reuse/fingerprint"
)

func texts(n, size int) []Text {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var ts []Text
	start := uint64(0)
	for range n {
		t := Text{Start: start}
		for i := range size {
			h := r.Uint64N(1 << fingerprint.HashBits)
			if r.IntN(4) == 0 {
				h = uint64(i) * 0x123456789 % (1 << fingerprint.HashBits) // in most texts
			}
			t.Prints = append(t.Prints, fingerprint.Print(h<<fingerprint.PosBits|uint64(8*i)))
		}
		start += uint64(8 * size)
		ts = append(ts, t)
	}
	return ts
}

func TestLookup(t *testing.T) {
	ts := texts(200, 50)
	want := map[uint64][]uint64{}
	for _, x := range ts {
		for _, p := range x.Prints {
			want[p.Hash()] = append(want[p.Hash()], x.Start+uint64(p.Pos()))
		}
	}
	one := Build(ts, 1)
	for _, workers := range []int{2, 3, 7} {
		if ix := Build(ts, workers); !slices.Equal(ix.Postings, one.Postings) || !slices.Equal(ix.Directory, one.Directory) {
			t.Fatalf("%d workers build another index", workers)
		}
	}
	// A tag may be shared by chance; what is there must be found.
	extra := 0
	for h, addresses := range want {
		var got []uint64
		for _, p := range one.Lookup(h) {
			got = append(got, Address(p))
		}
		if !slices.IsSorted(got) {
			t.Fatal("not in address order")
		}
		for _, a := range addresses {
			if !slices.Contains(got, a) {
				t.Fatalf("hash %x: %d not found", h, a)
			}
		}
		extra += len(got) - len(addresses)
	}
	if extra > 20 {
		t.Errorf("%d strange postings", extra)
	}
	if ix := Build(nil, 2); len(ix.Lookup(12345)) != 0 {
		t.Error("empty index finds something")
	}
}

func TestSketch(t *testing.T) {
	s, u := NewSketch(1000), NewSketch(1000)
	hs := []uint64{1 << 60, 2 << 60, 3 << 60}
	for range 70000 {
		s.Add(hs[:1], 1)
	}
	s.Add(hs, 2)
	u.Add(hs, 5)
	s.Merge(u)
	if s.Count(hs[0]) != 0xFFFF || s.Count(hs[1]) != 7 || s.Count(9<<60) != 0 {
		t.Error(s.Count(hs[0]), s.Count(hs[1]), s.Count(9<<60))
	}
	var d Distinct
	if got := d.Of([]uint64{5, 6, 5, 5, 7, 6}); !slices.Equal(got, []uint64{5, 6, 7}) {
		t.Error(got)
	}
}
