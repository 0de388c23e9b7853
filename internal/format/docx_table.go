package format

import "hecha/internal/doc"

// table reads a w:tbl into rows of f. A cell that spans columns is followed by
// empty cells, one that continues a vertical span is empty, so that columns
// stay below each other.
func (r *docxReader) table(f *story) error {
	row := 0
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "tr":
			cells, err := r.row()
			if cells != nil && r.deleted == 0 && r.unshown == 0 {
				row++
				f.items = append(f.items, storyItem{cells: cells, row: row})
				r.flush(f)
			}
			return err
		case "sdt":
			return r.control(func() error { return r.x.each(visit) })
		case "tblPr", "tblGrid", "Fallback":
			return r.x.skip()
		case "del", "moveFrom":
			r.deleted++
			defer func() { r.deleted-- }()
		}
		return r.x.each(visit) // customXml, ins, AlternateContent
	}
	return r.x.each(visit)
}

// row reads a w:tr. It returns nil for a row that is deleted or hidden.
func (r *docxReader) row() (cells []passage, err error) {
	deleted, hidden, after := false, false, 0
	defer func() {
		if deleted {
			r.deleted--
		}
		if hidden {
			r.unshown--
		}
	}()
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "trPr":
			return r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "gridBefore":
					cells = r.out.pad(cells, number(attr(se, "val"), 0))
				case "gridAfter":
					after = number(attr(se, "val"), 0)
				case "del":
					if !deleted {
						deleted = true
						r.deleted++
						r.out.left(doc.NoteDeletion, "")
					}
				case "ins":
					r.out.left(doc.NoteInsertion, "")
				case "hidden":
					if !hidden && !isOff(se) {
						hidden = true
						r.unshown++
						r.out.left(doc.NoteHidden, "")
					}
				}
				return r.x.skip()
			})
		case "tc":
			cell, span, err := r.cell()
			cells = r.out.pad(append(cells, cell), span-1)
			return err
		case "sdt":
			return r.control(func() error { return r.x.each(visit) })
		case "tblPrEx", "Fallback":
			return r.x.skip()
		}
		return r.x.each(visit)
	}
	err = r.x.each(visit)
	if deleted || hidden {
		return nil, err
	}
	return r.out.pad(cells, after), err
}

// cell reads a w:tc and returns its text and the columns it spans.
func (r *docxReader) cell() (text passage, span int, err error) {
	span = 1
	flow := &story{kind: doc.Cell}
	continued, gone := false, false
	for {
		se, err := r.x.child()
		if err == errEnd {
			break
		}
		if err == nil && se.Name.Local == "tcPr" {
			err = r.x.each(func(se startElement) error {
				switch se.Name.Local {
				case "gridSpan":
					span = number(attr(se, "val"), 1)
				case "vMerge", "hMerge":
					continued = continued || attr(se, "val") != "restart"
				case "cellDel":
					gone = true
				}
				return r.x.skip()
			})
			if continued {
				r.unshown++
				defer func() { r.unshown-- }()
			}
			if gone {
				r.deleted++
				defer func() { r.deleted-- }()
			}
		} else if err == nil {
			err = r.block(flow, se)
		}
		if err != nil {
			return flow.joined(), span, err
		}
	}
	r.finish(flow)
	if continued || gone {
		return passage{}, span, nil
	}
	return flow.joined(), span, nil
}
