package report

import "sync"

// reports holds released reports: the lists of one are the room for the next.
var reports = sync.Pool{New: func() any { return new(Report) }}

// maxReused bounds the text, in bytes, of reports whose room is kept: a giant
// among small ones should not stay.
const maxReused = 1 << 20

// Release gives the room of r to a later report. Nothing of r may be used
// afterwards but strings.
func (r *Report) Release() {
	if len(r.Text) > maxReused {
		return
	}
	// The strings hold on to the text.
	clear(r.Quantities)
	clear(r.Activities)
	clear(r.Honours)
	clear(r.Placeholders)
	clear(r.Findings)
	*r = Report{
		Quantities: r.Quantities[:0], Activities: r.Activities[:0], Honours: r.Honours[:0],
		Placeholders: r.Placeholders[:0], Findings: r.Findings[:0], Checked: r.Checked[:0], owned: r.owned[:0],
	}
	reports.Put(r)
}
