package honour

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/segment"
	"hecha/internal/stance"
)

var verbWords = lexicon.Define("honour-verb")

// reader finds the honours of one document. It goes from verb to verb (荣获,
// 评为, 授予, …), reads the titles beside each and what the sentence says of
// them. Everything it looks at lies within a bounded distance of the verb, so
// that a text without full stops costs no more than another.
type reader struct {
	d          *doc.Document
	t          string
	sentences  []doc.Span
	verbs      []lexicon.Hit
	heads      []lexicon.Hit
	adjectives []lexicon.Hit
	issuers    []lexicon.Hit
	contests   []lexicon.Hit
	quantities []quantity.Quantity
	aiming     []lexicon.Hit
	passives   []lexicon.Hit
	levels     levels
	out        []Honour
	done       int // end of the text already read
	*room
}

// rooms keeps the room of readers that are done.
var rooms = sync.Pool{New: func() any { return new(room) }}

// room is what a reader needs for one verb.
type room struct {
	verbs  []lexicon.Hit
	near   []lexicon.Hit // for headsFrom
	listed []title       // for list
}

// read returns the honours of d, in the memory of those of another document.
func read(d *doc.Document, spent []Honour) []Honour {
	clear(spent)
	spent = spent[:0]
	kept := rooms.Get().(*room)
	defer rooms.Put(kept)
	verbs := slices.AppendSeq(kept.verbs[:0], verbWords.Longest(d))
	kept.verbs = verbs
	if !slices.ContainsFunc(verbs, awards) {
		return spent
	}
	r := &reader{
		d: d, t: d.Text, sentences: segment.Sentences(d), verbs: verbs, heads: headWords.In(d),
		adjectives: adjectiveWords.In(d), issuers: issuerWords.In(d), contests: contestWords.In(d), quantities: quantity.Of(d).Quantities,
		aiming: aimWords.In(d), passives: passiveWords.In(d), levels: readLevels(d),
		out: spent, room: kept,
	}
	return r.read(stance.Of(d))
}

// awards reports whether a word of the class honour-verb says that an honour was
// won.
func awards(v lexicon.Hit) bool { return v.Row.Column(0) != "none" }

// frame is a verb in its sentence.
type frame struct {
	verb     lexicon.Hit
	sentence doc.Span
	// clause is the clause's start.
	clause int
	// subject is what stands before the verb in its clause, without issuer;
	// issuer is the body behind 被 or 由.
	subject, issuer doc.Span
}

// reach bounds how far from a verb the reader looks, in bytes.
const reach = 600

func (r *reader) read(stances *stance.Reading) []Honour {
	for _, v := range r.verbs {
		if v.Start < r.done || !awards(v) || stances.At(v.Start) != stance.Claimed {
			continue
		}
		f := r.frame(v)
		if r.aims(f) {
			continue
		}
		ts := r.titles(f)
		if len(ts) == 0 {
			continue
		}
		f.clause = min(max(f.clause, r.done), v.Start)
		f.subject.Start = f.clause
		r.passive(&f)
		if r.relative(f, ts) {
			r.done = ts[len(ts)-1].End
			continue
		}
		r.emit(f, ts)
	}
	if before := func(a, b Honour) int { return a.Span.Compare(b.Span) }; !slices.IsSortedFunc(r.out, before) {
		slices.SortStableFunc(r.out, before)
	}
	return r.out
}

// frame reads the verb's surroundings.
func (r *reader) frame(v lexicon.Hit) frame {
	f := frame{verb: v}
	if i := segment.At(r.sentences, v.Start); i >= 0 {
		f.sentence = r.sentences[i]
	} else {
		f.sentence = doc.Span{Start: v.Start, End: v.End}
	}
	f.sentence.Start = max(f.sentence.Start, r.rune(v.Start-reach))
	f.sentence.End = max(v.End, min(f.sentence.End, r.rune(v.End+3*reach)))
	f.clause = f.sentence.Start
	depth := 0
	for i := v.Start; i > f.sentence.Start; {
		c, n := utf8.DecodeLastRuneInString(r.t[:i])
		switch c {
		case '”', '》', ')':
			depth++
		case '“', '《', '(':
			depth--
		case ',', ':', ';':
			if depth <= 0 {
				f.clause = i
				i = f.sentence.Start
				continue
			}
		}
		i -= n
	}
	f.subject = doc.Span{Start: f.clause, End: v.Start}
	return f
}

