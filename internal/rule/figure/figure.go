// Package figure holds the rules that ask whether a report's figures hold.
//
// Every rule reads the model of package claim and the quantities of package
// quantity. What the printed digits allow decides: a figure with decimals or a
// multiplier stands for an interval, a whole number for itself, and one unit
// in the last printed place is agreement. A rule that cannot tell which
// figures belong together says nothing.
package figure

import (
	"hecha/internal/doc"
	"hecha/internal/finding"
)

// note is evidence with its remark.
func note(sp doc.Span, remark string) finding.Evidence {
	return finding.Evidence{Span: sp, Note: remark}
}
