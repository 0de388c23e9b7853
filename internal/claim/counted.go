package claim

import (
	"sort"
	"strings"
	"unicode/utf8"

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
	end := c.Lead.End
	for {
		s := strings.TrimRight(d.Text[c.Lead.Start:end], " “”")
		cut := s
		for _, w := range []string{"达到", "达", "为", "共计", "共", "约", "计", "累计", "合计", "总计", "有", "近"} {
			if strings.HasSuffix(s, w) {
				cut = strings.TrimSuffix(s, w)
				break
			}
		}
		end = c.Lead.Start + len(cut)
		if len(cut) == len(s) {
			break
		}
	}
	hits := countedNouns.In(d)
	if h := ending(hits, c.Lead.Start, end); h != nil {
		return h.Row.Column(0), h.Span
	}
	if h := starting(hits, c.Tail.Start, c.Tail.End); h != nil && c.Lead.Len() == 0 {
		return h.Row.Column(0), h.Span
	}
	return "", doc.Span{}
}

// ending returns the longest hit that ends at end and begins at or behind
// from.
func ending(hits []lexicon.Hit, from, end int) *lexicon.Hit {
	var best *lexicon.Hit
	for i := search(hits, from); i < len(hits) && hits[i].Start < end; i++ {
		if h := &hits[i]; h.End == end && (best == nil || h.Start < best.Start) {
			best = h
		}
	}
	return best
}

// starting returns the longest hit that begins at from.
func starting(hits []lexicon.Hit, from, end int) *lexicon.Hit {
	var best *lexicon.Hit
	for i := search(hits, from); i < len(hits) && hits[i].Start == from; i++ {
		if h := &hits[i]; h.End <= end && (best == nil || h.End > best.End) {
			best = h
		}
	}
	return best
}

// search returns the index of the first hit that begins at or behind off.
func search(hits []lexicon.Hit, off int) int {
	return sort.Search(len(hits), func(i int) bool { return hits[i].Start >= off })
}

// scales are places, buildings and groups with what they can hold.
var scales = lexicon.Define("scale")

// Host is a place or group that a clause speaks of alone.
type Host struct {
	doc.Span
	// Limits are "unit=number" pairs parted by blanks.
	Limits string
}

// Hosts returns the places and groups named before a claim in its clause, the
// nearest first; those named in the plural (5个村, 各社区) or inside a wider
// scope (全县) are left out.
func Hosts(d *doc.Document, c *Claim) []Host {
	hits := scales.In(d)
	var out []Host
	from := c.ClauseStart(d.Text)
	lead := d.Text[from:c.Start]
	for _, w := range []string{"全县", "全市", "全区", "全省", "全国", "各", "所有", "累计", "系统", "分别", "下辖", "辖区"} {
		if strings.Contains(lead, w) {
			return nil
		}
	}
	end := 0
	for i := search(hits, from); i < len(hits) && hits[i].Start < c.Start; i++ {
		h := hits[i]
		if h.End > c.Start || h.Start < end {
			continue // 村 in 村民小组
		}
		end = h.End
		r, _ := utf8.DecodeLastRuneInString(d.Text[from:h.Start])
		n, _ := utf8.DecodeRuneInString(d.Text[h.End:])
		if strings.HasSuffix(d.Text[from:h.Start], "城乡") {
			continue
		}
		if strings.ContainsRune("个农城每所座处家多批些和及与", r) || r >= '0' && r <= '9' || strings.ContainsRune("级镇、和及与", n) {
			continue
		}
		out = append([]Host{{h.Span, h.Row.Column(0)}}, out...)
	}
	return out
}
