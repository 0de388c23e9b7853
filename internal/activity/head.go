package activity

import (
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
	typ   kind
	light doc.Span // the light or governing verb, empty if none
	unit  uint16   // further classifiers of occasions
	plain bool     // 活动, 行动 or a bare name
	noun  bool     // an event or object, not a doing
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
	// ended tells that a later verb ended a phrase: reader.before is its head.
	ended bool
	// last is where the last figure begins.
	last int
	// classes are those of the governing verb; carried tells that it stands in
	// an earlier clause.
	classes                    classes
	carried                    bool
	plainWord, lightWord, verb *word
}

// head chooses the word that gives the piece its type: the last one before its
// last figure, since Chinese phrases end in their head; or, when the figure
// leads (举办20期培训班), the last one behind it. A later verb makes a new phrase.
func (r *reader) head(p *clause, fs []amount) (head, bool) {
	c := choice{last: p.End, classes: r.carried, carried: r.carried != 0}
	r.themes = r.themes[:0]
	if len(fs) > 0 {
		c.last = fs[len(fs)-1].Start
	}
	for i := range p.words {
		x := &p.words[i]
		switch role := x.is.role; {
		case len(p.names) > 0 && inName(p.names, x.Span):
			if tells(x, nameAround(p.names, x.Span)) {
				r.themes = append(r.themes, x)
			}
		case role == light || role == verb:
			r.govern(&c, p, x)
		case role == none && !c.follows(x):
		case r.compound(x.End):
			if c.follows(x) {
				c.found = false // 主题党日|活动总结
			}
		case !c.done && !r.consider(&c, p, fs, x):
			return head{}, false
		}
	}
	if c.found {
		if c.issued && c.typ != publication {
			c.typ, c.word, c.light = publication, p.names[0].Span, doc.Span{}
		}
		if c.typ == culture && anyFestive(r.themes) {
			c.typ = festival
		}
		return c.head, true
	}
	c.head = head{light: c.governor()}
	h, ok := r.headless(p, fs, &c)
	switch {
	case !c.ended:
		return h, ok
	case ok && len(p.names) > 0:
		if h.typ == other {
			h.typ = r.before.typ
		}
		return h, true
	}
	return r.before, true
}

// follows reports whether a word directly follows the noun chosen as head.
func (c *choice) follows(x *word) bool { return c.found && c.noun && c.word.End == x.Start }

// tells reports whether a word inside a name tells its type: an ending only at
// the end of the name, an object only when it is about volunteers.
func tells(x *word, n *name) bool {
	switch x.is.role {
	case event, act, theme:
		return true
	case object:
		return x.is.typ == volunteer
	case ending:
		return inner(n).End == x.End
	}
	return false
}

// govern takes a verb into account: behind a head it makes a new phrase. Behind
// its figures a piece only gives results.
func (r *reader) govern(c *choice, p *clause, x *word) {
	switch {
	case c.done || c.late(x):
		return
	case c.found && x.Start < c.last:
		r.before, c.ended, c.found = c.head, true, false
	case c.found:
		c.done = true
		return
	}
	c.classes, c.carried = x.is.classes, false
	if x.is.role == light {
		c.lightWord, c.verb = x, nil
		r.carried = 0
		return
	}
	c.verb = x
	r.carried = c.classes
	if len(p.names) > 0 {
		if n := &p.names[0]; n.is == titled && c.classes&printing != 0 && x.End <= n.Start && n.Start-x.End <= 6 {
			c.issued = true
		}
	}
}

// late reports whether a word stands behind the figures of the head.
func (c *choice) late(x *word) bool { return x.Start >= c.last && c.found && c.word.Start < c.last }

// consider takes a word that is no verb into account; false means the piece is
// no activity.
func (r *reader) consider(c *choice, p *clause, fs []amount, x *word) bool {
	if x.is.role == state {
		r.carried, c.classes = 0, 0
		return c.found && !c.carried || x.is.part
	}
	if c.late(x) {
		return true
	}
	switch x.is.role {
	case event:
		c.take(x)
		c.noun = true
		if c.verb != nil && c.classes&x.is.classes != 0 {
			c.typ = facility
		}
	case ending:
		weak := x.is.weak
		if !(weak && c.found) && countedAt(fs, x.End) || x.End == p.End && !weak && !c.found && !c.governor().Empty() {
			c.take(x)
			c.noun = true
		}
	case act:
		// 2个志愿服务团到网格打扫卫生: counted volunteers stay volunteers.
		volunteers := c.found && c.typ == volunteer && c.noun && len(fs) > 0 && c.last < c.word.Start
		if !(c.found && c.typ == contest) && !volunteers {
			c.take(x)
		}
		if c.verb == nil {
			c.classes, r.carried = 0, 0
		}
	case object:
		if c.classes&x.is.classes != 0 && (!c.carried || x.Start-p.Start <= maxCarried) {
			c.take(x)
			c.noun = true
		} else if x.is.typ == volunteer {
			r.themes = append(r.themes, x)
		}
	case plain:
		c.plainWord = x
	case theme:
		r.themes = append(r.themes, x)
	}
	return true
}

// countedAt reports whether a figure at at tells how often or for how many.
func countedAt(fs []amount, at int) bool {
	for i := range fs {
		if fs[i].Start == at && counts(&fs[i]) {
			return true
		}
	}
	return false
}

