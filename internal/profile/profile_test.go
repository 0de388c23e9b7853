package profile

import (
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
)

func source(text string) *doc.Source { return &doc.Source{Name: "t.txt", Text: text, Wrapped: true} }

func TestUnit(t *testing.T) {
	for _, c := range []struct{ text, unit string }{
		{"云栖县图书馆2022年度工作总结\n全年到馆读者18.7万人次。", "云栖县图书馆"},
		{"关于青石镇人民政府创建文明单位的汇报\n我镇现有村民。", "青石镇人民政府"},
		{"工作总结\n我局坚持党建引领。县水务局积极作为。县水务局认真履职。", "县水务局"},
		{"XX街道2023年文明创建工作总结\n街道党工委高度重视。", "XX街道"},
		{"文明创建工作汇报\n今年以来,在市委、市政府正确领导下,创建工作扎实推进。\n长岭市总工会\n2022年12月30日", "长岭市总工会"},
		{"创建汇报\n市委高度重视。市委多次研究。", ""},
		{"创建文明单位汇报\n我校坚持立德树人,开展活动12次。", "我校"},
	} {
		if got := Of(doc.Whole(source(c.text))).Unit; got != c.unit {
			t.Errorf("%q: unit %q, want %q", c.text, got, c.unit)
		}
	}
}

func TestPeriodDateKind(t *testing.T) {
	for _, c := range []struct {
		text, from, to, dated string
		kind                  Kind
	}{
		{"某馆2023年度工作总结\n正文。\n某馆\n2023年12月28日", "2023", "2023", "2023-12-28", Summary},
		{"创建工作规划(2021-2023)\n本规划自印发之日起施行。", "2021", "2023", "", Plan},
		{"在全县推进会上的讲话\n同志们:2022年,我们完成任务。2022年是关键一年。", "2022", "2022", "", Speech},
		{"工作汇报\n二〇一九年以来,我们扎实推进各项工作,取得了明显成效,赢得了群众好评。", "2019", "2019", "", Summary},
		{"工作汇报\n取得了进步,完成了任务,获得了表扬,得到了肯定,赢得了口碑。单位成立于1986年。", "", "", "", Summary},
	} {
		p := Of(doc.Whole(source(c.text)))
		if p.From != c.from || p.To != c.to || p.Dated != c.dated || p.Kind != c.kind {
			t.Errorf("%q: %s–%s dated %q %s", c.text, p.From, p.To, p.Dated, p.Kind)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"敦煌市妇联工作总结\n全市妇女共创文明。", []string{"敦煌市"}},
		{"云溪县图书馆工作总结\n正文。", []string{"云溪县"}},
		{"工作汇报\n我区积极作为,巴南区文化事业繁荣,重庆市领导肯定,在重庆市获奖,重庆市推广,巴南区群众受益。", []string{"巴南区"}},
		{"工作汇报\n弘扬中华优秀传统文化,弘扬中华美德,扩大城乡交流,扩大城乡合作。", nil},
	} {
		if got := Of(doc.Whole(source(c.text))).Places; !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// filler is a paragraph without any name.
var filler = strings.Repeat("坚持以创促建、以建惠民,健全机制,压实责任,营造人人参与的浓厚氛围。", 8)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, text string
		starts     []string // what each further report begins with
	}{
		{"one", "某局工作总结\n一、做法\n我局" + filler + "\n二、不足\n" + filler, nil},
		{"numbered", "范文三篇\n篇一:甲局总结\n我局学习4次。\n篇二:乙镇总结\n我镇学习5次。\n篇三\n我校学习6次。", []string{"篇二", "篇三"}},
		{"title again", "关于创建工作的汇报\n" + filler + "\n关于创建工作的汇报\n" + filler, []string{"关于创建工作的汇报"}},
		{"title quoted", "关于创建工作的汇报\n" + filler + "\n一、总结\n" + filler, nil},
		{"signed", "甲县水务局工作总结\n" + filler + "\n甲县水务局\n2023年1月5日\n乙县财政局工作总结\n" + filler, []string{"乙县财政局工作总结"}},
		{"spliced", "汇报\n我街道" + filler + "\n我街道" + filler + "\n二、活动\n我街道" + filler + "\n近年来,我局" + filler + "\n我局" + filler + "\n我局" + filler, []string{"近年来,我局"}},
		{"one mention of another", "汇报\n我街道" + filler + "\n我街道" + filler + "\n二、活动\n市领导说:“我局支持你们。”" + filler + "\n我街道" + filler + "\n我街道" + filler, nil},
		{"materials", "总结\n材料3份已上报。\n材料4份待报。\n" + filler, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := source(c.text)
			docs := Split(src)
			end := 0
			for i, d := range docs {
				if d.Window.Start != end || d.Index != i || d.Count != len(docs) {
					t.Fatalf("report %d: %+v after %d", i, d.Window, end)
				}
				end = d.Window.End
				if i > 0 && !strings.HasPrefix(strings.TrimSpace(d.Text), c.starts[min(i, len(c.starts))-1]) {
					t.Errorf("report %d begins %.30q", i, d.Text)
				}
			}
			if end != len(src.Text) || len(docs) != len(c.starts)+1 {
				t.Errorf("%d reports up to %d of %d", len(docs), end, len(src.Text))
			}
		})
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("篇一:甲局总结\n我局学习4次。\n篇二:乙镇总结\n我镇学习5次。")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		end := 0
		for _, d := range Split(source(s)) {
			if d.Window.Start != end {
				t.Fatalf("gap at %d", end)
			}
			end = d.Window.End
			Of(d)
		}
		if end != len(s) {
			t.Fatalf("ends at %d of %d", end, len(s))
		}
	})
}

func TestUnitNamedBelowTitle(t *testing.T) {
	tests := []struct{ text, unit string }{
		{"创建文明单位汇报材料\n(青石县人民法院)\n一年来,我院坚持公正司法,审结案件1860件。\n", "青石县人民法院"},
		{"新城区发展和改革委员会创建情况汇报\n一年来,我委扎实工作,开展活动12次。\n", "新城区发展和改革委员会"},
		{"创建工作汇报\n各位领导:\n我代表江北区水务局党组作汇报。我局开展活动12次。\n", "江北区水务局"},
	}
	for _, tt := range tests {
		d := doc.Whole(&doc.Source{Text: tt.text})
		if got := Of(d).Unit; got != tt.unit {
			t.Errorf("unit of %q is %q, want %q", tt.text, got, tt.unit)
		}
	}
}

func TestPeriodOfDates(t *testing.T) {
	tests := []struct{ text, from, to string }{
		{"工作总结\n一年来,我局扎实工作,成效明显。\n宁河市水务局\n二〇二二年十二月十日", "2022", "2022"},
		{"某局2022年工作总结暨2023年工作计划\n一年来,我局扎实工作。\n", "2022", "2022"},
	}
	for _, tt := range tests {
		p := Of(doc.Whole(&doc.Source{Text: tt.text}))
		if p.From != tt.from || p.To != tt.to {
			t.Errorf("period of %q is %s to %s, want %s to %s", tt.text, p.From, p.To, tt.from, tt.to)
		}
	}
}
