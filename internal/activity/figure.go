package activity

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// figure is a quantity that says how much was done.
type figure struct {
	*quantity.Quantity
	index int // into quantity.Of(d).Quantities, -1 if its value is missing
}

// figures returns the figures of a piece: no dates, ranks, rates, averages or
// frequencies (每年1次).
func (r *reader) figures(p clause) []figure {
	var out []figure
	for i := range p.quantities {
		q := p.quantities[i].Quantity
		switch q.Kind {
		case quantity.Count, quantity.Money, quantity.Measure, quantity.Duration:
		default:
			continue
		}
		if q.Article || r.won(p, q) || r.rate(p, q) || r.abstract(q) || q.Kind == quantity.Duration && r.scope(q) || inName(p.names, q.Span) {
			continue
		}
		out = append(out, figure{q, p.quantities[i].index})
	}
	return out
}

// rate reports whether words before a figure make it a rate.
func (r *reader) rate(p clause, q *quantity.Quantity) bool {
	s := r.t[max(p.Start, q.Start-60):q.Start]
	return rates.In(s)
}

// rates are the words of rates and averages.
var rates = lexicon.NewList("每年", "每月", "每周", "每季度", "每季", "每天", "每日", "每学期", "每半年", "每场", "每次", "每人", "每户", "每期", "每逢", "人均", "户均", "场均", "平均", "每名", "每个", "一日", "一周", "一月", "日均", "月均", "年均")

// won reports whether a figure counts the honour that ends before it: 一等奖3个.
func (r *reader) won(p clause, q *quantity.Quantity) bool {
	return slices.ContainsFunc(p.honours, func(h honour.Honour) bool { return h.End <= q.Start && q.Start-h.End <= 12 })
}

