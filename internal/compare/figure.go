package compare

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"hecha/internal/excerpt"
	"hecha/internal/indicator"
	"hecha/internal/report"
)

// figure is one fact that feeds an indicator, in basic units.
type figure struct {
	value  float64
	approx string
	span   span
	at     report.Span
	// before are the words of its sentence that lead up to it.
	before string
	// about is what it counts; two equal figures about the same are one said
	// twice.
	about string
}

// reader reads the figures of one report for all indicators.
type reader struct {
	set    *indicator.Set
	r      *report.Report
	page   *excerpt.Page
	period span
	// By quantity: the words around it, what it counts, and, for exclusive
	// groups, the indicator it belongs to (-1 none).
	words    []*excerpt.Around
	subjects []string
	owner    map[string][]int
	shared   *float64
	places   map[report.Place]Evidence
}

func newReader(set *indicator.Set, r *report.Report, shared *float64) *reader {
	x := &reader{set: set, r: r, page: excerpt.New(r), period: periodOf(r), owner: map[string][]int{}, shared: shared, places: map[report.Place]Evidence{}}
	x.words = make([]*excerpt.Around, len(r.Quantities))
	x.subjects = make([]string, len(r.Quantities))
	for i, q := range r.Quantities {
		x.subjects[i] = excerpt.Plain(q.Subject)
	}
	return x
}

func (x *reader) around(q int) *excerpt.Around {
	if x.words[q] == nil {
		a := x.page.Around(x.r.Quantities[q].Span.Place)
		x.words[q] = &a
	}
	return x.words[q]
}

