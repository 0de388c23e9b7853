package claim

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
)

// Run is a numbered enumeration: 一是…二是…三是…, (一)…(二)…, at line starts or
// inside a paragraph.
type Run struct {
	// Items are the numbers with their marks, in order.
	Items []doc.Span
	// Last is the highest number reached; larger than len(Items) when some
	// were skipped.
	Last int
	// Inline tells that the first number stands inside a line.
	Inline bool
}

// Runs returns the enumerations of at least two items, by position.
func Runs(d *doc.Document) []Run { return runs.Of(d) }

// style tells apart the ways of numbering that may nest in each other.
type style uint8

const (
	chinese style = iota // 一、
	bracket              // (一)
	arabic               // 1.
	paren                // (1)
	circled              // ①
	ordinal              // 一是 一要
	nth                  // 第一,
	spoken               // 首先 其次 再次 最后
)

// maxDepth is how many enumerations may be open inside each other.
const maxDepth = 8

type open struct {
	style style
	run   Run
}

var runs = doc.DefineReusing(readRuns)

// readRuns returns the runs of d in the memory of spent, those of another
// document. A run is done only after it was opened, so each takes the room of
// one of spent before that is written over.
func readRuns(d *doc.Document, spent []Run) []Run {
	done, opened := spent[:0], 0
	stack := make([]open, 0, maxDepth)
	closeTo := func(n int) {
		for len(stack) > n {
			if r := stack[len(stack)-1].run; len(r.Items) > 1 {
				done = append(done, r)
			}
			stack = stack[:len(stack)-1]
		}
	}
	eachMarker(d, func(st style, value int, at doc.Span, inline bool) {
		if value == 1 {
			// A first number inside a later enumeration is nested in it, even
			// if an enumeration of its style stands open outside.
			if n := len(stack); n > 0 && stack[n-1].style == st {
				closeTo(n - 1)
			} else if n == maxDepth {
				closeTo(0)
			}
			var items []doc.Span
			if opened < len(spent) {
				items = spent[opened].Items[:0]
				opened++
			} else {
				items = make([]doc.Span, 0, 4)
			}
			stack = append(stack, open{st, Run{Items: append(items, at), Last: 1, Inline: inline}})
			return
		}
		for i := len(stack) - 1; i >= 0; i-- {
			r := &stack[i].run
			if stack[i].style == st && value == finally && r.Last >= 2 {
				value = r.Last + 1
			}
			if stack[i].style == st && value > r.Last && value <= r.Last+2 {
				closeTo(i + 1)
				r.Items = append(r.Items, at)
				r.Last = value
				return
			}
		}
	})
	closeTo(0)
	// Runs close inner first; order them by their first number.
	slices.SortFunc(done, func(a, b Run) int { return a.Items[0].Start - b.Items[0].Start })
	return done
}

// markerSigns are what tells an enumerator in a text: its mark with the last
// character of its number, or with the first where the mark comes first.
var markerSigns = lexicon.DefineWords("claim.marker", func() []string {
	words := append([]string{"最后"}, spokenNumbers...)
	for r := '①'; r <= '⑳'; r++ {
		words = append(words, string(r))
	}
	for _, r := range "一二三四五六七八九十两" {
		n := string(r)
		words = append(words, "("+n, "第"+n, n+"是", n+"要", n+"、")
	}
	for _, r := range "0123456789" {
		n := string(r)
		words = append(words, "("+n, n+"、", n+".")
	}
	return words
}()...)

// eachMarker calls f for every enumerator of the text in order.
func eachMarker(d *doc.Document, f func(st style, value int, at doc.Span, inline bool)) {
	t := d.Text
	for _, h := range markerSigns.In(d) {
		i := numberStart(t, h.Start)
		prev, lineStart := behind(t, i)
		r, _ := utf8.DecodeRuneInString(t[i:])
		// Inside a line a number stands behind a mark, but for a circled one
		// and one in brackets.
		if lineStart || isBoundary(prev) || r == '(' || r >= '①' && r <= '⑳' {
			if st, v, n := markerAt(t[i:], r, prev, lineStart); n > 0 {
				f(st, v, doc.Span{Start: i, End: i + n}, !lineStart)
			}
		}
	}
}

