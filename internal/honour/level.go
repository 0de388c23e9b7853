package honour

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var levelWords = lexicon.Define("level")

// levels are the words of the class level by their text.
type levels struct {
	*levelIndex
	d *doc.Document
	// city is what the report's own 市 is, empty before somebody asked.
	city Level
}

// readLevels returns the level words of d.
func readLevels(d *doc.Document) levels { return levels{levelIndex: levelRows(), d: d} }

// own returns what a level is that is called by the report's own 市 or 区.
func (l *levels) own(lv Level) Level {
	if lv != Municipal {
		return lv
	}
	if l.city == "" {
		l.city = ownCity(l.d)
	}
	return l.city
}

// prefix reads the words before a title that tell its level, year and edition
// and returns the level and how many bytes they take. "全国" and "市级" end the
// reading; names of divisions may follow each other, the last one counts:
// 甘肃省酒泉市最美家庭 is municipal.
func (l *levels) prefix(s string) (Level, int) {
	level, n := Unknown, 0
	for n < len(s) {
		rest := s[n:]
		if k := ornament(rest); k > 0 {
			n += k
			continue
		}
		if r, k := l.word(rest); r != nil && k < len(rest) {
			lv := Level(r.Column(0))
			if r.Column(1) != "place" {
				if r.Column(1) == "own" {
					lv = l.own(lv)
				}
				return lv, n + k
			}
			if lv == Provincial && strings.HasPrefix(rest[k:], "省") {
				k += len("省")
			}
			level, n = lv, n+k
			continue
		}
		if lv, k := ownDivision(rest); k > 0 && k < len(rest) {
			if len(rest[:k]) == 3 && (lv == Municipal || lv == County) && rest[:k] != "县" {
				lv = l.own(lv)
			}
			level, n = lv, n+k
			continue
		}
		break
	}
	return level, n
}

// of returns the level that words of s tell: first those it opens with, then
// those inside.
func (l *levels) of(s string) Level {
	if lv, _ := l.prefix(s); lv != Unknown {
		return lv
	}
	return l.inside(s)
}

// inside returns the level that an outright word anywhere in s tells.
func (l *levels) inside(s string) Level {
	for i := range s {
		r, _ := l.word(s[i:])
		if r != nil && r.Column(1) != "place" && utf8.RuneCountInString(r.Word) > 1 && r.Word != "街道" && r.Word != "国家" {
			lv := Level(r.Column(0))
			if r.Column(1) == "own" {
				lv = l.own(lv)
			}
			return lv
		}
	}
	return Unknown
}

// word returns the longest level word that s begins with.
func (l *levels) word(s string) (*lexicon.Row, int) {
	w := l.words.Opens(s)
	if w < 0 {
		return nil, 0
	}
	return l.rows[w], len(l.rows[w].Word)
}

// ornament returns the length of a mark, year or edition at the start of s
// that may stand between level words: “, **, 2021年度, 第六届, 首批.
func ornament(s string) int {
	r, k := utf8.DecodeRuneInString(s)
	switch {
	case r == '“', r == '‘', r == '《', r == '*', r == 'X', r == 'x', r == '×', r == '○', r == '〇', r == ' ':
		return k
	case r >= '0' && r <= '9':
		i := 0
		for i < len(s) && (isDigit(s[i]) || s[i] == '-') {
			i++
		}
		for _, u := range [...]string{"年度", "年", "届", "-"} {
			if strings.HasPrefix(s[i:], u) {
				return i + len(u)
			}
		}
		if i == 4 && s[0] == '2' {
			return i
		}
	case r == '年' && strings.HasPrefix(s, "年度"):
		return len("年度")
	case r == '第' || r == '首':
		for _, u := range [...]string{"届", "批", "次", "轮"} {
			if i := strings.Index(s[:min(len(s), 18)], u); i > 0 {
				return i + len(u)
			}
		}
	}
	return 0
}

// divisionEnd is how the names of divisions of one level end.
type divisionEnd struct {
	end   string
	level Level
	// not lists what may not stand before (words that end in it) or behind.
	notBefore, notAfter string
}

// endOf returns the ending of a division's name that rest begins with, whose
// first character is c; nil if none.
func endOf(rest string, c rune) *divisionEnd {
	switch c {
	case '省', '市', '县', '区', '旗', '镇', '乡', '街':
		for i := range divisionEnds {
			if strings.HasPrefix(rest, divisionEnds[i].end) {
				return &divisionEnds[i]
			}
		}
	}
	return nil
}

// divisionEnds are the last characters of the names of divisions.
var divisionEnds = []divisionEnd{
	{"省", Provincial, "节反", "心钱力"},
	{"市", Municipal, "超菜楼上夜股", "场民容政井值"},
	{"县", County, "", "域"},
	{"区", County, "社园小景校辖地范牧库片灾街新特专自军战厂营林", "域块间"},
	{"旗", County, "红锦国党军团队", "帜手袍"},
	{"镇", Township, "村乡城", "村街"},
	{"乡", Township, "城家老故之下水", "村镇土贤亲愁情"},
	{"街道", Township, "", ""},
}

// ownDivision reads the name of a division at the start of s, or its bare last
// character (市三八红旗手), and returns its level and length.
func ownDivision(s string) (Level, int) {
	i := 0
	var last rune
	for runes := 0; runes < 5 && i < len(s); runes++ {
		r, k := utf8.DecodeRuneInString(s[i:])
		if e := endOf(s[i:], r); e != nil && runes != 1 && e.ends(s, i, last, runes) {
			if e.end == "市" && runes > 1 {
				return cityLevel(s[:i+len(e.end)]), i + len(e.end)
			}
			return e.level, i + len(e.end)
		}
		if r < 0x4E00 || r > 0x9FFF {
			break
		}
		switch r {
		case '的', '和', '与', '被', '获', '评', '为', '在', '由', '全':
			return Unknown, 0
		}
		last = r
		i += k
	}
	return Unknown, 0
}

// ends reports whether e, which stands at i in s behind so many characters, the
// last of them last, ends the name of a division.
func (e *divisionEnd) ends(s string, i int, last rune, runes int) bool {
	if runes > 0 && strings.ContainsRune(e.notBefore, last) {
		return false
	}
	rest := s[i+len(e.end):]
	after, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(e.notAfter, after) && !strings.HasPrefix(rest, "政府") {
		return false
	}
	// 城市 and 山区 are words, 聊城市 and 萧山区 are names.
	return honouring.Close(s[:i]) < 0 && !(runes > 2 && (last == '城' || last == '山'))
}

// honouring words make a title of what follows: 文明县 is no county.
var honouring = lexicon.NewEndings("文明", "先进", "优秀", "示范", "模范", "卫生", "强", "平安", "园林", "森林", "双拥", "名", "红旗", "健康", "生态", "旅游", "美丽", "和谐", "特色", "法治", "数字")
