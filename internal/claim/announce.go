package claim

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
)

// Announcement is a stated number of items that a text may go on to list:
// 五个方面, 四项措施, “五落实”, “一廊一室一栏”.
type Announcement struct {
	// Span runs from the number (or the opening quote) to the end of its noun
	// (or the closing quote).
	doc.Span
	N int
	// Quoted tells a slogan in quotes.
	Quoted bool
	// Parts are the numbered members of a slogan with several numbers: 一廊,
	// 一室, 一栏; nil for one number.
	Parts []string
	// Key is the word behind the number of a slogan with one number: 落实.
	Key string
	// Kind says how surely what is announced is a set of named things.
	Kind AnnouncementKind
	// Chinese tells that the number is written in Chinese numerals.
	Chinese bool
}

// AnnouncementKind is what sort of thing is announced.
type AnnouncementKind uint8

// The kinds of announced things.
const (
	// Things is counted matter that is seldom listed: 五家企业.
	Things AnnouncementKind = iota
	// Places is places and units that are often listed by name: 五个村.
	Places
	// Points is what exists only as a list: 五个方面, “五落实”.
	Points
)

// The dictionaries of nouns: point.tsv holds what may be announced,
// fixed-name holds names whose number is never counted out.
var (
	pointNouns = lexicon.Define("point")
	fixed      = lexicon.Define("fixed-name")
)

// Announcements returns the stated numbers of items, from two up, by position.
func Announcements(d *doc.Document) []Announcement { return announcements.Of(d) }

var announcements = doc.Define(readAnnouncements)

// announceSigns are what a number that announces something, or a slogan, begins
// or goes on with; only a noun of the kind "verb" may stand directly behind a
// number without any of them.
var announceSigns = lexicon.DefineWords("claim.announcement", func() (words []string) {
	add := func(number string, chinese bool) {
		for _, c := range classifiers {
			words = append(words, number+string(c))
			if !chinese {
				words = append(words, number+" "+string(c))
			}
		}
		if chinese {
			words = append(words, "“"+number, number+"型")
		}
	}
	for _, r := range "一二三四五六七八九十两" {
		add(string(r), true)
	}
	for _, r := range "0123456789" {
		add(string(r), false)
	}
	return words
}()...)

// announcer reads the announcements of one document.
type announcer struct {
	d *doc.Document
	t string
	// nouns are those not yet passed.
	nouns []lexicon.Hit
	// read is the last character of the number read last, end the end of the
	// last slogan.
	read, end int
	out       []Announcement
}

func readAnnouncements(d *doc.Document) []Announcement {
	a := announcer{d: d, t: d.Text, nouns: pointNouns.In(d), read: -1}
	signs, verbs := announceSigns.In(d), a.nouns
	for {
		at := -1 // last character of the number before the next verb
		for ; len(verbs) > 0; verbs = verbs[1:] {
			if at = a.numberBefore(&verbs[0]); at >= 0 {
				break
			}
		}
		switch {
		case len(signs) > 0 && (at < 0 || signs[0].Start <= at):
			if i := signs[0].Start; strings.HasPrefix(a.t[i:], "“") {
				a.slogan(i)
			} else {
				a.number(i)
			}
			signs = signs[1:]
		case at >= 0:
			a.number(at)
			verbs = verbs[1:]
		default:
			return a.out
		}
	}
}

// numberBefore returns the last character of the number directly before a verb,
// -1 if there is none.
func (a *announcer) numberBefore(verb *lexicon.Hit) int {
	i := verb.Start
	if i >= 2 && a.t[i-1] == ' ' && digitAt(a.t, i-2) {
		i--
	}
	if i >= 3 && a.t[i-1] >= utf8.RuneSelf && a.t[i-3] != "一"[0] && a.t[i-3] != "十"[0] {
		return -1 // another Chinese character
	}
	r, w := utf8.DecodeLastRuneInString(a.t[:i])
	if !startsNumber(r) || verb.Row.Column(0) != "verb" {
		return -1
	}
	return i - w
}

// startsNumber tells the characters a number may begin with.
func startsNumber(r rune) bool { return r >= '0' && r <= '9' || r == '十' || fold.Digit(r) > 0 }

