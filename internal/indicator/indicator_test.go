package indicator

import (
	"strings"
	"testing"
)

func TestDefault(t *testing.T) {
	s := Default()
	seen := map[string]bool{}
	labels := map[string]string{}
	for _, i := range s.Indicators {
		if seen[i.ID] {
			t.Errorf("%s is defined twice", i.ID)
		}
		seen[i.ID] = true
		if other := labels[i.Label]; other != "" {
			t.Errorf("%s and %s are both called %s", i.ID, other, i.Label)
		}
		labels[i.Label] = i.ID
		if i.Unit == "%" && i.Additive() {
			t.Errorf("%s: rates must not be added", i.ID)
		}
	}
	// Money that was given, collected, spent and obtained never meets.
	if g, _ := s.Group("money"); !g.Exclusive {
		t.Error("money must be exclusive")
	}
	for _, id := range []string{"money.donated", "money.raised", "money.invested", "money.obtained", "honour.national.own", "honour.county.staff"} {
		if s.Index(id) < 0 {
			t.Errorf("no indicator %s", id)
		}
	}
}

func TestAdd(t *testing.T) {
	base := len(Default().Indicators)
	s := Default().Clone()
	if err := s.Add(`
[[indicator]]
id = "trees"
label = "植树"
group = "activity"
unit = "株"
combine = "sum"
feed = [{ kinds = ["count"], units = ["株", "棵"], subject = ["树", "苗"] }]
[[indicator]]
id = "meeting.times"
label = "开会"
group = "activity"
unit = "次"
combine = "max"
feed = [{ activity = ["meeting"], figure = "times" }]`); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Indicators); n != base+1 {
		t.Errorf("%d indicators, want %d", n, base+1)
	}
	if got := s.Indicators[s.Index("meeting.times")].Label; got != "开会" {
		t.Errorf("meeting.times is %q", got)
	}
	if Default().Indicators[Default().Index("meeting.times")].Label == "开会" || len(Default().Indicators) != base {
		t.Error("the shipped set changed")
	}
	if a, b := s.Index("trees"), s.Index("money.donated"); a > b {
		t.Errorf("trees (%d) do not stand with their group", a)
	}
}

func TestAddRejects(t *testing.T) {
	block := func(lines string) string { return "[[indicator]]\nid=\"x\"\nlabel=\"x\"\nunit=\"个\"\n" + lines }
	for _, c := range []struct{ text, want string }{
		{"[[indicator", "无法解读"},
		{block("colour=\"red\""), "没有这一项"},
		{block(`group="nowhere"`), "没有 \"nowhere\""},
		{block("group=\"money\"\ncombine=\"mean\""), "combine"},
		{block("group=\"money\"\ncombine=\"sum\""), "没有 feed"},
		{block("group=\"money\"\ncombine=\"sum\"\nfeed=[{metric=\"weight\"}]"), "metric"},
		{block("group=\"money\"\ncombine=\"sum\"\nfeed=[{kinds=[\"count\"]}]"), "subject"},
		{block("group=\"money\"\ncombine=\"sum\"\nper=\"x\"\nfeed=[{metric=\"characters\"}]"), "per"},
		{block("group=\"money\"\ncombine=\"sum\"\nfeed=[{metric=\"characters\",honour=[\"*\"]}]"), "一种"},
		{block("group=\"money\"\ncombine=\"sum\"\nfeed=[{finding=[\"fatal\"]}]"), "finding"},
	} {
		err := Default().Clone().Add(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.text, err, c.want)
		}
	}
}
