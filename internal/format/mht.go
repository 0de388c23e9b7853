package format

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"hecha/internal/doc"
)

// webArchive reads pages saved as one MIME file, by browsers and by Word.
var _ = Register(Reader{
	Name:       "mht",
	Label:      "单个文件网页(.mht)",
	Extensions: []string{".mht", ".mhtml", ".eml"},
	Sniff:      sniffMHT,
	Read:       readMHT,
})

func sniffMHT(in Input) Confidence {
	head := bytes.TrimLeft(in.Data[:min(len(in.Data), 4<<10)], "\xef\xbb\xbf \t\r\n")
	if !bytes.HasPrefix(head, []byte("MIME-Version:")) && !bytes.HasPrefix(head, []byte("From:")) &&
		!bytes.HasPrefix(head, []byte("Content-Type:")) && !bytes.HasPrefix(head, []byte("Received:")) && !bytes.HasPrefix(head, []byte("Date:")) &&
		!bytes.HasPrefix(head, []byte("Subject:")) {
		return No
	}
	lower := bytes.ToLower(head)
	if bytes.Contains(lower, []byte("mime-version:")) && bytes.Contains(lower, []byte("content-type:")) {
		return Certain
	}
	return No
}

// mimePart is the text of one part.
type mimePart struct {
	data    []byte
	charset string
	html    bool
	cut     bool // its end is missing
}

func readMHT(ctx context.Context, in Input, opt Options) (*doc.Source, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(in.Data, "\xef\xbb\xbf \t\r\n")))
	if err != nil {
		return nil, AsError(err)
	}
	part, err := firstText(msg.Header.Get("Content-Type"), msg.Header.Get("Content-Transfer-Encoding"), msg.Body, 0)
	if part == nil {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, AsError(err)
		}
		return nil, &Error{Reason: NoText, Detail: "网页文件里没有网页正文,请在浏览器里重新保存。"}
	}
	var src *doc.Source
	if part.html {
		src, err = readHTML(part.data, part.charset, opt)
	} else {
		src, err = readText(ctx, Input{Name: in.Name, Data: part.data}, opt)
	}
	if err != nil {
		return nil, err
	}
	src.Format = "mht"
	if part.cut {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: 1, Message: "网页文件不完整或已损坏,只读取到前面的部分。"})
	}
	return src, nil
}

// maxMIMEDepth bounds multipart bodies inside each other.
const maxMIMEDepth = 5

// firstText returns the first HTML part of a body, or the first plain text when
// there is none. A part whose end is missing is taken as far as it goes.
func firstText(contentType, encoding string, body io.Reader, depth int) (*mimePart, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "text/html" // what a broken label of a saved page stands for
	}
	switch {
	case kind == "text/html", kind == "application/xhtml+xml", kind == "text/plain":
		data, err := io.ReadAll(transferDecoder(encoding, io.LimitReader(body, maxPage*2)))
		if len(data) == 0 && err != nil {
			return nil, err
		}
		return &mimePart{data, params["charset"], kind != "text/plain", err != nil}, nil
	case !strings.HasPrefix(kind, "multipart/") || depth >= maxMIMEDepth:
		return nil, nil
	}
	var plain *mimePart
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err != nil {
			return plain, err
		}
		found, _ := firstText(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1)
		switch {
		case found == nil:
		case found.html:
			return found, nil
		case plain == nil:
			plain = found
		}
	}
}

// transferDecoder undoes a Content-Transfer-Encoding.
func transferDecoder(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}