// slogan reads a slogan at the opening quote at i.
func (a *announcer) slogan(i int) {
	if i < a.end {
		return
	}
	if s, ok := slogan(a.t, i); ok && !named(a.d, i+len("“")) {
		a.out = append(a.out, s)
		a.end = s.End
	}
}

// number reads the number whose last character is at last, and what it
// announces. Several numbers may stand side by side: where this one begins shows
// only from the first of them.
func (a *announcer) number(last int) {
	t := a.t
	if last <= a.read || last < a.end {
		return
	}
	a.read = last
	i := last
	for i > 0 {
		r, w := utf8.DecodeLastRuneInString(t[:i])
		if !numeralPart(r) && r != '两' {
			break
		}
		i -= w
	}
	for i <= last {
		r, length := utf8.DecodeRuneInString(t[i:])
		n := 0
		if startsNumber(r) {
			if n, length = Small(t[i:]); n == 0 {
				length = numeralRun(t[i:])
			}
		}
		if n >= 2 && i <= last && last < i+length {
			a.counted(i, n, length)
			return
		}
		i += length
	}
}

// counted reads what the number n of the given length at i announces.
func (a *announcer) counted(i, n, length int) {
	if !standsAlone(a.t[:i]) {
		return
	}
	for len(a.nouns) > 0 && a.nouns[0].Start < i {
		a.nouns = a.nouns[1:]
	}
	if c, ok := counted(a.t, i, n, length, a.nouns); ok && !named(a.d, i) {
		a.out = append(a.out, c)
	}
}

// named reports whether a name whose number is never counted out begins at i.
func named(d *doc.Document, i int) bool {
	return len(fixed.Within(d, doc.Span{Start: i, End: i + 1})) > 0
}

// numeralRun returns the length of the digits at the start of s, at least one
// rune.
func numeralRun(s string) int {
	for i, r := range s {
		if i > 0 && !numeralPart(r) {
			return i
		}
	}
	return len(s)
}

// numeralPart tells the characters that go on a number.
func numeralPart(r rune) bool {
	switch r {
	case '十', '百', '千', '万', '亿', '.', ',':
		return true
	case '两':
		return false
	}
	return r >= '0' && r <= '9' || fold.Digit(r) > 0
}

// maxSlogan is the length of a slogan in bytes, quotes not counted.
const maxSlogan = 48

// maxKey is how many characters may stand behind a slogan's number.
const maxKey = 4

// slogan reads “五落实” at the opening quote at i.
func slogan(t string, i int) (Announcement, bool) {
	in := i + len("“")
	if r := next(t[in:]); fold.Digit(r) == 0 && r != '十' {
		return Announcement{}, false
	}
	end := strings.Index(t[in:min(len(t), in+maxSlogan+3)], "”")
	if end <= 0 {
		return Announcement{}, false
	}
	s := t[in : in+end]
	a := Announcement{Span: doc.Span{Start: i, End: in + end + len("”")}, Quoted: true, Kind: Points, Chinese: true}
	for s != "" {
		n, w := Small(s)
		if n == 0 || s[0] <= '9' {
			return Announcement{}, false
		}
		k, pure := sloganWord(s[w:])
		if !pure {
			return Announcement{}, false
		}
		if s[w:w+k] == "个" && strings.HasPrefix(s[w+k:], "一") { // “六个一”, “六个一批”
			k = len(s) - w
		}
		if s[w:w+k] == "位" && s[w+k:] == "一体" { // “四位一体”
			k = len(s) - w
		}
		if k == 0 {
			return Announcement{}, false
		}
		a.N += n
		if a.Parts != nil || w+k < len(s) {
			a.Parts = append(a.Parts, s[:w+k])
		}
		a.Key = s[w : w+k]
		s = s[w+k:]
	}
	if a.Parts == nil {
		for _, c := range []string{"个", "项", "大", "条"} {
			a.Key = strings.TrimPrefix(a.Key, c)
		}
	}
	if strings.HasPrefix(a.Key, "星") || utf8.RuneCountInString(a.Key) > maxKey {
		return Announcement{}, false // the name of an award, not a list
	}
	return a, a.N >= 2
}

