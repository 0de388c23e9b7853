package format

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/internal/doc"
)

// plainText reads .txt, .md and anything else that decodes to readable
// characters. Nothing but the line ends is changed, so that positions are those
// of the decoded file.
var plainText = Register(Reader{
	Name:       "text",
	Label:      "纯文本",
	Extensions: []string{".txt", ".md", ".markdown", ".text"},
	Sniff:      sniffText,
	Read:       readText,
})

func sniffText(in Input) Confidence {
	switch {
	case slices.Contains(plainTextExtensions, in.Ext()):
		if looksText(in.Data) {
			return Likely
		}
		return Possible // so that the reader says what is wrong with it
	case in.isContainer():
		return No
	case looksText(in.Data):
		return Possible
	}
	return No
}

var plainTextExtensions = []string{".txt", ".md", ".markdown", ".text"}

// textSample is how many bytes decide whether a file is text.
const textSample = 4 << 10

// looksText reports whether the beginning of data decodes to readable text.
func looksText(data []byte) bool {
	sample := data[:min(len(data), textSample)]
	if len(sample) == 0 {
		return false
	}
	if utf8.Valid(sample) && !slices.ContainsFunc(sample, func(b byte) bool { return b < ' ' && !isLayout(rune(b)) }) {
		return true
	}
	text, _, _ := DecodeText(sample, "")
	return readable(text)
}

// readable reports whether fewer than a tenth of the characters are controls,
// private, unassigned or undecodable.
func readable(text string) bool {
	odd, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || r < ' ' && !isLayout(r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cn, r) {
			odd++
		}
	}
	return odd*10 < all || odd == 1
}

func readText(_ context.Context, in Input, _ Options) (*doc.Source, error) {
	if len(in.Data) > 2*MaxText { // UTF-16 and UTF-32 take more than UTF-8
		return nil, ErrLong()
	}
	text, encoding, bad := DecodeText(in.Data, "")
	if blank(text) {
		return nil, errEmpty()
	}
	if !readable(text) {
		return nil, ErrUnsupported()
	}
	if strings.HasPrefix(strings.TrimSpace(text), "<?xml") {
		return nil, &Error{Reason: Unsupported, Detail: "这是 XML 数据,不是可以审核的文字;如果是 Word 或 Excel 的 XML 文件,请另存为 .docx 或 .xlsx 后再提交。"}
	}
	src := &doc.Source{Name: in.Name, Format: "text", Text: text, Wrapped: true}
	src.Notes = encodingNote(src.Notes, encoding, bad)
	return src, nil
}

// encodingNote adds the note on bytes that could not be decoded, if there are any.
func encodingNote(notes []doc.Note, encoding string, bad int) []doc.Note {
	if bad == 0 {
		return notes
	}
	return append(notes, doc.Note{
		Kind: doc.NoteEncoding, Count: bad,
		Message: fmt.Sprintf("按 %s 解码时有 %d 处无法识别,已用“�”代替。", strings.ToUpper(encoding), bad),
	})
}

// blank reports whether text shows nothing.
func blank(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060'
	}) == ""
}

func errEmpty() *Error {
	return &Error{Reason: Empty, Detail: "文件是空的,没有可审核的文字。"}
}

// ErrLong is the error for a text beyond MaxText.
func ErrLong() *Error {
	return &Error{Reason: TooLarge, Detail: fmt.Sprintf("文字超过 %d MB,不像一份汇报,未审核。请拆分后再提交。", MaxText>>20)}
}

// ErrUnsupported is the error for content no reader claims; it lists what can
// be read.
func ErrUnsupported() *Error {
	var labels []string
	for _, r := range All() {
		labels = append(labels, r.Label)
	}
	for _, a := range Archives() {
		labels = append(labels, a.Label+" 压缩包")
	}
	return &Error{
		Reason: Unsupported,
		Detail: "不认识这种文件。可以读取:" + strings.Join(labels, "、") + "。请另存为其中一种后再提交。",
	}
}
