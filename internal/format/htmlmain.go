package format

import (
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
	sums   map[*html.Node]*sum
	tables map[*html.Node]bool // data tables

	// main is the element that holds the report; nil takes the whole page.
	main *html.Node
	// chrome holds the text nodes left out inside main, heading those kept
	// outside it.
	chrome, heading map[*html.Node]bool
}

// run is the text of one line: what stands between two line breakers.
type run struct {
	box   *html.Node // element that holds the line
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

// sum is what the runs below an element add up to.
type sum struct{ value, good, size, links float64 }

func newPage(root *html.Node) *page {
	pg := &page{
		body: find(root, "body"), sums: map[*html.Node]*sum{}, tables: map[*html.Node]bool{},
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
	c.walk(pg.body, place{box: pg.body})
	c.end()
	pg.markZones()
	pg.markCards()
	pg.markSections()
	var all float64
	for _, r := range pg.runs {
		r.judge()
		if r.value > 0 {
			all += r.value
		}
	}
	pg.addUp()
	if all == 0 {
		return
	}
	main := pg.best(func(s *sum) float64 { return s.value })
	if pg.sums[main].good < enoughKept*all { // links inside the report outweigh it
		main = pg.best(func(s *sum) float64 { return min(s.good, mostKept*all) })
		if main == pg.body {
			return
		}
	}
	pg.main = main
	pg.markBylines()
	pg.dropInside(main)
	pg.findTitle()
}

// best returns the element with the largest measure, the innermost of equals.
func (pg *page) best(measure func(*sum) float64) *html.Node {
	var main *html.Node
	for _, r := range pg.runs { // in order, so that the choice is deterministic
		for n := r.box; n != nil; n = n.Parent {
			v := measure(pg.sums[n])
			if main == nil || v > measure(pg.sums[main]) || v == measure(pg.sums[main]) && within(n, main) {
				main = n
			}
			if n == pg.body {
				break
			}
		}
	}
	return main
}

// within reports whether n lies inside outer.
func within(n, outer *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// addUp fills sums from the runs.
func (pg *page) addUp() {
	for _, r := range pg.runs {
		for n := r.box; n != nil; n = n.Parent {
			s := pg.sums[n]
			if s == nil {
				s = &sum{}
				pg.sums[n] = s
			}
			s.value += r.value
			s.good += max(r.value, 0)
			s.size += r.size
			s.links += r.links
			if n == pg.body {
				break
			}
		}
	}
}

// judge gives the run its value.
func (r *run) judge() {
	plain := r.size - r.links
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
}

// sentence reports whether text has the punctuation of a sentence.
func sentence(text string) bool {
	return strings.ContainsAny(text, "。；;！？") || strings.ContainsAny(text, "，,、") && len(text) > 30
}

// dropInside marks the chrome inside the report: lines of negative value, and
// elements in which such lines prevail.
func (pg *page) dropInside(main *html.Node) {
	for _, r := range pg.runs {
		if r.box != main && !within(r.box, main) {
			continue
		}
		drop := r.value < 0 || r.byline
		for n := r.box; n != main && !drop; n = n.Parent {
			s := pg.sums[n]
			drop = s.value < 0 && s.good < -s.value
		}
		if drop {
			for _, n := range r.nodes {
				pg.chrome[n] = true
			}
		}
	}
}

// findTitle keeps the report's title when it stands before its element: the
// heading, or line, that the window's title repeats.
func (pg *page) findTitle() {
	var best *run
	for _, r := range pg.runs {
		if r.box == pg.main || within(r.box, pg.main) {
			if pg.titleLike(r) && !pg.chrome[r.nodes[0]] {
				return // it has its title
			}
			if best != nil {
				break
			}
			continue
		}
		if within(pg.main, r.box) || r.links > 0 || r.zone {
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
