package honours

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

var _ = rule.Register(rule.Rule{
	ID:       "honour.level",
	Title:    "荣誉级别与授予机关不符",
	Why:      "市里的机关不能授予省级称号;把级别说高,是虚报荣誉最常见的写法。",
	Severity: finding.Warning,
	Bad: []string{
		"2021年,审批股被团市委授予⟦省级“五四红旗团支部”⟧称号。",
		"2022年,团县委授予服务队⟦“全国青年文明号”⟧。",
		"2019年,我馆被省爱卫会评为省级卫生单位。作为上述⟦“全国卫生单位”⟧,我馆带头示范。",
		"我站2022年获⟦省级“巾帼文明岗”⟧(市妇联颁发)。",
		"2021年,市工信局授予我公司⟦“省级绿色工厂”⟧称号。",
		"2022年,县人民政府授予我校⟦省级“平安校园”⟧称号。",
		"2022年,镇妇联评选王秀兰家庭为⟦全国“最美家庭”⟧。",
		"2020年获得⟦“省级节约型机关”⟧称号(市机关事务管理局授予)。",
		"2019年,我院获评市级文明单位。⟦“全国文明单位”⟧的牌子来之不易。",
		"2021年,我市获全国文明城市提名资格,成功跻身⟦全国文明城市⟧行列。",
		"2023年,市总工会命名服务中心为⟦省级“工人先锋号”⟧。",
	},
	Good: []string{
		"2021年,审批股被团市委授予市级“五四红旗团支部”称号。",
		"2022年,团中央授予服务队“全国青年文明号”。",
		"经市妇联推荐,王家庭获评全国“最美家庭”。",
		"2019年,我馆被省爱卫会评为省级卫生单位。2020年,又被中央文明委评为“全国文明单位”。",
		"2021年,市工信局授予我公司“市级绿色工厂”称号。经县妇联评选推荐,王家庭获评全国“最美家庭”。",
		"2017年,我市获全国文明城市提名资格,2020年成功跻身全国文明城市行列。",
		"2019年,我院获评市级文明单位。2022年,“省级文明单位”的牌子挂上大门。",
		"县里组织评选活动,为全国文明城市创建出力。县委表彰获得省级荣誉的单位。",
		"重庆市巴南区文化馆工作总结\n我馆被市文化委评为市级先进单位。",
	},
	Check: checkLevel,
})

func checkLevel(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	hs := honour.Of(d)
	for i := range hs {
		h := &hs[i]
		stated := statedLevel(bare(h.Of(t)))
		if rank(stated) == 0 && strings.HasPrefix(h.Of(t), "“") {
			stated = levelBehind(t[:h.Start])
		}
		issuer := h.Issuer
		if issuer.Empty() {
			issuer = issuerBehind(t, h.End)
		}
		if issuer.Empty() || rank(stated) == 0 {
			continue
		}
		given := issuerLevel(d, issuer.Of(t))
		if rank(given) == 0 {
			continue
		}
		p.Examined(1)
		if rank(given) < rank(promoted(d, stated)) || rank(given) < rank(stated) {
			accuse(p, h.Span, issuer, stated, given)
		}
	}
	named(p)
	if len(hs) > 0 {
		first := firstOf(hs)
		anaphora(p, hs, first)
		plaques(p, hs, first)
	}
	nominees(p)
}

func accuse(p *rule.Pass, at, issuer doc.Span, stated, given honour.Level) {
	t := p.Doc.Text
	p.Report(finding.Finding{
		Span:       at,
		Message:    fmt.Sprintf("%s属%s,不能授予%s荣誉:%s。", issuer.Of(t), levelNames[given], levelNames[stated], at.Of(t)),
		Evidence:   []finding.Evidence{{Span: issuer, Note: "授予机关,属" + levelNames[given]}},
		Suggestion: "核对证书或文件,写明真实的级别和授予机关。",
	})
}

// bare drops what stands before the level words of a title: the edition and the
// year.
func bare(title string) string {
	for {
		rest := unopened(title)
		if k := roundEnd(rest); k > 0 {
			rest = rest[k:]
		} else if len(rest) > 4 && rest[0] >= '0' && rest[0] <= '9' {
			rest = strings.TrimLeft(rest, "0123456789")
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "年"), "度")
		}
		if rest == title {
			return title
		}
		title = rest
	}
}

