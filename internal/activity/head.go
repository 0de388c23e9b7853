package activity

import (
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

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
		if c.typ == "culture" && slices.ContainsFunc(c.themes, festive) {
			c.typ = "festival"
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
		return c.found && !c.carried || x.Row.Column(colClass) == "part"
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
		// 2个志愿服务团到网格打扫卫生: counted volunteers stay volunteers.
		volunteers := c.found && c.typ == "volunteer" && c.noun && len(fs) > 0 && c.last < c.word.Start
		if !(c.found && c.typ == "contest") && !volunteers {
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
	case shares(c.classes, "compose") && named && p.names[0].book:
		h.typ = "culture"
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
	case len(c.themes) > 0 && !h.light.Empty() && volunteers(c.themes[0], h.light, fs):
		h.word, h.typ = c.themes[0].Span, "volunteer"
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

// festive reports whether a word of a name makes what follows a festival:
// “我们的节日·中秋”联欢会.
func festive(x lexicon.Hit) bool {
	return x.Row.Column(colType) == "festival" && strings.Contains(x.Row.Word, "节日")
}

// volunteers reports whether counted volunteers do what a light verb behind
// them says: 60名教师志愿者参与执勤.
func volunteers(x lexicon.Hit, light doc.Span, fs []figure) bool {
	if x.Row.Column(colRole) != "object" || light.Start < x.End {
		return false
	}
	return slices.ContainsFunc(fs, func(f figure) bool {
		return f.Kind == quantity.Count && people(f.Unit) && (f.Start == x.End || f.End <= x.Start && x.Start-f.End <= 18)
	})
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
