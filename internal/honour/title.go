package honour

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
)

var (
	headWords      = lexicon.Define("honour-head")
	adjectiveWords = lexicon.Define("honour-adjective")
	issuerWords    = lexicon.Define("issuer")
)

// strictness is how much a phrase must look like a title to be one.
type strictness int

const (
	// loose: any quotation, or a noun with an honouring or level word.
	loose strictness = iota
	// strict: it must end in a title's own noun, or name a known honour.
	strict
	// member: a noun with an honouring word, in a list whose first title was
	// levelled.
	member
	// levelled: strict, and it must say its level or be a known honour.
	levelled
)

// title is a title as it stands in the text.
type title struct {
	doc.Span          // with level words and quotes
	core     doc.Span // without the words before its quotation
	issuer   doc.Span
	head     *lexicon.Row // its noun; nil if not in the dictionary
	known    *Entry
	// count is the figure behind it, 0 if none; recipient is who stands there,
	// a person if named, with more others.
	count, more int
	recipient   doc.Span
	named       bool
	// level is what the words it opens with tell, opening how many bytes they
	// take.
	level   Level
	opening int
}

// maxTitle bounds the length of a title with what stands before it, in bytes.
const maxTitle = 240

// parse reads a title that begins at pos and ends before limit. It returns
// false when what stands there is none.
func (r *reader) parse(pos, limit int, how strictness) (title, bool) {
	limit = min(limit, pos+maxTitle)
	end := r.phraseEnd(pos, limit)
	if end <= pos {
		return title{}, false
	}
	quote := strings.Index(r.t[pos:end], "“")
	if quote >= 0 {
		quote += pos
	}
	if t, ok := r.plain(pos, end, how); ok && (quote < 0 || t.End <= quote) {
		return t, true
	}
	if quote < 0 {
		return r.open(pos, end, how)
	}
	return r.quoted(pos, quote, end, limit, how)
}

// phraseEnd returns where the phrase at pos ends: at the first mark outside
// quotes that cannot be in a title.
func (r *reader) phraseEnd(pos, limit int) int {
	depth := 0
	for i := pos; i < limit; {
		if b := r.t[i]; b >= 0xE4 && b <= 0xE9 {
			i += 3 // a Chinese character
			continue
		}
		c, n := utf8.DecodeRuneInString(r.t[i:])
		switch c {
		case '“', '《', '(', '〔':
			depth++
		case '”', '》', ')', '〕':
			if depth == 0 {
				return i
			}
			depth--
		case ',', ';', '。', ':', '!', '?', '\n':
			if depth == 0 || c == '\n' || c == '。' {
				return i
			}
		}
		i += n
	}
	return limit
}

// plain reads a title without quotes: it ends at the first noun of the class
// honour-head with which a title can end.
func (r *reader) plain(pos, end int, how strictness) (title, bool) {
	for _, h := range r.headsFrom(pos, end) {
		if h.End > end || !r.boundary(h.End, how) || r.inQuote(pos, h.End) {
			continue
		}
		if strings.HasPrefix(r.t[h.End:], "“") && r.lastIssuer(pos, h.End).End == h.End {
			return title{}, false // 市总工会“…”
		}
		if strings.Contains(r.t[pos:h.Start], "、") || strings.Count(r.t[pos:h.End], "《") != strings.Count(r.t[pos:h.End], "》") {
			return title{}, false
		}
		t := title{Span: doc.Span{Start: pos, End: h.End}, core: doc.Span{Start: pos, End: h.End}, head: h.Row}
		if k := strings.Index(r.t[pos:h.Start], "的"); k >= 0 && !r.onlyLevel(pos, pos+k) {
			if isGiven(r.t[pos : pos+k]) {
				t.issuer = doc.Span{Start: pos, End: pos + k - given(r.t[pos:pos+k])}
			}
			t.Start, t.core.Start = pos+k+3, pos+k+3
		}
		if strings.HasPrefix(r.t[h.End:], "“") && h.Row.Column(0) != "strong" && !r.praised(&t) {
			return title{}, false // 全国公安机关“…”
		}
		if r.accept(&t, how, false) {
			r.splitIssuer(&t)
			return t, true
		}
	}
	return title{}, false
}

