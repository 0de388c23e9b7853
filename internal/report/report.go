// Package report is what hecha tells the world about one report: the shapes of
// the audit and extract JSON (schema hecha/audit/v1). Positions here are final:
// code points into the text that `hecha text` prints.
package report

import (
	"hecha/internal/finding"
)

// Schema names the shape of the audit JSON.
const Schema = "hecha/audit/v1"

// Place is a stretch of a source's text: 0-based half-open code points, and
// the 1-based line and column of its start.
type Place struct {
	Start  int `json:"start"`
	End    int `json:"end"`
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Span is a place with the words that stand there.
type Span struct {
	Place
	Text string `json:"text"`
	// Origin says where it is in the original file ("第3页", "表2 B5").
	Origin string `json:"origin,omitempty"`
}

// Report is one audited report. The words of its facts and findings share the
// memory of Text: who keeps single ones for longer makes a copy.
type Report struct {
	Source       string        `json:"source"`
	Index        int           `json:"index"`
	Span         Place         `json:"span"`
	Title        string        `json:"title"`
	Unit         string        `json:"unit"`
	Places       []string      `json:"places"`
	Period       Period        `json:"period"`
	Kind         string        `json:"kind,omitempty"`
	Dated        string        `json:"dated,omitempty"`
	Script       string        `json:"script"`
	Format       string        `json:"format,omitempty"`
	Notes        []Note        `json:"notes,omitempty"`
	Metrics      Metrics       `json:"metrics"`
	Verdict      string        `json:"verdict"`
	Reasons      []string      `json:"reasons"`
	Checked      Checked       `json:"checked"`
	Quantities   []Quantity    `json:"quantities"`
	Activities   []Activity    `json:"activities"`
	Honours      []Honour      `json:"honours"`
	Placeholders []Placeholder `json:"placeholders"`
	Findings     []Finding     `json:"findings"`

	// Text is the report's part of the source, for renderers that show it, and
	// TextStart the code points before it.
	Text      string `json:"-"`
	TextStart int    `json:"-"`
	// Numbers are filled only for `extract numbers|all`.
	Numbers []Number `json:"-"`

	owned []int // room for the Quantities of Activities
}

// Period is the time a report covers: years or ISO dates, "" when unstated.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Note is something the reader of the file noticed besides its text.
type Note struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Count   int    `json:"count,omitempty"`
}

// Metrics sum a report up.
type Metrics struct {
	Characters   int `json:"characters"`
	Sentences    int `json:"sentences"`
	Quantities   int `json:"quantities"`
	Placeholders int `json:"placeholders"`
	Honours      int `json:"honours"`
	Activities   int `json:"activities"`
	// BoilerplateRatio is the share of characters in stock or shared text, 0–1.
	BoilerplateRatio float64 `json:"boilerplate_ratio"`
	// FactsPer1000 is figures, activities and honours per 1,000 characters.
	FactsPer1000 float64 `json:"facts_per_1000"`
}

// Quantity is a figure.
type Quantity struct {
	Span    Span   `json:"span"`
	Kind    string `json:"kind"`
	Low     string `json:"low"`
	High    string `json:"high"`
	Unit    string `json:"unit"`
	Approx  string `json:"approx"`
	Subject string `json:"subject"`
	Scope   string `json:"scope"`
	// Split and LostPercent tell damage: blanks inside the number, a missing %.
	Split       bool `json:"split,omitempty"`
	LostPercent bool `json:"lost_percent,omitempty"`
	Masked      bool `json:"masked,omitempty"`
}

// Number is a numeral and what it does in the text.
type Number struct {
	Span  Span   `json:"span"`
	Value string `json:"value"`
	Role  string `json:"role"`
}

// Placeholder is a gap.
type Placeholder struct {
	Span  Span   `json:"span"`
	Form  string `json:"form"`
	Field string `json:"field"`
}

// Honour is a claimed honour.
type Honour struct {
	Span          Span   `json:"span"`
	Title         string `json:"title"`
	Level         string `json:"level"`
	Issuer        string `json:"issuer"`
	Year          string `json:"year"`
	Recipient     string `json:"recipient"`
	RecipientKind string `json:"recipient_kind"`
	Grade         string `json:"grade"`
	Edition       int    `json:"edition,omitempty"`
	Count         int    `json:"count"`
	Nominated     bool   `json:"nominated,omitempty"`
}

// Activity is something claimed to have been carried out.
type Activity struct {
	Span          Span   `json:"span"`
	Type          string `json:"type"`
	Name          string `json:"name"`
	Times         string `json:"times"`
	Participants  string `json:"participants"`
	Money         string `json:"money,omitempty"`
	Date          string `json:"date"`
	Beneficiaries string `json:"beneficiaries,omitempty"`
	Quantities    []int  `json:"quantities"`
}

// Finding is something a reviewer should look at.
type Finding struct {
	Rule       string           `json:"rule"`
	Severity   finding.Severity `json:"severity"`
	Message    string           `json:"message"`
	Span       Span             `json:"span"`
	Evidence   []Evidence       `json:"evidence"`
	Suggestion string           `json:"suggestion"`
	// Fingerprint names the finding by its content, so that it stays the same
	// when lines move; a baseline file lists fingerprints.
	Fingerprint string `json:"fingerprint"`
}

// Evidence is a further place a finding rests on.
type Evidence struct {
	Span
	Note string `json:"note"`
	// Source names the other file when the place is not in this report.
	Source string `json:"source,omitempty"`
}

// Unreadable is an input that could not be audited.
type Unreadable struct {
	Source string `json:"source"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// Summary counts a whole run.
type Summary struct {
	Reports    int            `json:"reports"`
	Unreadable int            `json:"unreadable"`
	Findings   FindingCounts  `json:"findings"`
	Verdicts   map[string]int `json:"verdicts"`
}

// FindingCounts counts findings by severity.
type FindingCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Add counts one finding.
func (c *FindingCounts) Add(s finding.Severity) {
	switch s {
	case finding.Error:
		c.Error++
	case finding.Warning:
		c.Warning++
	default:
		c.Info++
	}
}

// AtLeast returns how many findings are at or above a severity.
func (c FindingCounts) AtLeast(s finding.Severity) int {
	n := 0
	if s <= finding.Error {
		n += c.Error
	}
	if s <= finding.Warning {
		n += c.Warning
	}
	if s <= finding.Info {
		n += c.Info
	}
	return n
}

// Add counts one report into the summary.
func (s *Summary) Add(r *Report) {
	s.Reports++
	if s.Verdicts == nil {
		s.Verdicts = map[string]int{}
	}
	s.Verdicts[r.Verdict]++
	for _, f := range r.Findings {
		s.Findings.Add(f.Severity)
	}
}

// Counts returns the report's findings by severity.
func (r *Report) Counts() FindingCounts {
	var c FindingCounts
	for _, f := range r.Findings {
		c.Add(f.Severity)
	}
	return c
}
