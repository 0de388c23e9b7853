// Package indicator holds what the columns of the comparison table are and
// which facts feed them. The definitions are data (dict/indicators.toml) and
// may be extended by the user's own file; the code knows no indicator by name.
package indicator

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"hecha/dict"
)

// Combine says how several figures of one report become one value.
type Combine string

// The ways to combine.
const (
	Sum    Combine = "sum"
	Max    Combine = "max"
	Latest Combine = "latest"
	Count  Combine = "count"
)

// Group is a group of columns. In an exclusive group a figure feeds one
// indicator only.
type Group struct {
	ID        string `toml:"id"`
	Label     string `toml:"label"`
	Exclusive bool   `toml:"exclusive"`
}

// Indicator is one column.
type Indicator struct {
	ID      string  `toml:"id"`
	Label   string  `toml:"label"`
	Group   string  `toml:"group"`
	Unit    string  `toml:"unit"`
	Combine Combine `toml:"combine"`
	// Yearly values are brought to one year where the time span is known.
	Yearly bool `toml:"yearly"`
	// Per is the indicator whose value divides this one's, "" for none.
	Per string `toml:"per"`
	// Total is false where values of several units must not be added.
	Total *bool  `toml:"total"`
	Feed  []Feed `toml:"feed"`
	// Denominator lists words that stand before the figure a rate is a share
	// of.
	Denominator []string `toml:"denominator"`
}

// Additive reports whether values of several units may be added.
func (i *Indicator) Additive() bool { return i.Total == nil || *i.Total }

// Stated reports whether the indicator shows figures of the reports rather
// than what is counted about them.
func (i *Indicator) Stated() bool {
	return slices.ContainsFunc(i.Feed, func(f Feed) bool { return len(f.Activity) > 0 || len(f.Kinds) > 0 })
}

// Scale is what a figure in basic units is divided by: 10,000 for 万元.
func (i *Indicator) Scale() float64 {
	switch {
	case strings.HasPrefix(i.Unit, "万"):
		return 1e4
	case strings.HasPrefix(i.Unit, "亿"):
		return 1e8
	}
	return 1
}

// Feed is one source of an indicator; a fact must meet all its conditions.
type Feed struct {
	// Activity lists activity types; Figure is which of its figures (times,
	// participants, money, mentions), or empty with Units for the quantities
	// in these units.
	Activity []string `toml:"activity"`
	Figure   string   `toml:"figure"`
	// Kinds and Units select quantities; Subject are words in what they
	// count, Near words before them, Not words that must be in neither.
	Kinds   []string `toml:"kinds"`
	Units   []string `toml:"units"`
	Subject []string `toml:"subject"`
	Near    []string `toml:"near"`
	Not     []string `toml:"not"`
	// Honour lists levels ("*" any), Recipients kinds of recipient; Figure is
	// count, year, incomplete or nominated.
	Honour     []string `toml:"honour"`
	Recipients []string `toml:"recipients"`
	// Placeholder lists forms ("*" any).
	Placeholder []string `toml:"placeholder"`
	// Finding lists severities or rule globs.
	Finding []string `toml:"finding"`
	// Metric names a metric of the report.
	Metric string `toml:"metric"`
}

// Set is a list of indicators with their groups.
type Set struct {
	Groups     []Group     `toml:"group"`
	Indicators []Indicator `toml:"indicator"`
}

// Default returns the shipped indicators.
var Default = sync.OnceValue(func() *Set {
	s := &Set{}
	if err := s.Add(dict.Indicators); err != nil {
		panic(err) // the shipped file is tested
	}
	return s
})

// Clone returns a copy that Add may extend.
func (s *Set) Clone() *Set {
	return &Set{slices.Clone(s.Groups), slices.Clone(s.Indicators)}
}

// Group returns the named group.
func (s *Set) Group(id string) (Group, bool) {
	i := slices.IndexFunc(s.Groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}, false
	}
	return s.Groups[i], true
}

// Index returns the place of the named indicator, -1 if there is none.
func (s *Set) Index(id string) int {
	return slices.IndexFunc(s.Indicators, func(i Indicator) bool { return i.ID == id })
}

