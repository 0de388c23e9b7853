package bench

import (
	"fmt"
	"strings"
)

// Shape is a family of texts that costs too much when some step looks at
// everything for everything.
type Shape struct {
	Name string
	// Make returns a text of about size bytes.
	Make func(size int) string
}

// Shapes are the hostile texts that cost must stay linear on.
var Shapes = []Shape{
	{"one paragraph", func(n int) string { return Paragraph(1, n) }},
	{"numbers", each("%d人、", 7919)},
	{"figures in sentences", each("开展活动%d次。", 7919)},
	{"same figure", repeat("共12人,")},
	{"quotes", repeat("“文明”")},
	{"open quotes", repeat("“文")},
	{"open book titles", repeat("《关于")},
	{"headings", each("一、加强组织领导\n参加%d人。\n", 1)},
	{"numbered headings", each("(%d)加强领导\n", 1)},
	{"deep brackets", func(n int) string { return strings.Repeat("(", n/2) + "文" + strings.Repeat(")", n/2) }},
	{"open brackets", repeat("(文")},
	{"placeholders", repeat("共有XX人、")},
	{"lost figures", repeat("达到%。召开了次。")},
	{"underscores", repeat("____,")},
	{"places", repeat("云溪县文明办、武汉市教育局、朝阳区妇联、长沙市、")},
	{"organisations", repeat("局")},
	{"self-names", repeat("我局本委")},
	{"ordinals", repeat("第三届第")},
	{"identical sentences", repeat("我们坚持以人为本,扎实推进各项工作落实。")},
	{"identical lines", repeat("我们坚持以人为本,扎实推进各项工作落实。\n")},
	{"honours", each("被授予“先进单位%d”荣誉称号。", 1)},
	{"back references", repeat("荣获县级文明单位称号,这一全国荣誉,")},
	{"plaques", func(n int) string {
		return "2021年荣获县级文明单位称号。" + repeat("“全国文明单位”的牌子,")(n)
	}},
	{"honours given", repeat("市委命名张某为省级“标兵”,荣获文明单位称号,")},
	{"activities", repeat("组织开展道德讲堂33场次,参与群众2万人。")},
	{"dates", each("2019年%d月3日,", 1)},
	{"many reports", each("篇%d\n某局工作总结\n今年以来,我局开展活动3次。\n", 1)},
	{"addresses", repeat("见www.example.com。")},
	{"page marks", repeat("第1页/共12页\n")},
	{"table", repeat("姓名\t12\t13\n")},
	{"blanks", func(n int) string { return "文" + strings.Repeat(" ", n) + "文" }},
	{"wrapped lines", repeat("我们坚持以人为本扎实推进各项工作落实,各项工作稳步\n推进开展")},
	{"traditional", repeat("我們堅持以人為本，紮實推進各項工作落實。")},
	{"no punctuation", repeat("文明创建工作")},
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

// each numbers the copies of a format in steps.
func each(format string, step int) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i*step%100_000)
		}
		return b.String()
	}
}