// rune returns the start of the rune at off, inside the text.
func (r *reader) rune(off int) int {
	off = min(max(off, 0), len(r.t))
	for off > 0 && off < len(r.t) && !utf8.RuneStart(r.t[off]) {
		off--
	}
	return off
}

// passives stand before the body that gives, the surest first.
var passives = [...]string{"被", "由", "经", "受"}

var passiveWords = lexicon.DefineWords("honour.passive", passives[:]...)

// passive reads the issuer between 被 or 由 and the verb and cuts the subject.
func (r *reader) passive(f *frame) {
	var last [len(passives)]doc.Span
	for _, h := range begins(r.passives, doc.Span{Start: f.clause, End: f.verb.Start}) {
		if h.End <= f.verb.Start {
			last[h.Row.Number] = h.Span
		}
	}
	for n, by := range last {
		if by.Empty() {
			continue
		}
		who := r.trimAdverbs(doc.Span{Start: by.End, End: f.verb.Start})
		if passives[n] != "被" && (who.Empty() || r.lastIssuer(who.Start, who.End).End != who.End && !strings.HasSuffix(who.Of(r.t), "里")) {
			continue
		}
		f.issuer = who
		f.subject.End = by.Start
		break
	}
	if f.issuer.Empty() && f.verb.Row.Column(0) == "grant" {
		who := r.trimAdverbs(f.subject)
		if r.lastIssuer(who.Start, who.End).End == who.End {
			f.issuer, f.subject.End = who, who.Start
		}
	}
	f.subject = r.subject(f.subject)
}

// subject cuts from what stands before a verb the occasion (在…中, 参加…) and
// the adverbs.
func (r *reader) subject(sp doc.Span) doc.Span {
	sp = r.trimAdverbs(sp)
	s := sp.Of(r.t)
	for _, in := range [...]string{"参加", "在"} {
		if i := strings.Index(s, in); i >= 0 {
			sp.End, s = sp.Start+i, s[:i]
		}
	}
	i := sort.Search(len(r.contests), func(i int) bool { return r.contests[i].End >= sp.End })
	if strings.HasSuffix(s, "中") || strings.HasPrefix(s, "通过") || i < len(r.contests) && r.contests[i].End == sp.End {
		sp.End = sp.Start
	}
	return r.trimAdverbs(sp)
}

// aims reports whether the clause speaks of an aim, a criterion or a selection
// rather than of an honour won.
func (r *reader) aims(f frame) bool {
	hits := begins(r.aiming, doc.Span{Start: f.clause, End: f.verb.Start})
	for i := len(hits) - 1; i >= 0; i-- {
		if hits[i].End <= f.verb.Start {
			behind := r.t[hits[i].Start:f.verb.Start]
			return !strings.Contains(behind, "成功") && !strings.Contains(behind, "被")
		}
	}
	return false
}

// aimWords are the words of aims, criteria and selections.
var aimWords = lexicon.DefineWords("honour.aim", "争创", "申报", "力争", "推荐", "申请", "参评", "迎接", "争做", "争当", "如果", "凡", "对于", "符合", "候选", "拟", "是否", "标准", "条件", "未")

// relative reports whether the titles stand in a phrase that describes
// somebody: 对获得“…”称号的科室给予奖励.
func (r *reader) relative(f frame, ts []title) bool {
	last := ts[len(ts)-1]
	if last.End < f.verb.Start {
		return false
	}
	rest := r.t[r.afterTitle(last.End):]
	return strings.HasPrefix(rest, "的") && results.Opens(rest) < 0 && f.issuer.Empty()
}