// take makes x the head; the object of a doing keeps the classifiers that
// count the doing.
func (c *choice) take(x *word) {
	unit := x.is.unit
	if unit == 0 && c.found && c.typ == x.is.typ {
		unit = c.unit
	}
	c.word, c.typ, c.unit, c.noun, c.found, c.light = x.Span, x.is.typ, unit, false, true, c.governor()
}

// governor returns the verb that governs what follows, empty if none.
func (c *choice) governor() doc.Span {
	switch {
	case c.verb != nil:
		return c.verb.Span
	case c.lightWord != nil:
		return c.lightWord.Span
	}
	return doc.Span{}
}

// compounds are what makes of an activity's word a thing or a body: 培训基地,
// 工作例会制, 活动总结. The first of them, the extensions, only stand before the
// others. members stand behind 等.
var (
	compounds = lexicon.NewList("月", "周", "日", "主题", "系列", "活动",
		"制度", "制", "机制", "体系", "率", "员", "团", "组", "室", "中心", "站", "部", "局", "馆", "阵地", "平台", "品牌", "记录", "台账", "经费", "基地", "总结", "范文", "心得", "场所", "设施", "场地",
		"等场所", "器材", "工作站", "骨干", "意识", "能力", "水平", "质量", "力度", "氛围", "人才", "政策", "知晓率", "满意度", "工程奖", "示范", "队伍建设", "热线", "志愿者", "库", "点", "车", "工程", "路径", "办法", "方案", "计划", "规划", "通知", "作用")
	members = lexicon.NewList("机关", "制度", "方面", "场所", "工作制度")
)

const extensions = 6

// compound reports whether the word that ends at at goes on to mean something
// else.
func (r *reader) compound(at int) bool {
	const firstHan = 0xE4 // the first byte of the words; marks and figures have smaller ones
	if at == len(r.t) || r.t[at] < firstHan {
		return false
	}
	rest := r.t[at:]
	if member, ok := strings.CutPrefix(rest, "等"); ok {
		// 考勤、学习等36项制度: what is behind 等 says what they are.
		return members.Opens(member) >= 0
	}
	return opensBehind(rest, compounds, extensions)
}

// headless finds a type where no head word stands: from the words of a name or
// theme, or from a verb of building or issuing with what it made.
func (r *reader) headless(p *clause, fs []amount, c *choice) (head, bool) {
	named, h := len(p.names) > 0, c.head
	governed := named && c.verb == nil && !h.light.Empty() && strings.TrimLeft(r.t[h.light.End:max(h.light.End, p.names[0].Start)], "了的以") == ""
	plain := c.plainWord != nil
	if plain {
		h.word = c.plainWord.Span
	}
	if named {
		h.word = p.names[len(p.names)-1].Span
	}
	switch {
	case c.classes&printing != 0 && named && p.names[0].is == titled:
		h.typ = publication
		return h, true
	case c.classes&composing != 0 && named && p.names[0].is == titled:
		h.typ = culture
		return h, true
	case c.classes&building != 0 && h.light.Len() > 0 && built(fs):
		if h.word.Empty() {
			h.word = fs[0].Span
		}
		h.typ = facility
		return h, true
	case c.classes&giving != 0 && paid(fs) && !r.beneficiaries(p).Empty():
		h.word, h.typ = fs[len(fs)-1].Span, donation
		return h, true
	case len(r.themes) > 0 && !h.light.Empty() && volunteers(r.themes[0], h.light, fs):
		h.word, h.typ = r.themes[0].Span, volunteer
		return h, true
	case c.classes&founding != 0 && named && sited(fs):
		h.typ = facility
		return h, true
	case plain && h.light.Empty() && len(fs) == 0,
		plain && !named && len(r.themes) == 0 && !held(fs),
		plain && !named && len(fs) == 0,
		!plain && !governed && !(named && c.verb == nil && len(fs) > 0 && len(r.themes) > 0):
		return h, false
	}
	h.plain, h.typ = true, other
	if len(r.themes) > 0 {
		h.typ = themeOf(r.themes).is.typ
	}
	return h, true
}

// held reports whether a figure counts occasions.
func held(fs []amount) bool {
	for i := range fs {
		if occasions(fs[i].Unit, "") {
			return true
		}
	}
	return false
}

// anyFestive reports whether a word of a name makes what follows a festival:
// “我们的节日·中秋”联欢会.
func anyFestive(ws []*word) bool {
	for _, x := range ws {
		if x.is.festive {
			return true
		}
	}
	return false
}

// volunteers reports whether counted volunteers do what a light verb behind
// them says: 60名教师志愿者参与执勤.
func volunteers(x *word, light doc.Span, fs []amount) bool {
	if x.is.role != object || light.Start < x.End {
		return false
	}
	for i := range fs {
		f := &fs[i]
		if f.Kind == quantity.Count && people(f.Unit) && (f.Start == x.End || f.End <= x.Start && x.Start-f.End <= 18) {
			return true
		}
	}
	return false
}

// themeOf chooses the word that tells the type of a name: its last event, else
// its first theme.
func themeOf(ws []*word) *word {
	for i := len(ws) - 1; i >= 0; i-- {
		if ws[i].is.role != theme {
			return ws[i]
		}
	}
	return ws[0]
}
