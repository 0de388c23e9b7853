package format

import (
	"bytes"
	"fmt"
	"io"

	"github.com/richardlehane/mscfb"
)

// oleMagic opens every OLE compound file: .doc, .xls, encrypted .docx.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// oleFile gives the streams of an OLE compound file that lie in its root;
// streams of embedded objects have the same names and must not be taken.
type oleFile struct {
	size    int64
	streams map[string]*mscfb.File
}

// openOLE reads the directory of an OLE compound file.
func openOLE(data []byte) (f *oleFile, err error) {
	if !bytes.HasPrefix(data, []byte(oleMagic)) {
		return nil, fmt.Errorf("no OLE signature")
	}
	defer func() { // a damaged allocation table must not end the program
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("OLE directory: %v", p)
		}
	}()
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("OLE directory: %w", err)
	}
	f = &oleFile{size: int64(len(data)), streams: map[string]*mscfb.File{}}
	for _, e := range r.File {
		if _, twice := f.streams[e.Name]; len(e.Path) == 0 && !twice {
			f.streams[e.Name] = e
		}
	}
	return f, nil
}

// has reports whether the root holds a stream of that name.
func (f *oleFile) has(name string) bool { return f.streams[name] != nil }

// read returns a whole stream. When its sectors end early it returns what
// there is together with an error.
func (f *oleFile) read(name string) (data []byte, err error) {
	e := f.streams[name]
	if e == nil {
		return nil, fmt.Errorf("no stream %q", name)
	}
	if e.Size > f.size || e.Size > MaxPart {
		return nil, fmt.Errorf("stream %q claims %d bytes", name, e.Size)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("stream %q: %v", name, p)
		}
	}()
	stream := *e // the entry keeps its reading position: leave the original at 0
	// In steps of whole sectors, so that those before a damaged one are kept.
	const step = 64 << 10
	for int64(len(data)) < e.Size {
		buf := make([]byte, min(step, e.Size-int64(len(data))))
		n, err := io.ReadFull(&stream, buf)
		data = append(data, buf[:n]...)
		if err != nil {
			return data, fmt.Errorf("stream %q: %w", name, err)
		}
	}
	return data, nil
}
