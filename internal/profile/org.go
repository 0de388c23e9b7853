package profile

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var suffixes = lexicon.Define("orgsuffix")

// Organisation is a body named in a report.
type Organisation struct {
	doc.Span
	*suffix
}

// suffix is what the end of a name tells of who bears it.
type suffix struct {
	// Self are the words it would call itself by behind 我 or 本: 局, 街道, 校.
	Self []string
	// Superior marks names that mostly stand for someone above the unit.
	Superior bool

	kinds  kindSet  // Self as far as they are selfKinds
	strong int      // the number of its first self-name in strongKinds
	short  bool     // too short to be a name without something before it
	party  bool     // 党组, 党委
	common bool     // always a common noun
	nouns  []string // common nouns that end in it
}

// compiled holds the suffixes by row of their dictionary.
var compiled = sync.OnceValue(func() []suffix {
	rows := suffixes.Rows()
	out := make([]suffix, len(rows))
	for i, r := range rows {
		x := &out[i]
		x.Self, x.Superior = strings.Split(r.Column(0), ","), r.Column(1) == "super"
		for k, kind := range selfKinds {
			if slices.Contains(x.Self, kind) {
				x.kinds.add(k)
			}
		}
		x.strong = strongKinds[x.Self[0]]
		x.short = utf8.RuneCountInString(r.Word) < 3
		x.party = strings.HasPrefix(r.Word, "党")
		for _, w := range commonNouns {
			if strings.HasSuffix(r.Word, w) {
				x.common = true
			} else if strings.HasSuffix(w, r.Word) {
				x.nouns = append(x.nouns, w)
			}
		}
	}
	return out
})

// generic reports whether a name that ends in the suffix is a common noun.
func (x *suffix) generic(name string) bool {
	if x.common {
		return true
	}
	for _, w := range x.nouns {
		if strings.HasSuffix(name, w) {
			return true
		}
	}
	return false
}

// leftStops are characters that no organisation's name runs across.
const leftStops = "们在由被与和及向为是对从到的了把将以经让使其该各等我本全据受请经过给同且但并而或则也都还又就才只每某此这那着过以及于按做任至自凡"

// leftWords are words that stand before a name without being part of it.
var leftWords = []string{"关于", "现将", "今年以来", "近年来", "一年来", "三年来", "长期以来", "目前", "联合", "组织", "通过", "今后", "下一步", "同时", "推动", "代表", "争创", "创建", "参加", "荣获", "开展", "加强",
	"帮助", "建设", "继续", "深入", "推进", "支持", "指导", "走进", "成立", "设立", "建立", "要求", "协调", "邀请", "组建", "号召", "引导", "鼓励", "发动", "依托", "配合", "全市", "全县", "全区", "全省", "以及", "打造", "选取", "评为", "授予", "命名",
	"认真", "执行", "按照", "严格", "坚持", "明确", "注重", "加大", "提升", "完善", "落实", "启用", "良好", "充分", "发挥", "利用", "结对", "走访", "慰问", "获得", "表彰", "征求", "抽调", "来自", "组成", "形成", "进入", "纳入", "覆盖", "服务于", "设在", "位于", "整合", "依靠"}

var (
	leftStopSet  = lexicon.NewChars(leftStops)
	leftWordList = lexicon.NewList(leftWords...)
	// leftWordSet are the first characters of leftWords.
	leftWordSet = lexicon.NewChars(func() (firsts string) {
		for _, w := range leftWords {
			_, n := utf8.DecodeRuneInString(w)
			firsts += w[:n]
		}
		return firsts
	}())
)

// Organisations returns the organisations named in d, in order. A name ends in
// a known suffix and reaches left over Chinese characters and masks to a mark
// or a function word; overlapping names keep the longest.
func Organisations(d *doc.Document) []Organisation { return organisations.Of(d) }

var organisations = doc.DefineReusing(func(d *doc.Document, spent []Organisation) []Organisation {
	all := compiled()
	hits := suffixes.In(d)
	out := slices.Grow(spent[:0], len(hits))
	reach := 0 // of the last of out
	for i := range hits {
		h := &hits[i]
		if n := len(out); n > 0 && h.End <= out[n-1].End && utf8.RuneCountInString(d.Text[reach:h.Start]) <= longestName {
			continue // 处 of 办事处: its name would begin at the same place
		}
		x := &all[h.Row.Number]
		if after := d.Text[h.End:]; strings.HasPrefix(after, "长") || strings.HasPrefix(after, "级") || strings.HasPrefix(after, "员") {
			continue // 局长, 县级, 委员
		}
		start, far := nameStart(d.Text, h.Span)
		if start == h.Start && x.short || x.generic(d.Text[start:h.End]) {
			continue
		}
		o := Organisation{doc.Span{Start: start, End: h.End}, x}
		if n := len(out); n > 0 && out[n-1].End > o.Start {
			if o.Superior && !out[n-1].Superior && o.Start == out[n-1].Start && x.party {
				continue // 某局党组 speaks for 某局
			}
			if out[n-1].Len() >= o.Len() {
				continue
			}
			out[n-1], reach = o, far
			continue
		}
		out, reach = append(out, o), far
	}
	return out
})