// open reads a title behind an outright verb that ends in a noun of no
// dictionary: 评为全省优秀法院. An honouring word and a noun must make it up,
// behind words of level.
func (r *reader) open(pos, end int, how strictness) (title, bool) {
	const maxNoun = 8
	if how != loose {
		return title{}, false
	}
	for _, m := range [...]string{"、", "称号", "荣誉", "等", "和", "及", "的", "(", " ", "后", "之一"} {
		if i := strings.Index(r.t[pos:end], m); i >= 0 {
			end = pos + i
		}
	}
	lv, n := r.levels.prefix(r.t[pos:end])
	for _, h := range begins(r.adjectives, doc.Span{Start: pos, End: end}) {
		if h.End > end || h.Len() < 6 || r.levels.adjective[h.Row.Number] || h.Start != pos+n && lv == Unknown {
			continue
		}
		noun := r.t[h.End:end]
		if k := utf8.RuneCountInString(noun); k < 2 || k > maxNoun || strings.ContainsAny(noun, "0123456789“《*") || r.hasVerb(h.End, end) {
			return title{}, false
		}
		if noNouns.Opens(noun) >= 0 || noEndings.Close(noun) >= 0 {
			return title{}, false
		}
		t := title{Span: doc.Span{Start: pos, End: end}, core: doc.Span{Start: pos, End: end}, level: lv, opening: n}
		r.splitIssuer(&t)
		return t, true
	}
	return title{}, false
}

// noNouns neither begin nor end the noun of a title.
var (
	notTitles = []string{"等次", "等级", "档次", "单位创建", "标准", "以上", "验收", "提名", "候选"}
	noNouns   = lexicon.NewList(notTitles...)
	noEndings = lexicon.NewEndings(notTitles...)
)

// onlyLevel reports whether the text from start to end is nothing but words of
// level: 全市|的先进单位.
func (r *reader) onlyLevel(start, end int) bool {
	_, n := r.levels.prefix(r.t[start:end] + "“x")
	return n >= end-start
}

// quoted reads a title whose quotation opens at quote, with what stands before
// it from pos and behind it up to end.
func (r *reader) quoted(pos, quote, end, limit int, how strictness) (title, bool) {
	k := strings.Index(r.t[quote:min(len(r.t), quote+maxTitle)], "”")
	if k < 0 {
		return title{}, false
	}
	stop := quote + k + len("”")
	t := title{core: doc.Span{Start: quote, End: stop}}
	inner := doc.Span{Start: quote + len("“"), End: quote + k}
	if inner.Empty() {
		return title{}, false
	}
	t.head = r.headAt(inner)
	t.known = Lookup(inner.Of(r.t))
	// A cup names the contest as often as the prize: “健康杯”征文一等奖.
	complete := t.known != nil || t.head != nil && t.head.Column(0) == "strong" && t.head.Word != "杯"
	for _, h := range r.headsFrom(stop, min(end, stop+36)) {
		if gap := r.t[stop:h.Start]; strings.HasPrefix(gap, "和") || strings.HasPrefix(gap, "及") || strings.HasPrefix(gap, "与") || strings.Contains(gap, "“") || strings.Contains(gap, "、") || strings.Contains(gap, "(") {
			break
		}
		if complete && h.Start > stop+3 || !r.boundary(h.End, how) {
			continue
		}
		t.core.End, t.head = h.End, h.Row
		break
	}
	if candidates.Opens(r.t[t.core.End:]) >= 0 {
		return title{}, false
	}
	t.Span = t.core
	if !r.before(&t, pos, quote) || !r.accept(&t, how, true) {
		return title{}, false
	}
	return t, true
}

// candidates follow what was not won.
var candidates = lexicon.NewList("提名", "候选", "入围")

// before reads what stands between pos and the quotation: words of level, year
// and edition belong to the title, a body in front of them is the issuer.
func (r *reader) before(t *title, pos, quote int) bool {
	s := r.t[pos:quote]
	if s == "" {
		return true
	}
	if strings.Contains(s, "”") || r.hasVerb(pos, quote) {
		return false
	}
	if head, ok := strings.CutSuffix(s, "的"); ok {
		if n := given(head); n > 0 {
			t.issuer = doc.Span{Start: pos, End: quote - 3 - n}
			return true
		}
	}
	start := pos
	if h := r.lastIssuer(pos, quote); h.End > 0 && h.End < quote || h.End == quote {
		t.issuer = doc.Span{Start: pos, End: h.End}
		start = h.End
	}
	if start < quote {
		if _, n := r.levels.prefix(r.t[start:quote] + "“x"); n >= quote-start {
			t.Start = start
			return true
		}
		if i := strings.LastIndex(r.t[start:quote], "的"); i >= 0 {
			return true
		}
		if utf8.RuneCountInString(r.t[start:quote]) <= 12 && !r.hasVerb(start, quote) {
			t.Start = start
		}
	}
	return utf8.RuneCountInString(s) <= 40
}

