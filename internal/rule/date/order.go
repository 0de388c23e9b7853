package date

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/profile"
	"hecha/internal/quantity"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
	"hecha/internal/timeline"
)

var _ = rule.Register(rule.Rule{
	ID:       "date.order",
	Title:    "结束早于开始",
	Why:      "竣工早于开工、结束早于开始,至少有一个时间是错的。",
	Severity: finding.Error,
	Bad: []string{
		"敬老院自2021年3月开工改建,⟦2020年11月⟧竣工投入使用。",
		"比赛从7月18日开始,至⟦7月6日⟧结束。",
		"本次创建周期为⟦2021年至2019年⟧。",
		"2023年4月启动改造,⟦2023年3月⟧完工。",
		"某局工作总结\n截至⟦2023年6月底⟧,共办理事项214件。\n某局\n2023年3月10日",
		"培训时间为上午⟦10:30至9:00⟧。",
		"文化站2021年6月动工,⟦同年3月⟧落成。",
		"老党员周某1979年入伍,⟦1976年⟧退伍。",
		"新馆⟦2020年5月⟧投入使用,2021年3月动工兴建。",
		"公示时间为⟦6月12日至5月28日⟧。",
		"灯会⟦19时开始,到17时⟧结束。",
	},
	Good: []string{
		"敬老院自2021年3月开工改建,2021年11月竣工。",
		"活动从11月20日开始,至2月10日结束。",
		"2021年6月竣工的中心,自2022年9月开放。",
		"从5月10日开始,至5月20日结束。",
		"某局工作总结\n截至2023年6月底,共办理事项214件。\n某局\n2023年7月10日",
		"培训时间为上午9:00至10:30。",
		"二期工程2023年2月开工,一期2021年8月竣工。2022年6月启动二期项目,一期已于2021年12月投入使用。",
		"2022年投用的新校区,2019年开工建设。周某1958年出生,1979年入伍,1983年退伍。",
		"供暖期为11月15日至3月15日。下午2点开始,5点30分结束。值班时间为20:00至8:00。",
		"2022年9月启动新一轮改造。此前,旧馆于2019年6月完工。",
	},
	Check: checkOrder,
})

// begins and ends are the words, behind a date, for the two ends of one thing.
var (
	begins = []string{"开工", "动工", "启动", "开始", "奠基", "始建", "成立", "起"}
	ends   = []string{"竣工", "完工", "结束", "建成", "投入使用", "交付", "完成", "收官", "闭幕", "截止", "结业", "启用", "投用", "落成", "落幕", "验收"}
)

func checkOrder(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	qs := quantity.Of(d).Quantities
	sentences := segment.Sentences(d)
	var prev *quantity.Quantity
	for i := range qs {
		q := &qs[i]
		if q.Kind != quantity.Date || q.Masked {
			continue
		}
		if q.From != q.To && before(q.To, q.From) && !strings.Contains(q.Of(t), "次年") {
			p.Examined(1)
			report(p, q.Span, q.Span, q.From, q.To)
		}
		if prev != nil && q.Start-prev.End <= pairReach && segment.At(sentences, prev.Start) == segment.At(sentences, q.Start) && paired(t, prev, q) {
			p.Examined(1)
			if before(q.To, prev.From) {
				report(p, q.Span, prev.Span, prev.From, q.To)
			}
		}
		prev = q
	}
	afterSigning(p)
	sequences(p)
	clockOrder(p)
}

// afterSigning reports figures counted up to a day behind the one on which the
// report was signed.
func afterSigning(p *rule.Pass) {
	d := p.Doc
	prof := profile.Of(d)
	signed := timeline.Day(prof.Dated, true)
	if signed.IsZero() || !residue.Body(d).Contains(prof.DatedSpan) {
		return
	}
	qs := quantity.Of(d).Quantities
	for i := range qs {
		q := &qs[i]
		if q.Kind != quantity.Date || q.Masked || q.End > prof.DatedSpan.Start || !hasSuffix(strings.TrimSuffix(d.Text[:q.Start], "到"), []string{"截至", "截止"}) {
			continue
		}
		p.Examined(1)
		if to := timeline.Day(q.To, false); !to.IsZero() && signed.Before(to) {
			p.Report(finding.Finding{
				Span:       q.Span,
				Message:    fmt.Sprintf("材料写于%s,数据却统计到%s。", chineseDate(prof.Dated), chineseDate(q.To)),
				Evidence:   []finding.Evidence{{Span: prof.DatedSpan, Note: "落款时间"}},
				Suggestion: "核实统计截止时间和落款时间。",
			})
		}
	}
}

