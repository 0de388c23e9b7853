package activity

import (
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// figures returns the figures of a piece that say how much was done: no dates,
// ranks, rates, averages or frequencies (每年1次). They are valid until the next
// call.
func (r *reader) figures(p *clause) []amount {
	out := r.told[:0]
	for i := range p.figures {
		f := &p.figures[i]
		q := f.is.Quantity
		switch q.Kind {
		case quantity.Count, quantity.Money, quantity.Measure, quantity.Duration:
		default:
			continue
		}
		if won(p, q) || r.abstract(q) || q.Kind == quantity.Duration && r.scope(q) || inName(p.names, q.Span) || r.rate(p, q) || q.Article {
			continue
		}
		out = append(out, f.is)
	}
	r.told = out
	return out
}

// rate reports whether words before a figure make it a rate; calls must go
// forward.
func (r *reader) rate(p *clause, q *quantity.Quantity) bool {
	const reach = 60
	start := max(p.Start, q.Start-reach)
	for len(r.rates) > 0 && r.rates[0].Start < start {
		r.rates = r.rates[1:]
	}
	for i := 0; i < len(r.rates) && r.rates[i].Start < q.Start; i++ {
		if r.rates[i].End <= q.Start {
			return true
		}
	}
	return false
}

// rates are the words of rates and averages.
var rates = lexicon.DefineWords("activity.rate", "每年", "每月", "每周", "每季度", "每季", "每天", "每日", "每学期", "每半年", "每场", "每次", "每人", "每户", "每期", "每逢", "人均", "户均", "场均", "平均", "每名", "每个", "一日", "一周", "一月", "日均", "月均", "年均")

// won reports whether a figure counts the honour that ends before it: 一等奖3个.
func won(p *clause, q *quantity.Quantity) bool {
	for i := range p.honours {
		if h := &p.honours[i]; h.End <= q.Start && q.Start-h.End <= 12 {
			return true
		}
	}
	return false
}

// abstractions can be said but not done. The first of them, the qualifiers, only
// stand before the others.
var abstractions = lexicon.NewList("具体", "重点", "主要", "大", "工作", "配套", "核心",
	"方面", "举措", "措施", "环节", "主题", "阶段", "机制", "原则", "特点", "问题", "专题", "板块", "内容", "目标", "任务", "信息库", "体系", "系列", "结合", "到位", "关键", "抓手", "维度", "层面", "步骤")

const qualifiers = 7

// abstract reports whether a figure counts what can be said but not done: 五个
// 方面, 四项举措. What is counted by occasions is done: 2次专题会议.
func (r *reader) abstract(q *quantity.Quantity) bool {
	return opensBehind(r.t[q.End:], abstractions, qualifiers) && !occasions(q.Unit, "")
}

// opensBehind reports whether s opens with one of the words, of which the first
// n may stand before the others, each once and in the order of the list.
func opensBehind(s string, words *lexicon.List, n int) bool {
	for next := 0; ; {
		w := words.Opens(s)
		if w < next || w >= n {
			return w >= n
		}
		s, next = s[len(words.Word(w)):], w+1
	}
}

// scopeEnds stand behind a duration that is a scope.
var scopeEnds = lexicon.NewList("来", "内", "以来", "间", "前", "后", "龄", "的")

// scope reports whether a duration is a scope (三年来) or an age rather than a
// stretch of time spent.
func (r *reader) scope(q *quantity.Quantity) bool {
	return scopeEnds.Opens(r.t[q.End:]) >= 0 || strings.HasSuffix(q.Unit, "年") || strings.HasSuffix(q.Of(r.t), "来")
}

// built reports whether a figure counts what a builder leaves behind.
func built(fs []amount) bool {
	for _, f := range fs {
		if f.Kind == quantity.Measure || f.Kind == quantity.Count && strings.Contains("个处所间家座条块面盏套台口栋幢片", f.Unit) && f.Unit != "" {
			return true
		}
	}
	return false
}

// paid reports whether a figure is money.
func paid(fs []amount) bool {
	for _, f := range fs {
		if f.Kind == quantity.Money {
			return true
		}
	}
	return false
}

// sited reports whether a figure counts places.
func sited(fs []amount) bool {
	for _, f := range fs {
		if f.Kind == quantity.Count && f.Unit != "" && strings.Contains("处所间家座个条", f.Unit) {
			return true
		}
	}
	return false
}

// occasions reports whether a unit counts occasions.
func occasions(unit, further string) bool {
	switch unit {
	case "次", "场", "期", "场次", "场(次)", "期(次)", "班次":
		return true
	}
	if unit != "" && further != "" {
		for u := range strings.SplitSeq(further, "|") {
			if u == unit {
				return true
			}
		}
	}
	return false
}

// people reports whether a unit counts people or those who take part as one.
func people(unit string) bool {
	switch unit {
	case "人", "人次", "名", "位", "余人", "余人次", "员", "户家庭", "组家庭":
		return true
	}
	return false
}

// activity makes the activity of a piece.
func (r *reader) activity(p *clause, h *head, fs []amount) Activity {
	a := Activity{Type: r.types[h.typ], Head: h.word, Date: r.dated}
	a.Span = r.extent(p, h, fs)
	for i := range p.names {
		n := &p.names[i]
		if n.Start >= a.Start && n.End <= a.End && n.Len() <= maxTitle && r.isName(p, i) {
			a.Name = inner(n).Of(r.t)
			break
		}
	}
	for i := range fs {
		r.assign(&a, &fs[i], r.units[h.unit])
	}
	a.Beneficiaries = r.beneficiaries(p)
	return a
}

// assign gives a figure to an activity.
func (r *reader) assign(a *Activity, f *amount, further string) {
	if f.index < 0 {
		return
	}
	var to *decimal.NullDecimal
	switch {
	case f.Kind == quantity.Count && occasions(f.Unit, further):
		to = &a.Times
	case f.Kind == quantity.Count && people(f.Unit):
		to = &a.Participants
	case f.Kind == quantity.Money:
		to = &a.Money
	}
	if to != nil {
		if to.Valid {
			return
		}
		*to = decimal.NewNullDecimal(f.Low)
	}
	r.number(a, f.index)
}

// number adds a figure's number to an activity's. Those of all activities share
// one array as long as they come one after the other.
func (r *reader) number(a *Activity, index int) {
	n, end := len(a.Quantities), len(r.numbers)
	if end == cap(r.numbers) || n > 0 && (end == 0 || &a.Quantities[n-1] != &r.numbers[end-1]) {
		a.Quantities = append(a.Quantities, index)
		return
	}
	r.numbers = append(r.numbers, index)
	a.Quantities = r.numbers[end-n : end+1 : end+1]
}

// maxLead is how much before a noun, in bytes, is taken for its modifier when
// no verb governs it.
const maxLead = 24

// extent returns the span of an activity: from behind its light verb, or from
// its name or head word, to its last figure or, without one, to the end of its
// phrase.
func (r *reader) extent(p *clause, h *head, fs []amount) doc.Span {
	sp := h.word
	switch {
	case !h.light.Empty() && h.light.End <= sp.Start:
		sp.Start = h.light.End
	case h.noun && len(fs) > 0 && sp.Start-p.Start <= maxLead:
		sp.Start = p.Start
	default:
		for i := range p.names {
			if n := &p.names[i]; n.Start < sp.Start && sp.Start-n.End <= 12 {
				sp.Start = n.Start
			}
		}
	}
	if len(fs) == 0 {
		for i := range p.words {
			if x := &p.words[i]; x.Start >= sp.End && x.Start-sp.End <= 6 && (x.is.role == plain || x.is.role == event) {
				sp.End = x.End
			}
		}
	}
	for i := range fs {
		sp.Start = min(sp.Start, max(fs[i].Start, p.Start))
		sp.End = max(sp.End, fs[i].End)
	}
	for sp.Start < sp.End {
		w := particles.Opens(r.t[sp.Start:sp.End])
		if w < 0 || len(particles.Word(w)) >= sp.Len() {
			break
		}
		sp.Start += len(particles.Word(w))
	}
	return sp
}

// particles may stand before the words of an activity without belonging to them.
var particles = lexicon.NewList("了", "过", "的", " ", "、", "其中", "包括")

// follow gives the figures of a piece without head to the activity before it
// in the sentence (215场次,参加人数达9300人), and to its span when both stand in
// the same clause (6期、320人).
func (r *reader) follow(p *clause, fs []amount, same bool) {
	if len(fs) == 0 {
		return
	}
	if same {
		a := &r.out[len(r.out)-1]
		a.End = fs[len(fs)-1].End
		for i := range fs {
			r.assign(a, &fs[i], "")
		}
		return
	}
	if !r.waiting && r.open < 0 {
		return
	}
	for i := range fs {
		f := &fs[i]
		if !counts(f) || !people(f.Unit) && !r.total(p, f) {
			continue
		}
		if r.waiting {
			a := r.activity(&r.pending.clause, &r.pending.head, nil)
			a.Date = r.pending.dated
			r.out, r.waiting = append(r.out, a), false
			r.open = len(r.out) - 1
		}
		r.assign(&r.out[r.open], f, "")
	}
}

// counts reports whether a figure tells how often or for how many.
func counts(f *amount) bool {
	return f.Kind == quantity.Count && (occasions(f.Unit, "") || people(f.Unit))
}

// totalling are the words that may stand between an activity and how often it
// was held.
var totalling = []string{"共计", "累计", "总计", "共", "计", "已", "达到", "达", "先后", "全年", "至今", "目前", "开展", "举办", "组织", "举行", "了", " ", "超过", "办"}

// totallingLeads are their first characters.
var totallingLeads = func() (leads string) {
	for _, w := range totalling {
		leads += w[:width(w[0])]
	}
	return leads
}()

// total reports whether a figure says how often the activity before it was held
// (共计9场次) and not how often something else happened (播放量达12万次).
func (r *reader) total(p *clause, f *amount) bool {
	const longest = 120 // all the words together
	s := r.t[p.Start:f.Start]
	if s == "" {
		return true
	}
	if len(s) > longest || !strings.Contains(totallingLeads, s[:width(s[0])]) {
		return false
	}
	for _, w := range totalling {
		s = strings.ReplaceAll(s, w, "")
	}
	return s == ""
}

// noteDate keeps the date of a clause for the sentence; a date inside a name
// (《2019年方案》) and a bare day do not count.
func (r *reader) noteDate(figures []figure, names []name) {
	for i := range figures {
		q := figures[i].is.Quantity
		if q.Kind == quantity.Date && q.From == q.To && !strings.HasPrefix(q.From, "---") && !inName(names, q.Span) {
			r.dated = q.From
		}
	}
}

// beneficiaries returns who stands between 为 or 给 and a verb.
func (r *reader) beneficiaries(p *clause) doc.Span {
	const longest = 90
	last := len(p.words) - 1
	for last >= 0 && !p.words[last].is.role.doing() {
		last--
	}
	if last < 0 {
		return doc.Span{}
	}
	for _, by := range r.dativesIn(doc.Span{Start: p.Start, End: p.words[last].Start}) {
		if by == 0 {
			continue
		}
		for i := range p.words[:last+1] {
			if x := &p.words[i]; x.Start > by && x.is.role.doing() {
				if x.Start-by > longest {
					break
				}
				return doc.Span{Start: by, End: x.Start}
			}
		}
	}
	return doc.Span{}
}

// datives stand before those for whom something is done, the surest first.
var datives = lexicon.DefineWords("activity.dative", "为", "给", "向")

// dativesIn returns where the first of each of the datives in sp ends, 0 if
// there is none.
func (r *reader) dativesIn(sp doc.Span) (ends [3]int) {
	hits := datives.Within(r.d, sp)
	for i := range hits {
		if h := &hits[i]; h.End <= sp.End && ends[h.Row.Number] == 0 {
			ends[h.Row.Number] = h.End
		}
	}
	return ends
}