// abstract reports whether a figure counts what can be said but not done: 五个
// 方面, 四项举措. What is counted by occasions is done: 2次专题会议.
func (r *reader) abstract(q *quantity.Quantity) bool {
	if occasions(q.Unit, "") {
		return false
	}
	rest := r.t[q.End:]
	for _, w := range []string{"具体", "重点", "主要", "大", "工作", "配套", "核心"} {
		rest = strings.TrimPrefix(rest, w)
	}
	for _, w := range []string{"方面", "举措", "措施", "环节", "主题", "阶段", "机制", "原则", "特点", "问题", "专题", "板块", "内容", "目标", "任务", "信息库", "体系", "系列", "结合", "到位", "关键", "抓手", "维度", "层面", "步骤"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// scope reports whether a duration is a scope (三年来) or an age rather than a
// stretch of time spent.
func (r *reader) scope(q *quantity.Quantity) bool {
	rest := r.t[q.End:]
	for _, w := range []string{"来", "内", "以来", "间", "前", "后", "龄", "的"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return strings.HasSuffix(q.Unit, "年") || strings.HasSuffix(q.Of(r.t), "来")
}

// built reports whether a figure counts what a builder leaves behind.
func built(fs []figure) bool {
	for _, f := range fs {
		if f.Kind == quantity.Measure || f.Kind == quantity.Count && strings.Contains("个处所间家座条块面盏套台口栋幢片", f.Unit) && f.Unit != "" {
			return true
		}
	}
	return false
}

// paid reports whether a figure is money.
func paid(fs []figure) bool {
	return slices.ContainsFunc(fs, func(f figure) bool { return f.Kind == quantity.Money })
}

// sited reports whether a figure counts places.
func sited(fs []figure) bool {
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
func (r *reader) activity(p clause, h head, fs []figure) Activity {
	a := Activity{Type: h.typ, Head: h.word, Date: r.dated}
	a.Span = r.extent(p, h, fs)
	for i, n := range p.names {
		if n.Start >= a.Start && n.End <= a.End && n.Len() <= maxTitle && r.isName(p, i) {
			a.Name = n.inner().Of(r.t)
			break
		}
	}
	for _, f := range fs {
		r.assign(&a, f, h.unit)
	}
	a.Beneficiaries = r.beneficiaries(p)
	return a
}

// assign gives a figure to an activity.
func (r *reader) assign(a *Activity, f figure, further string) {
	if f.index < 0 {
		return
	}
	v := decimal.NewNullDecimal(f.Low)
	switch {
	case f.Kind == quantity.Count && occasions(f.Unit, further):
		if a.Times.Valid {
			return
		}
		a.Times = v
	case f.Kind == quantity.Count && people(f.Unit):
		if a.Participants.Valid {
			return
		}
		a.Participants = v
	case f.Kind == quantity.Money:
		if a.Money.Valid {
			return
		}
		a.Money = v
	}
	a.Quantities = append(a.Quantities, f.index)
}

// maxLead is how much before a noun, in bytes, is taken for its modifier when
// no verb governs it.
const maxLead = 24

// extent returns the span of an activity: from behind its light verb, or from
// its name or head word, to its last figure or, without one, to the end of its
// phrase.
func (r *reader) extent(p clause, h head, fs []figure) doc.Span {
	sp := h.word
	switch {
	case !h.light.Empty() && h.light.End <= sp.Start:
		sp.Start = h.light.End
	case h.noun && len(fs) > 0 && sp.Start-p.Start <= maxLead:
		sp.Start = p.Start
	default:
		for _, n := range p.names {
			if n.Start < sp.Start && sp.Start-n.End <= 12 {
				sp.Start = n.Start
			}
		}
	}
	for _, x := range p.hits {
		role := x.Row.Column(colRole)
		if x.Start >= sp.End && x.Start-sp.End <= 6 && (role == "plain" || role == "event") && len(fs) == 0 {
			sp.End = x.End
		}
	}
	for _, f := range fs {
		sp.Start = min(sp.Start, max(f.Start, p.Start))
		sp.End = max(sp.End, f.End)
	}
	for sp.Start < sp.End {
		trimmed := false
		for _, w := range []string{"了", "过", "的", " ", "、", "其中", "包括"} {
			if strings.HasPrefix(r.t[sp.Start:sp.End], w) && len(w) < sp.Len() {
				sp.Start += len(w)
				trimmed = true
			}
		}
		if !trimmed {
			break
		}
	}
	return sp
}

// follow gives the figures of a piece without head to the activity before it
// in the sentence (215场次,参加人数达9300人), and to its span when both stand in
// the same clause (6期、320人).
func (r *reader) follow(p clause, fs []figure, same bool) {
	if same && len(fs) > 0 {
		a := &r.out[len(r.out)-1]
		a.End = fs[len(fs)-1].End
		for _, f := range fs {
			r.assign(a, f, "")
		}
		return
	}
	if r.pending != nil {
		if !slices.ContainsFunc(fs, func(f figure) bool { return counts(f) && (people(f.Unit) || r.total(p, f)) }) {
			return
		}
		r.out, r.pending = append(r.out, *r.pending), nil
		r.open = len(r.out) - 1
	}
	if r.open < 0 {
		return
	}
	a := &r.out[r.open]
	for _, f := range fs {
		if counts(f) && (people(f.Unit) || r.total(p, f)) {
			r.assign(a, f, "")
		}
	}
}

// counts reports whether a figure tells how often or for how many.
func counts(f figure) bool {
	return f.Kind == quantity.Count && (occasions(f.Unit, "") || people(f.Unit))
}

// total reports whether a figure says how often the activity before it was held
// (共计9场次) and not how often something else happened (播放量达12万次).
func (r *reader) total(p clause, f figure) bool {
	s := r.t[p.Start:f.Start]
	for _, w := range []string{"共计", "累计", "总计", "共", "计", "已", "达到", "达", "先后", "全年", "至今", "目前", "开展", "举办", "组织", "举行", "了", " ", "超过", "办"} {
		s = strings.ReplaceAll(s, w, "")
	}
	return s == ""
}

// noteDate keeps the date of a clause for the sentence; a date inside a name
// (《2019年方案》) and a bare day do not count.
func (r *reader) noteDate(c clause) {
	for i := range c.quantities {
		q := c.quantities[i].Quantity
		if q.Kind == quantity.Date && q.From == q.To && !strings.HasPrefix(q.From, "---") && !inName(c.names, q.Span) {
			r.dated = q.From
		}
	}
}

// beneficiaries returns who stands between 为 or 给 and a verb.
func (r *reader) beneficiaries(p clause) doc.Span {
	s := p.Of(r.t)
	for _, by := range []string{"为", "给", "向"} {
		i := strings.Index(s, by)
		if i < 0 {
			continue
		}
		start := p.Start + i + len(by)
		for _, x := range p.hits {
			role := x.Row.Column(colRole)
			if x.Start > start && (role == "verb" || role == "act" || role == "light") {
				if x.Start-start > 90 {
					break
				}
				return doc.Span{Start: start, End: x.Start}
			}
		}
	}
	return doc.Span{}
}
