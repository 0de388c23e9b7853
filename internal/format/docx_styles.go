package format

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

type startElement = xml.StartElement

// docxStyle is what matters of a style; -1 and 0 stand for "not said".
type docxStyle struct {
	name, basedOn string
	numbered      bool
	numID, ilvl   int
	outline       int // from 1; 10 is body text
	vanish        int // 1 hidden, -1 shown
}

type docxStyles struct {
	byID map[string]*docxStyle
	// paragraph is the id of the default paragraph style.
	paragraph string
}

// maxStyleChain bounds basedOn chains, which damaged files make circular.
const maxStyleChain = 32

// find walks the chain of a style until f says it found its value.
func (s *docxStyles) find(id string, f func(id string, st *docxStyle) bool) {
	for range maxStyleChain {
		st := s.byID[id]
		if st == nil || f(id, st) {
			return
		}
		id = st.basedOn
	}
}

// vanish returns 1 or -1 as the style chain hides or shows text, else 0.
func (s *docxStyles) vanish(id string) (v int) {
	if id != "" {
		s.find(id, func(_ string, st *docxStyle) bool { v = st.vanish; return v != 0 })
	}
	return v
}

// outline returns the outline level of a paragraph style from 1, 0 for body
// text. Titles count as level 1.
func (s *docxStyles) outline(id string) (level int) {
	s.find(id, func(_ string, st *docxStyle) bool {
		level = st.outline
		if level == 0 {
			level = headingName(st.name)
		}
		return level != 0
	})
	if level > 9 {
		return 0
	}
	return level
}

// headingName reads the level off a built-in style's name, which is stored in
// English whatever the language of the program; WPS writes Chinese ones too.
func headingName(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "title" || name == "标题" {
		return 1
	}
	for _, prefix := range []string{"heading ", "标题 "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 9 {
				return n
			}
		}
	}
	return 0
}

// withoutLatent cuts the list of built-in styles that a document does not use.
// Word writes some 370 of them, often more than all other styles together.
func withoutLatent(data []byte) []byte {
	const open, end = "<w:latentStyles", "</w:latentStyles>"
	i := bytes.Index(data, []byte(open))
	if i < 0 {
		return data
	}
	j := bytes.Index(data[i:], []byte(end))
	if j < 0 {
		return data
	}
	return slices.Concat(data[:i], data[i+j+len(end):])
}

// readStyles reads the styles part.
func (r *docxReader) readStyles() error {
	r.styles = &docxStyles{byID: map[string]*docxStyle{}}
	data, err := r.optional("styles")
	if err != nil || len(data) == 0 {
		return err
	}
	return r.part(withoutLatent(data), func() error {
		return r.x.each(func(se startElement) error {
			if se.Name.Local != "style" {
				return r.x.skip()
			}
			id, st := attr(se, "styleId"), &docxStyle{numID: -1, ilvl: -1}
			if attr(se, "type") == "paragraph" && (attr(se, "default") == "1" || attr(se, "default") == "true") {
				r.styles.paragraph = id
			}
			if r.styles.byID[id] == nil {
				r.styles.byID[id] = st
			}
			return r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "name":
					st.name = attr(se, "val")
				case "basedOn":
					st.basedOn = attr(se, "val")
				case "pPr":
					var pp docxParaProps
					err := r.paraProps(&pp)
					st.numbered, st.numID, st.ilvl, st.outline = pp.numbered, pp.numID, pp.ilvl, pp.outline
					return err
				case "rPr":
					var rp docxRunProps
					err := r.runProps(&rp)
					st.vanish = rp.vanish
					return err
				}
				return r.x.skip()
			})
		})
	})
}

// docxParaProps is what matters of w:pPr.
type docxParaProps struct {
	style       string
	numbered    bool
	numID, ilvl int // -1 when not said
	outline     int
	markGone    bool // the paragraph mark is deleted or hidden: joins the next
}

func (r *docxReader) paraProps(pp *docxParaProps) error {
	pp.numID, pp.ilvl = -1, -1
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "pStyle":
			pp.style = attr(se, "val")
		case "outlineLvl":
			pp.outline = number(attr(se, "val"), 9) + 1
		case "numPr":
			pp.numbered = true
			return r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "numId":
					pp.numID = number(attr(se, "val"), -1)
				case "ilvl":
					pp.ilvl = number(attr(se, "val"), -1)
				}
				return r.x.skip()
			})
		case "rPr":
			var rp docxRunProps
			err := r.runProps(&rp)
			pp.markGone = rp.deleted || rp.vanish > 0
			return err
		}
		return r.x.skip() // pPrChange holds the old properties: not ours
	})
}

// docxRunProps is what matters of w:rPr.
type docxRunProps struct {
	style      string
	vanish     int
	underlined bool
	deleted    bool // of a paragraph mark
}

func (r *docxReader) runProps(rp *docxRunProps) error {
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "rStyle":
			rp.style = attr(se, "val")
		case "vanish":
			rp.vanish = 1
			if isOff(se) {
				rp.vanish = -1
			}
		case "u":
			u := attr(se, "val")
			rp.underlined = u != "none" && u != ""
		case "del", "moveFrom":
			rp.deleted = true
		}
		return r.x.skip() // rPrChange holds the old properties: not ours
	})
}

// number parses a decimal attribute.
func number(s string, otherwise int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return otherwise
	}
	return n
}
