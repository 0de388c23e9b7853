package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/fold"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.split-number",
	Title:    "数字被换行或空格切断",
	Why:      "“总收入100⏎4.48亿元”本是1004.48亿元:数字中间断开,读的人和统计的人都会取错。",
	Severity: finding.Error,
	Bad: []string{
		"全年实现旅游收入⟦15\n8.62亿元⟧,再创新高。",
		"全年实现旅游收入⟦15 8.62亿元⟧,再创新高。",
		"现场发放宣传资料⟦5\n000余份⟧,解答咨询。",
		"自⟦20\n19年⟧以来,持续开展结对帮扶。",
		"参训率同比提高⟦1\n2.7%⟧,位居前列。",
		"累计接待来访群众⟦12\n86人次⟧,全部答复。",
	},
	Good: []string{
		"全年实现旅游收入158.62亿元,再创新高。",
		"考核目标为100%\n3.强化督导\n4.总结提高",
		"镇别 户数 人数\n东岭 42 126\n西坪 35 108\n合计 77 234",
		"联系电话:0931 8812345\n2023年5月10日",
		"附件1\n2023年度任务分解表",
		"办公室电话12345\n36名工作人员全员上岗。",
		"一等奖1 名、二等奖2 名。",
		"一、总结2022\n二、谋划2023",
	},
	Check: splitNumber,
})

func splitNumber(p *rule.Pass) {
	raw := p.Doc.Raw
	var wrap map[int]int
	from := 0 // what stands before was read
	space, line := -1, -1
	for from < len(raw) {
		// Digits that go on behind a gap end at it: only gaps are looked at.
		space, line = nextByte(raw, ' ', from, space), nextByte(raw, '\n', from, line)
		j := min(space, line)
		i := firstDigit(raw, from, j)
		k := j
		newline := false
		for k < len(raw) && (raw[k] == ' ' || raw[k] == '\n' && !newline) {
			newline = newline || raw[k] == '\n'
			k++
		}
		from = k
		if i == j || k == len(raw) || !isDigit(raw[k]) && !(raw[k] == '.' && k+1 < len(raw) && isDigit(raw[k+1])) {
			continue
		}
		p.Examined(1)
		if end, joined, sev := halves(raw, i, j, k, newline); end > 0 {
			w := p.Doc.Window.Start
			sp := p.Doc.FoldedSpan(doc.Span{Start: w + i, End: w + end})
			what := "空格"
			if newline {
				what = "换行"
				if wrap == nil {
					wrap = widths(raw)
				}
				if wrapped(raw, wrap, j) {
					// Every line is cut at this width: laid out so, not damaged.
					sev = finding.Info
				}
			}
			p.ReportAs(finding.Finding{
				Span: sp, Severity: sev,
				Message:    fmt.Sprintf("数字被%s切断:“%s”与“%s”之间断开,连起来是 %s", what, raw[i:j], raw[k:end], joined),
				Suggestion: "核对原数后改为 " + joined + "。",
			})
			from = end
		}
	}
}

// nextByte returns where b next stands at or behind from, len(s) if nowhere;
// known is the place found before.
func nextByte(s string, b byte, from, known int) int {
	if known >= from {
		return known
	}
	if k := strings.IndexByte(s[from:], b); k >= 0 {
		return from + k
	}
	return len(s)
}

// firstDigit returns where the number begins that ends at end and does not
// begin before from; end if there is none.
func firstDigit(s string, from, end int) int {
	i := end
	for i > from && (isDigit(s[i-1]) || s[i-1] == '.' || s[i-1] == ',') {
		i--
	}
	for i < end && !isDigit(s[i]) {
		i++
	}
	return i
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// widths counts the lines of each width in characters.
func widths(raw string) map[int]int {
	m := map[int]int{}
	for line := range strings.Lines(raw) {
		m[utf8.RuneCountInString(line)]++
	}
	return m
}

// wrapped reports whether the line that ends at end is as wide as many others.
func wrapped(raw string, widths map[int]int, end int) bool {
	start := strings.LastIndexByte(raw[:end], '\n') + 1
	w := utf8.RuneCountInString(raw[start:end]) + 1
	n := 0
	for k := w - 2; k <= w+2; k++ {
		n += widths[k]
	}
	return w > 15 && n >= 8
}

// halves decides whether the digits raw[i:j] and those at k are one number. It
// returns the end of the number with its unit and the number joined, or 0.
func halves(raw string, i, j, k int, newline bool) (end int, joined string, sev finding.Severity) {
	line := raw[max(0, i-maxLine):i]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	rest := raw[k:min(len(raw), k+maxLine)]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	before, size := utf8.DecodeLastRuneInString(line)
	if size == 0 && !newline && year(raw[i:j], rest) {
		n := 4 - (j - i)
		return k + n + len("年"), raw[i:j] + raw[k:k+n] + "年", finding.Error
	}
	if before < 0x4e00 || before > 0x9fff || strings.ContainsRune("第件表图页号栋楼室话编机真箱:：年月", before) ||
		strings.ContainsAny(line+rest, "|\t") {
		return 0, "", 0
	}
	left := raw[i:j]
	n := 0
	for n < len(rest) && (rest[n] >= '0' && rest[n] <= '9' || rest[n] == '.') {
		n++
	}
	right := rest[:n]
	unit, w := utf8.DecodeRuneInString(rest[n:])
	if strings.Count(left+right, ".") > 1 || strings.HasSuffix(right, ".") || newline && fold.Enumerator(rest) > 0 || w == 0 {
		return 0, "", 0
	}
	end = k + n + w
	if strings.HasPrefix(rest[n+w:], "元") {
		end += len("元")
	}
	joined = left + raw[k:end]
	whole, _, decimals := strings.Cut(right, ".")
	prose := strings.ContainsAny(rest, "，,。；;")
	if unit == '年' {
		if year(left, rest) {
			return end, joined, finding.Error
		}
		return 0, "", 0
	}
	if !strings.ContainsRune(afterNumber, unit) || len(whole) > 4 || len(whole) == 4 && len(left) > 2 || strings.Contains(left, ".") && (decimals || !strings.HasSuffix(left, ".")) {
		return 0, "", 0
	}
	switch {
	case decimals && !strings.ContainsAny(left, ".,") && (whole != "" || newline):
		return end, joined, finding.Error
	case !decimals && !newline && prose && len(right) != 3 && len(left) <= 3 && !strings.Contains(left, "."):
		return end, joined, finding.Error
	case !decimals && len(right) == 3 && !newline:
		// 3 286 may be grouped by thousands on purpose.
		if right[0] == '0' || len(left) <= 3 {
			return end, joined, finding.Info
		}
	case !decimals && newline && len(left) <= 4:
		return end, joined, finding.Error
	case right[0] == '0' && !decimals:
		return end, joined, finding.Error
	}
	return 0, "", 0
}

// year reports whether the digits and what follows the gap are a year.
func year(left, rest string) bool {
	n := 4 - len(left)
	if n < 1 || n > 3 || len(rest) < n || !digits(rest[:n]) || !strings.HasPrefix(rest[n:], "年") {
		return false
	}
	y := left + rest[:n]
	return y[:2] == "19" || y[:2] == "20"
}

// afterNumber are the characters that may follow a number as its unit.
const afterNumber = "%％亿万千百元人名户件个次场家余多项处篇册米公吨斤只台辆条株亩套份种天小岁期支部座所间村起平幅盏组班位"
