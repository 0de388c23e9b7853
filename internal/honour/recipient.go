package honour

import (
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

// adverbs may stand around a subject or issuer without belonging to it.
var adverbs = []string{"先后", "连续", "多次", "再次", "首次", "分别", "联合", "共同", "正式", "荣幸", "光荣", "近年来", "几年来", "一年来", "近几年", "今年", "去年", "同年", "当年",
	"以来", "今年以来", "目前", "截至目前", "其中", "同时", "并", "还", "也", "又", "均", "都", "已", "曾", "成功", "一举", "累计", "共", "共有", "有", "多人", "两度", "三度", "两次", "三次",
	"六年", "五年", "四年", "三年", "两年", "二年", "七年", "八年", "九年", "十年", "多年", "蝉联", "被", "经", "由", "一致", "最终", "终于", "脱颖而出", "顺利", "我们", "年", "度", "于", "在", "每年", "则", "连续"}

var adverbsBefore, adverbsBehind = lexicon.NewList(adverbs...), lexicon.NewEndings(adverbs...)

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
		// Of an adverb at each end, the one named first goes first.
		first, last := adverbsBefore.Opens(s), adverbsBehind.Close(s)
		if first >= 0 && strings.HasPrefix(s, "共青团") {
			first = -1
		}
		changed = true
		switch {
		case last >= 0 && (first < 0 || last <= first):
			sp.End -= len(adverbs[last])
		case first >= 0:
			sp.Start += len(adverbs[first])
		case s != "" && (s[len(s)-1] == ' ' || isDigit(s[len(s)-1])):
			sp.End--
		default:
			n := trailingRounds(s)
			if n == 0 && strings.HasSuffix(s, "、") {
				n = len("、")
			}
			sp.End -= n
			changed = n > 0
		}
	}
	if sp.End < sp.Start {
		sp.End = sp.Start
	}
	return sp
}

// trailingRounds returns the length of 四届, 三年 or 两次 at the end of s.
func trailingRounds(s string) int {
	u := rounds.Close(s)
	if u < 0 {
		return 0
	}
	t := strings.TrimSuffix(s, rounds.Word(u))
	if n := strings.TrimRight(t, "一二两三四五六七八九十0123456789"); n != t {
		return len(s) - len(n)
	}
	return 0
}

// rounds are counted; none of them ends another in numerals only.
var rounds = lexicon.NewEndings("个季度", "届", "年", "次", "度", "轮", "批")

// leadingDate returns the length of a date at the start of s.
func leadingDate(s string) int {
	i := 0
	for i < len(s) && (isDigit(s[i]) || s[i] == ' ') {
		i++
	}
	if i == 0 {
		return 0
	}
	if u := dateUnits.Opens(s[i:]); u >= 0 {
		return i + len(dateUnits.Word(u))
	}
	return 0
}

var dateUnits = lexicon.NewList("年度", "年", "月份", "月", "日", "至", "到", "-", "、")

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

// recipientWords are all these ends, recipientKinds the kind of each.
var recipientWords, recipientKinds = func() (*lexicon.Endings, []RecipientKind) {
	var words []string
	var kinds []RecipientKind
	for _, e := range recipientEnds {
		words = append(words, e.ends...)
		for range e.ends {
			kinds = append(kinds, e.kind)
		}
	}
	return lexicon.NewEndings(words...), kinds
}()

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
	if s := strings.TrimRight(h.Recipient.Of(r.t), "等 "); s != "" {
		if e := recipientWords.Close(s); e >= 0 {
			return recipientKinds[e]
		}
	}
	if byTitle != "" {
		return byTitle
	}
	return Organization
}
