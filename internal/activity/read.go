package activity

import (
	"slices"
	"sort"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
	"hecha/internal/segment"
	"hecha/internal/stance"
)

var words = lexicon.Define("activity")

// Columns of the class activity.
const (
	colType = iota
	colRole
	colClass
	colUnit
)

// reader finds the activities of one document, clause by clause.
type reader struct {
	d          *doc.Document
	t          string
	stance     *stance.Reading
	hits       cursor[lexicon.Hit]
	quantities cursor[quantity.Quantity]
	honours    cursor[honour.Honour]
	out        []Activity
	// carried is the verb that governs a list over the following clauses
	// (创建A64所,B1个), with its classes.
	carried string
	// open is the index in out of the activity to which figures of following
	// clauses of the sentence belong, -1 if none.
	open int
	// pending is an activity that stands without a figure until a following
	// clause gives one: 开展演讲比赛,92名选手参加.
	pending *Activity
	// dated is the date stated last in the sentence.
	dated string
}

// cursor walks a slice ordered by start along with the clauses.
type cursor[T any] struct {
	all  []T
	next int
	at   func(*T) doc.Span
}

// in returns the elements that lie in sp; calls must go forward.
func (c *cursor[T]) in(sp doc.Span) []T {
	for c.next < len(c.all) && c.at(&c.all[c.next]).Start < sp.Start {
		c.next++
	}
	i := c.next
	for c.next < len(c.all) && c.at(&c.all[c.next]).End <= sp.End {
		c.next++
	}
	return c.all[i:c.next]
}

func newReader(d *doc.Document) *reader {
	return &reader{
		d: d, t: d.Text, stance: stance.Of(d),
		hits:       cursor[lexicon.Hit]{all: words.Longest(d), at: func(h *lexicon.Hit) doc.Span { return h.Span }},
		quantities: cursor[quantity.Quantity]{all: quantity.Of(d).Quantities, at: func(q *quantity.Quantity) doc.Span { return q.Span }},
		honours:    cursor[honour.Honour]{all: honour.Of(d), at: func(h *honour.Honour) doc.Span { return h.Span }},
	}
}

func (r *reader) read() []Activity {
	if r.stance.Planning {
		return nil
	}
	for _, s := range segment.Sentences(r.d) {
		r.carried, r.open, r.dated, r.pending = "", -1, "", nil
		for _, c := range cutClauses(r.t, s) {
			r.clause(c)
		}
	}
	return r.out
}

// clause is one clause with all that stands in it.
type clause struct {
	doc.Span
	first      int // index of the first quantity in quantity.Of
	hits       []lexicon.Hit
	quantities []quantity.Quantity
	names      []name
	honours    []honour.Honour
}

func (r *reader) clause(sp doc.Span) {
	c := clause{Span: sp, hits: r.hits.in(sp), honours: r.honours.in(sp)}
	c.quantities = r.quantities.in(sp)
	c.first = r.quantities.next - len(c.quantities)
	if sp.Empty() {
		return
	}
	if r.stance.At(sp.Start) != stance.Claimed {
		r.open = -1
		return
	}
	c.names = names(r.t, sp)
	r.noteDate(c)
	before := len(r.out)
	for _, p := range cutPieces(r.t, sp, c.quantities) {
		for _, q := range cutVerbs(r.t, c.part(p)) {
			r.piece(q, before)
		}
	}
	if len(r.out) > before {
		r.open = len(r.out) - 1
	}
}

// part returns what of c lies in sp.
func (c clause) part(sp doc.Span) clause {
	p := clause{Span: sp}
	p.hits, _ = within(c.hits, sp, func(h *lexicon.Hit) doc.Span { return h.Span })
	p.names, _ = within(c.names, sp, func(n *name) doc.Span { return n.Span })
	p.honours, _ = within(c.honours, sp, func(h *honour.Honour) doc.Span { return h.Span })
	var skipped int
	p.quantities, skipped = within(c.quantities, sp, func(q *quantity.Quantity) doc.Span { return q.Span })
	p.first = c.first + skipped
	return p
}

