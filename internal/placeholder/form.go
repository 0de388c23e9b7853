package placeholder

import (
	"strings"

	"hecha/internal/doc"
)

// formBlanks turns content controls that still show their prompt, which the
// reader of the file noted, into placeholders: instructions when the prompt
// speaks to the writer (单击此处输入文字), brackets when it only names what is
// wanted (单位名称).
func formBlanks(d *doc.Document) []Placeholder {
	var out []Placeholder
	for _, n := range d.Source.Notes {
		if n.Kind != doc.NoteFormBlank || n.At.Empty() || !d.Window.Contains(n.At) {
			continue
		}
		sp := trimmed(d.Text, d.FoldedSpan(n.At))
		if sp.Empty() {
			continue
		}
		p := Placeholder{sp, Bracket, FieldUnknown}
		if speaksToWriter(sp.Of(d.Text)) {
			p.Form = Instruction
		}
		name := strings.Trim(sp.Of(d.Text), "[]【】<>()〔〕")
		for _, w := range []string{"单击", "点击", "或点按", "此处", "请", "以", "在", "输入", "填写", "选择", "一个", "。", "."} {
			name = strings.ReplaceAll(name, w, "")
		}
		if f, named := identifierField(name); named {
			p.Field = orUnknown(f)
		}
		out = append(out, p)
	}
	return out
}

func trimmed(text string, sp doc.Span) doc.Span {
	s := sp.Of(text)
	sp.Start += len(s) - len(strings.TrimLeft(s, " \n\t"))
	sp.End -= len(s) - len(strings.TrimRight(s, " \n\t"))
	return sp
}

func speaksToWriter(prompt string) bool {
	for _, w := range []string{"请", "单击", "点击", "输入", "填写", "选择", "此处", "Click", "click", "Enter", "enter", "Choose"} {
		if strings.Contains(prompt, w) {
			return true
		}
	}
	return false
}
