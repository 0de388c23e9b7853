package figure

import (
	"strings"
	"testing"
	"time"

	"hecha/internal/doc"
	"hecha/internal/quantity"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// hostile are stretches which, repeated without a paragraph's end, would make
// a rule that looks too far back or ahead slow.
var hostile = []string{
	"其中甲3个、乙4个、",
	"共3名、",
	"共有12个,其余3个,其中2个,占85%,",
	"办结率达98 ,由3次增至5次,增长20%,人均3件,",
	"抓好三项工作一是甲二是乙",
	"1 2 3 4 ",
	"“五落实”、甲、乙和丙四个方面(一)",
	"全县5名党员现有党员6名这7名党员",
	"(共3个(其中2个",
	"村3人分别为2人由1人组成",
	"办3件",
}

// TestLinear checks that twice the text costs about twice the time: a rule
// that is quadratic costs four times as much. Small times are not judged.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("timing")
	}
	for _, s := range hostile {
		for _, r := range rule.All() {
			small, large := cost(t, r, s, 20_000), cost(t, r, s, 80_000)
			if large > 400*time.Millisecond && large > 10*small {
				t.Errorf("%s on %q: %v for 20 kB, %v for 80 kB", r.ID, s, small, large)
			}
		}
	}
}

// cost is the time of a rule on size bytes of repeated text, without that of
// the artefacts it shares.
func cost(t *testing.T, r *rule.Rule, s string, size int) time.Duration {
	t.Helper()
	d := doc.Whole(&doc.Source{Name: "长.txt", Text: strings.Repeat(s, size/len(s))})
	quantity.Of(d)
	segment.Sentences(d)
	best := time.Hour
	for range 3 {
		start := time.Now()
		if out := r.Run(d, nil); out.Err != nil {
			t.Fatal(out.Err)
		}
		best = min(best, time.Since(start))
	}
	return best
}
