// Package timeline finds dated terms in a report — congresses, campaigns,
// formulas, laws, bodies, counted days — and says when each could first be
// written and until when it was current.
package timeline

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var (
	terms         = lexicon.Define("timeline")
	anniversaries = lexicon.Define("anniversary")
	taxHeads      = lexicon.DefineWords("timeline.tax", taxHead)
	sessionHeads  = lexicon.DefineWords("timeline.session", "届一中", "届二中", "届三中", "届四中", "届五中", "届六中", "届七中", "届八中", "届九中")
	editionHeads  = lexicon.DefineWords("timeline.edition", "第")
)

// Mention is a dated term in a text.
type Mention struct {
	doc.Span
	// Term is the canonical name; Kind its kind (congress, plenum, campaign …).
	Term, Kind string
	// First is the first day the term could be mentioned, Last the last day it
	// was current; zero when unknown.
	First, Last time.Time
	// Hard tells that one literal mention before First is an error.
	Hard bool
	// Year is the year a counted day or anniversary stands for, else 0.
	Year int
	// Impossible tells of a session that was never held.
	Impossible bool
}

// Mentions returns the dated terms of d in text order. At one place the longest
// term wins; elided lists of plenums are expanded.
func Mentions(d *doc.Document) []Mention { return mentions.Of(d) }

var mentions = doc.DefineReusing(func(d *doc.Document, spent []Mention) []Mention {
	clear(spent) // their terms may be of the text before
	out := spent[:0]
	for h := range terms.Longest(d) {
		if t := &dated()[h.Row.Number]; !t.insideWord(d.Text, h.Span) {
			out = append(out, t.Mention)
			out[len(out)-1].Span = h.Span
		}
	}
	out = appendPlenums(out, d)
	out = appendTaxBureaus(out, d)
	out = appendEditions(out, d)
	for h := range anniversaries.Longest(d) {
		if m, ok := counted(d.Text, h); ok {
			out = append(out, m)
		}
	}
	if before := func(a, b Mention) int { return a.Span.Compare(b.Span) }; !slices.IsSortedFunc(out, before) {
		slices.SortStableFunc(out, before)
	}
	return out
})

// term is a row of terms: the mention it makes, without a place.
type term struct {
	Mention
	// congress tells 十八大 and the like, session what names a 届.
	congress, session bool
}

var dated = sync.OnceValue(func() []term {
	rows := terms.Rows()
	ts := make([]term, len(rows))
	for i, r := range rows {
		ts[i] = term{
			Mention:  Mention{Term: r.Column(0), Kind: r.Column(1), First: firstDay(r.Column(2)), Last: lastDay(r.Column(3)), Hard: r.Column(4) == "hard"},
			congress: strings.HasSuffix(r.Word, "大"),
			session:  strings.Contains(r.Word, "届"),
		}
	}
	return ts
})

// The parts of the names of local tax bureaus.
const taxHead, taxTail = "国家税务总局", "税务局"

// merged is when the national and the local tax bureaus became one.
var merged = firstDay("2018-06-15")

// appendTaxBureaus appends the names that local tax bureaus bear since the national and
// the local ones were merged: 国家税务总局云溪县税务局.
func appendTaxBureaus(out []Mention, d *doc.Document) []Mention {
	for _, h := range taxHeads.In(d) {
		rest := d.Text[h.End:min(len(d.Text), h.End+len("一二三四五六七八九十")+len(taxTail))]
		if e := strings.Index(rest, taxTail); e > 0 && strings.ContainsAny(rest[:e], "省市县区旗州盟") && !strings.ContainsAny(rest[:e], ",。、\n") {
			out = append(out, Mention{Span: doc.Span{Start: h.Start, End: h.End + e + len(taxTail)}, Term: taxHead + "地方税务局", Kind: "institution", First: merged, Hard: true})
		}
	}
	return out
}

// insideWord reports whether characters around a term make it another one:
// 团十八大, 六十八大, 十九大以来 is fine.
func (m *term) insideWord(t string, at doc.Span) bool {
	if m.congress {
		before, _ := utf8.DecodeLastRuneInString(t[:at.Start])
		if at.Start > 0 && strings.ContainsRune("一二三四五六七八九十百第团", before) {
			return true
		}
		after, _ := utf8.DecodeRuneInString(t[at.End:])
		if at.End < len(t) && strings.ContainsRune("类项举步任工行重量板块型", after) {
			return true // 十八大类
		}
	}
	if !m.session || at.Start == 0 {
		return false
	}
	// A city's or province's own congress: 区第十九大, 市十四届人大.
	before, _ := utf8.DecodeLastRuneInString(t[:at.Start])
	return strings.ContainsRune("省市县区州镇乡", before)
}

// sessions is how many plenums a central committee holds; the fourteenth to
// the nineteenth held seven each.
const sessions = 7