// Add reads more indicators from TOML; one with a known id takes the place of
// the older one. The error names the indicator and what is wrong with it.
func (s *Set) Add(text string) error {
	var more Set
	meta, err := toml.Decode(text, &more)
	if err != nil {
		return fmt.Errorf("指标文件无法解读: %w", err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return fmt.Errorf("指标文件中没有这一项: %s", un[0])
	}
	for _, g := range more.Groups {
		if i := slices.IndexFunc(s.Groups, func(old Group) bool { return old.ID == g.ID }); i >= 0 {
			s.Groups[i] = g
		} else {
			s.Groups = append(s.Groups, g)
		}
	}
	for _, ind := range more.Indicators {
		if i := s.Index(ind.ID); i >= 0 {
			s.Indicators[i] = ind
		} else {
			s.Indicators = append(s.Indicators, ind)
		}
	}
	for i := range s.Indicators {
		if err := s.check(&s.Indicators[i]); err != nil {
			return fmt.Errorf("指标 %s: %w", s.Indicators[i].ID, err)
		}
	}
	s.sort()
	return nil
}

// sort puts the indicators of a group together, in the order of the groups.
func (s *Set) sort() {
	at := map[string]int{}
	for i, g := range s.Groups {
		at[g.ID] = i
	}
	slices.SortStableFunc(s.Indicators, func(a, b Indicator) int { return at[a.Group] - at[b.Group] })
}

// Values that feeds may name.
var (
	combines        = []Combine{Sum, Max, Latest, Count}
	kinds           = []string{"count", "money", "percent", "multiple", "measure", "duration"}
	activityFigures = []string{"times", "participants", "money", "mentions"}
	honourFigures   = []string{"count", "year", "incomplete", "nominated"}
	severities      = []string{"error", "warning", "info"}
)

// Metrics are the metrics a feed may name.
var Metrics = []string{"characters", "sentences", "quantities", "placeholders", "honours", "activities", "boilerplate_ratio", "facts_per_1000", "shared"}

func (s *Set) check(i *Indicator) error {
	if i.ID == "" || i.Label == "" || i.Unit == "" {
		return fmt.Errorf("须有 id、label 和 unit")
	}
	if _, ok := s.Group(i.Group); !ok {
		return fmt.Errorf("没有 %q 这一组", i.Group)
	}
	if !slices.Contains(combines, i.Combine) {
		return fmt.Errorf("combine 不能是 %q", i.Combine)
	}
	if i.Per != "" && (s.Index(i.Per) < 0 || i.Per == i.ID) {
		return fmt.Errorf("per 所指的 %q 不是另一个指标", i.Per)
	}
	if len(i.Feed) == 0 {
		return fmt.Errorf("没有 feed")
	}
	for _, f := range i.Feed {
		if err := f.check(); err != nil {
			return err
		}
	}
	return nil
}

func (f *Feed) check() error {
	sources := 0
	for _, on := range []bool{len(f.Activity) > 0, len(f.Kinds) > 0, len(f.Honour) > 0, len(f.Placeholder) > 0, len(f.Finding) > 0, f.Metric != ""} {
		if on {
			sources++
		}
	}
	known := func(name string, vs, all []string) error {
		for _, v := range vs {
			if !slices.Contains(all, v) {
				return fmt.Errorf("%s 不能是 %q", name, v)
			}
		}
		return nil
	}
	switch {
	case sources != 1:
		return fmt.Errorf("feed 须有且只有 activity、kinds、honour、placeholder、finding、metric 中的一种")
	case len(f.Activity) > 0:
		if f.Figure == "" && len(f.Units) > 0 {
			return nil
		}
		return known("figure", []string{f.Figure}, activityFigures)
	case len(f.Kinds) > 0:
		if len(f.Subject) == 0 && len(f.Near) == 0 {
			return fmt.Errorf("数据须有 subject 或 near")
		}
		return known("kinds", f.Kinds, kinds)
	case len(f.Honour) > 0:
		return known("figure", []string{f.Figure}, honourFigures)
	case len(f.Finding) > 0:
		for _, g := range f.Finding {
			if _, err := path.Match(g, ""); err != nil {
				return fmt.Errorf("finding %q: %w", g, err)
			}
			if !slices.Contains(severities, g) && !strings.Contains(g, ".") {
				return fmt.Errorf("finding 不能是 %q", g)
			}
		}
		return nil
	case f.Metric != "":
		return known("metric", []string{f.Metric}, Metrics)
	}
	return nil
}
