package format

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"hecha/internal/doc"
)

var xlsxExtensions = []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett"}

var _ = Register(Reader{
	Name: "xlsx", Label: "Excel 工作簿", Extensions: xlsxExtensions,
	Sniff: func(in Input) Confidence { return sniffOOXML(in, "workbook", xlsxExtensions) },
	Read:  readXLSX,
})

// Limits of a workbook. excelize holds some parts as objects many times the
// size of their XML, so they are below those of other containers.
const (
	maxSheetPart = 24 << 20 // bytes of one unpacked part
	maxSheetBook = 64 << 20 // bytes of all parts
)

// sheetFormats shows dates as a Chinese Office does where the file leaves that
// to the system.
var sheetFormats = excelize.Options{
	ShortDatePattern: "yyyy/m/d", LongDatePattern: `yyyy"年"m"月"d"日"`, LongTimePattern: "h:mm:ss",
	CultureInfo: excelize.CultureNameZhCN,
}

// readXLSX reads the cells of a workbook as they show; formulas by the values
// that were saved with them.
func readXLSX(ctx context.Context, in Input, opt Options) (src *doc.Source, err error) {
	z, err := openZip(in.Data, opt)
	if err != nil {
		return nil, err
	}
	if z.cut {
		return nil, &Error{Reason: Damaged, Detail: "文件不完整或已损坏,无法打开;请重新导出后再提交。"}
	}
	var total uint64
	for _, f := range z.files { // a sum and an any: the order does not matter
		size := f.UncompressedSize64
		isXML := strings.HasSuffix(strings.ToLower(f.Name), ".xml")
		total += size
		if size > MaxPart || isXML && size > maxSheetPart || size > ratioFloor && size/MaxRatio > f.CompressedSize64 {
			return nil, errTooLarge
		}
	}
	if total > MaxUnpack || total > uint64(z.budget) {
		return nil, errTooLarge
	}
	defer func() {
		if p := recover(); p != nil {
			src, err = nil, &Error{Reason: Damaged, Detail: "工作簿已损坏,无法读取;请重新导出后再提交。", Err: fmt.Errorf("excelize: %v", p)}
		}
	}()
	options := sheetFormats
	// Equal limits keep excelize from unpacking large sheets to disk.
	options.UnzipSizeLimit, options.UnzipXMLSizeLimit = max(maxSheetBook, int64(total)), max(maxSheetBook, int64(total))
	book, err := excelize.OpenReader(bytes.NewReader(in.Data), options)
	if err != nil {
		return nil, &Error{Reason: Damaged, Detail: "工作簿不完整或已损坏,无法打开;请重新导出后再提交。", Err: err}
	}
	defer book.Close()
	w := &workbook{}
	for _, name := range book.GetSheetList() {
		if err := w.readSheet(ctx, book, name); err != nil {
			return nil, err
		}
	}
	return w.source(in.Name, "xlsx")
}

// readSheet reads one sheet of an excelize book.
func (w *workbook) readSheet(ctx context.Context, book *excelize.File, name string) error {
	visible, err := book.GetSheetVisible(name)
	if err != nil {
		visible = true
	}
	s := w.sheet(name, !visible)
	rows, err := book.Rows(name)
	if err != nil { // a chart sheet has no rows
		return nil
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		if number&0xff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cells, err := rows.Columns()
		if err != nil {
			w.out.damage = err
			return nil
		}
		if err := w.row(s, number, cells, rows.GetRowOpts().Hidden); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		w.out.damage = err
	}
	comments, err := book.GetComments(name)
	if err != nil {
		return nil // comments are extras
	}
	for _, c := range comments {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		w.out.left(doc.NoteComment, string(appendText(nil, text)))
	}
	return nil
}
