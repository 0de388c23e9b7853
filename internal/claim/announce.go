package claim

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
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

func readAnnouncements(d *doc.Document) []Announcement {
	t := d.Text
	nouns := pointNouns.In(d)
	var out []Announcement
	for i := 0; i < len(t); {
		b, w := t[i], 1
		if b >= utf8.RuneSelf {
			if b&0xF0 == 0xE0 && !openers.has(t, i) {
				i += 3
				continue
			}
			_, w = utf8.DecodeRuneInString(t[i:])
		}
		if strings.HasPrefix(t[i:], "“") {
			if a, ok := slogan(t, i); ok && !named(d, i+w) {
				out = append(out, a)
				i = a.End
				continue
			}
		} else if b-'0' <= 9 || w == 3 {
			n, length := Small(t[i:])
			if n == 0 {
				length = numeralRun(t[i:])
			}
			if n >= 2 && standsAlone(t[:i]) {
				for len(nouns) > 0 && nouns[0].Start < i {
					nouns = nouns[1:]
				}
				if a, ok := counted(t, i, n, length, nouns); ok && !named(d, i) {
					out = append(out, a)
				}
			}
			i += length
			continue
		}
		i += w
	}
	return out
}

// openers is the set of Chinese characters that may open an announcement.
var openers = newHanSet("“一二三四五六七八九两十")

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
	return r >= '0' && r <= '9' || chineseDigit(r) > 0
}

// maxSlogan is the length of a slogan in bytes, quotes not counted.
const maxSlogan = 48

// maxKey is how many characters may stand behind a slogan's number.
const maxKey = 4

// slogan reads “五落实” at the opening quote at i.
func slogan(t string, i int) (Announcement, bool) {
	in := i + len("“")
	if r := next(t[in:]); chineseDigit(r) == 0 && r != '十' {
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
		k := strings.IndexAny(s[w:], "一二三四五六七八九十两0123456789,、。:;·-— ")
		if k < 0 {
			k = len(s) - w
		} else if next(s[w+k:]) < 0x4e00 {
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
		a.Parts = append(a.Parts, s[:w+k])
		a.Key = s[w : w+k]
		s = s[w+k:]
	}
	if len(a.Parts) == 1 {
		a.Parts = nil
		for _, c := range []string{"个", "项", "大", "条"} {
			a.Key = strings.TrimPrefix(a.Key, c)
		}
	}
	if strings.HasPrefix(a.Key, "星") || utf8.RuneCountInString(a.Key) > maxKey {
		return Announcement{}, false // the name of an award, not a list
	}
	return a, a.N >= 2
}

// isClassifier tells what may stand between a number and what is announced.
func isClassifier(r rune) bool {
	switch r {
	case '个', '项', '大', '条', '点', '类', '种', '件', '步', '套', '支', '级', '方':
		return true
	}
	return false
}

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
	classified := isClassifier(r)
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
