package format

import (
	"strings"
	"testing"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"decimalZero", 7, "07"},
		{"decimalZero", 17, "17"},
		{"decimalFullWidth", 10, "１０"},
		{"upperRoman", 1994, "MCMXCIV"},
		{"lowerRoman", 4, "iv"},
		{"lowerRoman", 1 << 30, "1073741824"},
		{"upperLetter", 27, "AA"},
		{"lowerLetter", 3, "c"},
		{"ordinal", 11, "11th"},
		{"ordinal", 22, "22nd"},
		{"chineseCounting", 10, "十"},
		{"chineseCountingThousand", 11, "十一"},
		{"chineseCountingThousand", 20, "二十"},
		{"japaneseCounting", 105, "一百零五"},
		{"chineseCountingThousand", 1010, "一千零一十"},
		{"chineseCountingThousand", 10_003, "一万零三"},
		{"chineseCountingThousand", 12_000, "一万二千"},
		{"chineseCounting", 0, "〇"},
		{"chineseLegalSimplified", 12, "拾贰"},
		{"ideographDigital", 2026, "二〇二六"},
		{"decimalEnclosedCircle", 1, "①"},
		{"decimalEnclosedCircleChinese", 20, "⑳"},
		{"decimalEnclosedCircle", 36, "㊱"},
		{"decimalEnclosedCircle", 51, "51"},
		{"decimalEnclosedParen", 3, "⑶"},
		{"ideographEnclosedCircle", 2, "㊁"},
		{"ideographTraditional", 11, "甲"},
		{"ideographZodiac", 12, "亥"},
		{"ideographZodiacTraditional", 3, "丙寅"},
		{"none", 3, ""},
		{"someFutureFormat", 3, "3"},
		{nfcFormat(39), 23, "二十三"},
		{nfcFormat(18), 3, "③"},
		{nfcFormat(255), 3, ""},
		{nfcFormat(-1), 3, "3"},
	} {
		if got := formatNumber(c.format, c.n); got != c.want {
			t.Errorf("formatNumber(%s, %d) = %q, want %q", c.format, c.n, got, c.want)
		}
	}
}

func outline() *listDef {
	d := new(listDef)
	for i := range d.levels {
		d.levels[i] = listLevel{start: 1, format: "decimal", restart: restartDefault, text: "%" + string(rune('1'+i)) + "."}
	}
	d.levels[0] = listLevel{start: 1, format: "chineseCounting", restart: restartDefault, text: "%1、"}
	d.levels[2].text, d.levels[2].legal = "%1.%2.%3", true
	return d
}

// play numbers a list of levels and joins the labels.
func play(lc *listCounters, in *listInstance, levels ...int) string {
	var out []string
	for _, l := range levels {
		out = append(out, strings.TrimSpace(lc.next(in, l)))
	}
	return strings.Join(out, " ")
}

func TestListCounters(t *testing.T) {
	t.Run("deeper levels restart", func(t *testing.T) {
		if got, want := play(new(listCounters), &listInstance{def: outline()}, 0, 1, 1, 2, 0, 1, 2), "一、 1. 2. 1.2.1 二、 1. 2.1.1"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("never restart", func(t *testing.T) {
		d := outline()
		d.levels[1].restart = 0
		if got, want := play(new(listCounters), &listInstance{def: d}, 0, 1, 0, 1), "一、 1. 二、 2."; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("restart only after the first level", func(t *testing.T) {
		d := outline()
		d.levels[2].restart, d.levels[2].text = 1, "%3)"
		if got, want := play(new(listCounters), &listInstance{def: d}, 0, 1, 2, 1, 2, 0, 2), "一、 1. 1) 2. 2) 二、 1)"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("instances share counters until a start override", func(t *testing.T) {
		d, lc := outline(), new(listCounters)
		a, b, c := &listInstance{def: d}, &listInstance{def: d}, &listInstance{def: d}
		c.overridden[0], c.starts[0] = true, 1
		got := play(lc, a, 0, 0) + " " + play(lc, b, 0) + " " + play(lc, c, 0, 0) + " " + play(lc, a, 0)
		if want := "一、 二、 三、 一、 二、 三、"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("replaced level", func(t *testing.T) {
		in := &listInstance{def: outline()}
		in.replaced[0] = &listLevel{start: 5, format: "upperLetter", text: "%1)", restart: restartDefault}
		if got, want := play(new(listCounters), in, 0, 0), "E) F)"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("skipped levels show their start", func(t *testing.T) {
		if got, want := play(new(listCounters), &listInstance{def: outline()}, 2, 2), "1.1.1 1.1.2"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
	t.Run("odd labels", func(t *testing.T) {
		d := outline()
		d.levels[0].text = "100%%1%x%"
		if got := new(listCounters).next(&listInstance{def: d}, 40); got != "1. " {
			t.Errorf("level out of range: %q", got)
		}
		if got, want := new(listCounters).next(&listInstance{def: d}, 0), "100%一%x% "; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// A number must not run into the figure behind it.
func TestGlueLabel(t *testing.T) {
	for label, want := range map[string]string{"1.": "1. ", "一、": "一、", "（二）": "（二）", "①": "①", "⑵": "⑵", "2.1": "2.1 ", "第一章\t": "第一章 ", "": ""} {
		if got := glueLabel(label, false); got != want {
			t.Errorf("glueLabel(%q) = %q, want %q", label, got, want)
		}
	}
}
