package format

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// This file finds the report in a web page. Readability, the usual library,
// adds up paragraphs and so takes a list of summaries for the article when that
// is short, drops lists and tables it finds dull, and returns a rewritten page;
// losing a paragraph is the worst that can happen to an audit. Here every line
// of text gets a value, positive for sentences, negative for links, summaries,
// comments and notices, and the report is the element whose lines have the
// largest sum: whatever is added around it costs more than it brings. Negative
// lines inside it are left out too.

// page is a parsed web page and what of it is the report.
type page struct {
	body  *html.Node
	title string // of the browser window

	runs   []*run
	boxes  []*box              // the body first
	tables map[*html.Node]bool // data tables

	// main is the element that holds the report; nil takes the whole page.
	main *html.Node
	// chrome holds the text nodes left out inside main, heading those kept
	// outside it.
	chrome, heading map[*html.Node]bool
}

// run is the text of one line: what stands between two line breakers.
type run struct {
	box   *box // that holds the line
	nodes []*html.Node
	text  string
	key   string  // text in simplified characters and lower case
	size  float64 // characters; letters and digits count half
	links float64 // of these, inside links
	value float64
	zone  bool // inside an element whose name says comment, footer, menu …
	card  bool // one of several alike short pieces with links
	level int  // of a heading element, else 0
	table bool // in a data table
	// byline marks dates and sources between title and text; teaser a line
	// with a link that says “more”.
	byline, teaser bool
}

func newPage(root *html.Node) *page {
	pg := &page{
		body: find(root, "body"), tables: map[*html.Node]bool{},
		chrome: map[*html.Node]bool{}, heading: map[*html.Node]bool{},
	}
	if pg.body == nil {
		pg.body = root // a frameset
	}
	if t := find(root, "title"); t != nil {
		pg.title = collapse(rawText(t))
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" && dataTable(n) {
			pg.tables[n] = true
		}
	}
	return pg
}

// kept reports whether a text node belongs to the report.
func (pg *page) kept(n *html.Node, inMain bool) bool {
	return inMain && !pg.chrome[n] || pg.heading[n]
}

// enoughKept is the share of a page's sentences that its main element must
// hold; below it, it is the smallest element with mostKept of them, and if that
// is the body the whole page.
const enoughKept, mostKept = 0.4, 0.8

// chooseMain finds the report's element, its title and the chrome inside it.
func (pg *page) chooseMain() {
	c := &collector{page: pg}
	c.walk(pg.body, place{box: pg.newBox(pg.body, nil)})
	c.end()
	for _, r := range pg.runs {
		r.judgeAlone()
	}
	pg.upward(func(b, up *box) {
		up.size += b.size
		up.sentences += b.sentences
		up.link = up.link || b.link
		up.plain = up.plain || b.plain
	})
	pg.markZones()
	pg.markCards()
	pg.markSections()
	for _, r := range pg.runs {
		r.judge()
	}
	pg.upward(func(b, up *box) {
		up.value += b.value
		up.good += b.good
	})
	all := pg.boxes[0].good
	if all == 0 {
		return
	}
	main := pg.best(func(b *box) float64 { return b.value })
	if main.good < enoughKept*all { // links inside the report outweigh it
		main = pg.best(func(b *box) float64 { return min(b.good, mostKept*all) })
		if main.node == pg.body {
			return
		}
	}
	for b := main; b != nil; b = b.parent { // no part of a table goes alone
		if pg.tables[b.node] {
			main = b
		}
	}
	pg.main, main.main = main.node, true
	pg.downward(func(b, up *box) { b.main = b.main || up.main })
	pg.markBylines()
	pg.dropInside(main)
	pg.findTitle(main)
}

func (pg *page) newBox(n *html.Node, parent *box) *box {
	b := &box{node: n, parent: parent}
	pg.boxes = append(pg.boxes, b)
	if parent != nil {
		parent.kids = append(parent.kids, b)
	}
	return b
}