// unopened drops the opening marks before a title.
func unopened(title string) string {
	for {
		rest := strings.TrimPrefix(strings.TrimPrefix(title, "“"), "《")
		if len(rest) == len(title) {
			return title
		}
		title = rest
	}
}

// roundEnd returns where 第六届, 第三批 or 第2021年度 ends that title opens with,
// 0 if it opens with none.
func roundEnd(title string) int {
	const longest = 16
	if !strings.HasPrefix(title, "第") {
		return 0
	}
	k := strings.IndexAny(title, "届批度")
	if k < 0 || k >= longest {
		return 0
	}
	return k + len("届")
}

// issuerBehind reads (市总工会颁发) behind a title.
func issuerBehind(t string, at int) doc.Span {
	for _, w := range []string{"荣誉称号", "称号", "荣誉", "奖牌"} {
		if strings.HasPrefix(t[at:], w) {
			at += len(w)
			break
		}
	}
	if !strings.HasPrefix(t[at:], "(") {
		return doc.Span{}
	}
	end := strings.Index(t[at:], ")")
	if end < 0 || end > 60 {
		return doc.Span{}
	}
	start := at + 1
	for _, w := range []string{"由", "系"} {
		start += len(t[start:at+end]) - len(strings.TrimPrefix(t[start:at+end], w))
	}
	for _, w := range []string{"颁发", "授予", "命名", "表彰", "评定", "认定", "颁授"} {
		if name, ok := strings.CutSuffix(t[start:at+end], w); ok && name != "" {
			return doc.Span{Start: start, End: start + len(name)}
		}
	}
	return doc.Span{}
}

// giving are the verbs of giving a title; those in 的 describe it by its giver.
var giving = [...]string{"命名", "授予", "评定", "认定", "评选", "评", "确定", "表彰", "颁发的", "颁授的", "授予的", "评选的", "命名的"}

var givingVerbs = lexicon.DefineWords("honours.giving", giving[:]...)

// named checks X命名Y为省级“Z”, where the giver acts.
func named(p *rule.Pass) {
	hits := givingVerbs.In(p.Doc)
	for _, c := range segment.Clauses(p.Doc) {
		if len(hits) == 0 {
			return
		}
		n := 0
		for n < len(hits) && hits[n].Start < c.End {
			n++
		}
		if n > 0 {
			namedIn(p, c, hits[:n])
		}
		hits = hits[n:]
	}
}

// namedIn checks the clause c, in which the hits begin; the first occurrence of
// each verb counts.
func namedIn(p *rule.Pass, c doc.Span, hits []lexicon.Hit) {
	const as = "为"
	t := p.Doc.Text
	var first [len(giving)]int
	for i := len(hits) - 1; i >= 0; i-- {
		if h := &hits[i]; c.Contains(h.Span) {
			first[h.Row.Number] = h.End
		}
	}
	for v, verb := range giving {
		end := first[v]
		start := end - len(verb)
		if start <= c.Start {
			continue
		}
		if strings.HasSuffix(verb, "的") {
			handed(p, doc.Span{Start: start, End: end}, c)
			continue
		}
		k := strings.Index(t[end:c.End], as)
		if k < 0 || strings.HasPrefix(t[end:c.End], "的") {
			continue
		}
		at := end + k + len(as)
		stated := statedLevel(t[at:c.End])
		if rank(stated) == 0 || strings.Contains(t[c.Start:start], "被") {
			continue
		}
		awarded(p, doc.Span{Start: at, End: c.End}, issuerBefore(t, doc.Span{Start: c.Start, End: start}), stated)
	}
}

// handed checks 获得X颁发的省级Z, where a phrase names the giver and ends in the
// verb, in the clause c.
func handed(p *rule.Pass, verb, c doc.Span) {
	t := p.Doc.Text
	stated := statedLevel(t[verb.End:c.End])
	if rank(stated) == 0 {
		return
	}
	start := -1
	for _, w := range []string{"荣获", "获得", "获", "取得", "赢得", "由"} {
		if i := strings.LastIndex(t[c.Start:verb.Start], w); i >= 0 {
			start = max(start, c.Start+i+len(w))
		}
	}
	if start >= 0 {
		awarded(p, doc.Span{Start: verb.End, End: c.End}, doc.Span{Start: start, End: verb.Start}, stated)
	}
}

