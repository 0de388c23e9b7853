package residue

import (
	"testing"

	"hecha/internal/doc"
)

func TestBody(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"none", "某局总结\n全年完成任务12项。", "某局总结\n全年完成任务12项。"},
		{"around", "发布时间:2021-01-20\n字号:大 中 小\n正文第一句。\n正文第二句。\n推荐阅读\n另一篇总结\n又一篇总结。\n", "\n正文第一句。\n正文第二句。\n"},
		{"inside", "正文第一句。\n第3页/共12页\n正文第二句。", "正文第一句。\n第3页/共12页\n正文第二句。"},
		{"ordinary words", "推荐阅读书目36种。\n关注责任编辑队伍。", "推荐阅读书目36种。\n关注责任编辑队伍。"},
	} {
		d := doc.Whole(&doc.Source{Text: c.text})
		if got := Body(d).Of(d.Text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
