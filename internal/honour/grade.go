package honour

import (
	"strings"

	"hecha/internal/lexicon"
)

// grade returns the grade a title carries, in its words or in brackets.
func (r *reader) grade(t *title) string {
	s := unquoted(t.Span.Of(r.t))
	rest := r.t[t.End:min(len(r.t), t.End+30)]
	if strings.HasPrefix(rest, "(") {
		if k := strings.IndexByte(rest, ')'); k > 0 {
			if g := gradeIn(rest[1:k]); g != "" {
				return g
			}
		}
	}
	return gradeIn(s)
}

// grades are the gradings a title may end in, longest first.
var grades = lexicon.NewEndings("特等奖", "一等奖", "二等奖", "三等奖", "四等奖", "优秀奖", "优胜奖", "提名奖", "鼓励奖", "入围奖", "组织奖", "金奖", "银奖", "铜奖",
	"一等功", "二等功", "三等功", "嘉奖", "金牌", "银牌", "铜牌", "冠军", "亚军", "季军")

var excellent = lexicon.NewEndings("优秀等次", "优秀等级", "优秀档次")

func gradeIn(s string) string {
	if g := grades.Close(s); g >= 0 {
		return grades.Word(g)
	}
	if excellent.Close(s) >= 0 {
		return "优秀"
	}
	return ""
}

// editionIn returns n of 第n届 or 第n批 in a title, 0 if none.
func editionIn(s string) int {
	if strings.HasPrefix(s, "首届") || strings.HasPrefix(s, "首批") {
		return 1
	}
	i := strings.Index(s, "第")
	if i < 0 {
		return 0
	}
	n := 0
	for _, c := range s[i+len("第"):] {
		switch {
		case c >= '0' && c <= '9':
			n = n*10 + int(c-'0')
		case c == '十':
			n = max(n, 1) * 10
		case strings.ContainsRune("一二三四五六七八九", c):
			n += strings.IndexRune("一二三四五六七八九", c)/3 + 1
		case c == '届' || c == '批':
			return n
		default:
			return 0
		}
		if n > 999 {
			return 0
		}
	}
	return 0
}

// yearBefore returns the year the sentence states before the verb, or a
// sentence before it that ends in a semicolon.
func (r *reader) yearBefore(f frame) string {
	start := f.sentence.Start
	for start > 0 && f.verb.Start-start < reach && r.t[start-1] == ';' {
		i := strings.LastIndexAny(r.t[max(0, start-reach):start-1], ";。\n")
		if i < 0 {
			start = max(0, start-reach)
			break
		}
		start = max(0, start-reach) + i + 1
	}
	start = r.rune(start)
	return yearIn(r.t[start:f.verb.Start])
}

// yearIn returns the last four-digit year of s, unless it is one of several
// (2018、2020年) or the end of a span.
func yearIn(s string) string {
	for {
		i := strings.LastIndex(s, "年")
		if i < 0 {
			return ""
		}
		if i >= 4 && digits(s[i-4:i]) && (i == 4 || s[i-5] < '0' || s[i-5] > '9') {
			if before := s[:i-4]; strings.HasSuffix(before, "、") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "至") || strings.HasSuffix(before, "到") {
				return ""
			}
			if after := s[i+len("年"):]; strings.HasPrefix(after, "以来") || strings.HasPrefix(after, "起") || strings.HasPrefix(after, "至") {
				return ""
			}
			if y := s[i-4 : i]; y >= "1949" && y <= "2099" {
				return y
			}
		}
		s = s[:i]
	}
}

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
