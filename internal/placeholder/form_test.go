package placeholder

import (
	"strings"
	"testing"

	"hecha/internal/doc"
)

func TestFormBlanks(t *testing.T) {
	const text = "填报单位：单位名称\n负责人： 单击此处输入姓名 \n全年开展活动单位名称30场。\n"
	place := func(prompt string) doc.Note {
		i := strings.Index(text, prompt)
		return doc.Note{Kind: doc.NoteFormBlank, At: doc.Span{Start: i, End: i + len(prompt)}}
	}
	src := &doc.Source{Name: "表.docx", Text: text, Notes: []doc.Note{
		place("单位名称"), place(" 单击此处输入姓名 "),
		{Kind: doc.NoteComment, At: doc.Span{Start: 0, End: len("填报单位")}},
		{Kind: doc.NoteFormBlank},
	}}
	d := doc.Whole(src)
	want := []struct {
		text  string
		form  Form
		field Field
	}{
		{"单位名称", Bracket, FieldOrganization},
		{"单击此处输入姓名", Instruction, FieldPerson},
	}
	got := Of(d)
	if len(got) != len(want) {
		t.Fatalf("found %d placeholders, want %d: %v", len(got), len(want), got)
	}
	for i, w := range want {
		if g := got[i]; g.Of(d.Text) != w.text || g.Form != w.form || g.Field != w.field {
			t.Errorf("placeholder %d is %q %s %s, want %q %s %s", i, g.Of(d.Text), g.Form, g.Field, w.text, w.form, w.field)
		}
	}
	// A note outside a report's window is another report's.
	i := strings.Index(text, "全年")
	part := doc.New(src, doc.Span{Start: i, End: len(text)}, 1, 2)
	if got := Of(part); len(got) != 0 {
		t.Errorf("report without the controls has %v", got)
	}
}
