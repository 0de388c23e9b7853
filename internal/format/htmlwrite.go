package format

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"hecha/internal/doc"
	"hecha/internal/fold"
)

// pageWriter writes a page's text line by line as a browser shows it, the
// report into out, everything else into left.
type pageWriter struct {
	page *page
	out  builder
	// left, hidden and deleted collect lines of chrome, text hidden by the
	// page inside the report, and text marked as deleted.
	left, hidden, deleted []string

	line, chrome strings.Builder // the current line's kept and left-out text
	block        doc.Block       // what the current line is
	inMain       bool
	pre          bool
	underlined   bool
	lists        []*listState
	prefix       string // number of the list item whose first line comes next
	tables       int
	// cell, when not nil, takes the lines instead of out.
	cell *[]string
}

// listState counts the items of one list.
type listState struct {
	ordered bool
	format  string // a format of formatNumber
	next    int
	step    int
}

// children writes what lies below n.
func (w *pageWriter) children(n *html.Node) {
	outer := w.inMain
	w.inMain = outer || n == w.page.main || w.page.main == nil
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.Type {
		case html.TextNode:
			w.text(k)
		case html.ElementNode:
			w.element(k)
		}
	}
	w.inMain = outer
}

func (w *pageWriter) element(n *html.Node) {
	switch {
	case invisible[n.Data], noteMark(n):
	case hidden(n):
		w.note(&w.hidden, n)
	case n.Data == "del":
		w.note(&w.deleted, n)
	case n.Data == "input":
		w.input(n)
	case w.page.tables[n]:
		w.flush()
		w.table(n)
	case !breaksLine(n.Data):
		was := w.underlined
		w.underlined = was || n.Data == "u" || strings.Contains(style(n, "text-decoration"), "underline")
		w.children(n)
		w.underlined = was
	default:
		w.flush()
		w.box(n)
		w.flush()
	}
}

// note keeps text that is not shown, if it lies in the report.
func (w *pageWriter) note(to *[]string, n *html.Node) {
	if text := collapse(rawText(n)); text != "" && (w.inMain || n == w.page.main) {
		*to = append(*to, text)
	}
}

// input writes what somebody typed into a field.
func (w *pageWriter) input(n *html.Node) {
	kind, _ := attribute(n, "type")
	switch strings.ToLower(kind) {
	case "", "text", "number", "date", "email", "tel", "url":
		if value, _ := attribute(n, "value"); w.inMain {
			w.line.WriteString(value)
		}
	}
}

// box writes an element that starts a line of its own.
func (w *pageWriter) box(n *html.Node) {
	was := w.block
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.block = doc.Block{Kind: doc.Heading, Level: headingLevel(n.Data)}
		w.children(n)
	case "ul", "ol", "menu", "dir":
		w.lists = append(w.lists, newList(n))
		w.children(n)
		w.lists = w.lists[:len(w.lists)-1]
	case "li":
		w.item(n)
	case "pre", "textarea", "listing", "xmp", "plaintext":
		outer := w.pre
		w.pre = true
		w.children(n)
		w.flush()
		w.pre = outer
	default:
		w.children(n)
	}
	w.flush()
	w.block = was
}

func newList(n *html.Node) *listState {
	l := &listState{ordered: n.Data == "ol", step: 1, format: listFormat(n)}
	start := 1
	if _, ok := attribute(n, "reversed"); ok {
		l.step = -1
		start = 0
		for _, c := range elements(n) {
			if c.Data == "li" {
				start++
			}
		}
	}
	l.next = intAttr(n, "start", start, -maxListStart, maxListStart)
	return l
}

// maxListStart bounds what a page may set a list counter to.
const maxListStart = 1_000_000

// listFormat returns the number format of a list or item, "" when it says none.
func listFormat(n *html.Node) string {
	kind := style(n, "list-style-type")
	if kind == "" {
		kind, _, _ = strings.Cut(style(n, "list-style"), " ")
	}
	switch kind {
	case "none":
		return "none"
	case "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal":
		return "chineseCounting"
	case "simp-chinese-formal", "trad-chinese-formal":
		return "chineseLegalSimplified"
	case "cjk-heavenly-stem":
		return "ideographTraditional"
	case "lower-alpha", "lower-latin":
		return "lowerLetter"
	case "upper-alpha", "upper-latin":
		return "upperLetter"
	case "lower-roman":
		return "lowerRoman"
	case "upper-roman":
		return "upperRoman"
	}
	kind, _ = attribute(n, "type")
	return map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}[kind]
}

