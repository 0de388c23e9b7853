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

// maxCost is what a rule may need for 40 kB of hostile text: linear rules need
// a twentieth of a second, quadratic ones far more.
const maxCost = 5 * time.Second

// TestLinear checks that no rule looks too far back or ahead.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("timing")
	}
	for _, s := range hostile {
		for _, r := range rule.All() {
			if c := cost(t, r, s, 40_000); c > maxCost {
				t.Errorf("%s on %q: %v", r.ID, s, c)
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
	start := time.Now()
	if out := r.Run(d, nil); out.Err != nil {
		t.Fatal(out.Err)
	}
	return time.Since(start)
}
