package format

import (
	"fmt"
	"strings"

	"hecha/internal/doc"
)

// workbook gathers the sheets of a spreadsheet and writes them as tables.
type workbook struct {
	out    assembly
	sheets []*sheet
	cells  int
}

// sheet is one worksheet with its rows that hold text.
type sheet struct {
	name       string
	hidden     bool
	rows       []sheetRow
	hiddenRows int
}

type sheetRow struct {
	number int // from 1, as the sheet counts
	cells  []string
}

func (w *workbook) sheet(name string, hidden bool) *sheet {
	s := &sheet{name: strings.TrimSpace(string(appendText(nil, name))), hidden: hidden}
	w.sheets = append(w.sheets, s)
	return s
}

// row adds a row, its number counted from 1. Rows without text are dropped.
func (w *workbook) row(s *sheet, number int, cells []string, hidden bool) error {
	for len(cells) > 0 && blank(cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	if w.cells += len(cells); w.cells > maxBlocks {
		return errTooLarge
	}
	clean := make([]string, len(cells))
	for i, c := range cells {
		clean[i] = strings.TrimSpace(string(appendText(nil, c)))
	}
	if hidden {
		s.hiddenRows++
	}
	s.rows = append(s.rows, sheetRow{number, clean})
	return nil
}

// source writes the sheets. Hidden sheets, mostly lists to choose from, are left
// out; hidden rows stay, because totals count them.
func (w *workbook) source(name, format string) (*doc.Source, error) {
	shown, hiddenRows := 0, 0
	for _, s := range w.sheets {
		if !s.hidden && len(s.rows) > 0 {
			shown++
		}
	}
	for _, s := range w.sheets {
		if len(s.rows) == 0 {
			continue
		}
		if s.hidden {
			w.out.left(doc.NoteHidden, s.name)
			for _, r := range s.rows {
				w.out.more(doc.NoteHidden, strings.Join(r.cells, "\t"))
			}
			continue
		}
		hiddenRows += s.hiddenRows
		if shown > 1 {
			w.out.line(passage{text: s.name}, doc.Block{Kind: doc.Heading, Level: 1, Origin: s.name})
		}
		w.out.table()
		for _, r := range s.rows {
			cells := make([]passage, len(r.cells))
			for i, c := range r.cells {
				cells[i].text = c
			}
			w.out.row(r.number, s.name+"!", cells)
		}
	}
	src, err := w.out.source(name, format)
	if err == nil && hiddenRows > 0 {
		src.Notes = append(src.Notes, doc.Note{
			Kind: doc.NoteHidden, Count: hiddenRows,
			Message: fmt.Sprintf("含隐藏行 %d 行,合计可能包括它们,已一并读取。", hiddenRows),
		})
	}
	return src, err
}
