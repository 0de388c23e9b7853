package format

import (
	"strconv"
	"strings"
)

// nfcFormats are the WordprocessingML names of the binary number format codes
// ([MS-OSHARED] 2.2.1.3, MSONFC), indexed by code.
var nfcFormats = [...]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
	5: "ordinal", 6: "cardinalText", 7: "ordinalText", 8: "hex", 9: "chicago",
	10: "ideographDigital", 11: "japaneseCounting", 12: "aiueo", 13: "iroha",
	14: "decimalFullWidth", 15: "decimalHalfWidth", 16: "japaneseLegal",
	17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
	20: "aiueoFullWidth", 21: "irohaFullWidth", 22: "decimalZero", 23: "bullet",
	24: "ganada", 25: "chosung", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
	28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
	31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting",
	34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
	37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
	40: "koreanDigital", 41: "koreanCounting", 42: "koreanLegal", 43: "koreanDigital2",
}

// nfcFormat returns the name of a binary number format code; unknown codes
// count as decimal, 255 as none.
func nfcFormat(code int) string {
	switch {
	case code == 255:
		return "none"
	case code < 0 || code >= len(nfcFormats):
		return "decimal"
	}
	return nfcFormats[code]
}

// formatNumber writes n in a format of ST_NumberFormat (ECMA-376 17.18.59).
// Formats and numbers without a form of their own come out as decimals.
func formatNumber(format string, n int) string {
	decimal := strconv.Itoa(n)
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + decimal
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(decimal)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letter(n, 'A')
	case "lowerLetter":
		return letter(n, 'a')
	case "ordinal":
		return ordinal(n)
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	case "numberInDash":
		return "- " + decimal + " -"
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
		"japaneseCounting", "koreanCounting", "koreanDigital2":
		return chineseNumber(n, "〇一二三四五六七八九", "十百千", "万")
	case "chineseLegalSimplified":
		return chineseNumber(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万")
	case "ideographLegalTraditional", "japaneseLegal":
		return chineseNumber(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")
	case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital":
		return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四",
			"5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(decimal)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return circled(n)
	case "decimalEnclosedFullstop":
		return series(n, '⒈', 20)
	case "decimalEnclosedParen":
		return series(n, '⑴', 20)
	case "ideographEnclosedCircle":
		return series(n, '㊀', 10)
	case "ideographTraditional":
		return cycle(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return cycle(n, "子丑寅卯辰巳午未申酉戌亥")
	case "ideographZodiacTraditional":
		return cycle(n, "甲乙丙丁戊己庚辛壬癸") + cycle(n, "子丑寅卯辰巳午未申酉戌亥")
	}
	return decimal
}

func fullWidth(decimal string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r + ('０' - '0')
		}
		return r
	}, decimal)
}

// roman writes 1 to 3999; larger numbers, which nobody reads in Roman, stay
// decimal so that a hostile start value cannot grow the text.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

// letter writes a…z, aa…zz, aaa… as Word does.
func letter(n int, first byte) string {
	if n < 1 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune(first)+rune((n-1)%26)), (n-1)/26+1)
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// chineseNumber writes 0 to 99,999,999 with the given digits and units;
// 10 to 19 drop the leading one (十二).
func chineseNumber(n int, digits, units, myriad string) string {
	if n < 0 || n > 99_999_999 {
		return strconv.Itoa(n)
	}
	d, u := []rune(digits), []rune(units)
	if n == 0 {
		return string(d[0])
	}
	var b strings.Builder
	if n >= 10_000 {
		belowMyriad(&b, n/10_000, d, u, false)
		b.WriteString(myriad)
		n %= 10_000
		if n == 0 {
			return b.String()
		}
		belowMyriad(&b, n, d, u, n < 1000)
		return b.String()
	}
	if n < 20 && n >= 10 {
		b.WriteRune(u[0])
		if n > 10 {
			b.WriteRune(d[n-10])
		}
		return b.String()
	}
	belowMyriad(&b, n, d, u, false)
	return b.String()
}

// belowMyriad writes 1 to 9999. zero asks for a leading zero sign, as in
// 一万零三; inside counting numbers Word writes 零 as well.
func belowMyriad(b *strings.Builder, n int, d, u []rune, zero bool) {
	pendingZero := zero
	started := false
	for i, unit := 3, 1000; i >= 0; i, unit = i-1, unit/10 {
		digit := n / unit % 10
		if digit == 0 {
			pendingZero = pendingZero || started
			continue
		}
		if pendingZero {
			b.WriteRune('零')
			pendingZero = false
		}
		b.WriteRune(d[digit])
		if i > 0 {
			b.WriteRune(u[i-1])
		}
		started = true
	}
}

// circled writes ① to ㊿.
func circled(n int) string {
	switch {
	case n == 0:
		return "⓪"
	case n >= 1 && n <= 20:
		return string('①' + rune(n-1))
	case n >= 21 && n <= 35:
		return string('㉑' + rune(n-21))
	case n >= 36 && n <= 50:
		return string('㊱' + rune(n-36))
	}
	return strconv.Itoa(n)
}

// series writes the n-th of last consecutive characters.
func series(n int, first rune, last int) string {
	if n < 1 || n > last {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

// cycle writes the n-th sign, starting over after the last.
func cycle(n int, signs string) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	rs := []rune(signs)
	return string(rs[(n-1)%len(rs)])
}
