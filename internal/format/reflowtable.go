package format

import (
	"cmp"
	"slices"
	"strings"
)

// tableRow is one row of a table as it goes into the text.
type tableRow struct {
	table, row int
	cells      []string
	edges      []float64 // of the table's columns
}

// grid is a ruled table: its lines in both directions and which of the cells
// between them are one.
type grid struct {
	xs, ys []float64 // ascending
	cell   []int     // (row, column) of the base grid → number of the merged cell
}

// Limits of tables, in points or counts.
const (
	ruleSlack    = 2.5 // lines this close are one
	maxGridLines = 200 // in each direction
)

// findTables returns the ruled tables of a page, from the top down. Boxes of a
// single cell are frames, not tables.
func findTables(rules []rule, glyphs []glyph) []grid {
	if len(rules) < 4 || len(glyphs) == 0 {
		return nil
	}
	var grids []grid
	for _, group := range connected(rules) {
		if g, ok := newGrid(group); ok {
			grids = append(grids, g)
		}
	}
	slices.SortStableFunc(grids, func(a, b grid) int { return cmp.Compare(b.ys[len(b.ys)-1], a.ys[len(a.ys)-1]) })
	return grids
}

// connected groups rules that touch. The page is cut into bands so that only
// near ones are compared.
func connected(rules []rule) [][]rule {
	parent := make([]int, len(rules))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	order := make([]int, len(rules))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rules[a].x0, rules[b].x0) })
	for k, i := range order {
		for _, j := range order[k+1:] {
			if rules[j].x0 > rules[i].x1+ruleSlack {
				break
			}
			if rules[j].y0 <= rules[i].y1+ruleSlack && rules[i].y0 <= rules[j].y1+ruleSlack {
				parent[find(j)] = find(i)
			}
		}
	}
	index := map[int]int{}
	var groups [][]rule
	for i, r := range rules {
		root := find(i)
		g, ok := index[root]
		if !ok {
			g = len(groups)
			index[root] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], r)
	}
	return groups
}

// newGrid builds the cells of a group of rules; ok is false when they do not
// make at least two columns.
func newGrid(rules []rule) (g grid, ok bool) {
	var xs, ys []float64
	for _, r := range rules {
		if r.x1-r.x0 < r.y1-r.y0 {
			xs = append(xs, r.x0)
		} else {
			ys = append(ys, r.y0)
		}
	}
	g.xs, g.ys = merge(xs), merge(ys)
	cols, rows := len(g.xs)-1, len(g.ys)-1
	// A single column is text in a frame, perhaps with lines across.
	if cols < 2 || rows < 1 || cols > maxGridLines || rows > maxGridLines {
		return g, false
	}
	// Which pieces of the grid's lines are drawn.
	right := make([]bool, rows*cols) // between (r, c) and (r, c+1)
	above := make([]bool, rows*cols) // between (r, c) and (r+1, c)
	for _, r := range rules {
		if r.x1-r.x0 < r.y1-r.y0 {
			c := nearest(g.xs, r.x0) - 1
			for row := range rows {
				mid := (g.ys[row] + g.ys[row+1]) / 2
				if c >= 0 && c < cols && r.y0 < mid && mid < r.y1 {
					right[row*cols+c] = true
				}
			}
			continue
		}
		row := nearest(g.ys, r.y0) - 1
		for c := range cols {
			mid := (g.xs[c] + g.xs[c+1]) / 2
			if row >= 0 && row < rows && r.x0 < mid && mid < r.x1 {
				above[row*cols+c] = true
			}
		}
	}
	g.cell = make([]int, rows*cols)
	for i := range g.cell {
		g.cell[i] = -1
	}
	n := 0
	for row := rows - 1; row >= 0; row-- { // rows count from the bottom
		for c := range cols {
			if g.cell[row*cols+c] < 0 {
				g.flood(row, c, n, right, above)
				n++
			}
		}
	}
	return g, n >= 2
}

// flood gives the cell at (row, c) and all that no line parts from it the
// number n.
func (g *grid) flood(row, c, n int, right, above []bool) {
	cols, rows := len(g.xs)-1, len(g.ys)-1
	stack := [][2]int{{row, c}}
	g.cell[row*cols+c] = n
	for len(stack) > 0 {
		r, c := stack[len(stack)-1][0], stack[len(stack)-1][1]
		stack = stack[:len(stack)-1]
		visit := func(r2, c2 int, drawn bool) {
			if !drawn && g.cell[r2*cols+c2] < 0 {
				g.cell[r2*cols+c2] = n
				stack = append(stack, [2]int{r2, c2})
			}
		}
		if c+1 < cols {
			visit(r, c+1, right[r*cols+c])
		}
		if c > 0 {
			visit(r, c-1, right[r*cols+c-1])
		}
		if r+1 < rows {
			visit(r+1, c, above[r*cols+c])
		}
		if r > 0 {
			visit(r-1, c, above[(r-1)*cols+c])
		}
	}
}

// merge sorts positions and makes those closer than ruleSlack one.
func merge(v []float64) []float64 {
	slices.Sort(v)
	out := v[:0]
	for _, x := range v {
		if len(out) == 0 || x-out[len(out)-1] > ruleSlack {
			out = append(out, x)
		}
	}
	return out
}

