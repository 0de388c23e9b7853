package reuse

// Kind says what a pair of reports shares.
type Kind string

// The kinds of a pair.
const (
	// Copy: half or more of one report stands in the other.
	Copy Kind = "copy"
	// Lift: passages of one report stand in the other.
	Lift Kind = "lift"
	// Form: a copy whose figures were filled in anew.
	Form Kind = "form"
)

// Pair is two reports that share text. A comes before B in the order in which
// reports were added, references last.
type Pair struct {
	A, B int
	// ShareA and ShareB are the shares of either report's tokens that lie in
	// passages, 0 to 1.
	ShareA, ShareB float64
	Kind           Kind
	// Evidence is by how many bits the common text exceeds what reports of
	// this collection share by chance.
	Evidence float64
	// Figures counts the figures at the same place of the common text: those
	// that are equal and those that differ.
	FiguresEqual, FiguresDiffer int
	// Spun lists words of one family that stand in each other's place.
	Spun int
	// Passages are in the order of A and do not overlap there.
	Passages []Passage
}

// Range is a half-open range of byte offsets of a report's text.
type Range struct{ Start, End int }

// Passage is common text of two reports.
type Passage struct {
	A, B Range
	// Agreement is the share of tokens that are equal, 0 to 1.
	Agreement float64
	// Differences are the places inside that are not, in order; either side
	// of one may be empty.
	Differences []Difference
	// Template is the share of A's tokens that lie in template text.
	Template float64
}

// Difference is a place where a passage's two sides differ.
type Difference struct {
	A, B Range
	// Kind is "figure", "spun" or "text".
	Kind DifferenceKind
}

// DifferenceKind says what differs.
type DifferenceKind string

// The kinds of a difference.
const (
	FigureDiffers DifferenceKind = "figure"
	SpunWord      DifferenceKind = "spun"
	TextDiffers   DifferenceKind = "text"
)
