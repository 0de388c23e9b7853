package format

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"hecha/internal/doc"
)

// delimited reads .csv and .tsv tables; a row becomes a line of cells.
var delimited = Register(Reader{
	Name:       "csv",
	Label:      "CSV 表格",
	Extensions: []string{".csv", ".tsv"},
	Sniff: func(in Input) Confidence {
		if ext := in.Ext(); (ext == ".csv" || ext == ".tsv") && looksText(in.Data) {
			return Likely
		}
		return No
	},
	Read: readCSV,
})

func readCSV(_ context.Context, in Input, _ Options) (*doc.Source, error) {
	if len(in.Data) > 2*MaxText {
		return nil, ErrLong()
	}
	text, encoding, bad := DecodeText(in.Data, "")
	if blank(text) {
		return nil, errEmpty()
	}
	if !readable(text) {
		return nil, ErrUnsupported()
	}
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = true, -1, true
	r.Comma = delimiter(text, in.Ext())
	var b builder
	for n := 1; ; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &Error{Reason: Damaged, Detail: "CSV 表格的引号不配对,无法分列,请重新导出。", Err: err}
		}
		b.row(1, n, row, cellName)
	}
	src := &doc.Source{Name: in.Name, Format: "csv", Text: b.String(), Blocks: b.blocks}
	if blank(src.Text) {
		return nil, errEmpty()
	}
	src.Notes = encodingNote(src.Notes, encoding, bad)
	return src, nil
}

// delimiter returns the separator of the first line: the one of comma,
// semicolon and TAB that occurs most.
func delimiter(text, ext string) rune {
	if ext == ".tsv" {
		return '\t'
	}
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	best := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(line, string(c)) > strings.Count(line, string(best)) {
			best = c
		}
	}
	return best
}
