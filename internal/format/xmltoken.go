package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// MaxXMLDepth bounds how deep elements may nest.
const MaxXMLDepth = 4096

// errTooDeep refuses documents that nest without end.
var errTooDeep = &Error{Reason: Damaged, Detail: "文件内部结构嵌套过深,不是正常的文档,已停止读取。"}

// xmlReader walks one XML part token by token. The decoder stays strict and
// knows no entities beyond the five of XML, so a DTD has no effect. Names keep
// their prefixes untranslated: the readers go by local names, and translating
// costs a third of the time.
type xmlReader struct {
	ctx    context.Context
	dec    *xml.Decoder
	open   []xml.Name // elements not closed yet
	depth  int        // their number
	tokens int
}

func newXMLReader(ctx context.Context, data []byte) *xmlReader {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		utf16 := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
		if out, _, err := transform.Bytes(utf16, data); err == nil {
			data = out
		}
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf") { // UTF-16 is already decoded
			return input, nil
		}
		return nil, fmt.Errorf("XML in charset %q", label)
	}
	return &xmlReader{ctx: ctx, dec: dec}
}

// next returns the next token; io.EOF after the root element.
func (x *xmlReader) next() (xml.Token, error) {
	if x.tokens++; x.tokens&0xfff == 0 {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	tok, err := x.dec.RawToken()
	if err != nil {
		if err == io.EOF && x.depth > 0 {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > MaxXMLDepth {
			return nil, errTooDeep
		}
		x.open = append(x.open, t.Name)
	case xml.EndElement:
		if x.depth == 0 || x.open[x.depth-1] != t.Name {
			return nil, fmt.Errorf("stray end tag </%s> at byte %d", t.Name.Local, x.dec.InputOffset())
		}
		x.depth--
		x.open = x.open[:x.depth]
	}
	return tok, nil
}

// errEnd tells children's callback loop nothing went wrong: the element ended.
var errEnd = errors.New("end of element")

// child returns the next child element of the current one, or errEnd at its end
// tag. Text between children is skipped.
func (x *xmlReader) child() (xml.StartElement, error) {
	for {
		tok, err := x.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			return t, nil
		case xml.EndElement:
			return xml.StartElement{}, errEnd
		}
	}
}

// each calls f for every child of the current element; f must consume the
// child up to its end tag.
func (x *xmlReader) each(f func(xml.StartElement) error) error {
	for {
		se, err := x.child()
		if err == errEnd {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(se); err != nil {
			return err
		}
	}
}

// skip consumes the rest of the current element.
func (x *xmlReader) skip() error {
	for depth := x.depth; x.depth >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// text consumes the current element and calls f with its character data.
func (x *xmlReader) text(f func([]byte)) error {
	for depth := x.depth; x.depth >= depth; {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if cd, ok := tok.(xml.CharData); ok {
			f(cd)
		}
	}
	return nil
}

// root moves to the root element.
func (x *xmlReader) root() (xml.StartElement, error) {
	for {
		tok, err := x.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		if se, ok := tok.(xml.StartElement); ok {
			return se, nil
		}
	}
}

// attr returns the value of an attribute by local name, "" when absent. Office
// files use each local name once an element, whatever the prefix.
func attr(se xml.StartElement, local string) string {
	v, _ := lookupAttr(se, local)
	return v
}

func lookupAttr(se xml.StartElement, local string) (string, bool) {
	for i := range se.Attr {
		if se.Attr[i].Name.Local == local {
			return se.Attr[i].Value, true
		}
	}
	return "", false
}
