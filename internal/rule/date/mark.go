package date

import (
	"hecha/internal/lexicon"
)

// The marks of dates and times, each with the digit or numeral before it: only
// where one stands is there anything to read, and the dictionaries' pass finds
// them.
var (
	yearMarks    = lexicon.DefineWords("date.year", behind(digits, "年")...)
	monthMarks   = lexicon.DefineWords("date.month", behind(digits+numerals, "月")...)
	dayMarks     = lexicon.DefineWords("date.day", behind(digits, "日")...)
	pointMarks   = lexicon.DefineWords("date.point", behind(digits, "-", ".", "/")...)
	clockMarks   = lexicon.DefineWords("date.clock", behind(digits+numerals, ":", "时", "点")...)
	quarterMarks = lexicon.DefineWords("date.quarter", behind("五六七八九", "季度")...)
	weekMarks    = lexicon.DefineWords("date.week", "星期八", "星期九", "星期8", "星期9")
	shortMarks   = lexicon.DefineWords("date.week-short", "周八", "周九", "周8", "周9")
)

const (
	digits   = "0123456789"
	numerals = "一二三四五六七八九十"
)

// behind returns every mark behind every one of the characters.
func behind(characters string, marks ...string) []string {
	var words []string
	for _, m := range marks {
		for _, c := range characters {
			words = append(words, string(c)+m)
		}
	}
	return words
}

// isNumeral reports whether a character is one of numerals.
func isNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}