// upward calls f for every box and the one around it, inner ones first.
func (pg *page) upward(f func(b, up *box)) {
	for _, b := range slices.Backward(pg.boxes[1:]) {
		f(b, b.parent)
	}
}

// downward calls f for every box and the one around it, outer ones first.
func (pg *page) downward(f func(b, up *box)) {
	for _, b := range pg.boxes[1:] {
		f(b, b.parent)
	}
}

// best returns the box with the largest measure, the innermost of equals.
func (pg *page) best(measure func(*box) float64) *box {
	var best *box
	for _, b := range slices.Backward(pg.boxes) {
		if best == nil || measure(b) > measure(best) {
			best = b
		}
	}
	return best
}

// judgeAlone adds to the run's box what needs no look at its neighbours.
func (r *run) judgeAlone() {
	r.box.size += r.size
	if sentence(r.text) {
		r.box.sentences += r.size
	}
	if r.links > r.size*0.5 || stamp(r.text) {
		r.box.link = true
	} else {
		r.box.plain = true
	}
}

// judge gives the run its value.
func (r *run) judge() {
	plain := r.size - r.links
	r.zone = r.zone || r.box.zone
	r.card = r.box.card && !r.table
	switch {
	case r.zone || r.card || r.teaser && r.size < 200:
		// Little, so that many comments in the report's own element do not
		// outweigh it; they are dropped all the same.
		r.value = -0.05 * r.size
	case r.links > r.size*0.5:
		if !sentence(r.text) || r.size < 40 { // a linked paragraph may be content
			r.value = -0.5*r.links - 1
		}
	case notice(r.key), siteTalk(r.key):
		r.value = -r.size
	case r.table:
		r.value = 0.5 * plain
	case sentence(r.text) || plain >= 25:
		r.value = plain - r.links
	case r.level > 0:
		r.value = 0.5 * plain
	}
	r.box.value += r.value
	r.box.good += max(r.value, 0)
}

// sentence reports whether text has the punctuation of a sentence.
func sentence(text string) bool {
	return strings.ContainsAny(text, "。；;！？") || strings.ContainsAny(text, "，,、") && len(text) > 30
}

// dropInside marks the chrome inside the report: lines of negative value, and
// elements in which such lines prevail.
func (pg *page) dropInside(main *box) {
	pg.downward(func(b, up *box) {
		b.chrome = b.main && b != main && (up.chrome || b.value < 0 && b.good < -b.value)
	})
	for _, r := range pg.runs {
		if r.box.main && (r.value < 0 || r.byline || r.box.chrome) {
			for _, n := range r.nodes {
				pg.chrome[n] = true
			}
		}
	}
}

// findTitle keeps the report's title when it stands before its element: the
// heading, or line, that the window's title repeats.
func (pg *page) findTitle(main *box) {
	around := map[*box]bool{}
	for b := main.parent; b != nil; b = b.parent {
		around[b] = true
	}
	var best *run
	for _, r := range pg.runs {
		if r.box.main {
			if pg.titleLike(r) && !pg.chrome[r.nodes[0]] {
				return // it has its title
			}
			if best != nil {
				break
			}
			continue
		}
		if around[r.box] && r.level == 0 || r.links > 0 || r.zone {
			continue
		}
		if pg.titleLike(r) && (best == nil || r.level > 0 || best.level == 0) {
			best = r // the nearest, headings before lines
		}
	}
	if best == nil {
		return
	}
	for _, n := range best.nodes {
		pg.heading[n] = true
	}
}

// titleLike reports whether the window's title holds the line.
func (pg *page) titleLike(r *run) bool {
	squeeze := func(s string) string {
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, s)
	}
	text := squeeze(r.text)
	return len(text) >= 5*3 && strings.Contains(squeeze(pg.title), text) || r.level == 1 && len(text) >= 5*3
}
