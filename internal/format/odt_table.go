package format

import "hecha/internal/doc"

// table reads a table:table into rows of f. Repeated rows, which writers use
// for empty ones, are counted and not written again.
func (r *odtReader) table(f *story) error {
	row := 0
	var visit func(se startElement) error
	visit = func(se startElement) error {
		switch se.Name.Local {
		case "table-row":
			hidden := attr(se, "visibility") == "collapse" || attr(se, "visibility") == "filter"
			if hidden {
				r.out.left(doc.NoteHidden, "")
				r.unshown++
				defer func() { r.unshown-- }()
			}
			cells, err := r.row()
			if r.unshown == 0 {
				row++
				f.items = append(f.items, storyItem{cells: cells, row: row})
				row += max(number(attr(se, "number-rows-repeated"), 1), 1) - 1
				if f.kind == doc.Paragraph {
					r.out.take(f)
				}
			}
			return err
		case "table-header-rows", "table-rows", "table-row-group":
			return r.x.each(visit)
		}
		return r.x.skip()
	}
	return r.x.each(visit)
}

// maxRepeat bounds the text of a cell that number-columns-repeated may repeat,
// in bytes.
const maxRepeat = 256

// row reads the cells of a row; cells covered by a span are empty.
func (r *odtReader) row() (cells []passage, err error) {
	err = r.x.each(func(se startElement) error {
		cell := &story{kind: doc.Cell}
		covered := se.Name.Local == "covered-table-cell"
		if covered {
			r.unshown++
		}
		err := r.blocks(cell, nil)
		if covered {
			r.unshown--
		}
		text, times := cell.joined(), number(attr(se, "number-columns-repeated"), 1)
		cells = append(cells, text)
		if text.text == "" {
			cells = r.out.pad(cells, times-1)
			return err
		}
		for range min(times-1, maxColumns) {
			if r.seen++; r.seen > maxParagraphs || len(text.text) > maxRepeat {
				break
			}
			cells = append(cells, text)
		}
		return err
	})
	return cells, err
}