// results may follow a title that was won.
var results = lexicon.NewList("的好成绩", "的荣誉", "的称号", "的殊荣", "的优异", "的光荣", "的佳绩")

// titles returns the titles that belong to the verb.
func (r *reader) titles(f frame) []title {
	pos, limit := f.verb.End, f.sentence.End
	switch f.verb.Row.Column(0) {
	case "strong":
		return r.list(pos, limit, loose)
	case "weak":
		return r.list(pos, limit, strict)
	case "list":
		return r.list(pos, limit, levelled)
	case "merit":
		return r.list(f.verb.Start+len("记"), limit, loose)
	case "grant":
		return r.granted(f)
	case "keep":
		ts := r.list(pos, limit, strict)
		if len(ts) > 0 && r.saysTitle(ts[len(ts)-1].End) {
			return ts
		}
	case "land":
		return r.preceding(f, f.verb.Start)
	case "run":
		end := f.verb.Start
		for end > f.clause {
			c, n := utf8.DecodeLastRuneInString(r.t[:end])
			if !strings.ContainsRune("“二两三四五六七八九十0123456789的", c) {
				break
			}
			end -= n
		}
		return r.preceding(f, end)
	}
	return nil
}

// granted reads 授予: the title follows, perhaps behind the recipient, or
// stands before (“…”的牌匾由…授予…).
func (r *reader) granted(f frame) []title {
	pos := r.fill(f.verb.End)
	end := max(pos, r.phraseEnd(pos, min(f.sentence.End, pos+maxTitle)))
	quote := strings.Index(r.t[pos:end], "“")
	if quote >= 0 {
		start := pos
		if quote > 0 {
			if _, n := r.levels.prefix(r.t[pos:pos+quote] + "“x"); n < quote && (r.lastIssuer(pos, pos+quote).End != pos+quote || r.giver(f)) {
				start = r.levelBefore(pos, pos+quote)
			}
		}
		if ts := r.list(start, f.sentence.End, loose); len(ts) > 0 {
			if start > pos {
				ts[0].recipient = doc.Span{Start: pos, End: start}
			}
			return ts
		}
	}
	if ts := r.list(pos, f.sentence.End, strict); len(ts) > 0 {
		return ts
	}
	// 授予张某全国劳动模范称号: the title opens with its level.
	for i := range r.t[pos:end] {
		if row, _ := r.levels.word(r.t[pos+i:]); i > 0 && row != nil && row.Column(1) != "place" {
			if ts := r.list(pos+i, f.sentence.End, strict); len(ts) > 0 {
				ts[0].recipient = doc.Span{Start: pos, End: pos + i}
				return ts
			}
		}
	}
	close := strings.Index(r.t[f.clause:f.verb.Start], "”")
	open := strings.Index(r.t[f.clause:f.verb.Start], "“")
	if close < open || open < 0 || !r.saysTitleSoon(f.clause+close+len("”")) {
		return nil
	}
	ts := r.preceding(f, f.clause+close+len("”"))
	if len(ts) > 0 {
		ts[0].recipient = r.trimAdverbs(doc.Span{Start: pos, End: end})
	}
	return ts
}

// giver reports whether the verb's clause names who gives, so that what follows
// the verb is who gets: 市总工会授予我局“…”.
func (r *reader) giver(f frame) bool {
	r.passive(&f)
	return !f.issuer.Empty()
}

// levelBefore returns where the level word that ends at end begins, end if
// there is none: 授予我校省级“平安校园”.
func (r *reader) levelBefore(pos, end int) int {
	for i := range r.t[pos:end] {
		if row, n := r.levels.word(r.t[pos+i : end]); i > 0 && row != nil && pos+i+n == end && row.Column(1) != "place" && Level(row.Column(0)) != UnitLevel && utf8.RuneCountInString(row.Word) > 1 {
			return pos + i
		}
	}
	return end
}

