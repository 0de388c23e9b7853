package claim

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// countedNouns are nouns with what sort of thing they are.
var countedNouns = lexicon.Define("counted")

// Counted returns what sort of thing a claim counts ("person", "road" …) with
// the noun's place: the noun that ends the words before the claim, a verb such
// as 达 or 共 between them allowed, or else the one that directly follows it.
// It returns "" for an unknown noun.
func Counted(d *doc.Document, c *Claim) (kind string, at doc.Span) {
	hits := countedNouns.Within(d, c.Lead)
	if len(hits) > 0 {
		lead := d.Text[c.Lead.Start:c.Lead.End]
		if h := ending(hits, c.Lead.Start+len(withoutVerbs(lead))); h != nil {
			return h.Row.Column(0), h.Span
		}
	} else if c.Lead.Len() == 0 {
		if h := starting(countedNouns.Within(d, c.Tail), c.Tail.Start, c.Tail.End); h != nil {
			return h.Row.Column(0), h.Span
		}
	}
	return "", doc.Span{}
}

// withoutVerbs cuts verbs such as 达, 共 and 合计 and quotes off the end of s.
func withoutVerbs(s string) string {
	for {
		s = strings.TrimRight(s, " “”")
		cut := s
		switch r, _ := utf8.DecodeLastRuneInString(s); r {
		case '到', '达', '为', '共', '约', '计', '有', '近':
			for _, w := range []string{"达到", "达", "为", "共计", "共", "约", "计", "累计", "合计", "总计", "有", "近"} {
				if cut = strings.TrimSuffix(s, w); len(cut) < len(s) {
					break
				}
			}
		}
		if len(cut) == len(s) {
			return s
		}
		s = cut
	}
}

// ending returns the longest hit that ends at end.
func ending(hits []lexicon.Hit, end int) *lexicon.Hit {
	for i := range hits {
		if hits[i].End == end {
			return &hits[i] // by start: the first is the longest
		}
	}
	return nil
}

// starting returns the longest hit that begins at from.
func starting(hits []lexicon.Hit, from, end int) *lexicon.Hit {
	for i := range hits {
		if h := &hits[i]; h.Start == from && h.End <= end {
			return h // the first is the longest
		}
	}
	return nil
}

// scales are places, buildings and groups with what they can hold.
var scales = lexicon.Define("scale")

// limit is the most of one unit class that a place or group can hold.
type limit struct {
	class string
	most  decimal.Decimal
}

// limits are those of each row of scale.tsv.
var limits = sync.OnceValue(func() [][]limit {
	var out [][]limit
	for _, r := range scales.Rows() {
		var row []limit
		for pair := range strings.FieldsSeq(r.Column(0)) {
			unit, number, _ := strings.Cut(pair, "=")
			if most, err := decimal.NewFromString(number); err == nil {
				row = append(row, limit{Class(unit), most})
			}
		}
		out = append(out, row)
	}
	return out
})

// limitOf returns the limit of a row for a unit class.
func limitOf(r *lexicon.Row, class string) (most decimal.Decimal, ok bool) {
	for _, l := range limits()[r.Number] {
		if l.class == class {
			return l.most, true
		}
	}
	return decimal.Decimal{}, false
}

// AnyHost reports whether a place or group is named inside sp.
func AnyHost(d *doc.Document, sp doc.Span) bool { return scales.Any(d, sp) }

// wide are words that speak of more than one place.
var wide = lexicon.NewList("全县", "全市", "全区", "全省", "全国", "各", "所有", "累计", "系统", "分别", "下辖", "辖区")

// HostOf returns the nearest place or group named before a claim in its clause
// that is known to hold no more than most of the claim's class; ok is false when
// there is none. Those named in the plural (5个村, 各社区) or inside a wider scope
// (全县) are left out.
func HostOf(d *doc.Document, c *Claim) (host doc.Span, most decimal.Decimal, ok bool) {
	from := c.ClauseStart(d.Text)
	hits := scales.Within(d, doc.Span{Start: from, End: c.Start})
	end := 0
	for i := range hits {
		h := &hits[i]
		if h.End > c.Start || h.Start < end {
			continue // 村 in 村民小组
		}
		end = h.End
		limit, limited := limitOf(h.Row, c.Class)
		if !limited || strings.HasSuffix(d.Text[from:h.Start], "城乡") {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(d.Text[from:h.Start])
		n, _ := utf8.DecodeRuneInString(d.Text[h.End:])
		if strings.ContainsRune("个农城每所座处家多批些和及与", r) || r >= '0' && r <= '9' || strings.ContainsRune("级镇、和及与", n) {
			continue
		}
		host, most, ok = h.Span, limit, true
	}
	if ok && wide.In(d.Text[from:c.Start]) {
		return doc.Span{}, decimal.Decimal{}, false
	}
	return
}
