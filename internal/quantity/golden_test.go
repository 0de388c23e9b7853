package quantity

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/internal/doc"
)

var update = flag.Bool("update", false, "write what is read into the golden files")

// line shows a quantity as the golden files have it.
func line(d *doc.Document, q *Quantity) string {
	var b strings.Builder
	lo, hi := q.Low.String(), q.High.String()
	if q.Kind == Date {
		lo, hi = q.From, q.To
	}
	fmt.Fprintf(&b, "  %s  %s %s", strings.ReplaceAll(d.RawText(q.Span), "\n", "⏎"), q.Kind, lo)
	if hi != lo {
		fmt.Fprintf(&b, "..%s", hi)
	}
	if q.Unit != "" {
		fmt.Fprintf(&b, " [%s]", q.Unit)
	}
	if q.Approx != Exact {
		fmt.Fprintf(&b, " %s", q.Approx)
	}
	for _, a := range q.Approximators {
		fmt.Fprintf(&b, " ~%s", a.Of(d.Text))
	}
	for _, f := range []struct {
		on   bool
		name string
	}{{q.Split, "split"}, {q.LostPercent, "lost%"}, {q.Masked, "masked"}, {q.Article, "article"}} {
		if f.on {
			b.WriteString(" " + f.name)
		}
	}
	if q.Kind != Date && !q.Step.Equal(one) {
		fmt.Fprintf(&b, " step %s", q.Step)
	}
	if !q.Subject.Empty() {
		fmt.Fprintf(&b, "  <%s>", q.Subject.Of(d.Text))
	}
	if !q.Scope.Empty() {
		fmt.Fprintf(&b, "  @%s", q.Scope.Of(d.Text))
	}
	return b.String()
}

// TestGolden reads testdata/*.txt: a sentence at the start of a line (⏎ stands
// for a line break), its quantities indented below it, and the numerals that
// are in none of them.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for l := range strings.Lines(string(want)) {
			if strings.HasPrefix(l, "#") || strings.TrimSpace(l) == "" {
				got.WriteString(l)
				continue
			}
			if strings.HasPrefix(l, "  ") {
				continue
			}
			l = strings.TrimRight(l, "\n")
			got.WriteString(l + "\n")
			d := documentOf(strings.ReplaceAll(l, "⏎", "\n"))
			checkReading(t, d)
			r := Of(d)
			for i := range r.Quantities {
				got.WriteString(line(d, &r.Quantities[i]) + "\n")
			}
			for _, n := range r.Numbers {
				switch n.Role {
				case RoleQuantity, RoleDate, RoleOrdinal:
				default:
					fmt.Fprintf(&got, "  %s  (%s %s)\n", d.RawText(n.Span), n.Role, n.Value)
				}
			}
		}
		if got.String() == string(want) {
			continue
		}
		if *update {
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		a, b := strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("%s:%d\nwant %q\ngot  %q", file, i+1, a[i], b[i])
				break
			}
		}
	}
}
