package profile

import (
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var suffixes = lexicon.Define("orgsuffix")

// Organisation is a body named in a report.
type Organisation struct {
	doc.Span
	// Self are the words it would call itself by behind 我 or 本.
	Self []string
	// Superior marks names that mostly stand for someone above the unit.
	Superior bool
}

// Organisations returns the bodies named in d, in order.
func Organisations(d *doc.Document) []Organisation {
	var out []Organisation
	for _, o := range orgs(d) {
		out = append(out, Organisation{o.Span, o.self, o.superior})
	}
	return out
}

// org is the name of an organisation in a text.
type org struct {
	doc.Span
	// self is what such an organisation calls itself: 局, 街道, 校.
	self []string
	// superior marks names that mostly stand for someone above the unit.
	superior bool
}

// leftStops are characters that no organisation's name runs across.
const leftStops = "们在由被与和及向为是对从到的了把将以经让使其该各等我本全据受请经过给同且但并而或则也都还又就才只每某此这那着过以及于按做任至自凡"

// leftWords are words that stand before a name without being part of it.
var leftWords = []string{"关于", "现将", "今年以来", "近年来", "一年来", "三年来", "长期以来", "目前", "联合", "组织", "通过", "今后", "下一步", "同时", "推动", "代表", "争创", "创建", "参加", "荣获", "开展", "加强",
	"帮助", "建设", "继续", "深入", "推进", "支持", "指导", "走进", "成立", "设立", "建立", "要求", "协调", "邀请", "组建", "号召", "引导", "鼓励", "发动", "依托", "配合", "全市", "全县", "全区", "全省", "以及", "打造", "选取", "评为", "授予", "命名",
	"认真", "执行", "按照", "严格", "坚持", "明确", "注重", "加大", "提升", "完善", "落实", "启用", "良好", "充分", "发挥", "利用", "结对", "走访", "慰问", "获得", "表彰", "征求", "抽调", "来自", "组成", "形成", "进入", "纳入", "覆盖", "服务于", "设在", "位于", "整合", "依靠"}

var (
	leftStopSet = func() map[rune]bool {
		m := map[rune]bool{}
		for _, r := range leftStops {
			m[r] = true
		}
		return m
	}()
	leftWordList = lexicon.NewList(leftWords...)
)

// orgs returns the organisations named in d, in order. A name ends in a known
// suffix and reaches left over Chinese characters and masks to a mark or a
// function word; overlapping names keep the longest.
func orgs(d *doc.Document) []org { return orgArtefact.Of(d) }

var orgArtefact = doc.Define(func(d *doc.Document) []org {
	var out []org
	for _, h := range suffixes.In(d) {
		start := nameStart(d.Text, h.Span)
		if start == h.Start && utf8.RuneCountInString(h.Row.Word) < 3 {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(d.Text[h.End:]); next == '长' || next == '级' || next == '员' {
			continue // 局长, 县级, 委员
		}
		if generic(d.Text[start:h.End]) {
			continue
		}
		o := org{Span: doc.Span{Start: start, End: h.End}, self: strings.Split(h.Row.Column(0), ","), superior: h.Row.Column(1) == "super"}
		if n := len(out); n > 0 && out[n-1].End > o.Start {
			if o.superior && !out[n-1].superior && o.Start == out[n-1].Start && strings.HasPrefix(h.Row.Word, "党") {
				continue // 某局党组 speaks for 某局
			}
			if out[n-1].Len() >= o.Len() {
				continue
			}
			out[n-1] = o
			continue
		}
		out = append(out, o)
	}
	return out
})

// commonNouns end in a suffix without naming anyone.
var commonNouns = []string{"城乡", "乡村", "农村", "庭院", "下乡", "返乡", "家乡", "故乡", "进村", "驻村", "示范村", "示范社区", "村镇", "乡镇", "文明镇", "文明村", "文明社区", "文明街道", "高校", "在校", "电影院", "剧院", "场所", "良好局", "开局", "格局", "布局", "全局", "大局", "结局", "到处", "之处", "好处", "深处", "整治办", "举办", "主办", "承办", "协办", "创办", "开办"}

func generic(name string) bool {
	for _, w := range commonNouns {
		if strings.HasSuffix(name, w) {
			return true
		}
	}
	return false
}

// nameStart walks left from a suffix to the start of the name.
func nameStart(t string, suffix doc.Span) int {
	start := suffix.Start
	for n := 0; n < 18 && start > 0; n++ {
		r, w := utf8.DecodeLastRuneInString(t[:start])
		mask := r == 'X' || r == 'x' || r == '*' || r == '×' || r == '○' || r == '_'
		if !mask && (r < 0x3400 || r > 0x9FFF) || leftStopSet[r] && !(r == '和' && joinedName(t[:start-w], t[start:])) {
			break
		}
		start -= w
	}
	for leftWordList.In(t[start:suffix.Start]) {
		for _, w := range leftWords {
			if i := strings.Index(t[start:suffix.Start], w); i >= 0 {
				start += i + len(w)
			}
		}
	}
	return start
}

// joinedNames are offices with 和 in their names.
var joinedNames = []string{"发展和改革", "人力资源和社会保障", "住房和城乡", "工业和信息", "经济和信息", "卫生和计划", "文化和旅游", "规划和自然", "教育和体育", "科学和技术", "商务和", "城市管理和"}

// joinedName reports whether 和 between before and after is part of an office's
// name.
func joinedName(before, after string) bool {
	for _, n := range joinedNames {
		if a, b, _ := strings.Cut(n, "和"); strings.HasSuffix(before, a) && strings.HasPrefix(after, b) {
			return true
		}
	}
	return false
}

// fromLineStart lengthens a name to the start of its line, when only a few
// characters stand before it there: a function word inside a name, 向阳县, 全椒县,
// had stopped it short.
func fromLineStart(t string, name, line doc.Span) doc.Span {
	before := t[line.Start:name.Start]
	if before == "" || len(before) > len("一二三四") {
		return name
	}
	for _, w := range []string{"在", "关于", "我", "本", "致", "给", "对"} {
		if strings.HasPrefix(before, w) {
			return name
		}
	}
	for _, r := range before {
		if r < 0x3400 || r > 0x9FFF {
			return name
		}
	}
	return doc.Span{Start: line.Start, End: name.End}
}

// selfNames counts what the report calls itself: 我局, 本街道, 我校.
func selfNames(d *doc.Document, within doc.Span) map[string]int {
	out := map[string]int{}
	for _, h := range selfHits.Of(d) {
		if within.Contains(h.Span) {
			out[h.name]++
		}
	}
	return out
}

type selfHit struct {
	doc.Span
	name string
}

// selfKinds are the words that may follow 我 or 本 in a self-name, longest
// first. 我省 我市 我县 我区 name the place, not the unit.
var selfKinds = []string{"街道", "社区", "中心", "公司", "集团", "支队", "大队", "总队", "妇联", "工会", "监狱", "支部", "局", "委", "办", "厅", "处", "馆", "院", "校", "园", "镇", "乡", "村", "会", "站", "所", "行", "台", "厂", "队", "社"}

// wordStarts are those of them that also begin other words: 我处于, 我会议.
const wordStarts = "处行会台社所"

var selfHits = doc.Define(func(d *doc.Document) []selfHit {
	var out []selfHit
	t := d.Text
	for i, r := range t {
		if r != '我' && r != '本' {
			continue
		}
		end := i + len("我")
		for _, k := range selfKinds {
			if !strings.HasPrefix(t[end:], k) {
				continue
			}
			next, _ := utf8.DecodeRuneInString(t[end+len(k):])
			if !strings.Contains(wordStarts, k) || !strings.ContainsRune("于在理动业为以有见时议场", next) {
				out = append(out, selfHit{doc.Span{Start: i, End: end + len(k)}, k})
			}
			break
		}
	}
	return out
})