// nearest returns the index of the position closest to x.
func nearest(v []float64, x float64) int {
	i, _ := slices.BinarySearch(v, x)
	if i == len(v) || i > 0 && x-v[i-1] < v[i]-x {
		i--
	}
	return i
}

// take returns the table's rows and the glyphs outside it. A grid whose
// characters all stand in one cell is a frame: it gives no rows.
func (g *grid) take(glyphs []glyph, page int) (rows []textLine, rest []glyph) {
	cols, nrows := len(g.xs)-1, len(g.ys)-1
	inside := map[int][]glyph{}
	for _, c := range glyphs {
		x, y := c.x+c.w/2, c.y+0.3*c.size
		col, _ := slices.BinarySearch(g.xs, x)
		row, _ := slices.BinarySearch(g.ys, y)
		if col--; col < 0 || col >= cols || row < 1 || row > nrows {
			rest = append(rest, c)
			continue
		}
		n := g.cell[(row-1)*cols+col]
		inside[n] = append(inside[n], c)
	}
	if len(inside) < 2 {
		return nil, glyphs
	}
	done := map[int]bool{}
	for row := nrows - 1; row >= 0; row-- {
		t := tableRow{row: nrows - row, edges: g.xs}
		for c := 0; c < cols; c++ {
			n := g.cell[row*cols+c]
			text := ""
			if !done[n] { // one over several rows or columns stands in the first
				done[n] = true
				text = cellText(inside[n], page)
			}
			t.cells = append(t.cells, text)
		}
		rows = append(rows, textLine{page: page, y: g.ys[row+1], row: &t, text: strings.Join(t.cells, "\t")})
	}
	return rows, rest
}

// A cell of at least longCell lines, longCellWidth em wide, holds paragraphs;
// in smaller ones every line break is a wrap.
const longCell, longCellWidth = 4, 12

// cellText joins the lines of a cell; paragraphs in it are parted by a space.
func cellText(glyphs []glyph, page int) string {
	var lines []textLine
	for _, l := range baselines(glyphs) {
		if t := l.line(page); t.text != "" {
			lines = append(lines, t)
		}
	}
	var m measure
	paragraphs := false
	if len(lines) >= longCell {
		pointers := make([]*textLine, len(lines))
		for i := range lines {
			pointers[i] = &lines[i]
		}
		m = measureOf(pointers)
		paragraphs = m.right-m.left > longCellWidth*lines[0].size
	}
	var b strings.Builder
	for i := range lines {
		l := &lines[i]
		if i > 0 {
			if p := &lines[i-1]; paragraphs && !continues(p, l, m, m) {
				b.WriteByte(' ')
			} else {
				b.WriteString(joint(p.text, p.blank, l.text))
			}
		}
		b.WriteString(strings.ReplaceAll(l.text, "\t", " "))
	}
	return b.String()
}

// joinTables makes one table of those that a page break parts: one ends a page
// and the next, as wide, starts the following page. A header row repeated there
// is dropped.
func joinTables(lines []textLine) []textLine {
	out := lines[:0]
	var head *tableRow    // first row of the table being continued
	joined, shift := 0, 0 // the table that becomes part of head's, and by how many rows
	parts := map[int][]*tableRow{}
	for _, l := range lines {
		if l.row == nil {
			head = nil
			out = append(out, l)
			continue
		}
		if n := len(out); head != nil && l.row.table != head.table && l.row.table != joined {
			last := out[n-1]
			if last.page+1 == l.page && sameWidth(last.row.edges, l.row.edges) {
				joined, shift = l.row.table, last.row.row
				if slices.Equal(filled(l.row.cells), filled(head.cells)) {
					shift--
					continue
				}
			} else {
				head = nil
			}
		}
		switch {
		case head == nil:
			head, joined = l.row, 0
		case l.row.table == joined:
			l.row.table, l.row.row = head.table, l.row.row+shift
		}
		parts[l.row.table] = append(parts[l.row.table], l.row)
		out = append(out, l)
	}
	for _, rows := range parts {
		alignColumns(rows)
	}
	return out
}

func sameWidth(a, b []float64) bool {
	near := func(x, y float64) bool { return x-y < 2*ruleSlack && y-x < 2*ruleSlack }
	return near(a[0], b[0]) && near(a[len(a)-1], b[len(b)-1])
}

func filled(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(s string) bool { return s == "" })
}

// alignColumns puts the cells of a table whose parts show different columns
// into the columns of all of them.
func alignColumns(rows []*tableRow) {
	var all []float64
	for i, r := range rows {
		if i == 0 || !slices.Equal(r.edges, rows[i-1].edges) {
			all = append(all, r.edges...)
		}
	}
	if len(all) == len(rows[0].edges) {
		return
	}
	all = merge(all)
	if len(all) > maxGridLines {
		return
	}
	for _, r := range rows {
		cells := make([]string, len(all)-1)
		for i, c := range r.cells {
			if at := min(nearest(all, r.edges[i]), len(cells)-1); cells[at] == "" {
				cells[at] = c
			} else {
				cells[at] += " " + c
			}
		}
		r.cells = cells
	}
}
