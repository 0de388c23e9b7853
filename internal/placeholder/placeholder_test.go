package placeholder

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hecha/internal/doc"
)

// unmark takes ⟦text|form|field⟧ out of a line of testdata/marked.txt and
// returns the plain text and what is to be found, as "start text form field".
func unmark(t *testing.T, line string) (string, []string) {
	t.Helper()
	var b strings.Builder
	var want []string
	for {
		head, rest, ok := strings.Cut(line, "⟦")
		b.WriteString(head)
		if !ok {
			return b.String(), want
		}
		mark, tail, ok := strings.Cut(rest, "⟧")
		parts := strings.Split(mark, "|")
		if !ok || len(parts) != 3 {
			t.Fatalf("malformed mark in %q", line)
		}
		want = append(want, fmt.Sprintf("%d %s %s %s", b.Len(), parts[0], parts[1], parts[2]))
		b.WriteString(parts[0])
		line = tail
	}
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(b), "\n"), "\n")
}

// TestMarked finds in each line exactly what is marked there.
func TestMarked(t *testing.T) {
	for _, line := range lines(t, "marked.txt") {
		text, want := unmark(t, line)
		d := document(text)
		var got []string
		for _, p := range Of(d) {
			raw := d.RawSpan(p.Span)
			got = append(got, fmt.Sprintf("%d %s %s %s", raw.Start, raw.Of(text), p.Form, p.Field))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n\tgot  %q\n\twant %q", line, got, want)
		}
	}
}

// TestClean finds nothing in any line, nor in all of them together.
func TestClean(t *testing.T) {
	all := lines(t, "clean.txt")
	for _, text := range append(slices.Clone(all), strings.Join(all, "\n")) {
		d := document(text)
		for _, p := range Of(d) {
			t.Errorf("%s %s: %q in %.120s", p.Form, p.Field, p.Of(d.Text), text)
		}
	}
}

// TestStripped takes the digits out of a sound report: nothing is said about
// the report, and most of the orphans are found in the stripped copy.
func TestStripped(t *testing.T) {
	sound := strings.Join(lines(t, "sound.txt"), "\n")
	if ps := Of(document(sound)); len(ps) > 0 {
		t.Errorf("placeholders in a sound report: %v", ps)
	}
	var b strings.Builder
	gaps := 0
	inNumber := false
	for i, r := range sound {
		if isDigit(r) || r == '.' && inNumber && isDigit(next(sound, i+1)) {
			if !inNumber {
				gaps++
			}
			inNumber = true
			continue
		}
		inNumber = false
		b.WriteRune(r)
	}
	found := 0
	d := document(b.String())
	for _, p := range Of(d) {
		if p.Form == Elided {
			found++
		} else {
			t.Errorf("%s %q", p.Form, p.Of(d.Text))
		}
	}
	// A date is one orphan with up to three gaps.
	if found < gaps*3/4 {
		t.Errorf("found %d orphans for %d numbers taken out", found, gaps)
	}
}

// TestLinear holds the walk to linear time on texts that invite looking far.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"x1", "x_", "*", "某市", "( ", "  年", "**a", "[某", "个", "余", "1X月", "、X", "月日", "{{", "十万", "余次", "共", "“”、"} {
		d := doc.Whole(&doc.Source{Text: strings.Repeat(unit, 400_000/len(unit))})
		start := time.Now()
		find(d, nil)
		// Some 10 ms each; a quadratic walk takes minutes.
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: %v for %d bytes", unit, took, len(d.Text))
		}
	}
}

// FuzzFind checks that spans are ordered, disjoint, inside the text and on rune
// boundaries, whatever the text.
func FuzzFind(f *testing.F) {
	for _, name := range []string{"marked.txt", "clean.txt"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document(strings.ToValidUTF8(text, "?"))
		end := 0
		for _, p := range Of(d) {
			if p.Start < end || p.End <= p.Start || p.End > len(d.Text) {
				t.Fatalf("span %v after %d in %q", p.Span, end, d.Text)
			}
			if s := p.Of(d.Text); s != strings.ToValidUTF8(s, "") {
				t.Fatalf("span %v cuts a character of %q", p.Span, d.Text)
			}
			if !slices.Contains(Forms, p.Form) || p.Field == "" {
				t.Fatalf("%+v", p)
			}
			end = p.End
		}
	})
}
