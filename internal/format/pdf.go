package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"hecha/internal/doc"
)

// PDF reads the text layer of PDF files. pdfcpu gives the objects and takes
// encryption off; fonts, content streams and the way back from positions to
// paragraphs are ours, as no permissively licensed module reads Chinese PDFs
// without loss.
var PDF = Register(Reader{
	Name:       "pdf",
	Label:      "PDF 文档",
	Extensions: []string{".pdf"},
	Sniff: func(in Input) Confidence {
		// Some writers and mailers put a few bytes before the header.
		switch i := bytes.Index(in.Data[:min(len(in.Data), 1024)], []byte("%PDF-")); {
		case i < 0:
		case i == 0 || in.Ext() == ".pdf":
			return Certain
		default:
			return Likely
		}
		return No
	},
	Read:    readPDF,
	Isolate: true,
})

func readPDF(ctx context.Context, in Input, opt Options) (src *doc.Source, err error) {
	defer func() {
		if p := recover(); p != nil {
			src, err = nil, &Error{Reason: Damaged, Detail: "PDF 文件不完整或已损坏,请重新导出后再提交。", Err: fmt.Errorf("%v", p)}
		}
	}()
	f, err := openPDF(ctx, in.Data, opt)
	if err != nil {
		return nil, err
	}
	pages, more, err := f.pages()
	if err != nil {
		return nil, AsError(err)
	}
	if f.quick && more {
		return nil, ErrCostly
	}
	if len(pages) == 0 {
		return nil, &Error{Reason: Damaged, Detail: "PDF 中没有可读取的页面,文件可能已损坏,请重新导出后再提交。"}
	}
	r := pageReading{label: "PDF"}
	for i, p := range pages {
		page := layoutPage{number: i + 1}
		painter := pdfPainter{f: f, page: &page}
		err := painter.drawPage(p)
		if cause := ctx.Err(); cause != nil {
			return nil, cause
		}
		r.shown += painter.shown
		r.unmapped += painter.unmapped
		f.glyphs -= painter.shown
		r.add(&page)
		if errors.Is(err, errOperators) || errors.Is(err, errPDFUnpack) {
			if f.quick {
				return nil, ErrCostly
			}
			more = true
			break
		}
		if err != nil {
			r.damaged = append(r.damaged, i+1)
		}
	}
	r.more = more
	return r.source()
}
