package compare

import (
	"regexp"
	"strconv"
	"strings"

	"hecha/internal/excerpt"
	"hecha/internal/report"
)

// span is the time a figure is claimed for.
type span struct {
	words string
	// years is its length, 0 when it cannot be known.
	years float64
	// year is the last calendar year named, 0 for none.
	year int
}

// Expressions of time are short, so patterns cost nothing here; no text is
// searched with them.
var (
	yearRange = regexp.MustCompile(`((?:19|20)\d\d)年?(?:度)?[-—–~至到](?:20)?(\d\d)年`)
	oneYear   = regexp.MustCompile(`((?:19|20)\d\d)`)
	monthSpan = regexp.MustCompile(`(\d{1,2})月?[-—–~至到](\d{1,2})月`)
	someYears = regexp.MustCompile(`([一二两三四五六七八九十]|\d{1,2})(?:个)?年`)
	everyTime = regexp.MustCompile(`每(?:个)?(半年|学期|学年|季度|季|年|月|周|星期|天|日)`)
)

var numerals = map[string]float64{"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

var everyYears = map[string]float64{
	"年": 1, "学年": 1, "半年": 0.5, "学期": 0.5, "季度": 0.25, "季": 0.25,
	"月": 1.0 / 12, "周": 1.0 / 52, "星期": 1.0 / 52, "天": 1.0 / 365, "日": 1.0 / 365,
}

// spanOf reads a scope as the report writes it. until is the last year the
// report covers, 0 when unknown; it ends what began "since" a year.
func spanOf(words string, until int) span {
	s := span{words: words}
	w := excerpt.Plain(words)
	if m := oneYear.FindAllString(w, -1); m != nil {
		s.year, _ = strconv.Atoi(m[len(m)-1])
	}
	has := func(subs ...string) bool {
		for _, x := range subs {
			if strings.Contains(w, x) {
				return true
			}
		}
		return false
	}
	switch {
	case w == "":
	case yearRange.MatchString(w):
		m := yearRange.FindStringSubmatch(w)
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		to += from / 100 * 100
		if to >= from {
			s.years, s.year = float64(to-from+1), to
		}
	case has("近年", "近几年", "几年来", "多年", "历年", "长期", "迄今", "目前", "当前", "现在"):
	case monthSpan.MatchString(w):
		m := monthSpan.FindStringSubmatch(w)
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if from >= 1 && to >= from && to <= 12 {
			s.years = float64(to-from+1) / 12
		}
	case has("半年"):
		s.years = 0.5
	case has("季度"):
		s.years = 0.25
	case has("今年", "本年", "全年", "年内", "当年", "年初", "去年", "前年", "上年", "上一年"):
		s.years = 1
	case s.year != 0 && has("以来"):
		if until >= s.year {
			s.years, s.year = float64(until-s.year+1), until
		}
	case s.year != 0 && !has("截至", "截止", "月", "以前", "之前"):
		s.years = 1
	case s.year != 0:
	case someYears.MatchString(w):
		n := someYears.FindStringSubmatch(w)[1]
		if v, ok := numerals[n]; ok {
			s.years = v
		} else {
			s.years, _ = strconv.ParseFloat(n, 64)
		}
	}
	return s
}

// every returns the span of a figure given as a rate (每月2次) from the words
// that lead up to it.
func every(before string) (span, bool) {
	clause := before[strings.LastIndexAny(before, ",;:、")+1:]
	m := everyTime.FindStringSubmatch(clause)
	if m == nil || len(clause) > 60 {
		return span{}, false
	}
	return span{words: m[0], years: everyYears[m[1]]}, true
}

// periodOf is the time the whole report covers, as far as it says.
func periodOf(r *report.Report) span {
	year := func(s string) int {
		if len(s) < 4 {
			return 0
		}
		y, err := strconv.Atoi(s[:4])
		if err != nil {
			return 0
		}
		return y
	}
	from, to := year(r.Period.From), year(r.Period.To)
	switch {
	case from == 0 && to == 0:
		return span{}
	case from == 0:
		from = to
	case to == 0:
		to = from
	}
	if to < from || to-from > 20 {
		return span{}
	}
	words := strconv.Itoa(from) + "年"
	if to > from {
		words = strconv.Itoa(from) + "—" + strconv.Itoa(to) + "年"
	}
	return span{words: words + "(材料时段)", years: float64(to - from + 1), year: to}
}
