package claim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
)

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "例.txt", Text: text, Wrapped: true})
}

func TestSmall(t *testing.T) {
	for _, c := range []struct {
		in        string
		n, length int
	}{
		{"五个", 5, 3}, {"十二项", 12, 6}, {"二十条", 20, 6}, {"两个", 2, 3}, {"12项", 12, 2}, {"100项", 0, 0}, {"五百个", 0, 0},
		{"3.5个", 0, 0}, {"8%", 0, 0}, {"三八", 0, 0}, {"个", 0, 0}, {"", 0, 0},
	} {
		if n, l := Small(c.in); n != c.n || l != c.length {
			t.Errorf("Small(%q) = %d, %d, want %d, %d", c.in, n, l, c.n, c.length)
		}
	}
}

func TestSentences(t *testing.T) {
	d := document("全镇现有志愿者1,286名(其中党员420名、团员约300名),占比35.6%。办3件。")
	type row struct{ text, lead, tail, class string }
	want := []row{
		{"1,286名", "全镇现有志愿者", "", "人"}, {"420名", "其中党员", "", "人"}, {"约300名", "团员", "", "人"},
		{"35.6%", "占比", "", "%"}, {"3件", "办", "", "件"},
	}
	var got []row
	var depths []int
	for _, s := range Sentences(d) {
		for i, c := range s.Claims {
			if c.Index != i || !s.Contains(c.Span) {
				t.Errorf("claim %v misplaced in %v", c.Span, s.Span)
			}
			got = append(got, row{c.Of(d.Text), c.Lead.Of(d.Text), c.Tail.Of(d.Text), c.Class})
			depths = append(depths, c.Depth)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if !slices.Equal(depths, []int{0, 1, 1, 0, 0}) {
		t.Errorf("depths %v", depths)
	}
}

func TestRangeOf(t *testing.T) {
	for text, want := range map[string]string{
		"办理33件。": "33..33", "筹款1.6万元。": "15500..16500", "走访400多户。": "400..500", "接待2万余人。": "20000..30000",
		"近200人参加。": "170..200", "约50名老人。": "45..55", "每月2至3次。": "2..3", "户均3000至2000元。": "2000..3000", "合格率达95.2%。": "95.15..95.25",
	} {
		ss := Sentences(document(text))
		if len(ss) != 1 || len(ss[0].Claims) != 1 {
			t.Errorf("%s: %d sentences", text, len(ss))
			continue
		}
		r := ss[0].Claims[0].Range()
		if got := fmt.Sprintf("%s..%s", r.Low, r.High); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestInterval(t *testing.T) {
	iv := func(a, b int64) Interval { return Interval{decimal.NewFromInt(a), decimal.NewFromInt(b)} }
	if q, ok := iv(90, 110).Over(iv(9, 10)); !ok || !q.Low.Equal(decimal.NewFromInt(9)) || !q.High.GreaterThan(decimal.NewFromInt(12)) {
		t.Errorf("quotient %v %v", q, ok)
	}
	if _, ok := iv(1, 2).Over(iv(0, 3)); ok {
		t.Error("divided by an interval that holds zero")
	}
	if d := iv(5, 6).Minus(iv(1, 2)); !d.Low.Equal(decimal.NewFromInt(3)) || !d.High.Equal(decimal.NewFromInt(5)) {
		t.Errorf("difference %v", d)
	}
}

func TestBefore(t *testing.T) {
	for _, c := range []struct {
		text, end string
		items     []string
		joints    int
	}{
		{"做到了人员、经费、场所三落实", "三落实", []string{"做到了人员", "经费", "场所"}, 0},
		{"培训人员、场地、内容和质量“四落实”", "“四落实”", []string{"培训人员", "场地", "内容和质量"}, 1},
		{"围绕“学理论、强素质、促发展”三大专题", "三大", []string{"学理论", "强素质", "促发展"}, 0},
		{"打造“红色文化”“温暖文化”“凝聚文化”三大板块", "三大", []string{"打造“红色文化”", "“温暖文化”", "“凝聚文化”"}, 0},
		{"今年,东岭、西坪两个村", "两个", []string{"东岭", "西坪"}, 0},
		{"坚持科学发展观、“四个全面”", "“四个", nil, 0},
		{"(甲、乙)两项", "两项", []string{"(甲、乙)"}, 0},
	} {
		l := Before(c.text, strings.Index(c.text, c.end))
		var got []string
		for _, it := range l.Items {
			got = append(got, it.Of(c.text))
		}
		if !slices.Equal(got, c.items) || l.Joints != c.joints {
			t.Errorf("%s: %q joints %d, want %q joints %d", c.text, got, l.Joints, c.items, c.joints)
		}
	}
}

func TestRuns(t *testing.T) {
	d := document("一、做法\n(一)学习。一是集中学,二是个人学,三是讨论学。\n(二)宣传。第一,上墙。第二,上网。\n二、不足\n首先,经费少;其次,人员少;最后,经验少。\n1.改进\n2.提高\n(1)甲;(2)乙")
	var got []string
	for _, r := range Runs(d) {
		got = append(got, fmt.Sprintf("%s×%d", r.Items[0].Of(d.Text), len(r.Items)))
	}
	want := []string{"一、×2", "(一)×2", "一是×3", "第一,×2", "首先×3", "1.×2", "(1)×2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnnouncements(t *testing.T) {
	d := document("抓好五个方面的工作,做到“四落实”,建成“一廊一室一栏”,办好“六个一批”,形成“四位一体”。其余两项工作、第三项活动、学习“四个意识”、十九大、近三个社区、省市县三级。在东岭等4个村开展三项活动。主要做法有三点:")
	var got []string
	for _, a := range Announcements(d) {
		got = append(got, fmt.Sprintf("%s=%d/%d", a.Of(d.Text), a.N, len(a.Parts)))
	}
	want := []string{"五个方面=5/0", "“四落实”=4/0", "“一廊一室一栏”=3/3", "“六个一批”=6/0", "“四位一体”=4/0", "4个村=4/0", "三项活动=3/0", "三点=3/0"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rows, cols int
		header     string
		totals     int
	}{
		{"pipes", "项目|经费\n甲|1.5\n乙|2.5\n合计|4.0", 3, 2, "项目", 1},
		{"markdown", "| 项目 | 经费 |\n|---|---|\n| 甲 | 1 |\n| **合计** | 1 |", 2, 2, "项目", 1},
		{"tabs", "名称\t人数\n甲\t1,200\n小计\t1,200\n合计\t1,200", 3, 2, "名称", 2},
		{"blanks", "类别 户数 金额\n甲 12 30\n乙 10 20\n合计 22 50", 3, 3, "类别户数金额", 1},
		{"prose", "今天开会。\n明天放假。\n合计三天。", 0, 0, "", 0},
		{"telephone", "电话 0931 88\n传真 0931 89", 0, 0, "", 0},
	} {
		ts := Tables(document(c.text))
		if c.rows == 0 {
			if len(ts) != 0 {
				t.Errorf("%s: %d tables", c.name, len(ts))
			}
			continue
		}
		if len(ts) != 1 {
			t.Errorf("%s: %d tables", c.name, len(ts))
			continue
		}
		n := 0
		for _, r := range ts[0].Rows {
			if r.Total != NoTotal {
				n++
			}
		}
		if len(ts[0].Rows) != c.rows || ts[0].Columns != c.cols || len(ts[0].Header) == 0 || ts[0].Header[0].Text != c.header || n != c.totals {
			t.Errorf("%s: %+v", c.name, ts[0])
		}
	}
}

func TestRate(t *testing.T) {
	for text, want := range map[string]RateKind{
		"群众满意率达98%。": GoodShare, "高中毛入学率103%。": FreeRate, "净入学率100%。": Share, "任务完成率120%。": FreeRate,
		"小区容积率达1.8%。": NotPercent, "办件同比增长20%。": NoRate, "某某触达率98%。": UnknownRate, "拨备覆盖率186%。": FreeRate,
	} {
		d := document(text)
		ss := Sentences(d)
		if len(ss) == 0 {
			t.Errorf("%s: no claim", text)
			continue
		}
		if got, _ := Rate(d, &ss[0].Claims[0]); got != want {
			t.Errorf("%s: kind %d, want %d", text, got, want)
		}
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		words             []string
		overlap, complete bool
	}{
		{[]string{"党员", "女职工"}, true, false},
		{[]string{"男", "女"}, false, true},
		{[]string{"室内", "室外"}, false, true},
		{[]string{"本科以上", "硕士"}, true, false},
		{[]string{"高级教师", "一级教师", "二级及以下教师"}, false, false},
		{[]string{"教师党员", "学生党员"}, false, false},
		{[]string{"文学类", "科技类"}, false, false},
		{[]string{"低保户", "残疾户"}, true, false},
	} {
		if o, k := Overlap(c.words), Complete(c.words); o != c.overlap || k != c.complete {
			t.Errorf("%q: overlap %v complete %v", c.words, o, k)
		}
	}
}

func TestNearest(t *testing.T) {
	for text, want := range map[string]string{
		"石桥社区现有居民3200人。": "社区", "全县42个村现有村民3200人。": "", "东岭小学图书室藏书3200册。": "图书室", "东岭小学图书室服务学生3200人。": "小学",
		"各社区有居民3200人。": "", "城乡社区有居民3200人。": "",
	} {
		d := document(text)
		ss := Sentences(d)
		cs := ss[len(ss)-1].Claims
		host, most, ok := HostsOf(d).Nearest(&cs[len(cs)-1])
		if got := host.Of(d.Text); got != want || ok != (want != "") || ok && !most.IsPositive() {
			t.Errorf("%s: %q %v %s, want %q", text, got, ok, most, want)
		}
	}
}

// FuzzClaims checks that every span of the model lies in the text, in order
// and on character boundaries.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{"共3件(其中2件),占50%。", "“五落实”:一是甲,二是乙", "甲|1\n合计|2", "甲、乙和丙三项(一)", "1,2、3)(、“一”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := document(s)
		good := func(what string, sp doc.Span) {
			if sp.Start < 0 || sp.End > len(d.Text) || sp.Start > sp.End || !utf8.ValidString(sp.Of(d.Text)) {
				t.Fatalf("%q: %s %v", s, what, sp)
			}
		}
		end := 0
		for _, st := range Sentences(d) {
			for _, c := range st.Claims {
				if c.Start < end {
					t.Fatalf("%q: claims overlap", s)
				}
				end = c.End
				good("lead", c.Lead)
				good("tail", c.Tail)
				good("clause", c.Clause)
				if at := c.ClauseStart(d.Text); at < c.Clause.Start || at > c.Start {
					t.Fatalf("%q: clause start %d", s, at)
				}
			}
		}
		for _, r := range Runs(d) {
			for _, it := range r.Items {
				good("item", it)
			}
		}
		for _, a := range Announcements(d) {
			good("announcement", a.Span)
			if a.N < 2 {
				t.Fatalf("%q: %d announced", s, a.N)
			}
			for _, it := range Before(d.Text, a.Start).Items {
				good("listed", it)
			}
		}
		for _, tb := range Tables(d) {
			for _, r := range tb.Rows {
				if len(r.Cells) != tb.Columns {
					t.Fatalf("%q: row of %d cells in %d columns", s, len(r.Cells), tb.Columns)
				}
				for _, c := range r.Cells {
					good("cell", c.Span)
				}
			}
		}
	})
}

// TestLong checks that the model of a long paragraph without marks is built in
// reasonable time.
func TestLong(t *testing.T) {
	for _, s := range []string{"办3件、", "(共3个", "“五落实”、", "五个方面一是甲", "1 2\t3|"} {
		d := document(strings.Repeat(s, 300_000/len(s)))
		start := time.Now()
		Sentences(d)
		Runs(d)
		Announcements(d)
		Tables(d)
		if e := time.Since(start); e > 20*time.Second {
			t.Errorf("%q: %v", s, e)
		}
	}
}
