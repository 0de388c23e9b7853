package compare

import (
	"cmp"
	"slices"
	"strings"

	"hecha/internal/indicator"
)

// discoveredPrefix begins the ids of indicators found in the pile; they belong
// to the group of this name.
const (
	discoveredPrefix = "auto."
	discoveredGroup  = "discovered"
	// maxDiscovered bounds the columns that are added.
	maxDiscovered = 24
)

// pile collects the counted things that no indicator takes, to find those that
// many units state.
type pile struct {
	set   *indicator.Set
	found map[string][]sighting
}

// sighting is one report's figure.
type sighting struct {
	row  int
	unit string
	cell *Cell
}

func newPile(set *indicator.Set) *pile { return &pile{set, map[string][]sighting{}} }

// add takes the first figure of every counted thing of a report. Figures at the
// places taken already feed an indicator.
func (p *pile) add(row int, x *reader, taken map[int]bool) {
	seen := map[string]bool{}
	for i := range x.r.Quantities {
		q := &x.r.Quantities[i]
		if taken[q.Span.Start] || q.Subject == "" || q.Masked {
			continue
		}
		switch q.Kind {
		case "count", "money", "measure", "percent":
		default:
			continue
		}
		name := thing(x.subjects[i])
		key := name + "\x00" + basicUnit(q.Unit)
		if name == "" || seen[key] {
			continue
		}
		f, ok := x.quantity(i)
		if !ok || f.value == 1 {
			continue // 一个 is seldom a figure
		}
		seen[key] = true
		ind := &indicator.Indicator{
			ID: discoveredPrefix + name + "." + basicUnit(q.Unit), Unit: basicUnit(q.Unit), Combine: indicator.Max,
			Feed: []indicator.Feed{{Kinds: []string{q.Kind}}},
		}
		p.found[key] = append(p.found[key], sighting{row, cmp.Or(x.r.Unit, x.r.Source), x.cell(ind, []figure{f})})
	}
}

// thing reduces a counted subject to its head, which Chinese puts last: of a
// list the last member, without marks and attributes.
func thing(subject string) string {
	for _, cutAt := range []string{"等", "、", "的", "和", "及", "与"} {
		if k := strings.LastIndex(subject, cutAt); k >= 0 {
			rest := subject[k+len(cutAt):]
			if len([]rune(rest)) >= 2 {
				subject = rest
			}
		}
	}
	subject = strings.Trim(subject, "“”《》「」‘’()【】 ,.:;")
	n := len([]rune(subject))
	if n < 2 || n > 10 || strings.ContainsAny(subject, "“”《》*_,:") {
		return ""
	}
	return subject
}

// basicUnit joins classifiers that count the same.
func basicUnit(u string) string {
	switch u {
	case "名", "位", "个人":
		return "人"
	case "场次", "次数":
		return "场"
	}
	return u
}

// columns adds the things that at least n units state to the table, the most
// frequent ones first.
func (p *pile) columns(t *Table, n int) []Column {
	type candidate struct {
		key   string
		units int
	}
	var all []candidate
	for key, ss := range p.found {
		units := map[string]bool{}
		for _, s := range ss {
			units[s.unit] = true
		}
		if len(units) >= n {
			all = append(all, candidate{key, len(units)})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int { return cmp.Or(b.units-a.units, strings.Compare(a.key, b.key)) })
	var out []Column
	for _, c := range all[:min(len(all), maxDiscovered)] {
		name, unit, _ := strings.Cut(c.key, "\x00")
		col := Column{ID: discoveredPrefix + name + "." + unit, Label: name, Group: discoveredGroup, Unit: unit, Stated: true, Discovered: true}
		at := len(t.Columns)
		t.Columns = append(t.Columns, col)
		for _, r := range t.Rows {
			r.Cells = append(r.Cells, nil)
		}
		for _, s := range p.found[c.key] {
			t.Rows[s.row].Cells[at] = s.cell
		}
		out = append(out, col)
	}
	return out
}
