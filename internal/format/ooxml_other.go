package format

import (
	"context"

	"hecha/internal/doc"
)

// Office files that hold no report text are known by name, so that the user is
// told what they are and they are not taken for archives of XML.
var _ = Register(Reader{
	Name: "pptx", Label: "演示文稿", Extensions: []string{".pptx", ".pptm", ".ppsx", ".dps"},
	Sniff: func(in Input) Confidence { return sniffOOXML(in, "presentation", nil) },
	Read: func(context.Context, Input, Options) (*doc.Source, error) {
		return nil, &Error{Reason: Unsupported, Detail: "演示文稿不支持,请把文字另存为 .docx 后再提交。"}
	},
})