// within returns the elements of all, which is ordered, that lie in sp, and
// how many stand before them.
func within[T any](all []T, sp doc.Span, at func(*T) doc.Span) ([]T, int) {
	i := sort.Search(len(all), func(i int) bool { return at(&all[i]).Start >= sp.Start })
	j := i
	for j < len(all) && at(&all[j]).End <= sp.End {
		j++
	}
	return all[i:j], i
}

// piece reads one member of a clause's list.
func (r *reader) piece(p clause, before int) {
	fs := r.figures(p)
	h, ok := r.head(p, fs)
	if !ok {
		r.follow(p, fs, len(r.out) > before)
		return
	}
	if len(p.honours) > 0 && h.light.Empty() {
		return
	}
	if len(fs) == 0 {
		if as := r.named(p, h); len(as) > 0 {
			r.out = append(r.out, as...)
			return
		}
		if !r.datedHead(p, h) {
			if !h.light.Empty() && !h.plain && h.light.End <= h.word.Start {
				a := r.activity(p, h, nil)
				r.pending = &a
			}
			return
		}
	}
	a := r.activity(p, h, fs)
	if n := len(r.out); n > before && merges(r.out[n-1].Type, a.Type) {
		last := &r.out[n-1]
		last.End = a.End
		last.Quantities = append(last.Quantities, a.Quantities...)
		return
	}
	r.out, r.pending = append(r.out, a), nil
}

// merges tells that two members of a list make one activity: 建成分馆13个、
// 服务点46个 is one building campaign, 党课12次、研讨8次 are two things.
func merges(a, b Type) bool { return a == b && (a == "facility" || a == "publication") }

// maxCarried is how far into a clause, in bytes, an object may stand that the
// verb of an earlier clause governs: 创建A64所,B1个.
const maxCarried = 36

// head is what gives a piece its type.
type head struct {
	word  doc.Span // the head word; the name when the type comes from it
	typ   Type
	light doc.Span // the light or governing verb, empty if none
	unit  string   // further classifiers of occasions
	plain bool     // 活动, 行动 or a bare name
	noun  bool     // an event or object, not a doing
}

// head chooses the word that gives the piece its type: the last one before its
// last figure, since Chinese phrases end in their head; or, when the figure
// leads (举办20期培训班), the last one behind it. A later verb makes a new phrase.
func (r *reader) head(p clause, fs []figure) (head, bool) {
	c := choice{last: p.End, classes: r.carried, carried: r.carried != ""}
	if len(fs) > 0 {
		c.last = fs[len(fs)-1].Start
	}
	for _, x := range p.hits {
		if role := x.Row.Column(colRole); inName(p.names, x.Span) {
			if tells(x, p.names) {
				c.themes = append(c.themes, x)
			}
		} else if role != "light" && role != "verb" && r.compound(x.End) {
			if c.found && c.noun && c.word.End == x.Start {
				c.found = false // 主题党日|活动总结
			}
		} else if !c.done && !r.consider(&c, p, fs, x, role) {
			return head{}, false
		}
	}
	if c.found {
		if c.issued && c.typ != "publication" {
			c.typ, c.word, c.light = "publication", p.names[0].Span, doc.Span{}
		}
		return c.head, true
	}
	before := c.before
	c.head = head{light: c.governor()}
	h, ok := r.headless(p, fs, &c)
	switch {
	case before == nil:
		return h, ok
	case ok && len(p.names) > 0:
		if h.typ == "other" {
			h.typ = before.typ
		}
		return h, true
	}
	return *before, true
}

// tells reports whether a word inside a name tells its type: an ending only at
// the end of the name, an object only when it is about volunteers.
func tells(x lexicon.Hit, ns []name) bool {
	switch x.Row.Column(colRole) {
	case "event", "act", "theme":
		return true
	case "object":
		return x.Row.Column(colType) == "volunteer"
	case "ending":
		return slices.ContainsFunc(ns, func(n name) bool { return n.inner().End == x.End })
	}
	return false
}

