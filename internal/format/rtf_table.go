package format

import (
	"slices"
	"sort"
)

// rtfTable gathers the rows of one table. RTF says of a cell only where its
// right edge lies, so the columns are known when the last row is.
type rtfTable struct {
	inCell bool
	cell   passage
	cells  []passage
	rows   []rtfRow
	// edges and gone are of the row being defined; merged is the property of
	// the next edge.
	edges  []int
	gone   []bool
	merged bool
}

type rtfRow struct {
	cells []passage
	edges []int
}

// define starts the definition of a row.
func (t *rtfTable) define() { t.edges, t.gone, t.merged = nil, nil, false }

// edge ends the definition of a cell at its right edge, in twips.
func (t *rtfTable) edge(x int) {
	if len(t.edges) < maxRowCells {
		t.edges, t.gone = append(t.edges, x), append(t.gone, t.merged)
	}
	t.merged = false
}

// endCell ends a cell; one that continues a merged cell is empty.
func (t *rtfTable) endCell() {
	if n := len(t.cells); n < len(t.gone) && t.gone[n] {
		t.cell = passage{}
	}
	// LibreOffice ends a row that holds a table with a cell too many.
	if t.cell.text != "" || len(t.edges) == 0 || len(t.cells) < len(t.edges) {
		t.cells = append(t.cells, t.cell)
	}
	t.cell = passage{}
}

// endRow ends a row.
func (t *rtfTable) endRow() {
	if len(t.cells) > 0 {
		t.rows = append(t.rows, rtfRow{t.cells, slices.Clone(t.edges)})
	}
	t.cells, t.inCell = nil, false
}

// sameEdge is how far apart, in twips, edges of one column may lie.
const sameEdge = 30

// flushTable writes the table, if there is one, into its story. A cell that spans
// columns is followed by empty cells.
func (r *rtfReader) flushTable(f *rtfFrame) {
	t := &f.table
	if t.cell.text != "" { // a cell whose end never came
		t.endCell()
	}
	t.endRow()
	if len(t.rows) == 0 {
		return
	}
	columns := t.columns()
	for i, row := range t.rows {
		var cells []passage
		at := 0 // column the next cell begins at
		for j, c := range row.cells {
			cells = append(cells, c)
			if j >= len(row.edges) {
				continue
			}
			end := sort.SearchInts(columns, row.edges[j]-sameEdge)
			cells = r.out.pad(cells, end-at)
			at = end + 1
		}
		f.story.items = append(f.story.items, storyItem{cells: cells, row: i + 1})
		if len(r.frames) == 1 {
			r.out.take(f.story)
		}
	}
	t.rows = nil
}

// columns returns the right edges of the table's columns.
func (t *rtfTable) columns() []int {
	var all []int
	for _, row := range t.rows {
		all = append(all, row.edges...)
	}
	slices.Sort(all)
	out := all[:0]
	for _, x := range all {
		if len(out) == 0 || x-out[len(out)-1] > sameEdge {
			out = append(out, x)
		}
	}
	return out
}
