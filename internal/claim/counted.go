package claim

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// hits are the occurrences of a class that are left when places are asked for in
// the order of the text.
type hits []lexicon.Hit

// from drops the occurrences that begin before start.
func (h *hits) from(start int) hits {
	for len(*h) > 0 && (*h)[0].Start < start {
		*h = (*h)[1:]
	}
	return *h
}

// countedNouns are nouns with what sort of thing they are.
var countedNouns = lexicon.Define("counted")

// Nouns tells what the claims of a report count.
type Nouns struct {
	text string
	hits hits
}

// NounsOf returns the nouns of d from its start.
func NounsOf(d *doc.Document) *Nouns { return &Nouns{d.Text, countedNouns.In(d)} }

// Counted returns what sort of thing a claim counts ("person", "road" …) with
// the noun's place: the noun that ends the words before the claim, a verb such
// as 达 or 共 between them allowed, or else the one that directly follows it.
// It returns "" for an unknown noun. Claims are asked for in the order of the
// text.
func (n *Nouns) Counted(c *Claim) (kind string, at doc.Span) {
	hits := n.hits.from(c.Lead.Start)
	if len(hits) == 0 {
		return "", doc.Span{}
	}
	if c.Lead.Len() > 0 {
		if hits[0].Start >= c.Lead.End {
			return "", doc.Span{}
		}
		end := c.Lead.Start + len(withoutVerbs(c.Lead.Of(n.text)))
		for i := 0; i < len(hits) && hits[i].Start < end; i++ {
			if h := &hits[i]; h.End == end {
				return h.Row.Column(0), h.Span // by start: the first is the longest
			}
		}
		return "", doc.Span{}
	}
	for i := 0; i < len(hits) && hits[i].Start <= c.Tail.Start; i++ {
		if h := &hits[i]; h.Start == c.Tail.Start && h.End <= c.Tail.End {
			return h.Row.Column(0), h.Span // the first is the longest
		}
	}
	return "", doc.Span{}
}

// withoutVerbs cuts verbs such as 达, 共 and 合计 and quotes off the end of s.
func withoutVerbs(s string) string {
	for {
		cut := s
		switch r, w := utf8.DecodeLastRuneInString(s); r {
		case ' ', '“', '”':
			cut = s[:len(s)-w]
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

// wide are words that speak of more than one place.
var wide = lexicon.NewList("全县", "全市", "全区", "全省", "全国", "各", "所有", "累计", "系统", "分别", "下辖", "辖区")

// Hosts tells which places and groups bound the claims of a report.
type Hosts struct {
	text string
	hits hits
}

// HostsOf returns the places and groups of d from its start.
func HostsOf(d *doc.Document) *Hosts { return &Hosts{d.Text, scales.In(d)} }

// Nearest returns the nearest place or group named before a claim in its clause
// that is known to hold no more than most of the claim's class; ok is false when
// there is none. Those named in the plural (5个村, 各社区) or inside a wider scope
// (全县) are left out. Claims are asked for in the order of the text.
func (n *Hosts) Nearest(c *Claim) (host doc.Span, most decimal.Decimal, ok bool) {
	t := n.text
	from := c.ClauseStart(t)
	hits := n.hits.from(from)
	end := 0
	for i := 0; i < len(hits) && hits[i].Start < c.Start; i++ {
		h := &hits[i]
		if h.End > c.Start || h.Start < end {
			continue // 村 in 村民小组
		}
		end = h.End
		limit, limited := limitOf(h.Row, c.Class)
		if !limited || strings.HasSuffix(t[from:h.Start], "城乡") {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(t[from:h.Start])
		n, _ := utf8.DecodeRuneInString(t[h.End:])
		if strings.ContainsRune("个农城每所座处家多批些和及与", r) || r >= '0' && r <= '9' || strings.ContainsRune("级镇、和及与", n) {
			continue
		}
		host, most, ok = h.Span, limit, true
	}
	if ok && wide.In(t[from:c.Start]) {
		return doc.Span{}, decimal.Decimal{}, false
	}
	return
}
