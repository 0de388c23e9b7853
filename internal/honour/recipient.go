package honour

import (
	"strings"

	"hecha/internal/doc"
)

// adverbs may stand around a subject or issuer without belonging to it.
var adverbs = []string{"先后", "连续", "多次", "再次", "首次", "分别", "联合", "共同", "正式", "荣幸", "光荣", "近年来", "几年来", "一年来", "近几年", "今年", "去年", "同年", "当年",
	"以来", "今年以来", "目前", "截至目前", "其中", "同时", "并", "还", "也", "又", "均", "都", "已", "曾", "成功", "一举", "累计", "共", "共有", "有", "多人", "两度", "三度", "两次", "三次",
	"六年", "五年", "四年", "三年", "两年", "二年", "七年", "八年", "九年", "十年", "多年", "蝉联", "被", "经", "由", "一致", "最终", "终于", "脱颖而出", "顺利", "我们", "年", "度", "于", "在", "每年", "则", "连续"}

// trimAdverbs cuts blanks, dates and adverbs off both ends of sp.
func (r *reader) trimAdverbs(sp doc.Span) doc.Span {
	for changed := true; changed && !sp.Empty(); {
		changed = false
		s := sp.Of(r.t)
		if n := max(leadingDate(s), len(s)-len(strings.TrimPrefix(s, "、"))); n > 0 {
			sp.Start += n
			changed = true
			continue
		}
		for _, a := range adverbs {
			if strings.HasSuffix(s, a) {
				sp.End -= len(a)
				changed = true
				break
			}
			if strings.HasPrefix(s, a) && !(a == "共" && strings.HasPrefix(s, "共青团")) {
				sp.Start += len(a)
				changed = true
				break
			}
		}
		if s := sp.Of(r.t); !changed && s != "" && strings.ContainsRune(" 、0123456789", rune(s[len(s)-1])) {
			sp.End--
			changed = true
		} else if n := trailingRounds(s); !changed && n > 0 {
			sp.End -= n
			changed = true
		} else if !changed && strings.HasSuffix(s, "、") {
			sp.End -= len("、")
			changed = true
		}
	}
	if sp.End < sp.Start {
		sp.End = sp.Start
	}
	return sp
}

// trailingRounds returns the length of 四届, 三年 or 两次 at the end of s.
func trailingRounds(s string) int {
	for _, u := range []string{"届", "年", "次", "度", "轮", "批", "个季度"} {
		if t, ok := strings.CutSuffix(s, u); ok {
			n := strings.TrimRight(t, "一二两三四五六七八九十0123456789")
			if n != t {
				return len(s) - len(n)
			}
		}
	}
	return 0
}

// leadingDate returns the length of a date at the start of s.
func leadingDate(s string) int {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == ' ') {
		i++
	}
	if i == 0 {
		return 0
	}
	for _, u := range []string{"年度", "年", "月份", "月", "日", "至", "到", "-", "、"} {
		if strings.HasPrefix(s[i:], u) {
			return i + len(u)
		}
	}
	return 0
}

// recipientEnds tell a recipient's kind by the end of its name, the first that
// fits counts.
var recipientEnds = []struct {
	ends []string
	kind RecipientKind
}{
	{[]string{"》", "作品", "论文", "节目", "项目", "案例", "品牌", "工作法", "歌曲", "视频", "讲坛”", "课题"}, Work},
	{[]string{"家庭", "户", "家"}, Family},
	{[]string{"同志", "某", "人", "名", "党员", "教师", "职工", "干部", "书记", "主任", "局长", "领导", "护士长", "医生", "老师", "学生", "民警", "队长", "主席", "院长", "校长", "选手"}, Person},
	{[]string{"我县", "我市", "我区", "我镇", "我乡", "我村", "全县", "全市", "全区", "社区", "村", "镇", "乡", "县", "区", "市", "街道", "馆", "基地", "广场", "景区", "公园"}, Place},
	{[]string{"科", "室", "队", "班", "组", "厅", "窗口", "中心", "站", "所", "岗", "车间"}, Team},
	{[]string{"局", "委", "校", "院", "公司", "会", "处", "办", "部", "单位", "机关", "中学", "小学", "大学", "厂", "社", "联", "支部", "党委", "我馆"}, Organization},
}

// kind returns the recipient's kind: a title for people and families says it
// by itself, else the recipient's name, else the title.
func (r *reader) kind(t *title, h *Honour) RecipientKind {
	var byTitle RecipientKind
	if t.known != nil && t.known.Kind != RecipientUnknown {
		byTitle = t.known.Kind
	}
	if t.head != nil && t.head.Column(1) != "" {
		byTitle = RecipientKind(t.head.Column(1))
	}
	if t.named {
		return Person
	}
	if byTitle == Family || byTitle == Person && h.Recipient.Empty() {
		return byTitle
	}
	s := strings.TrimRight(h.Recipient.Of(r.t), "等 ")
	if s != "" {
		for _, e := range recipientEnds {
			for _, w := range e.ends {
				if strings.HasSuffix(s, w) {
					return e.kind
				}
			}
		}
	}
	if byTitle != "" {
		return byTitle
	}
	return Organization
}