// numberStart returns where the number begins whose last character is at i.
func numberStart(t string, i int) int {
	if digitAt(t, i) {
		for digitAt(t, i-1) {
			i--
		}
		return i
	}
	if r := next(t[i:]); fold.Digit(r) == 0 && r != '十' {
		return i
	}
	for {
		r, w := utf8.DecodeLastRuneInString(t[:i])
		if fold.Digit(r) == 0 && r != '十' {
			return i
		}
		i -= w
	}
}

// behind returns the last character before i that is no blank, and whether only
// blanks and marks of a list stand between the line's start and i.
func behind(t string, i int) (prev rune, lineStart bool) {
	j := i
	for j > 0 && t[j-1] == ' ' {
		j--
	}
	prev = '\n'
	if j > 0 {
		prev, _ = utf8.DecodeLastRuneInString(t[:j])
	}
	for j > 0 && strings.IndexByte(" \t#*>", t[j-1]) >= 0 {
		j--
	}
	return prev, j == 0 || t[j-1] == '\n'
}

// spokenNumbers count an enumeration in words; 最后 is finally.
var spokenNumbers = []string{"首先", "其次", "再次"}

// finally is the value of a marker that closes an enumeration.
const finally = 1000

// isBoundary tells marks behind which an enumerator may stand inside a line.
func isBoundary(r rune) bool {
	switch r {
	case '。', ';', ':', '!', '?', ',', '”', ')', '\n':
		return true
	}
	return false
}

// markerAt reads an enumerator at the start of s, whose first rune is r, behind
// the rune prev.
func markerAt(s string, r, prev rune, lineStart bool) (style, int, int) {
	boundary := lineStart || isBoundary(prev)
	w := len("一")
	switch {
	case r >= '①' && r <= '⑳':
		return circled, int(r-'①') + 1, w
	case r == '(':
		if v, n := Small(s[1:]); n > 0 && strings.HasPrefix(s[1+n:], ")") && (prev > 0x7f || boundary) {
			if s[1] <= '9' {
				return paren, v, n + 2
			}
			return bracket, v, n + 2
		}
	case r == '首' || r == '其' || r == '再' || r == '最':
		if boundary {
			for v, w := range spokenNumbers {
				if strings.HasPrefix(s, w) {
					return spoken, v + 1, len(w)
				}
			}
			if strings.HasPrefix(s, "最后") {
				return spoken, finally, len("最后")
			}
		}
	case r == '第' && boundary:
		if v, n := Small(s[w:]); n > 0 && s[w] > '9' {
			if c, cw := utf8.DecodeRuneInString(s[w+n:]); c == ',' || c == ':' {
				return nth, v, w + n + cw
			}
		}
	case r >= '1' && r <= '9' && (lineStart || prev == '。' || prev == ';' || prev == ':' || prev == '\n'):
		if v, n := Small(s); n > 0 {
			c, cw := utf8.DecodeRuneInString(s[n:])
			if c == '、' || c == '.' && !digitAt(s, n+1) {
				return arabic, v, n + cw
			}
		}
	case r < 0x4e00 || !boundary:
	case fold.Digit(r) > 0 && r != '两' || r == '十':
		v, n := Small(s)
		if n == 0 {
			break
		}
		c, cw := utf8.DecodeRuneInString(s[n:])
		if (c == '是' || c == '要') && !strings.HasPrefix(s[n+cw:], "一") {
			return ordinal, v, n + cw
		}
		after, _ := utf8.DecodeRuneInString(s[n+cw:])
		if c == '、' && (lineStart || strings.ContainsRune("。:;", prev) && fold.Digit(after) == 0 && after != '十') {
			return chinese, v, n + cw
		}
	}
	return 0, 0, 0
}