// awarded compares the level stated by the title that opens rest with that of
// who gave it.
func awarded(p *rule.Pass, rest, issuer doc.Span, stated honour.Level) {
	if issuer.Empty() {
		return
	}
	t := p.Doc.Text
	given := issuerLevel(p.Doc, issuer.Of(t))
	if rank(given) == 0 {
		return
	}
	title := doc.Span{Start: rest.Start, End: titleEnd(t, rest.Start, rest.End)}
	if overlapsHonour(honour.Of(p.Doc), title) {
		return
	}
	p.Examined(1)
	if rank(given) < rank(stated) {
		accuse(p, title, issuer, stated, given)
	}
}

// overlapsHonour reports whether sp overlaps an honour whose giver is known; hs
// are ordered by start.
func overlapsHonour(hs []honour.Honour, sp doc.Span) bool {
	const longest = 600 // more than an honour's length in bytes
	for j := sort.Search(len(hs), func(i int) bool { return hs[i].Start >= sp.End }) - 1; j >= 0 && hs[j].Start > sp.Start-longest; j-- {
		if h := &hs[j]; h.Overlaps(sp) && !h.Issuer.Empty() {
			return true
		}
	}
	return false
}

// issuerBefore returns the name that fills the stretch before the verb, if it
// is short and not an adverbial of time.
func issuerBefore(t string, sp doc.Span) doc.Span {
	const shortest, longest = len("市委"), len("一二三四五六七八九十一二")
	for at := sp.End; at > sp.Start && sp.End-at <= longest; {
		r, w := utf8.DecodeLastRuneInString(t[:at])
		if r == '月' || r == '年' || r == '日' || r == ',' {
			sp.Start = at
			break
		}
		at -= w
	}
	if sp.Len() < shortest || sp.Len() > longest {
		return doc.Span{}
	}
	return sp
}

// titleEnd returns where a title that begins at i ends: behind its closing
// quote, else at the clause's end.
func titleEnd(t string, i, limit int) int {
	if k := strings.Index(t[i:limit], "”"); k >= 0 {
		return i + k + len("”")
	}
	for limit > i && strings.ContainsRune(",。;", rune(t[limit-1])) {
		limit--
	}
	return i + len(strings.TrimRight(t[i:limit], ",。;"))
}

// earliest holds, by rank, where the first honour of each level ends; 0 if
// there is none.
type earliest [6]int

func firstOf(hs []honour.Honour) (e earliest) {
	for i := range hs {
		if at := &e[rank(hs[i].Level)]; *at == 0 || hs[i].End < *at {
			*at = hs[i].End
		}
	}
	return e
}

// before reports whether an honour of level l ends before at.
func (e *earliest) before(l honour.Level, at int) bool { return e[rank(l)] > 0 && e[rank(l)] <= at }

// anaphora checks a title taken up again — 作为上述“全国文明单位” — against the
// mention it refers to.
func anaphora(p *rule.Pass, hs []honour.Honour, first earliest) {
	t := p.Doc.Text
hits:
	for _, hit := range backReferences.In(p.Doc) {
		at := hit.End
		stated := statedLevel(t[at:min(len(t), at+24)])
		// An earlier honour of that level may be the one that is meant.
		if rank(stated) == 0 || first.before(stated, at) {
			continue
		}
		last := sort.Search(len(hs), func(j int) bool { return hs[j].Start >= at }) - 1
		for j := last; j >= max(0, last-maxBack); j-- {
			h := &hs[j]
			if h.End > at || h.Title == "" || rank(h.Level) == 0 || !strings.Contains(t[at:min(len(t), at+80)], h.Title) {
				continue
			}
			p.Examined(1)
			if h.Level != stated {
				end := at + strings.Index(t[at:], h.Title) + len(h.Title)
				if strings.HasPrefix(t[end:], "”") {
					end += len("”")
				}
				p.Report(finding.Finding{
					Span: doc.Span{Start: at, End: end}, Severity: finding.Error,
					Message:    fmt.Sprintf("前面说是%s“%s”,这里成了%s。", levelNames[h.Level], h.Title, levelNames[stated]),
					Evidence:   []finding.Evidence{{Span: h.Span, Note: "前面的说法"}},
					Suggestion: "核对证书,统一写法。",
				})
			}
			continue hits
		}
	}
}

// backReferences take up an honour named before; maxBack is how many honours
// back it may stand.
var backReferences = lexicon.DefineWords("honours.back-reference", "上述", "前述", "这一", "该项", "这个", "这份", "这块", "这面", "作为")

const maxBack = 100
