package format

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"hecha/internal/doc"
)

// webPage reads saved web pages and Word's "save as web page".
var _ = Register(Reader{
	Name:       "html",
	Label:      "网页(.html)",
	Extensions: []string{".html", ".htm", ".xhtml", ".shtml"},
	Sniff:      sniffHTML,
	Read: func(_ context.Context, in Input, opt Options) (*doc.Source, error) {
		return readHTML(in.Data, "", opt)
	},
})

// Limits that keep the tree of a hostile page in memory.
const (
	maxPage = 64 << 20 // bytes of one page
	maxTags = 500_000  // '<' in one page
)

// sniffHTML looks for the mark-up a page begins with, in any encoding.
func sniffHTML(in Input) Confidence {
	if in.isContainer() {
		return No
	}
	start := bytes.TrimLeft(in.Data[:min(len(in.Data), 256)], " \t\r\n\x00\xef\xbb\xbf\xff\xfe")
	if len(start) > 0 && start[0] != '<' && !pageExtension(in.Ext()) {
		return No // most files: do not decode them
	}
	head, _, _ := DecodeText(in.Data[:min(len(in.Data), 4<<10)], "")
	head = strings.ToLower(strings.TrimSpace(head))
	for range 8 { // comments and an XML declaration may come first
		switch {
		case strings.HasPrefix(head, "<!--"):
			_, head, _ = strings.Cut(head, "-->")
		case strings.HasPrefix(head, "<?xml"):
			_, head, _ = strings.Cut(head, "?>")
		default:
			return sniffTag(head, in.Ext())
		}
		head = strings.TrimSpace(head)
	}
	return No
}

func sniffTag(head, ext string) Confidence {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title"} {
		if strings.HasPrefix(head, tag) {
			return Certain
		}
	}
	page := pageExtension(ext)
	for _, tag := range []string{"<p", "<div", "<table", "<span", "<br", "<h1", "<h2", "<center", "<font", "<section", "<article", "<script", "<style", "<link"} {
		if strings.HasPrefix(head, tag) && (page || strings.Contains(head, "</")) {
			return Likely
		}
	}
	if page && strings.Contains(head, "<") {
		return Likely
	}
	return No
}

func pageExtension(ext string) bool {
	return ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".shtml"
}

// readHTML reads a page; label is the charset its container gives, or "".
func readHTML(data []byte, label string, opt Options) (*doc.Source, error) {
	if len(data) > maxPage || bytes.Count(data, []byte{'<'}) > maxTags {
		return nil, &Error{Reason: TooLarge, Detail: "网页过大或标签过多,未读取。请把正文另存为 Word 或文本文件。"}
	}
	if meta := metaCharset(data); meta != "" {
		label = meta
	}
	text, encoding, bad := DecodeText(data, label)
	src := &doc.Source{Format: "html"}
	src.Notes = encodingNote(src.Notes, encoding, bad)
	var root *html.Node
	err := errTangled
	if !tangled(text) {
		root, err = html.Parse(strings.NewReader(text))
	}
	if err != nil { // nested too deeply for a tree
		src.Text = strings.Join(flatText(text), "\n")
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: 1, Message: "网页标签嵌套过深,未分辨正文,已读取全部文字。"})
	} else {
		layOut(src, root, opt)
	}
	if blank(src.Text) {
		return nil, &Error{Reason: NoText, Detail: "网页里没有文字,正文可能靠脚本载入。请在浏览器里复制正文,另存为 Word 或文本文件。"}
	}
	return src, nil
}

// layOut fills src with the page's report and notes what was left out.
func layOut(src *doc.Source, root *html.Node, opt Options) {
	pg := newPage(root)
	if !opt.WholePage {
		pg.chooseMain()
	}
	w := &pageWriter{page: pg}
	w.children(pg.body)
	w.flush()
	src.Text, src.Blocks = w.out.String(), w.out.blocks
	if chrome := strings.Join(w.left, "\n"); !blank(chrome) {
		n := utf8.RuneCountInString(strings.Join(w.left, ""))
		src.Notes = append(src.Notes, doc.Note{
			Kind: doc.NoteChrome, Count: n, Text: chrome,
			Message: fmt.Sprintf("已按正文提取,舍去导航等 %d 字;--whole-page 可全文审核。", n),
		})
	}
	for _, h := range []struct {
		kind  doc.NoteKind
		texts []string
		form  string
	}{
		{doc.NoteHidden, w.hidden, "含隐藏文字 %d 处,未审核。"},
		{doc.NoteDeletion, w.deleted, "含修订中删除的文字 %d 处,按“接受全部修订”审核。"},
	} {
		if len(h.texts) > 0 {
			src.Notes = append(src.Notes, doc.Note{Kind: h.kind, Count: len(h.texts), Text: strings.Join(h.texts, "\n"), Message: fmt.Sprintf(h.form, len(h.texts))})
		}
	}
}

// metaCharset returns the encoding a page names near its beginning.
func metaCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 4<<10)])
	for {
		i := bytes.Index(head, []byte("charset"))
		if i < 0 {
			return ""
		}
		head = bytes.TrimLeft(head[i+len("charset"):], " \t")
		if value, ok := bytes.CutPrefix(head, []byte("=")); ok {
			value = bytes.TrimLeft(value, " \t\"'")
			if end := bytes.IndexAny(value, " \t\r\n\"'/>;"); end > 0 {
				return string(value[:end])
			}
		}
	}
}

var errTangled = errors.New("too many open formatting elements")

// formatting elements that are not closed are opened anew in every paragraph
// that follows (HTML standard, 13.2.4.3), so that a small page can make a tree
// of gigabytes.
var formatting = tags("a b big code em font i nobr s small strike strong tt u")

// tangled reports whether a page does that; maxReopened nodes are allowed.
func tangled(text string) bool {
	const maxReopened = 1_000_000
	count := strings.Count(text, "<")
	if count*512 < maxReopened { // the parser allows no deeper nesting
		return false
	}
	z := html.NewTokenizer(strings.NewReader(text))
	open, most := 0, 0
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			return most*count > maxReopened && most > 20
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); !formatting[string(name)] {
				continue
			}
			if t == html.StartTagToken {
				open++
				most = max(most, open)
			} else {
				open = max(open-1, 0)
			}
		}
	}
}

// flatText returns the lines of a page without building its tree.
func flatText(text string) []string {
	z := html.NewTokenizer(strings.NewReader(text))
	var lines []string
	var line strings.Builder
	end := func() {
		if s := strings.Join(strings.Fields(line.String()), " "); s != "" {
			lines = append(lines, s)
		}
		line.Reset()
	}
	raw := false // in a script or style, which the tokenizer hands over as text
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			end()
			return lines
		case html.TextToken:
			if !raw {
				line.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := string(name)
			raw = t == html.StartTagToken && (tag == "script" || tag == "style")
			if breaksLine(tag) {
				end()
			}
		}
	}
}