// commonNouns end in a suffix without naming anyone.
var commonNouns = []string{"城乡", "乡村", "农村", "庭院", "下乡", "返乡", "家乡", "故乡", "进村", "驻村", "示范村", "示范社区", "村镇", "乡镇", "文明镇", "文明村", "文明社区", "文明街道", "高校", "在校", "电影院", "剧院", "场所", "良好局", "开局", "格局", "布局", "全局", "大局", "结局", "到处", "之处", "好处", "深处", "整治办", "举办", "主办", "承办", "协办", "创办", "开办"}

// nameStart walks left from a suffix to the start of the name; reach is how far
// it went before it cut off the leftWords.
func nameStart(t string, suffix doc.Span) (start, reach int) {
	start = suffix.Start
	words := false
	for n := 0; n < longestName && start > 0; n++ {
		r, w := namePart(t[:start])
		if w == 0 || leftStopSet.Has(r) && !(r == '和' && joinedName(t[:start-w], t[start:])) {
			break
		}
		start -= w
		words = words || leftWordSet.Has(r) && leftWordList.Opens(t[start:suffix.Start]) >= 0
	}
	reach = start
	if words {
		start += behindWords(t[start:suffix.Start])
	}
	return start, reach
}

// longestName is how far a name reaches before its suffix, in characters.
const longestName = 18

// namePart returns the last character of s and its length if it may be part of
// a name: Chinese or the mask of one. Otherwise the length is 0.
func namePart(s string) (rune, int) {
	n := len(s)
	switch c := s[n-1]; {
	case c < utf8.RuneSelf:
		if c == 'X' || c == 'x' || c == '*' || c == '_' {
			return rune(c), 1
		}
	case strings.HasSuffix(s, "×"):
		return '×', len("×")
	case n >= 3 && s[n-3] >= 0xE3 && s[n-3] <= 0xE9:
		r := rune(s[n-3]&0xF)<<12 | rune(s[n-2]&0x3F)<<6 | rune(c&0x3F)
		if r >= 0x3400 && r <= 0x9FFF {
			return r, 3
		}
	case strings.HasSuffix(s, "○"):
		return '○', len("○")
	}
	return 0, 0
}

// behindWords returns where a name begins in s: behind all of the leftWords.
// They are cut off in the order of their list, again and again.
func behindWords(s string) int {
	type place struct{ word, start, end int }
	var room [longestName]place
	found := room[:0]
	leftWordList.Each(s, func(w, at int) {
		i := len(found)
		for i > 0 && found[i-1].word > w {
			i--
		}
		found = slices.Insert(found, i, place{w, at, at + len(leftWords[w])})
	})
	start := 0
	for again := true; again; {
		again = false
		last := -1
		for _, p := range found {
			if p.start >= start && p.word != last {
				start, last, again = p.end, p.word, true
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

// selfKinds are the words that may follow 我 or 本 in a self-name, none before
// one that it begins. 我省 我市 我县 我区 name the place, not the unit.
var selfKinds = []string{"街道", "社区", "中心", "公司", "集团", "支队", "大队", "总队", "妇联", "工会", "监狱", "支部", "局", "委", "办", "厅", "处", "馆", "院", "校", "园", "镇", "乡", "村", "会", "站", "所", "行", "台", "厂", "队", "社"}

// kindSet is a set of numbers of selfKinds.
type kindSet uint64

func (s *kindSet) add(k int)          { *s |= 1 << k }
func (s kindSet) has(k int) bool      { return s&(1<<k) != 0 }
func (s kindSet) any(of kindSet) bool { return s&of != 0 }

// wordStarts are those of them that also begin other words: 我处于, 我会议.
const wordStarts = "处行会台社所"

// selfWords are the self-names: 我街道, 本街道, 我社区, ….
var selfWords = lexicon.DefineWords("profile.self-name", func() (words []string) {
	for _, k := range selfKinds {
		words = append(words, "我"+k, "本"+k)
	}
	return words
}()...)

// selfHit is a place where the report calls itself by a kind, 我局.
type selfHit struct {
	doc.Span
	kind int // number in selfKinds
}

var selfHits = doc.Define(func(d *doc.Document) []selfHit {
	hits := selfWords.In(d)
	out := make([]selfHit, 0, len(hits))
	for i := range hits {
		h := &hits[i]
		if i > 0 && hits[i-1].Start == h.Start {
			continue // 我社 of 我社区
		}
		k := h.Row.Number / 2
		if strings.Contains(wordStarts, selfKinds[k]) {
			if next, _ := utf8.DecodeRuneInString(d.Text[h.End:]); strings.ContainsRune("于在理动业为以有见时议场", next) {
				continue
			}
		}
		out = append(out, selfHit{h.Span, k})
	}
	return out
})