// splitIssuer takes a body at the start of an unquoted title as its issuer.
func (r *reader) splitIssuer(t *title) {
	if !t.issuer.Empty() {
		return
	}
	h := r.lastIssuer(t.Start, t.End-3)
	if h.End == 0 || h.End >= t.head0() {
		return
	}
	rest := r.t[h.End:t.End]
	if fields.Opens(rest) >= 0 {
		return
	}
	if lv := r.levels.of(r.t[t.Start:h.End]); lv == Unknown && h.Row.Column(0) == "" {
		return
	}
	t.issuer = doc.Span{Start: t.Start, End: h.End}
	t.core.Start = h.End
}

// fields follow a body that is part of the title: 组织|工作先进单位.
var fields = lexicon.NewList("工作", "系统", "业务", "组织", "干部", "年会")

// head0 returns where the title's noun begins.
func (t *title) head0() int {
	if t.head == nil {
		return t.core.End
	}
	return t.core.End - len(t.head.Word)
}

// accept reports whether t is a title under how, and completes it.
func (r *reader) accept(t *title, how strictness, quoted bool) bool {
	s := t.core.Of(r.t)
	lv, n := r.levels.prefix(r.t[t.Start:t.End])
	t.level, t.opening = lv, n
	bare := unquoted(r.t[min(t.Start+n, t.End):t.End])
	if t.known == nil {
		if t.known = Lookup(unquoted(s)); t.known == nil {
			t.known = Lookup(bare)
		}
	}
	strong := t.known != nil || t.head != nil && t.head.Column(0) == "strong" && (bare != "" || t.head.Word != bare)
	praised := strong || r.praised(t)
	good := praised || t.head != nil && t.head.Column(1) != string(Work) && r.hasAdjective(t.Span)
	switch how {
	case loose:
		return good || quoted || t.head != nil && lv != Unknown
	case strict:
		return strong || good && (quoted || lv != Unknown) || quoted && lv != Unknown && t.head != nil || quoted && r.saysTitle(t.End)
	}
	if how == member {
		return good
	}
	if !strong && t.head != nil && t.head.Column(1) == string(Work) {
		return false // 推出全市首个数字服务平台
	}
	return praised && (lv != Unknown || t.known != nil && t.known.Level != ByPrefix && strings.HasPrefix(t.known.Title, unquoted(s)))
}

// unquoted returns s without the quotes around it.
func unquoted(s string) string {
	for {
		t := strings.TrimPrefix(strings.TrimPrefix(s, "“"), "”")
		t = strings.TrimSuffix(strings.TrimSuffix(t, "”"), "“")
		if len(t) == len(s) {
			return s
		}
		s = t
	}
}

// praised reports whether an honouring word other than one of level stands
// close before the title's noun: 优秀廉政短片.
func (r *reader) praised(t *title) bool {
	const near = 15
	at := t.head0()
	if t.head == nil {
		return false
	}
	for _, h := range begins(r.adjectives, doc.Span{Start: max(t.Start, at-near), End: at}) {
		if h.End <= at && !r.levels.adjective[h.Row.Number] {
			return true
		}
	}
	return false
}

// saysTitle reports whether what follows a quotation calls it a title.
func (r *reader) saysTitle(at int) bool { return callings.Opens(r.t[at:]) >= 0 }

var callings = lexicon.NewList("称号", "荣誉", "奖牌", "殊荣", "牌匾", "桂冠", "光荣称号", "等荣誉", "等称号", "证书", "奖项")

