package placeholder

import (
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// date reads 月日 and 年月日 without numbers, and a year that is gone before
// what only a year can stand before: 总结年工作.
func (o *orphanage) date(i int, c, before rune) int {
	t := o.text[i:]
	if c == '年' {
		if strings.HasPrefix(t, "年月日") {
			if (formFields.Close(o.text[:i]) >= 0) || next(o.text, i+9) == ')' || next(o.text, i+9) == ':' || !opensDate(before) && !dated(before) {
				return i + len("年月日")
			}
			return o.add(i, i+9, FieldDate, certain)
		}
		if strings.HasPrefix(t, "年月") {
			switch {
			case dated(before), opensDate(before) && (isHan(next(o.text, i+6)) || next(o.text, i+6) == ','):
				return o.add(i, i+6, FieldDate, certain)
			case !strings.ContainsRune("生争的苦老长战", before):
				return o.add(i, i+6, FieldDate, likely)
			}
			return i
		}
		return o.year(i, before)
	}
	if strings.HasPrefix(t, "月日") && notDay.Opens(o.text[i+6:]) < 0 {
		if strings.ContainsRune("岁蜜腊元正闰残新满圆明花古", before) && before > 0 {
			return i
		}
		return o.add(i, i+6, FieldDate, certain)
	}
	if (dated(before) || opensDate(before)) && monthTails.Opens(o.text[i+len("月"):]) >= 0 {
		return o.add(i, i+len("月"), FieldDate, likely)
	}
	return i
}

// opensDate tells what a sentence or clause that begins with a date stands behind.
func opensDate(r rune) bool { return r < 0 || strings.ContainsRune("\n。,;: ", r) }

// dated tells prepositions that a date follows.
func dated(r rune) bool { return strings.ContainsRune("在于自从至到", r) && r > 0 }

// yearWords are what stands behind the number of a year and never behind 年
// as a word of its own.
var yearWords = lexicon.NewList("是全国", "是全省", "是全市", "工作", "任务", "精神文明", "重点工作", "目标任务", "中央", "全国", "全省", "全市", "全县", "是全", "我们", "以来", "各项", "是我", "赋予", "来临")

// yearLater is what stands behind a year that opens a sentence.
var yearLater = lexicon.NewList(",", "共", "与", "被", "我", "来", "春", "夏", "秋", "冬", "荣获", "获", "先后", "第", "上半年", "下半年", "全年", "新", "零")

// yearVerbs stand before a year that is spoken of.
var yearVerbs = lexicon.NewEndings("总结", "部署", "安排", "确保", "针对", "谋划", "推进", "做好", "研究", "完成", "回顾", "展望", "布置", "落实", "开创", "迎接", "结合", "根据", "在", "自", "从", "到", "截至", "关于", "对", "和", "同志们,", "与", "至")

var (
	// formFields stand before the empty date of a form.
	formFields = lexicon.NewEndings("出生", "签发", "填写", "(", "格式", "任职")
	monthTails = lexicon.NewList("以来", "份", "上旬", "中旬", "下旬")
	spans      = lexicon.NewEndings("连续", "历时", "为期", "时隔")
	papers     = lexicon.NewList("工作总结", "工作汇报", "工作报告", "工作计划", "工作要点", "工作安排")
	yearGoals  = lexicon.NewEndings("力争", "列为", "评为", "截至")
	yearParts  = lexicon.NewList("度", "底", "末", "初", "中")
	// sureWords are the yearWords that need no more than a verb before the year.
	sureWords = lexicon.NewList("工作", "任务", "精神文明", "重点工作", "目标任务", "中央", "各项")
)

func (o *orphanage) year(i int, before rune) int {
	end := i + len("年")
	if spans.Close(o.text[:i]) >= 0 {
		return o.add(i, end, FieldUnknown, certain)
	}
	if strings.ContainsRune("青少老成中童幼学多新丰壮晚早往常周终", before) && before > 0 {
		return i
	}
	if isHan(before) && papers.Opens(o.text[end:]) >= 0 {
		if strings.ContainsRune("局会院馆校委办处镇乡村道区县市部队司心", before) {
			return o.add(i, end, FieldDate, certain)
		}
		return o.add(i, end, FieldDate, likely)
	}
	opens := before == '\n' || before < 0 || before == '。' || before == ',' || before == ' ' || before == ';'
	if before == '于' && closesClause(next(o.text, end)) {
		return o.add(i, end, FieldDate, likely)
	}
	if next(o.text, end) == ',' && (before < 0 || before == '\n' || before == '。') {
		return o.add(i, end, FieldDate, certain)
	}
	if yearWords.Opens(o.text[end:]) < 0 {
		if opens && yearLater.Opens(o.text[end:]) >= 0 || yearGoals.Close(o.text[:i]) >= 0 && yearParts.Opens(o.text[end:]) < 0 {
			return o.add(i, end, FieldDate, weak)
		}
		return i
	}
	verb := yearVerbs.Close(o.text[:i]) >= 0
	switch {
	case verb && sureWords.Opens(o.text[end:]) >= 0 && before != '对' && before != '和':
		return o.add(i, end, FieldDate, certain)
	case verb || opens || next(o.text, end) == '是':
		return o.add(i, end, FieldDate, likely)
	}
	return i
}

// spaced turns a date whose numbers are gone into one with blanks left for
// them, when the source has a blank at each: 年 月 日, 2023年 月 日. Folding has
// removed those blanks from the text that is read.
func spaced(d *doc.Document, p Placeholder) Placeholder {
	if p.Field != FieldDate || !strings.HasSuffix(p.Of(d.Text), "月日") {
		return p
	}
	start := p.Start
	if prev(d.Text, start) == '年' {
		start -= len("年")
	}
	if strings.Count(strings.ReplaceAll(d.RawText(doc.Span{Start: start, End: p.End}), "\u3000", " "), " ") < 2 {
		return p
	}
	p.Form = Blank
	digits := start
	for digits > 0 && (isDigit(rune(d.Text[digits-1])) || d.Text[digits-1] == ' ') {
		digits--
	}
	if hasDigit(d.Text[digits:start]) {
		p.Form = MaskedDate
		start = digits
	}
	p.Start = start
	return p
}
