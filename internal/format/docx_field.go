package format

import (
	"regexp"
	"strings"
)

// docxField is a complex field: w:fldChar begin, code, separate, result, end.
type docxField struct {
	code     []byte
	inResult bool
	start    int // of the result in its paragraph's buffer
	para     *docxPara
	// form is what a form field shows when it has no result: ☑ or the chosen
	// entry of a list.
	form string
}

// maxFieldCode bounds the code kept of a field, in bytes.
const maxFieldCode = 4 << 10

// fieldCode collects the code of the innermost field.
func (r *docxReader) fieldCode(s []byte) {
	if n := len(r.fields); n > 0 && !r.fields[n-1].inResult && len(r.fields[n-1].code)+len(s) <= maxFieldCode {
		r.fields[n-1].code = append(r.fields[n-1].code, s...)
	}
}

// fieldMark reads a w:fldChar. Deleted fields are balanced like others.
func (r *docxReader) fieldMark(p *docxPara, rp *docxRunProps, se startElement) error {
	switch attr(se, "fldCharType") {
	case "begin":
		if len(r.fields) < MaxXMLDepth {
			r.fields = append(r.fields, docxField{para: p})
			r.inCode++
		}
		return r.x.each(func(se startElement) error {
			if se.Name.Local != "ffData" || len(r.fields) == 0 {
				return r.x.skip()
			}
			return r.formField(&r.fields[len(r.fields)-1])
		})
	case "separate":
		if n := len(r.fields); n > 0 && !r.fields[n-1].inResult {
			f := &r.fields[n-1]
			f.inResult, f.start, f.para = true, len(p.buf), p
			r.inCode--
		}
	case "end":
		if n := len(r.fields); n > 0 {
			f := r.fields[n-1]
			r.fields = r.fields[:n-1]
			if !f.inResult {
				r.inCode--
				r.emit(p, rp, []byte(f.shown()))
			} else if f.para == p && strings.Contains(string(f.code), "FORMTEXT") {
				p.ruleBlank(f.start)
			}
		}
	}
	return r.x.skip()
}

// closeFields ends the fields begun in p whose code did not end with it: a file
// that lost a mark must not lose the rest of its text.
func (r *docxReader) closeFields(p *docxPara) {
	for n := len(r.fields); n > 0 && r.fields[n-1].para == p && !r.fields[n-1].inResult; n-- {
		r.fields = r.fields[:n-1]
		r.inCode--
	}
}

// ruleBlank turns the spaces that an unfilled text form field shows, from
// start on, into a line to write on.
func (p *docxPara) ruleBlank(start int) {
	if start < len(p.buf) && strings.TrimSpace(string(p.buf[start:])) == "" {
		p.mark(start, true, 0)
	}
}

// formField reads the w:ffData of a legacy form field.
func (r *docxReader) formField(f *docxField) error {
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "checkBox":
			f.form = "□"
			return r.x.each(func(se startElement) error {
				if n := se.Name.Local; n == "checked" || n == "default" {
					f.form = "☑"
					if isOff(se) {
						f.form = "□"
					}
				}
				return r.x.skip()
			})
		case "ddList":
			chosen, entry := 0, 0
			return r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "result":
					chosen = number(attr(se, "val"), 0)
				case "listEntry":
					if entry == chosen {
						f.form = attr(se, "val")
					}
					entry++
				}
				return r.x.skip()
			})
		}
		return r.x.skip()
	})
}

// overstrike is the field by which Word and WPS draw a character in a circle:
// EQ \o\ac(○,1).
var overstrike = regexp.MustCompile(`(?i)^\s*EQ\s+\\o\s*(?:\\a[a-z]\s*)?\(\s*[○◯〇]\s*[,;，]\s*(\d{1,2})\s*\)`)

// phonetic is the field by which Word sets small text above other text:
// EQ \o\ad(\s\up 9(hé),核). The last part is the text itself.
var phonetic = regexp.MustCompile(`(?i)^\s*EQ\b.*\\o[^(]*\(\s*\\s\s*\\up\s*\d*\s*\([^()]*\)\s*[,;，]\s*([^()\\]*)\)`)

// shown returns what a field without a result shows.
func (f *docxField) shown() string {
	if f.form != "" {
		return f.form
	}
	return fieldText(f.code)
}

// fieldText returns what a field draws by its code alone.
func fieldText(code []byte) string {
	if m := overstrike.FindSubmatch(code); m != nil {
		return circled(number(string(m[1]), 0))
	}
	if m := phonetic.FindSubmatch(code); m != nil {
		return string(m[1])
	}
	return ""
}