// figures returns what feeds indicator n, in text order.
func (x *reader) figures(n int) []figure {
	ind := &x.set.Indicators[n]
	var out []figure
	for i := range ind.Feed {
		f := &ind.Feed[i]
		switch {
		case len(f.Activity) > 0:
			out = append(out, x.activities(f)...)
		case len(f.Kinds) > 0:
			out = append(out, x.quantities(n, f)...)
		case len(f.Honour) > 0:
			out = append(out, x.honours(f)...)
		case len(f.Placeholder) > 0:
			for _, h := range x.r.Placeholders {
				if f.Placeholder[0] == "*" || slices.Contains(f.Placeholder, h.Form) {
					out = append(out, figure{value: 1, at: h.Span})
				}
			}
		case len(f.Finding) > 0:
			for _, h := range x.r.Findings {
				if slices.ContainsFunc(f.Finding, func(g string) bool { return g == h.Severity.String() || matches(g, h.Rule) }) {
					out = append(out, figure{value: 1, at: h.Span, about: h.Message})
				}
			}
		case f.Metric != "":
			if v, ok := x.metric(f.Metric); ok {
				out = append(out, figure{value: v})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b figure) int { return a.at.Start - b.at.Start })
	// A figure that meets two feeds counts once.
	return slices.CompactFunc(out, func(a, b figure) bool { return a.at.End > 0 && a.at.Place == b.at.Place && a.value == b.value })
}

func matches(glob, id string) bool {
	ok, err := path.Match(glob, id)
	return ok && err == nil
}

func (x *reader) metric(name string) (float64, bool) {
	m := x.r.Metrics
	switch name {
	case "characters":
		return float64(m.Characters), true
	case "sentences":
		return float64(m.Sentences), true
	case "quantities":
		return float64(m.Quantities), true
	case "placeholders":
		return float64(m.Placeholders), true
	case "honours":
		return float64(m.Honours), true
	case "activities":
		return float64(m.Activities), true
	case "boilerplate_ratio":
		return m.BoilerplateRatio * 100, true
	case "facts_per_1000":
		return m.FactsPer1000, true
	}
	if x.shared == nil {
		return 0, false
	}
	return *x.shared * 100, true
}

// number reads a decimal of the report.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// shares are words of figures given per head or occasion, which no total takes.
var shares = []string{"人均", "户均", "场均", "每人", "每户", "平均"}

// quantity returns quantity i as a figure; a range counts as its lower end.
func (x *reader) quantity(i int) (figure, bool) {
	q := &x.r.Quantities[i]
	v, ok := number(q.Low)
	if !ok || q.Masked {
		return figure{}, false
	}
	a := x.around(i)
	if containsAny(lastClause(a.Near()), shares) || containsAny(x.subjects[i], shares) {
		return figure{}, false
	}
	s := spanOf(q.Scope, x.period.year)
	if e, ok := every(a.Before); ok {
		s = e
	} else if q.Scope == "" {
		s = x.period
	}
	return figure{value: v, approx: q.Approx, span: s, at: q.Span, before: a.Before, about: q.Unit + x.subjects[i]}, true
}

// activities returns the figures of activities.
func (x *reader) activities(f *indicator.Feed) []figure {
	var out []figure
	for i := range x.r.Activities {
		a := &x.r.Activities[i]
		if !slices.Contains(f.Activity, a.Type) {
			continue
		}
		if f.Figure == "mentions" {
			out = append(out, figure{value: 1, span: x.period, at: a.Span, about: a.Name})
			continue
		}
		if f.Figure == "" {
			for _, k := range a.Quantities {
				if q := &x.r.Quantities[k]; slices.Contains(f.Units, q.Unit) && (q.Kind == "count" || q.Kind == "measure") {
					if g, ok := x.quantity(k); ok {
						out = append(out, g)
					}
				}
			}
			continue
		}
		stated := map[string]string{"times": a.Times, "participants": a.Participants, "money": a.Money}[f.Figure]
		v, ok := number(stated)
		if !ok {
			continue
		}
		// The figure itself says more than the activity: its place and scope.
		g := figure{value: v, span: x.period, at: a.Span, about: f.Figure + a.Name}
		for _, k := range a.Quantities {
			q := &x.r.Quantities[k]
			if w, ok := number(q.Low); ok && w == v && q.Kind != "date" && q.Kind != "percent" {
				if h, ok := x.quantity(k); ok {
					g = h
					break
				}
			}
		}
		out = append(out, g)
	}
	return out
}

// quantities returns the quantities that a feed of indicator n takes.
func (x *reader) quantities(n int, f *indicator.Feed) []figure {
	ind := &x.set.Indicators[n]
	group, _ := x.set.Group(ind.Group)
	var out []figure
	for i := range x.r.Quantities {
		if !x.meets(i, f) {
			continue
		}
		if group.Exclusive {
			if x.owners(ind.Group)[i] != n {
				continue
			}
		} else if v, _ := x.strength(i, f); v < 0 {
			continue
		}
		if g, ok := x.quantity(i); ok {
			out = append(out, g)
		}
	}
	return out
}

// meets checks the cheap conditions: kind, unit.
func (x *reader) meets(i int, f *indicator.Feed) bool {
	q := &x.r.Quantities[i]
	return slices.Contains(f.Kinds, q.Kind) && (len(f.Units) == 0 || slices.Contains(f.Units, q.Unit)) && !q.Masked
}

// strength tells how well the words of quantity i fit a feed: -1 not at all.
// verb is where the nearest Near word ends, counted back from the figure, -1
// for none; a subject alone gives verb -1.
func (x *reader) strength(i int, f *indicator.Feed) (fit, verb int) {
	a, subject := x.around(i), x.subjects[i]
	near := a.Near()
	for _, w := range f.Not {
		if strings.Contains(subject, w) || strings.Contains(lastClause(near), w) {
			return -1, -1
		}
	}
	counts := containsAny(subject, f.Subject)
	verb = -1
	for _, w := range f.Near {
		if k := strings.LastIndex(near, w); k >= 0 {
			if d := len(near) - k - len(w); verb < 0 || d < verb {
				verb = d
			}
		} else if strings.Contains(a.After, w) && verb < 0 {
			verb = len(near)
		}
	}
	switch {
	case len(f.Near) == 0 && counts:
		return 1, -1
	case len(f.Subject) == 0 && verb >= 0:
		return 1, verb
	case len(f.Near) > 0 && len(f.Subject) > 0 && counts && verb >= 0:
		return 2, verb
	}
	return -1, verb
}

// owners decides for every quantity which indicator of an exclusive group it
// feeds: the one whose verb stands nearest before it, else the one whose noun
// it counts. Here a feed with both verbs and nouns needs one of them.
func (x *reader) owners(group string) []int {
	if got := x.owner[group]; got != nil {
		return got
	}
	out := make([]int, len(x.r.Quantities))
	for i := range out {
		out[i] = -1
		nearest, noun := -1, -1
		for n := range x.set.Indicators {
			ind := &x.set.Indicators[n]
			if ind.Group != group {
				continue
			}
			for k := range ind.Feed {
				f := &ind.Feed[k]
				if len(f.Kinds) == 0 || !x.meets(i, f) {
					continue
				}
				a := x.around(i)
				near := lastClauses(a.Near(), 2)
				if containsAny(x.subjects[i], f.Not) || containsAny(lastClause(near), f.Not) {
					continue
				}
				for _, w := range f.Near {
					at := strings.LastIndex(near, w)
					if at < 0 {
						continue
					}
					if d := len(near) - at - len(w); nearest < 0 || d < nearest {
						nearest, out[i] = d, n
					}
				}
				if noun < 0 && containsAny(x.subjects[i], f.Subject) {
					noun = n
				}
			}
		}
		if out[i] < 0 {
			out[i] = noun
		}
	}
	x.owner[group] = out
	return out
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// lastClause returns the words behind the last comma; lastClauses those of the
// last n clauses.
func lastClause(s string) string { return s[strings.LastIndexAny(s, ",;:")+1:] }

func lastClauses(s string, n int) string {
	at := len(s)
	for range n {
		at = strings.LastIndexAny(s[:at], ",;:")
		if at < 0 {
			return s
		}
	}
	return s[at+1:]
}

// honours returns figures about honours. What was only a nomination is no
// honour.
func (x *reader) honours(f *indicator.Feed) []figure {
	var out []figure
	for i := range x.r.Honours {
		h := &x.r.Honours[i]
		if f.Honour[0] != "*" && !slices.Contains(f.Honour, h.Level) || len(f.Recipients) > 0 && !slices.Contains(f.Recipients, h.RecipientKind) {
			continue
		}
		if h.Nominated != (f.Figure == "nominated") {
			continue
		}
		g := figure{value: 1, at: h.Span, about: h.Title + "\x00" + h.Recipient + "\x00" + h.Year}
		switch f.Figure {
		case "count":
			g.value = float64(max(1, h.Count))
		case "year":
			y, ok := number(h.Year)
			if !ok {
				continue
			}
			g.value = y
		case "incomplete":
			if h.Issuer != "" && h.Year != "" {
				continue
			}
		}
		out = append(out, g)
	}
	return out
}
