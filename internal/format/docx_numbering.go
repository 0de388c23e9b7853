package format

import "strings"

// docxAbstract is an abstractNum: a list definition and the links by which
// styles name it.
type docxAbstract struct {
	def listDef
	// levelStyle is the paragraph style tied to each level.
	levelStyle [listLevels]string
	// styleLink is the numbering style this definition is the source of,
	// numStyleLink the one whose definition is used instead of this one.
	styleLink, numStyleLink string
}

// readNumbering reads the numbering part into r.lists.
func (r *docxReader) readNumbering() error {
	r.lists = map[int]*listInstance{}
	data, err := r.optional("numbering")
	if err != nil || len(data) == 0 {
		return err
	}
	abstracts := map[int]*docxAbstract{}
	type num struct {
		id, abstract int
		in           *listInstance
	}
	var nums []num
	err = r.part(data, func() error {
		return r.x.each(func(se startElement) error {
			switch se.Name.Local {
			case "abstractNum":
				a := new(docxAbstract)
				if id := number(attr(se, "abstractNumId"), -1); abstracts[id] == nil {
					abstracts[id] = a
				}
				return r.abstractNum(a)
			case "num":
				n := num{id: number(attr(se, "numId"), -1), abstract: -1, in: new(listInstance)}
				err := r.num(n.in, &n.abstract)
				nums = append(nums, n)
				return err
			}
			return r.x.skip()
		})
	})
	byStyleLink := map[string]*docxAbstract{}
	for _, n := range nums { // in file order, so that the first of two wins
		if a := abstracts[n.abstract]; a != nil && a.styleLink != "" && byStyleLink[a.styleLink] == nil {
			byStyleLink[a.styleLink] = a
		}
	}
	r.levelStyles = map[*listDef]*[listLevels]string{}
	for _, n := range nums {
		a := abstracts[n.abstract]
		if a == nil {
			continue
		}
		if target := byStyleLink[a.numStyleLink]; a.numStyleLink != "" && target != nil {
			a = target
		}
		n.in.def = &a.def
		r.levelStyles[n.in.def] = &a.levelStyle
		if r.lists[n.id] == nil {
			r.lists[n.id] = n.in
		}
	}
	return err
}

func (r *docxReader) abstractNum(a *docxAbstract) error {
	for i := range a.def.levels {
		a.def.levels[i] = listLevel{format: "none", restart: restartDefault}
	}
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "styleLink":
			a.styleLink = attr(se, "val")
		case "numStyleLink":
			a.numStyleLink = attr(se, "val")
		case "lvl":
			i := number(attr(se, "ilvl"), -1)
			if i < 0 || i >= listLevels {
				return r.x.skip()
			}
			return r.level(&a.def.levels[i], &a.levelStyle[i])
		}
		return r.x.skip()
	})
}

// level reads a w:lvl. A number format newer than the reader of the file may
// know stands in mc:Choice, its replacement in mc:Fallback.
func (r *docxReader) level(lv *listLevel, style *string) error {
	*lv = listLevel{format: "decimal", restart: restartDefault}
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "AlternateContent", "Choice":
			return r.x.each(visit)
		case "start":
			lv.start = number(attr(se, "val"), 0)
		case "numFmt":
			lv.format = attr(se, "val")
			if lv.format == "custom" {
				lv.format = "decimal"
				if strings.HasPrefix(attr(se, "format"), "01") {
					lv.format = "decimalZero"
				}
			}
		case "lvlText":
			lv.text = attr(se, "val")
			if attr(se, "null") == "1" || attr(se, "null") == "true" {
				lv.text = ""
			}
		case "isLgl":
			lv.legal = !isOff(se)
		case "lvlRestart":
			lv.restart = number(attr(se, "val"), restartDefault)
		case "suff":
			lv.tight = attr(se, "val") == "nothing"
		case "pStyle":
			*style = attr(se, "val")
		}
		return r.x.skip()
	}
	return r.x.each(visit)
}

// num reads a w:num: the definition it uses and its overrides.
func (r *docxReader) num(in *listInstance, abstract *int) error {
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "abstractNumId":
			*abstract = number(attr(se, "val"), -1)
		case "lvlOverride":
			i := number(attr(se, "ilvl"), -1)
			if i < 0 || i >= listLevels {
				return r.x.skip()
			}
			return r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "startOverride":
					in.starts[i], in.overridden[i] = number(attr(se, "val"), 0), true
				case "lvl":
					var style string
					in.replaced[i] = new(listLevel)
					return r.level(in.replaced[i], &style)
				}
				return r.x.skip()
			})
		}
		return r.x.skip()
	})
}

// list returns the list a paragraph belongs to and its level from 0, or nil.
// Direct properties win over the style's; numId 0 switches numbering off.
func (r *docxReader) list(pp *docxParaProps) (*listInstance, int) {
	id, level := -1, -1
	if pp.numbered {
		id, level = pp.numID, pp.ilvl
	}
	if id < 0 {
		r.styles.find(r.styleOf(pp), func(style string, st *docxStyle) bool {
			if !st.numbered {
				return false
			}
			if level < 0 {
				level = st.ilvl
			}
			if id = st.numID; id < 0 { // a derived style may change the level only
				return false
			}
			if in := r.lists[id]; in != nil && pp.ilvl < 0 {
				for i, tied := range r.levelStyles[in.def] {
					if tied == style {
						level = i
					}
				}
			}
			return true
		})
	}
	if id <= 0 {
		return nil, 0
	}
	return r.lists[id], max(level, 0)
}

func (r *docxReader) styleOf(pp *docxParaProps) string {
	if pp.style != "" && r.styles.byID[pp.style] != nil {
		return pp.style
	}
	return r.styles.paragraph
}
