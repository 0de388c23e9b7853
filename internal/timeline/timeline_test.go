package timeline

import (
	"fmt"
	"slices"
	"testing"

	"hecha/internal/doc"
)

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"深入学习党的十九大和十九届二中、三中、四中全会精神", []string{"十九大 2017-10-18", "十九届二中全会 2018-01-18", "十九届三中全会 2018-02-26", "十九届四中全会 2019-10-28"}},
		{"十九届七中、八中全会", []string{"十九届七中全会 2022-10-09", "十九届八中全会 impossible"}},
		{"共青团十八大精神", []string{"团十八大 2018-06-26"}},
		{"县第十八大类活动,第四十八届运动会", nil},
		{"庆祝建党100周年和新中国成立七十周年", []string{"建党 year 2021", "新中国成立 year 2019"}},
		{"第31个爱国卫生月、第三十八个国际志愿者日", []string{"爱国卫生月 year 2019", "国际志愿者日 year 2023"}},
		{"第六届全国文明单位", []string{"全国文明单位 2020-11-20"}},
		{"结合第二批党的群众路线教育实践活动", []string{"第二批党的群众路线教育实践活动 2014-01-20"}},
	} {
		var got []string
		for _, m := range Mentions(doc.Whole(&doc.Source{Text: c.text})) {
			switch {
			case m.Impossible:
				got = append(got, m.Term+" impossible")
			case m.Year > 0:
				got = append(got, fmt.Sprintf("%s year %d", m.Term, m.Year))
			default:
				got = append(got, m.Term+" "+m.First.Format("2006-01-02"))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestDay(t *testing.T) {
	for iso, want := range map[string][2]string{
		"2023": {"2023-01-01", "2023-12-31"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2023-06-12": {"2023-06-12", "2023-06-12"},
	} {
		if a, b := Day(iso, false).Format("2006-01-02"), Day(iso, true).Format("2006-01-02"); a != want[0] || b != want[1] {
			t.Errorf("%s: %s to %s", iso, a, b)
		}
	}
	if !Day("--04", false).IsZero() || !Day("", true).IsZero() {
		t.Error("a date without a year has a day")
	}
}

// TestTable checks that every row of the dictionary reads.
func TestTable(t *testing.T) {
	kinds := []string{"congress", "plenum", "campaign", "slogan", "policy", "plan", "law", "law_publicity", "document", "media", "institution", "festival", "event", "wording"}
	for _, r := range terms.Rows() {
		if !slices.Contains(kinds, r.Column(1)) || r.Column(4) != "hard" && r.Column(4) != "weak" {
			t.Errorf("%s: %q", r.Word, r.Columns)
		}
		for _, c := range []int{2, 3} {
			if s := r.Column(c); s != "" && Day(s, false).IsZero() {
				t.Errorf("%s: date %q", r.Word, s)
			}
		}
	}
}