// choice is the state of choosing a head.
type choice struct {
	head
	found bool
	// done tells that the head stands behind the last figure and a verb ended
	// its phrase.
	done bool
	// issued tells that a verb of issuing governs a book title: that is a
	// publication whatever else the piece says.
	issued bool
	// before is the head of a phrase that a later verb ended.
	before *head
	// last is where the last figure begins.
	last int
	// classes are those of the governing verb; carried tells that it stands in
	// an earlier clause.
	classes              string
	carried              bool
	plainWord, lightWord lexicon.Hit
	verb                 lexicon.Hit
	themes               []lexicon.Hit
}

// consider takes one word into account; false means the piece is no activity.
func (r *reader) consider(c *choice, p clause, fs []figure, x lexicon.Hit, role string) bool {
	// Behind its figures a piece only gives results.
	late := x.Start >= c.last && c.found && c.word.Start < c.last
	switch {
	case role == "state":
		r.carried, c.classes = "", ""
		return c.found && !c.carried
	case late:
	case role == "light" || role == "verb":
		if c.found && x.Start < c.last {
			h := c.head
			c.before, c.found = &h, false
		} else if c.found {
			c.done = true
			return true
		}
		c.classes, c.carried = x.Row.Column(colClass), false
		if role == "light" {
			c.lightWord, c.verb = x, lexicon.Hit{}
			r.carried = ""
		} else {
			c.verb = x
			r.carried = c.classes
			if len(p.names) > 0 && p.names[0].book && shares(c.classes, "print") && x.End <= p.names[0].Start && p.names[0].Start-x.End <= 6 {
				c.issued = true
			}
		}
	case role == "event":
		c.take(x)
		c.noun = true
		if c.verb.Row != nil && shares(c.classes, x.Row.Column(colClass)) {
			c.typ = "facility"
		}
	case role == "ending":
		counted := slices.ContainsFunc(fs, func(f figure) bool { return f.Start == x.End && counts(f) })
		weak := x.Row.Column(colClass) == "weak"
		if counted && !(weak && c.found) || x.End == p.End && !weak && !c.governor().Empty() && !c.found {
			c.take(x)
			c.noun = true
		}
	case role == "act":
		if !(c.found && c.typ == "contest") {
			c.take(x)
		}
		if c.verb.Row == nil {
			c.classes, r.carried = "", ""
		}
	case role == "object":
		if shares(c.classes, x.Row.Column(colClass)) && (!c.carried || x.Start-p.Start <= maxCarried) {
			c.take(x)
			c.noun = true
		} else if x.Row.Column(colType) == "volunteer" {
			c.themes = append(c.themes, x)
		}
	case role == "plain":
		c.plainWord = x
	case role == "theme":
		c.themes = append(c.themes, x)
	}
	return true
}

// take makes x the head; the object of a doing keeps the classifiers that
// count the doing.
func (c *choice) take(x lexicon.Hit) {
	typ, unit := Type(x.Row.Column(colType)), x.Row.Column(colUnit)
	if unit == "" && c.found && c.typ == typ {
		unit = c.unit
	}
	c.word, c.typ, c.unit, c.noun, c.found, c.light = x.Span, typ, unit, false, true, c.governor()
}

// governor returns the verb that governs what follows, empty if none.
func (c *choice) governor() doc.Span {
	if c.verb.Row != nil {
		return c.verb.Span
	}
	return c.lightWord.Span
}

// compounds are what makes of an activity's word a thing or a body: 培训基地,
// 工作例会制, 活动总结.
var compounds = []string{"制度", "制", "机制", "体系", "率", "员", "团", "组", "室", "中心", "站", "部", "局", "馆", "阵地", "平台", "品牌", "记录", "台账", "经费", "基地", "总结", "范文", "心得", "场所", "设施", "场地",
	"等场所", "器材", "工作站", "骨干", "意识", "能力", "水平", "质量", "力度", "氛围", "人才", "政策", "知晓率", "满意度", "工程奖", "示范", "队伍建设", "热线", "志愿者", "库", "点", "车", "工程", "路径", "办法", "方案", "计划", "规划", "通知", "作用"}

