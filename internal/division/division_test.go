package division

import (
	"slices"
	"testing"

	"hecha/internal/doc"
)

func TestMentions(t *testing.T) {
	for text, want := range map[string][]string{
		"敦煌市妇联":             {"敦煌市"},
		"建设美丽敦煌":            {"敦煌"},
		"弘扬中华文化,扩大城乡交流":     nil,
		"湖北省武汉市江岸区":         {"湖北省", "武汉市", "江岸区"},
		"恩施土家族苗族自治州,恩施经济发展": {"恩施土家族苗族自治州", "恩施"},
	} {
		var got []string
		for _, m := range Mentions(doc.Whole(&doc.Source{Text: text})) {
			got = append(got, m.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"敦煌市", "酒泉市", true}, {"酒泉市", "甘肃省", true}, {"敦煌市", "玉门市", true}, {"敦煌市", "兰州市", false}, {"泰州市", "湖北省", false},
	} {
		if got := Related(Lookup(c.a), Lookup(c.b)); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
	if c := Lookup("重庆市"); len(c) != 1 || !c[0].Municipality() || c[0].Level() != Province {
		t.Errorf("重庆市: %v", c)
	}
	if Lookup("云溪县") != nil {
		t.Error("an invented county is known")
	}
}