// boundaryWords may follow a title.
var boundaryWords = lexicon.NewList("等", "称号", "荣誉", "奖牌", "奖杯", "奖项", "牌匾", "证书", "桂冠", "殊荣", "之一", "和", "及", "与", "以及", "暨", "并", "后",
	"的", "各", "共", "光荣", "美誉", "表彰", "命名", "授牌", "一次", "两次", "一项", "一名", "两名", "一个", "两个", "三次", "四次", "五次", "零", "、", "“",
	",", ";", "。", ":", "!", "?", ")", "(", "”", "》", " ", "\n", "\t", "花落", "获得者", "行列", "名单", "三名", "三个", "多次", "两项", "三项", "复查")

// boundary reports whether a title can end at at.
func (r *reader) boundary(at int, how strictness) bool {
	rest := r.t[at:]
	if rest == "" || isDigit(rest[0]) || boundaryWords.Opens(rest) >= 0 {
		return true
	}
	return (how == levelled || how == member) && r.nameAt(at) > 0
}

// surnames are the frequent ones; they tell a name from other short words.
var surnames = lexicon.NewList(strings.Split("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝邰", "")...)

// nameAt returns the length of the name of a person at at: two to four
// characters before a mark, the first a surname, or 0.
func (r *reader) nameAt(at int) int {
	if surnames.Opens(r.t[at:]) < 0 || r.boundary(at, strict) {
		return 0
	}
	n := 0
	for i, c := range r.t[at:min(len(r.t), at+24)] {
		if strings.ContainsRune("、,。;和等 (", c) {
			if n >= 2 && n <= 4 && !r.hasVerb(at, at+i) {
				return i
			}
			return 0
		}
		if c < 0x4E00 || c > 0x9FFF {
			return 0
		}
		n++
	}
	return 0
}

// inQuote reports whether a quotation that opens behind pos is open at at.
func (r *reader) inQuote(pos, at int) bool {
	s := r.t[pos:at]
	return strings.Contains(s, "“") && strings.LastIndex(s, "“") > strings.LastIndex(s, "”")
}

// given returns the length of the verb at the end of s that says who gives:
// 国务院颁发.
func given(s string) int {
	if v := givingVerbs.Close(s); v >= 0 {
		return len(givingVerbs.Word(v))
	}
	return 0
}

var givingVerbs = lexicon.NewEndings("颁发", "授予", "命名", "评选", "表彰", "颁布", "评定", "认定", "组织评选")

func isGiven(s string) bool { return given(s) > 0 }

// headsFrom returns the nouns that lie in [pos, end), by end and then by start.
// They are valid until the next call.
func (r *reader) headsFrom(pos, end int) []lexicon.Hit {
	out := r.near[:0]
	for _, h := range begins(r.heads, doc.Span{Start: pos, End: end}) {
		if h.End > end {
			continue
		}
		// They come by start: few places are passed over.
		out = append(out, h)
		i := len(out) - 1
		for ; i > 0 && out[i-1].End > h.End; i-- {
			out[i] = out[i-1]
		}
		out[i] = h
	}
	r.near = out
	return out
}

// headAt returns the longest noun that ends sp, nil if none.
func (r *reader) headAt(sp doc.Span) *lexicon.Row {
	for _, h := range r.headsFrom(sp.Start, sp.End) {
		if h.End == sp.End {
			return h.Row
		}
	}
	return nil
}

func (r *reader) hasAdjective(sp doc.Span) bool { return anyIn(r.adjectives, sp) }

func (r *reader) hasVerb(start, end int) bool {
	return anyIn(r.verbs, doc.Span{Start: start, End: end})
}

// anyIn reports whether a hit lies in sp.
func anyIn(hs []lexicon.Hit, sp doc.Span) bool {
	hs = begins(hs, sp)
	for i := range hs {
		if hs[i].End <= sp.End {
			return true
		}
	}
	return false
}

// begins returns the hits that begin in sp.
func begins(hs []lexicon.Hit, sp doc.Span) []lexicon.Hit {
	lo := sort.Search(len(hs), func(i int) bool { return hs[i].Start >= sp.Start })
	hi := lo
	for hi < len(hs) && hs[hi].Start < sp.End {
		hi++
	}
	return hs[lo:hi]
}

// lastIssuer returns the last ending of a body's name in [start, end].
func (r *reader) lastIssuer(start, end int) lexicon.Hit {
	var last lexicon.Hit
	for _, h := range begins(r.issuers, doc.Span{Start: start, End: end}) {
		if h.End <= end && h.End > last.End {
			last = h
		}
	}
	return last
}