// item writes a list item with the number a browser puts before it.
func (w *pageWriter) item(n *html.Node) {
	if len(w.lists) == 0 {
		w.children(n)
		return
	}
	l := w.lists[len(w.lists)-1]
	l.next = intAttr(n, "value", l.next, -maxListStart, maxListStart)
	format := listFormat(n)
	if format == "" {
		format = l.format
	}
	if l.ordered && format != "none" {
		w.prefix = formatNumber(format, l.next) + ". " // 1. 3个科室, not 1.3个
		if format == "chineseCounting" || format == "chineseLegalSimplified" || format == "ideographTraditional" {
			w.prefix = strings.TrimSuffix(w.prefix, ". ") + "、"
		}
	}
	l.next += l.step
	w.block = doc.Block{Kind: doc.ListItem, Level: len(w.lists)}
	w.children(n)
	w.flush()
	w.prefix = ""
}

func (w *pageWriter) text(n *html.Node) {
	if !w.page.kept(n, w.inMain) {
		w.chrome.WriteString(n.Data)
		return
	}
	s := n.Data
	if w.underlined {
		s = blankLine(s)
	}
	if !w.pre {
		w.line.WriteString(s)
		return
	}
	for i, part := range strings.Split(s, "\n") {
		if i > 0 {
			w.flush()
		}
		w.line.WriteString(part)
	}
}

// blankLine turns underlined spaces, a line to write on, into underscores.
func blankLine(s string) string {
	const fewest = 2
	if !blank(s) || strings.Count(s, "\u00a0")+strings.Count(s, "\u3000") < fewest {
		return s
	}
	return strings.NewReplacer("\u00a0", "_", "\u3000", "__").Replace(s)
}

// flush ends the current line.
func (w *pageWriter) flush() {
	if w.chrome.Len() > 0 {
		if s := collapse(w.chrome.String()); s != "" {
			w.left = append(w.left, s)
		}
		w.chrome.Reset()
	}
	if w.line.Len() == 0 {
		return
	}
	s := collapse(w.line.String())
	w.line.Reset()
	if blank(s) {
		return
	}
	if w.prefix != "" && fold.Enumerator(s) == 0 { // some type the number too
		s = w.prefix + s
	}
	w.prefix = ""
	if w.cell != nil {
		*w.cell = append(*w.cell, s)
		return
	}
	w.out.line(s, w.block)
}

// Limits of the grid that spans may open in one table.
const maxSpan, maxGrid = 100, 200_000

// table writes a data table; cells that others span stay empty, so that
// columns keep their numbers.
func (w *pageWriter) table(t *html.Node) {
	if w.cell == nil && (w.inMain || t == w.page.main) {
		w.tables++
	}
	outer := w.inMain
	w.inMain = outer || t == w.page.main
	defer func() { w.inMain = outer }()
	for _, c := range elements(t) {
		if c.Data == "caption" {
			w.box(c)
		}
	}
	var spanned []int // rows that the cell above still covers, by column
	grid := 0
	for i, tr := range tableRows(t) {
		var cells []string
		skip := func() {
			for len(cells) < len(spanned) && spanned[len(cells)] > 0 && grid < maxGrid {
				spanned[len(cells)]--
				cells = append(cells, "")
				grid++
			}
		}
		for _, td := range tableCells(tr) {
			skip()
			text := w.cellText(td)
			across := intAttr(td, "colspan", 1, 1, maxSpan)
			down := intAttr(td, "rowspan", 1, 1, 1000)
			for k := range across {
				if k > 0 && grid >= maxGrid {
					break
				}
				for len(spanned) <= len(cells) {
					spanned = append(spanned, 0)
				}
				spanned[len(cells)] = down - 1
				cells = append(cells, text)
				text = ""
				grid++
			}
		}
		skip()
		if w.cell != nil { // a table in a cell of a table: flat
			*w.cell = append(*w.cell, strings.Join(cells, " "))
			continue
		}
		w.out.row(w.tables, i+1, cells, func(row, col int) string {
			return fmt.Sprintf("表%d %s", w.tables, cellName(row, col))
		})
	}
}

// cellText returns the text of a cell on one line.
func (w *pageWriter) cellText(td *html.Node) string {
	if hidden(td) {
		w.note(&w.hidden, td)
		return ""
	}
	var lines []string
	sub := &pageWriter{page: w.page, inMain: w.inMain, cell: &lines}
	sub.children(td)
	sub.flush()
	w.left = append(w.left, sub.left...)
	w.hidden = append(w.hidden, sub.hidden...)
	w.deleted = append(w.deleted, sub.deleted...)
	return strings.Join(lines, " ")
}
