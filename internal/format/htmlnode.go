package format

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// tags returns the set of the words of a list.
func tags(list string) map[string]bool {
	set := map[string]bool{}
	for t := range strings.FieldsSeq(list) {
		set[t] = true
	}
	return set
}

var (
	// invisible elements hold nothing a reader of the page sees.
	invisible = tags("script style head template noscript iframe object embed applet svg math canvas audio video map datalist rt rp button select img")
	// lineBreakers start and end a line of text.
	lineBreakers = tags("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset " +
		"h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol option p plaintext pre section summary table tbody td tfoot th thead tr ul xmp br")
)

func breaksLine(tag string) bool { return lineBreakers[tag] }

// attribute returns an attribute's value and whether it is there.
func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// intAttr returns a numeric attribute between low and high, or def.
func intAttr(n *html.Node, key string, def, low, high int) int {
	v, _ := attribute(n, key)
	i, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil {
		return def
	}
	return min(max(i, low), high)
}

// style returns the value of one declaration of the style attribute, in lower
// case, or "".
func style(n *html.Node, property string) string {
	v, ok := attribute(n, "style")
	if !ok {
		return ""
	}
	for decl := range strings.SplitSeq(strings.ToLower(v), ";") {
		key, value, _ := strings.Cut(decl, ":")
		if strings.TrimSpace(key) == property {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		}
	}
	return ""
}

// hidden reports whether the page itself keeps the element from sight.
func hidden(n *html.Node) bool {
	if _, ok := attribute(n, "hidden"); ok {
		return true
	}
	if _, ok := attribute(n, "style"); !ok {
		return false
	}
	return style(n, "display") == "none" || style(n, "visibility") == "hidden" || style(n, "mso-hide") == "all"
}

// noteMark reports whether an element is the number that leads to a footnote or
// back: a stray digit in the sentence it stands in.
func noteMark(n *html.Node) bool {
	if n.Data != "a" {
		return false
	}
	href, _ := attribute(n, "href")
	if !strings.HasPrefix(href, "#") || len(rawText(n)) > 8 {
		return false
	}
	for _, mark := range []string{"#sdfootnote", "#sdendnote", "#_ftn", "#_edn", "#fn", "#cite_"} {
		if strings.HasPrefix(href, mark) {
			return true
		}
	}
	return false
}

// elements yields the element children of n in order.
func elements(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			out = append(out, c)
		}
	}
	return out
}

// find returns the first element below n with that tag, or nil.
func find(n *html.Node, tag string) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == tag {
			return c
		}
	}
	return nil
}

// rawText returns all text below n as it stands.
func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// collapse joins runs of white space as browsers do: to one space, or to
// nothing where a line break of the file falls between two Chinese characters.
func collapse(s string) string {
	var b strings.Builder
	var last rune
	space, broken := false, false
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			space = true
			broken = broken || r == '\n'
			continue
		case '\u200b', '\ufeff', '\u00ad':
			continue
		}
		if space && last != 0 && !(broken && wideRune(last) && wideRune(r)) {
			b.WriteByte(' ')
		}
		space, broken = false, false
		b.WriteRune(r)
		last = r
	}
	return strings.TrimFunc(b.String(), unicode.IsSpace)
}

// wideRune reports whether r is a Chinese character or full-width punctuation.
func wideRune(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 || r == '“' || r == '”'
}

// dataTable reports whether a table holds data, not the layout of a page: two
// rows and columns at least, no table inside, no cell with a stretch of text.
func dataTable(t *html.Node) bool {
	const longCell, maxParagraphs = 600, 4
	rows, columns := 0, 0
	for _, tr := range tableRows(t) {
		cells := tableCells(tr)
		if len(cells) > 0 {
			rows++
		}
		columns = max(columns, len(cells))
		for _, c := range cells {
			if find(c, "table") != nil || find(c, "form") != nil || len(rawText(c)) > longCell*3 {
				return false
			}
			paragraphs := 0
			for d := range c.Descendants() {
				if d.Type == html.ElementNode && (d.Data == "p" || d.Data == "div" || d.Data == "li") {
					paragraphs++
				}
			}
			if paragraphs > maxParagraphs {
				return false
			}
		}
	}
	return rows >= 2 && columns >= 2
}

// tableRows returns the rows of a table without those of tables inside it.
func tableRows(t *html.Node) []*html.Node {
	var rows []*html.Node
	for _, c := range elements(t) {
		switch c.Data {
		case "tr":
			rows = append(rows, c)
		case "tbody", "thead", "tfoot":
			for _, tr := range elements(c) {
				if tr.Data == "tr" {
					rows = append(rows, tr)
				}
			}
		}
	}
	return rows
}

func tableCells(tr *html.Node) []*html.Node {
	var cells []*html.Node
	for _, c := range elements(tr) {
		if c.Data == "td" || c.Data == "th" {
			cells = append(cells, c)
		}
	}
	return cells
}