// sloganWord returns the length of what stands in s before the next number, and
// whether no mark or Arabic digit stands before one.
func sloganWord(s string) (length int, pure bool) {
	for i, r := range s {
		switch r {
		case ',', '、', '。', ':', ';', '·', '-', '—', ' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return i, false
		}
		if r == '十' || fold.Digit(r) > 0 {
			return i, true
		}
	}
	return len(s), true
}

// classifiers may stand between a number and what is announced.
const classifiers = "个项大条点类种件步套支级方"

// maxNoun is how far behind the classifier the noun may begin, in bytes.
const maxNoun = 15

// counted reads 五个方面 at i, where a number n of the given length stands;
// nouns are those behind it.
func counted(t string, i, n, length int, nouns []lexicon.Hit) (Announcement, bool) {
	a := Announcement{N: n, Chinese: t[i] > '9'}
	j := i + length
	r, w := utf8.DecodeRuneInString(t[j:])
	if t[i] <= '9' && r == ' ' {
		j++
		r, w = utf8.DecodeRuneInString(t[j:])
	}
	classified := strings.ContainsRune(classifiers, r)
	from := j
	if classified {
		from = j + w
	}
	limit := from
	if classified {
		limit = phraseEnd(t, from, min(len(t), from+maxNoun))
	}
	if r == '型' && t[i] > '9' {
		// 四型机关: whatever is of so many types, the types are listed.
		a.Span, a.Kind = doc.Span{Start: i, End: from}, Points
		return a, true
	}
	best := -1
	for k := range nouns {
		h := &nouns[k]
		if h.Start > limit {
			break
		}
		if h.Start < j || !classified && h.Row.Column(0) != "verb" {
			continue
		}
		if best < 0 || h.Start == nouns[best].Start && h.End > nouns[best].End {
			best = k
		}
	}
	if best < 0 {
		// 主要做法有四点:
		if end := next(t[from:]); classified && (end == ':' || end == '。' || end == ',') && t[i] > '9' && strings.ContainsRune("点条项步招个", r) &&
			(strings.HasSuffix(t[:i], "有") || strings.HasSuffix(t[:i], "为") || strings.HasSuffix(t[:i], "以下") || strings.HasSuffix(t[:i], "是")) {
			a.Span, a.Kind = doc.Span{Start: i, End: from}, Points
			return a, true
		}
		// 三条线路: — a noun of its own, listed at once behind a colon.
		if classified && t[i] > '9' && limit > from && limit < len(t) && t[limit] == ':' {
			a.Span, a.Kind = doc.Span{Start: i, End: limit}, Places
			return a, true
		}
		return Announcement{}, false
	}
	h := nouns[best]
	a.Span = doc.Span{Start: i, End: h.End}
	a.Kind = Points
	switch h.Row.Column(0) {
	case "place":
		a.Kind = Places
	case "thing":
		a.Kind = Things
	case "verb":
		a.Key = h.Row.Word
	}
	return a, true
}

// phraseEnd returns the place of the first mark or blank between from and to,
// or else to.
func phraseEnd(t string, from, to int) int {
	for i := from; i < to; {
		r, w := utf8.DecodeRuneInString(t[i:to])
		switch r {
		case ',', ';', ':', '。', '、', '(', ')', '“', '”', '《', '》', '\n', '!', '?', ' ':
			return i
		}
		i += w
	}
	return to
}

// remainders are words that make a number the rest of a set.
var remainders = []string{"其余", "其他", "其它", "另外", "另", "剩余", "余下", "剩下", "上述"}

// standsAlone reports whether a number behind before counts all of a set and
// is no ordinal, remainder, or part of a larger numeral.
func standsAlone(before string) bool {
	r, w := utf8.DecodeLastRuneInString(before)
	switch r {
	case '第', '初', '前', '后', '每', '周', '年', '月', '.', '零', '〇', '百', '千', '万', '亿', '分', '之', '·', '-', '~', '—',
		'几', '数', '多', '头', '近', '约', '这', '该', '那', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两',
		'0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return false
	case '上': // 上三项 but 在制度上三个到位
		return !strings.HasSuffix(before[:len(before)-w], "以")
	case '余', '他', '它', '外', '另', '下', '述':
		for _, s := range remainders {
			if strings.HasSuffix(before, s) {
				return false
			}
		}
	}
	return true
}
