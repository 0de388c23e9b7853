// Package similar compares whole reports: it reads them, has the reuse engine
// find what they share, and writes it down in the shapes that `hecha similar`
// prints. Positions are code points into the text that `hecha text` prints.
package similar

import (
	"hecha/internal/report"
	"hecha/internal/reuse"
)

// Schema names the shape of the JSON.
const Schema = "hecha/similar/v1"

// Ref names a report.
type Ref struct {
	Source string `json:"source"`
	Index  int    `json:"index"`
	Unit   string `json:"unit"`
	Period string `json:"period,omitempty"`
}

// Relation says how two reports stand to each other.
type Relation string

// The relations.
const (
	Peer      Relation = "peer"      // reports of different units
	Own       Relation = "own"       // the same unit, usually another year
	Reference Relation = "reference" // an earlier or a superior's document
)

// Pair is two reports that share text.
type Pair struct {
	A        Ref        `json:"a"`
	B        Ref        `json:"b"`
	ShareA   float64    `json:"share_a"`
	ShareB   float64    `json:"share_b"`
	Kind     reuse.Kind `json:"kind"`
	Relation Relation   `json:"relation"`
	// FiguresEqual and FiguresDiffer count the figures at the same place of
	// the common text; SpunWords the words a machine seems to have swapped.
	FiguresEqual  int       `json:"figures_equal"`
	FiguresDiffer int       `json:"figures_differ"`
	SpunWords     int       `json:"spun_words"`
	Passages      []Passage `json:"passages"`

	// Raw is the pair as the engine found it.
	Raw *reuse.Pair `json:"-"`
}

// Passage is common text.
type Passage struct {
	A           report.Span  `json:"a"`
	B           report.Span  `json:"b"`
	Agreement   float64      `json:"agreement"`
	Differences []Difference `json:"differences"`
}

// Difference is a place where the two sides of a passage differ; either may be
// empty.
type Difference struct {
	A    report.Span          `json:"a"`
	B    report.Span          `json:"b"`
	Kind reuse.DifferenceKind `json:"kind"`
}

// Cluster is a group of reports each of which shares half its text with
// another one of the group: a form and those who filled it in.
type Cluster struct {
	ID      int   `json:"id"`
	Members []Ref `json:"members"`
	// Share is the mean share of text that linked members have in common.
	Share float64 `json:"share"`
}

// CopiedNumbers are figures that two reports give alike inside text that is
// otherwise different.
type CopiedNumbers struct {
	A       Ref            `json:"a"`
	B       Ref            `json:"b"`
	Numbers []CopiedNumber `json:"numbers"`
}

// CopiedNumber is one such figure with the words around it.
type CopiedNumber struct {
	A report.Span `json:"a"`
	B report.Span `json:"b"`
}

// Summary ends a run.
type Summary struct {
	Reports    int             `json:"reports"`
	Pairs      int             `json:"pairs"`
	Clusters   []Cluster       `json:"-"`
	Copied     []CopiedNumbers `json:"-"`
	Unreadable int             `json:"unreadable"`
	// Text returns the text of a side of a pair, for outputs that show it.
	Text func(i int) (string, error) `json:"-"`
}
