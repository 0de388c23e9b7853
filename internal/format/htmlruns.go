package format

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"hecha/internal/fold"
)

// box is an element that starts lines, or the body. Boxes are kept in document
// order, so that a walk forward meets parents first and a walk backward last.
type box struct {
	node   *html.Node
	parent *box
	kids   []*box
	// What the lines inside add up to.
	value, good, size, sentences float64
	link, plain                  bool // has a line of links, has another
	// What the box passes on to its lines.
	zone, card, main, chrome bool
}

// place is what the elements around a text node say about it.
type place struct {
	box   *box
	link  bool
	table bool
	level int
}

// collector cuts a page into runs.
type collector struct {
	page *page
	cur  *run
	text strings.Builder
}

func (c *collector) walk(n *html.Node, p place) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.Type {
		case html.TextNode:
			c.add(k, p)
		case html.ElementNode:
			if invisible[k.Data] || hidden(k) || k.Data == "del" || noteMark(k) {
				continue
			}
			if !breaksLine(k.Data) {
				q := p
				q.link = p.link || k.Data == "a" && leadsAway(k)
				c.walk(k, q)
				continue
			}
			c.end()
			q := p
			q.box = c.page.newBox(k, p.box)
			q.table = p.table || c.page.tables[k]
			if level := headingLevel(k.Data); level > 0 {
				q.level = level
			}
			c.walk(k, q)
			c.end()
		}
	}
}

// leadsAway reports whether a link leaves the page; contents lists and notes
// link inside it.
func leadsAway(a *html.Node) bool {
	href, ok := attribute(a, "href")
	return ok && (!strings.HasPrefix(href, "#") || len(href) == 1)
}

func headingLevel(tag string) int {
	if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
		return int(tag[1] - '0')
	}
	return 0
}

func (c *collector) add(n *html.Node, p place) {
	if c.cur == nil {
		c.cur = &run{box: p.box, table: p.table, level: p.level}
	}
	c.cur.nodes = append(c.cur.nodes, n)
	c.text.WriteString(n.Data)
	size := textSize(n.Data)
	c.cur.size += size
	if p.link {
		c.cur.links += size
		c.cur.teaser = c.cur.teaser || moreWords[strings.ToLower(strings.Trim(n.Data, " \t\n\u00a0[]【】()（）…>».。"))]
	}
}

// end closes the current run.
func (c *collector) end() {
	if c.cur == nil {
		return
	}
	if c.cur.text = collapse(c.text.String()); c.cur.text != "" {
		c.cur.key = strings.Map(func(r rune) rune { return unicode.ToLower(fold.Simplified(r)) }, c.cur.text)
		c.page.runs = append(c.page.runs, c.cur)
	}
	c.cur = nil
	c.text.Reset()
}

// textSize counts characters; those that are not Chinese count half.
func textSize(s string) (n float64) {
	for _, r := range s {
		switch {
		case wideRune(r):
			n++
		case !unicode.IsSpace(r):
			n += 0.5
		}
	}
	return n
}