// saysTitleSoon is saysTitle behind 的.
func (r *reader) saysTitleSoon(at int) bool {
	at += len(r.t[at:]) - len(strings.TrimPrefix(r.t[at:], "的"))
	return r.saysTitle(at)
}

// preceding reads the title that ends at end, in the verb's clause.
func (r *reader) preceding(f frame, end int) []title {
	start := max(f.clause, r.done)
	s := r.t[start:end]
	if i := strings.LastIndexAny(s, "、"); i >= 0 && !strings.HasSuffix(s, "”") {
		start += i + 3
	}
	for _, v := range [...]string{"实现", "夺得", "取得", "获得", "荣获", "获", "创造", "赢得", "成功"} {
		if i := strings.LastIndex(r.t[start:end], v); i >= 0 {
			start += i + len(v)
		}
	}
	if q := strings.LastIndex(r.t[start:end], "“"); q >= 0 && strings.HasSuffix(r.t[start:end], "”") {
		if t, ok := r.quoted(start, start+q, end, end, loose); ok {
			return []title{t}
		}
	}
	if start < end && end-start < 120 {
		t := title{Span: doc.Span{Start: start, End: end}, core: doc.Span{Start: start, End: end}}
		if t.head = r.headAt(t.Span); t.head != nil && r.accept(&t, levelled, false) {
			return []title{t}
		}
	}
	return nil
}

// list reads the titles that follow each other from pos on: A、B和C. They are
// valid until the next call.
func (r *reader) list(pos, limit int, how strictness) []title {
	ts := r.listed[:0]
	for len(ts) < 60 {
		pos = r.fill(pos)
		t, ok := r.parse(pos, limit, how)
		if !ok {
			if n := r.nameAt(pos); n > 0 && len(ts) > 0 && ts[len(ts)-1].named {
				ts[len(ts)-1].recipient.End = pos + n
				ts[len(ts)-1].more++
				pos += n
			} else {
				break
			}
		} else {
			pos = r.behind(&t)
			ts = append(ts, t)
		}
		n, next := r.separator(pos, how)
		if n < 0 {
			break
		}
		pos, how = pos+n, next
	}
	r.listed = ts
	return ts
}

// separator returns the length of what joins two titles at pos and how strict
// to be behind it; -1 if nothing does.
func (r *reader) separator(pos int, how strictness) (int, strictness) {
	rest := r.t[pos:]
	if s := separators.Opens(rest); s >= 0 {
		if how == levelled {
			how = member
		}
		return len(separators.Word(s)), how
	}
	if strings.HasPrefix(rest, "“") {
		return 0, how
	}
	if rest, ok := strings.CutPrefix(rest, ","); ok {
		if strings.HasPrefix(rest, "“") && how == loose {
			return 1, strict
		}
		return 1, levelled
	}
	return -1, how
}

// separators stand between the titles of a list.
var separators = lexicon.NewList("、", "以及", "和", "及", "与", "暨")

// rank returns the length of a place won (第一名, 团体第二名) and of what joins it
// to the next title; a place is no title.
func rank(s string) int {
	s = s[:min(len(s), 30)]
	i := strings.Index(s, "第")
	if i < 0 || strings.ContainsAny(s[:i], "“、,。奖") {
		return 0
	}
	k := strings.Index(s[i:], "名")
	if k < 0 || k > 12 {
		return 0
	}
	end := i + k + len("名")
	for _, sep := range []string{"、", "和", "及"} {
		if strings.HasPrefix(s[end:], sep) {
			return end + len(sep)
		}
	}
	return 0
}

// fill skips what may stand between a verb and its title.
func (r *reader) fill(pos int) int {
	pos += rank(r.t[pos:])
	for {
		w := fillers.Opens(r.t[pos:])
		if w < 0 || strings.HasPrefix(r.t[pos:], "为民") {
			return pos
		}
		pos += len(fillers.Word(w))
	}
}

// fillers may stand between a verb and its title.
var fillers = lexicon.NewList(" ", "了", "过", "由", "成为", "为", "有", "首个", "唯一", "一个", "多个", "出", "的", ":")
