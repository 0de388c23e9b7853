package format

import (
	"fmt"
	"strings"
)

// odtKey names a style: families have name spaces of their own.
type odtKey struct{ family, name string }

// odtStyle is what matters of a style; 0 and nil stand for "not said".
type odtStyle struct {
	parent, title      string
	display, underline int // 1 hidden or underlined, -1 not
	outline            int
	list               *string // "" switches numbering off
}

// style reads one element of office:styles or office:automatic-styles.
func (r *odtReader) style(se startElement) error {
	switch se.Name.Local {
	case "style":
		return r.readStyle(se)
	case "list-style":
		d := new(listDef)
		r.lists[attr(se, "name")] = d
		return r.levels(d)
	case "outline-style":
		r.outline = &listInstance{def: new(listDef)}
		r.lists[attr(se, "name")] = r.outline.def
		return r.levels(r.outline.def)
	}
	return r.x.skip()
}

func (r *odtReader) readStyle(se startElement) error {
	st := &odtStyle{parent: attr(se, "parent-style-name"), title: attr(se, "display-name")}
	if st.title == "" {
		st.title = attr(se, "name")
	}
	st.outline = number(attr(se, "default-outline-level"), 0)
	if list, ok := lookupAttr(se, "list-style-name"); ok {
		st.list = &list
	}
	r.styles[odtKey{attr(se, "family"), attr(se, "name")}] = st
	return r.x.each(func(se startElement) error {
		if se.Name.Local == "text-properties" {
			switch attr(se, "display") {
			case "":
			case "none":
				st.display = 1
			default:
				st.display = -1
			}
			switch attr(se, "text-underline-style") {
			case "":
			case "none":
				st.underline = -1
			default:
				st.underline = 1
			}
		}
		return r.x.skip()
	})
}

// find walks the chain of a style until f says it found its value.
func (r *odtReader) find(family, name string, f func(st *odtStyle) bool) {
	for range maxStyleChain {
		st := r.styles[odtKey{family, name}]
		if st == nil || f(st) {
			return
		}
		name = st.parent
	}
}

func (r *odtReader) display(family, name string) (v int) {
	r.find(family, name, func(st *odtStyle) bool { v = st.display; return v != 0 })
	return v
}

func (r *odtReader) underline(name string) (v int) {
	r.find("text", name, func(st *odtStyle) bool { v = st.underline; return v != 0 })
	return v
}

// level returns the outline level of a paragraph, 0 for body text.
func (r *odtReader) level(se startElement, style string) (level int) {
	if se.Name.Local == "h" {
		return min(max(number(attr(se, "outline-level"), 1), 1), 9)
	}
	r.find("paragraph", style, func(st *odtStyle) bool {
		if level = headingName(st.title); level == 0 {
			level = st.outline
		}
		return level > 0
	})
	return min(level, 9)
}

// odfFormats are OpenDocument's number formats by their first sign.
var odfFormats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
	"01": "decimalZero", "１": "decimalFullWidth", "一": "chineseCounting", "〇": "ideographDigital",
	"壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle", "甲": "ideographTraditional", "子": "ideographZodiac",
}

func odfFormat(s string) string {
	if s == "" {
		return "none"
	}
	first, rest, _ := strings.Cut(s, ",")
	if first == "壹" && strings.HasPrefix(strings.TrimSpace(rest), "貳") {
		return "ideographLegalTraditional"
	}
	if f := odfFormats[first]; f != "" {
		return f
	}
	return "decimal"
}

// levels reads the levels of a list or outline style.
func (r *odtReader) levels(d *listDef) error {
	for i := range d.levels {
		d.levels[i] = listLevel{format: "none", restart: restartDefault}
	}
	return r.x.each(func(se startElement) error {
		i := number(attr(se, "level"), 0) - 1
		if i < 0 || i >= listLevels {
			return r.x.skip()
		}
		lv := &d.levels[i]
		lv.start = number(attr(se, "start-value"), 1)
		switch se.Name.Local {
		case "list-level-style-bullet":
			lv.format, lv.text = "bullet", attr(se, "bullet-char")
		case "list-level-style-image":
			lv.format, lv.text = "bullet", "•"
		default:
			lv.format = odfFormat(attr(se, "num-format"))
			lv.text = odfLabel(se, i)
		}
		return r.x.each(func(se startElement) error {
			if se.Name.Local != "list-level-properties" {
				return r.x.skip()
			}
			return r.x.each(func(se startElement) error {
				lv.tight = attr(se, "label-followed-by") == "nothing"
				return r.x.skip()
			})
		})
	})
}

// odfLabel writes the label of level i (from 0) with %1…%9 for the numbers.
func odfLabel(se startElement, i int) string {
	if s, ok := lookupAttr(se, "num-list-format"); ok { // LibreOffice: %1%.%2%
		for k := range listLevels {
			s = strings.ReplaceAll(s, fmt.Sprintf("%%%d%%", k+1), fmt.Sprintf("%%%d", k+1))
		}
		return s
	}
	var b strings.Builder
	b.WriteString(attr(se, "num-prefix"))
	if attr(se, "num-format") != "" {
		shown := min(max(number(attr(se, "display-levels"), 1), 1), i+1)
		for k := i + 1 - shown; k <= i; k++ {
			fmt.Fprintf(&b, "%%%d", k+1)
			if k < i {
				b.WriteByte('.')
			}
		}
	}
	b.WriteString(attr(se, "num-suffix"))
	return b.String()
}