func report(p *rule.Pass, at, other doc.Span, from, to string) {
	f := finding.Finding{
		Span:       at,
		Message:    fmt.Sprintf("结束时间%s早于开始时间%s。", chineseDate(to), chineseDate(from)),
		Suggestion: "核实两个时间。",
	}
	if other != at {
		f.Evidence = []finding.Evidence{{Span: other, Note: "开始时间"}}
	}
	p.Report(f)
}

// pairReach bounds, in bytes, what stands between the two dates of a pair: 40
// characters.
const pairReach = 40 * utf8.UTFMax

// paired reports whether two dates of a sentence are the beginning and the end
// of one thing: 自…开工…竣工, 从…至…结束.
func paired(t string, a, b *quantity.Quantity) bool {
	between := t[a.End:b.Start]
	if utf8.RuneCountInString(between) > pairReach/utf8.UTFMax || strings.ContainsAny(between, "。;") {
		return false
	}
	if k := max(strings.LastIndex(between, ","), strings.LastIndex(between, "、")); k >= 0 {
		if _, w := utf8.DecodeRuneInString(between[k:]); !connects(between[k+w:]) {
			return false // 一期已于…
		}
	}
	from := strings.HasSuffix(t[:a.Start], "自") || strings.HasSuffix(t[:a.Start], "从") || has(between, begins)
	to := strings.HasSuffix(between, "至") || strings.HasSuffix(between, "到") || strings.HasSuffix(between, "于") || strings.HasSuffix(between, ",")
	return from && to && (strings.HasSuffix(between, "至") || strings.HasSuffix(between, "到") || startsWith(clauseRest(t, b.End), ends))
}

func has(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// startsWith reports whether one of the words stands within the first few
// characters of s.
func startsWith(s string, words []string) bool {
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && i <= len("全面建成") {
			return true
		}
	}
	return false
}

func clauseRest(t string, i int) string {
	s := t[i:min(len(t), i+60)]
	if k := strings.IndexAny(s, ",。;\n"); k >= 0 {
		s = s[:k]
	}
	return s
}

// before reports whether date a certainly lies before date b. Dates without a
// year compare only inside one month: 11月20日 to 2月10日 may run over new year.
func before(a, b string) bool {
	if strings.HasPrefix(a, "--") || strings.HasPrefix(b, "--") {
		if len(a) != len("--05-20") || len(b) != len(a) {
			return false
		}
		// A span that runs over new year and misses a whole year by less than
		// two months is no span anybody plans: 5月10日至4月30日.
		return a[:4] == b[:4] && a < b || a < b && yearDay(b)-yearDay(a) < 60
	}
	la, fb := timeline.Day(a, true), timeline.Day(b, false)
	return !la.IsZero() && !fb.IsZero() && la.Before(fb)
}

// yearDay is about the day of the year of --MM-DD.
func yearDay(s string) int { return atoi(s[2:4])*30 + atoi(s[5:7]) }

// chineseDate writes an ISO date as precise as it is.
func chineseDate(iso string) string {
	if m, ok := strings.CutPrefix(iso, "--"); ok {
		mo, d, ok := strings.Cut(m, "-")
		s := strings.TrimPrefix(mo, "0") + "月"
		if ok {
			s += strings.TrimPrefix(d, "0") + "日"
		}
		return s
	}
	parts := strings.Split(iso, "-")
	s := parts[0] + "年"
	if len(parts) > 1 {
		s += strings.TrimPrefix(parts[1], "0") + "月"
	}
	if len(parts) > 2 {
		s += strings.TrimPrefix(parts[2], "0") + "日"
	}
	return s
}
