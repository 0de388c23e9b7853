package quantity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
)

// hostile are texts that tempt a scanner to look far ahead or back at every
// step.
var hostile = map[string]string{
	"dense":   strings.ReplaceAll(dense, "。", ","),
	"digits":  "7",
	"chinese": "七",
	"hundred": "百千",
	"lists":   "2018、",
	"ranges":  "3-",
	"quotes":  "“三",
	"spaced":  "1 ",
	"near":    "近",
	"slashes": "1/",
	"units":   "3个名位",
	"scopes":  "今年比去年3次",
	"broken":  "人12 345",
	"commas":  "1,234,",
	"points":  "一点二",
	"parts":   "分之三",
}

func hostileNames() []string {
	names := make([]string, 0, len(hostile))
	for n := range hostile {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// TestDoubling reads one paragraph of growing length: twice the text must give
// twice the figures. How the time grows is BenchmarkDoubling's business.
func TestDoubling(t *testing.T) {
	for _, name := range hostileNames() {
		t.Run(name, func(t *testing.T) {
			var counts []int
			for size := 1 << 15; size <= 1<<17; size *= 2 {
				d := doc.Whole(&doc.Source{Text: strings.Repeat(hostile[name], size/len(hostile[name]))})
				checkReading(t, d)
				r := Of(d)
				counts = append(counts, len(r.Quantities)+len(r.Numbers))
			}
			for i := 1; i < len(counts); i++ {
				if c := float64(counts[i]); c > 100 && (c < 1.9*float64(counts[i-1]) || c > 2.1*float64(counts[i-1])) {
					t.Errorf("%d, then %d figures", counts[i-1], counts[i])
				}
			}
		})
	}
}

// TestHundredThousand reads 4 MB in one paragraph with over 100,000 figures.
func TestHundredThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 4 MB")
	}
	d := doc.Whole(&doc.Source{Text: strings.Repeat(hostile["dense"], 4<<20/len(dense))})
	r := Of(d)
	per := len(Of(doc.Whole(&doc.Source{Text: hostile["dense"]})).Quantities)
	if want := per * (4 << 20 / len(dense)); len(r.Quantities) != want || want < 100_000 {
		t.Errorf("%d quantities, want %d", len(r.Quantities), want)
	}
}

// BenchmarkDoubling shows by MB/s whether time grows with the text or faster.
func BenchmarkDoubling(b *testing.B) {
	for _, name := range hostileNames() {
		for size := 1 << 18; size <= 1<<20; size *= 2 {
			d := doc.Whole(&doc.Source{Text: strings.Repeat(hostile[name], size/len(hostile[name]))})
			Of(d)
			b.Run(fmt.Sprintf("%s/%dK", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(d.Text)))
				for b.Loop() {
					read(d, nil)
				}
			})
		}
	}
}