// compound reports whether the word that ends at at goes on to mean something
// else.
func (r *reader) compound(at int) bool {
	rest := r.t[at:]
	if member, ok := strings.CutPrefix(rest, "等"); ok {
		// 考勤、学习等36项制度: what is behind 等 says what they are.
		return strings.HasPrefix(member, "机关") || strings.HasPrefix(member, "制度") || strings.HasPrefix(member, "方面") || strings.HasPrefix(member, "场所") || strings.HasPrefix(member, "工作制度")
	}
	for _, w := range []string{"月", "周", "日", "主题", "系列", "活动"} {
		rest = strings.TrimPrefix(rest, w)
	}
	for _, w := range compounds {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// headless finds a type where no head word stands: from the words of a name or
// theme, or from a verb of building or issuing with what it made.
func (r *reader) headless(p clause, fs []figure, c *choice) (head, bool) {
	named, h := len(p.names) > 0, c.head
	governed := named && c.verb.Row == nil && !h.light.Empty() && strings.TrimLeft(r.t[h.light.End:max(h.light.End, p.names[0].Start)], "了的以") == ""
	plain := c.plainWord.Row != nil
	h.word = c.plainWord.Span
	if named {
		h.word = p.names[len(p.names)-1].Span
	}
	switch {
	case shares(c.classes, "print") && named && p.names[0].book:
		h.typ = "publication"
		return h, true
	case shares(c.classes, "build") && h.light.Len() > 0 && built(fs):
		if h.word.Empty() {
			h.word = fs[0].Span
		}
		h.typ = "facility"
		return h, true
	case shares(c.classes, "give") && paid(fs) && !r.beneficiaries(p).Empty():
		h.word, h.typ = fs[len(fs)-1].Span, "donation"
		return h, true
	case shares(c.classes, "found") && named && sited(fs):
		h.typ = "facility"
		return h, true
	case plain && h.light.Empty() && len(fs) == 0,
		plain && !named && len(c.themes) == 0 && !slices.ContainsFunc(fs, func(f figure) bool { return occasions(f.Unit, "") }),
		plain && !named && len(fs) == 0,
		!plain && !governed && !(named && c.verb.Row == nil && len(fs) > 0 && len(c.themes) > 0):
		return h, false
	}
	h.plain, h.typ = true, "other"
	if len(c.themes) > 0 {
		h.typ = Type(theme(c.themes).Row.Column(colType))
	}
	return h, true
}

// theme chooses the word that tells the type of a name: its last event, else
// its first theme.
func theme(ts []lexicon.Hit) lexicon.Hit {
	for i := len(ts) - 1; i >= 0; i-- {
		if role := ts[i].Row.Column(colRole); role != "theme" {
			return ts[i]
		}
	}
	return ts[0]
}

// shares reports whether two lists of classes have one in common.
func shares(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	for x := range strings.SplitSeq(a, "|") {
		for y := range strings.SplitSeq(b, "|") {
			if x == y {
				return true
			}
		}
	}
	return false
}

// inName reports whether one of the names, which are ordered, holds sp.
func inName(ns []name, sp doc.Span) bool {
	i := sort.Search(len(ns), func(i int) bool { return ns[i].End >= sp.End })
	return i < len(ns) && ns[i].Contains(sp)
}

// named returns an activity for each quoted name of a piece without figures
// that a light verb governs: 开展了“A”、“B”活动. Book titles make one.
func (r *reader) named(p clause, h head) []Activity {
	if h.light.Empty() {
		return nil
	}
	var out []Activity
	all := r.activity(p, h, nil)
	for i, n := range p.names {
		if n.Start < h.light.End || n.Len() > maxTitle || !r.isName(p, i) || slices.ContainsFunc(p.honours, func(x honour.Honour) bool { return x.Overlaps(n.Span) }) {
			continue
		}
		if last := len(out) - 1; last >= 0 && (n.book && p.names[i-1].book || r.themed(p, i)) {
			out[last].End, out[last].Type = max(out[last].End, r.phraseEnd(p, n.End)), h.typ
			continue
		}
		a := all
		a.Span = doc.Span{Start: n.Start, End: r.phraseEnd(p, n.End)}
		a.Type, a.Name = r.nameType(p, n, h), n.inner().Of(r.t)
		out = append(out, a)
	}
	if len(out) > 1 && (h.typ == "publication" || h.typ == "selection" || h.typ == "facility") {
		out[0].End = out[len(out)-1].End
		out = out[:1]
	}
	return out
}

// maxTitle bounds what is taken for the name of an activity, in bytes.
const maxTitle = 96

// nameType returns the type of one name of a list: its own head word's, the
// common head's behind 等, that of its own words, or the clause's.
func (r *reader) nameType(p clause, n name, h head) Type {
	if n.book && h.typ == "publication" || h.typ == "facility" {
		return h.typ
	}
	end := r.phraseEnd(p, n.End)
	var inside []lexicon.Hit
	near, _ := within(p.hits, doc.Span{Start: n.Start, End: end}, func(h *lexicon.Hit) doc.Span { return h.Span })
	for _, x := range near {
		role := x.Row.Column(colRole)
		if role != "event" && role != "act" && role != "theme" {
			continue
		}
		switch {
		case x.Start >= n.End && x.End <= end && role != "theme":
			return Type(x.Row.Column(colType))
		case n.Contains(x.Span):
			inside = append(inside, x)
		}
	}
	common := !h.plain && h.word.Start > n.End && strings.Contains(r.t[n.End:h.word.Start], "等")
	switch {
	case len(inside) > 0 && !common:
		return Type(theme(inside).Row.Column(colType))
	case h.plain && len(p.names) > 1, !common && !h.plain && inOther(p.names, n, h.word):
		return "other"
	}
	return h.typ
}

// inOther reports whether a head word belongs to another name than n: one
// stands between them.
func inOther(ns []name, n name, word doc.Span) bool {
	i := sort.Search(len(ns), func(i int) bool { return ns[i].Start >= n.End })
	return i < len(ns) && ns[i].End <= word.Start
}

// themed reports whether name i and the one before it are mottoes of one
// activity: 以“A”“B”为主题.
func (r *reader) themed(p clause, i int) bool {
	return i > 0 && inRow(r.t, p.names[i-1], p.names[i]) && strings.HasPrefix(r.behindRow(p, i), "为主题")
}

// inRow reports whether two names follow each other in a list.
func inRow(t string, a, b name) bool { return strings.Trim(t[a.End:b.Start], "、和及 ") == "" }

// behindRow returns what stands behind the row of names that name i is in.
func (r *reader) behindRow(p clause, i int) string {
	const maxRow = 12
	for last := i + maxRow; i+1 < len(p.names) && i < last && inRow(r.t, p.names[i], p.names[i+1]); i++ {
	}
	return r.t[p.names[i].End:p.End]
}

// isName reports whether a quotation names something done rather than an idea
// it follows: 以“…”为主线, “…”精神.
func (r *reader) isName(p clause, i int) bool {
	rest := r.behindRow(p, i)
	for _, w := range []string{"精神", "要求", "理念", "思想", "意识", "原则", "目标", "为主线", "为核心", "为抓手", "为统领", "为载体", "为重点", "为目标", "为指导", "为内容", "为主要内容", "的原则", "的要求", "的理念",
		"为导向", "标准", "机制", "方针", "战略", "规划要求", "格局", "体系", "模式", "工作法", "思路", "方式", "的形式", "的方式", "问题", "等问题", "期间", "时期"} {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return true
}

// phraseEnd returns where the phrase of a name that ends at end ends: behind
// the 活动 or the head word that follows it directly.
func (r *reader) phraseEnd(p clause, end int) int {
	stop := min(p.End, end+60)
	for _, m := range []string{"、", "”", "“", "和", "及"} {
		if i := strings.Index(r.t[end:stop], m); i >= 0 {
			stop = end + i
		}
	}
	out := end
	near, _ := within(p.hits, doc.Span{Start: end, End: stop}, func(h *lexicon.Hit) doc.Span { return h.Span })
	for _, x := range near {
		role := x.Row.Column(colRole)
		if role == "event" || role == "act" || role == "plain" || role == "object" || role == "ending" {
			out = x.End
		}
	}
	return out
}

// datedHead reports whether an activity without figure or name counts because
// the sentence dates it to the month or day.
func (r *reader) datedHead(p clause, h head) bool {
	return len(r.dated) >= 4 && !h.light.Empty() && !h.plain && h.light.End <= h.word.Start && strings.Count(r.dated, "-") > 0
}