// appendPlenums expands lists such as 十九届二中、三中、四中全会 beyond the first item,
// which the dictionary finds itself, and marks sessions that never were.
func appendPlenums(out []Mention, d *doc.Document) []Mention {
	t := d.Text
	for _, h := range sessionHeads.In(d) {
		i := h.Start + len("届")
		committee := tens(t[:h.Start])
		if committee < 14 || committee > 20 {
			continue
		}
		for first := true; ; first = false {
			r, w := utf8.DecodeRuneInString(t[i:])
			at := strings.IndexRune("一二三四五六七八九", r)
			if at < 0 || !strings.HasPrefix(t[i+w:], "中") {
				break
			}
			n := at/3 + 1
			sp := doc.Span{Start: i, End: i + w + len("中")}
			i = sp.End
			term := chineseTens(committee) + "届" + string(r) + "中全会"
			row, known := plenumRows()[term]
			switch {
			case n > sessions:
				out = append(out, Mention{Span: sp, Term: term, Kind: "plenum", Hard: true, Impossible: true})
			case known && !first:
				m := &dated()[row.Number]
				out = append(out, Mention{Span: sp, Term: term, Kind: "plenum", Hard: true, First: m.First, Last: m.Last})
			}
			if strings.HasPrefix(t[i:], "全会") {
				i += len("全会")
			}
			sep := 0
			for _, s := range []string{"、", "和", "及", ",", "以及"} {
				if strings.HasPrefix(t[i:], s) {
					sep = len(s)
				}
			}
			if sep == 0 {
				break
			}
			i += sep
		}
	}
	return out
}

var plenumRows = sync.OnceValue(func() map[string]*lexicon.Row {
	m := map[string]*lexicon.Row{}
	rows := terms.Rows()
	for i := range rows {
		if rows[i].Column(1) == "plenum" {
			m[rows[i].Word] = &rows[i]
		}
	}
	return m
})

// tens reads the number 10 to 29 in Chinese at the end of s, 0 if none.
func tens(s string) int {
	v, unit := 0, 0
	r, w := utf8.DecodeLastRuneInString(s)
	if d := strings.IndexRune("一二三四五六七八九", r); d >= 0 {
		unit = d/3 + 1
		s = s[:len(s)-w]
		r, w = utf8.DecodeLastRuneInString(s)
	}
	if r != '十' {
		return 0
	}
	v = 10 + unit
	if p, _ := utf8.DecodeLastRuneInString(s[:len(s)-w]); p == '二' {
		v += 10
	}
	return v
}

func chineseTens(n int) string {
	s := "十"
	if n >= 20 {
		s = "二十"
	}
	if u := n % 10; u > 0 {
		s += string([]rune("一二三四五六七八九")[u-1])
	}
	return s
}

// counted reads 建党100周年, 第31个爱国卫生月, 建党一百周年.
func counted(t string, h lexicon.Hit) (Mention, bool) {
	base, err := strconv.Atoi(h.Row.Column(0))
	if err != nil {
		return Mention{}, false
	}
	unit := h.Row.Column(1)
	var n int
	sp := h.Span
	if unit == "周年" {
		end := sp.End
		n, end = number(t, end)
		if n == 0 || !strings.HasPrefix(t[end:], unit) {
			return Mention{}, false
		}
		sp.End = end + len(unit)
	} else {
		at := sp.Start
		for _, u := range []string{"个全国", "次全国", "届全国", "个", "次", "届"} {
			if strings.HasSuffix(t[:at], u) {
				at -= len(u)
				break
			}
		}
		if at == sp.Start {
			return Mention{}, false
		}
		start := numberStart(t[:at])
		var end int
		n, end = number(t, start)
		if n == 0 || end != at || !strings.HasSuffix(t[:start], "第") {
			return Mention{}, false
		}
		sp.Start = start - len("第")
	}
	return Mention{Span: sp, Term: h.Row.Word, Kind: "anniversary", Year: base + n}, true
}

// number reads ASCII digits or a Chinese number up to 199 at i.
func number(t string, i int) (v, end int) {
	end = i
	for end < len(t) && end < i+3 && t[end] >= '0' && t[end] <= '9' {
		v = v*10 + int(t[end]-'0')
		end++
	}
	if end > i {
		return v, end
	}
	unit := 0
	for end < len(t) {
		r, w := utf8.DecodeRuneInString(t[end:])
		switch d := strings.IndexRune("一二三四五六七八九", r); {
		case d >= 0:
			unit = d/3 + 1
		case r == '十':
			v += max(unit, 1) * 10
			unit = 0
		case r == '百':
			v += max(unit, 1) * 100
			unit = 0
		default:
			return v + unit, end
		}
		end += w
	}
	return v + unit, end
}

// numberStart returns where the number at the end of s begins.
func numberStart(s string) int {
	at := len(s)
	for at > 0 {
		r, w := utf8.DecodeLastRuneInString(s[:at])
		if (r < '0' || r > '9') && !strings.ContainsRune("一二三四五六七八九十百", r) {
			break
		}
		at -= w
	}
	return at
}

// firstDay reads a date as precise as written as its first day.
func firstDay(s string) time.Time { return day(s, false) }

// lastDay reads a date as precise as written as its last day.
func lastDay(s string) time.Time { return day(s, true) }

func day(s string, last bool) time.Time {
	layout, years, months := "2006-01-02", 0, 0
	switch len(s) {
	case len("2006"):
		layout, years = "2006", 1
	case len("2006-01"):
		layout, months = "2006-01", 1
	case len(layout):
	default:
		return time.Time{}
	}
	d, err := time.Parse(layout, s)
	if err != nil {
		return time.Time{}
	}
	if last && years+months > 0 {
		d = d.AddDate(years, months, -1)
	}
	return d
}

// Day reads an ISO date as precise as written: its first day, or its last.
func Day(iso string, last bool) time.Time { return day(iso, last) }
