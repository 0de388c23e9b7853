package format

import "testing"

func TestBiffStrings(t *testing.T) {
	// A string whose characters run over: 2 of them wide, then flags that say
	// the rest is narrow, then a rich string with one run.
	s := biffReader{parts: [][]byte{
		{4, 0, 1, 0x2d, 0x4e, 0x87, 0x65},
		{0, '5', '3', 2, 0, 8 | 1, 1},
		{0, 0x59, 0x75, 0x00, 0x4e, 0xff, 0xff, 0xff, 0xff, 1, 0, 0},
		{0, 'x'},
	}}
	for i, want := range []string{"中文53", "留一", "x"} {
		if got := s.richText(); got != want {
			t.Errorf("string %d: %q, want %q", i, got, want)
		}
	}
	if !s.done() || s.richText() != "" {
		t.Error("reading past the end gives something")
	}
}

func TestBiffNumbers(t *testing.T) {
	for _, c := range []struct {
		rk   [4]byte
		want string
	}{
		{[4]byte{0x02 | 53<<2&0xff, 53 << 2 >> 8, 0, 0}, "53"},
		{[4]byte{0x03 | 0x7c, 0, 0, 0}, "0.31"},
		{[4]byte{0, 0, 0xf0, 0x3f}, "1"},
		{[4]byte{0xfe, 0xff, 0xff, 0xff}, "-1"},
	} {
		if got := general(rk(c.rk[:])); got != c.want {
			t.Errorf("rk % x = %s, want %s", c.rk, got, c.want)
		}
	}
	n := newNumberFormats(false)
	for _, c := range []struct {
		id   uint16
		code string
		v    float64
		want string
	}{
		{10, "", 0.0336, "3.36%"},
		{4, "", 1234567.5, "1,234,567.50"},
		{165, `0.0"万元"`, 12.25, "12.3万元"},
		{166, `yyyy"年"m"月"`, 45000, "2023年3月"},
		{14, "", 45000, "2023/3/15"},
		{31, "", 45000, "2023年3月15日"},
		{57, "", 45000, "2023年3月"},
		{49, "", 12, "12"},
		{999, "", 12, "12"},
	} {
		if got := n.text(c.id, c.code, c.code != "", c.v); got != c.want {
			t.Errorf("%v in %d %q = %s, want %s", c.v, c.id, c.code, got, c.want)
		}
	}
}
