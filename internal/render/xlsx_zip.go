package render

import (
	"archive/zip"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"
)

// partWriter is the zip writer behind a workbook. Excelize hands out the parts
// in a random order; this one keeps them, compressed, in a temporary file and
// writes them by name, so that equal workbooks are equal files.
type partWriter struct {
	w     io.Writer
	temp  *os.File
	size  int64
	parts []part
	open  *partBody
	err   error
}

type part struct {
	zip.FileHeader
	start int64
}

// partBody compresses one part.
type partBody struct {
	p     *partWriter
	flate *flate.Writer
	sum   uint32
	n     uint64
}

func newPartWriter(w io.Writer) *partWriter {
	p := &partWriter{w: w}
	p.temp, p.err = os.CreateTemp("", "hecha-*.part")
	return p
}

// Create implements excelize.ZipWriter; it ends the part before.
func (p *partWriter) Create(name string) (io.Writer, error) {
	if err := p.end(); err != nil {
		return nil, err
	}
	p.parts = append(p.parts, part{zip.FileHeader{Name: name, Method: zip.Deflate}, p.size})
	b := &partBody{p: p}
	b.flate, p.err = flate.NewWriter(spool{p}, flate.DefaultCompression)
	p.open = b
	if name == contentTypes {
		return sortedTypes{b}, p.err
	}
	return b, p.err
}

// contentTypes is the part that lists what the others are. Excelize writes its
// entries in a random order, in one piece.
const contentTypes = "[Content_Types].xml"

type sortedTypes struct{ w io.Writer }

func (s sortedTypes) Write(b []byte) (int, error) {
	type entry struct {
		XMLName     xml.Name
		Extension   string `xml:"Extension,attr,omitempty"`
		PartName    string `xml:"PartName,attr,omitempty"`
		ContentType string `xml:"ContentType,attr"`
	}
	var types struct {
		XMLName xml.Name `xml:"Types"`
		Xmlns   string   `xml:"xmlns,attr"`
		Entries []entry  `xml:",any"`
	}
	if err := xml.Unmarshal(b, &types); err != nil {
		return 0, err
	}
	types.XMLName.Space = ""
	for i := range types.Entries {
		types.Entries[i].XMLName.Space = ""
	}
	slices.SortFunc(types.Entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.XMLName.Local, b.XMLName.Local), cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
	})
	out, err := xml.Marshal(types)
	if err != nil {
		return 0, err
	}
	if _, err := s.w.Write(append([]byte(xml.Header), out...)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// spool appends to the temporary file.
type spool struct{ p *partWriter }

func (s spool) Write(b []byte) (int, error) {
	n, err := s.p.temp.Write(b)
	s.p.size += int64(n)
	return n, err
}

func (b *partBody) Write(data []byte) (int, error) {
	b.sum = crc32.Update(b.sum, crc32.IEEETable, data)
	b.n += uint64(len(data))
	return b.flate.Write(data)
}

// end finishes the open part.
func (p *partWriter) end() error {
	if p.err != nil || p.open == nil {
		return p.err
	}
	p.err = p.open.flate.Close()
	last := &p.parts[len(p.parts)-1]
	last.CRC32, last.UncompressedSize64 = p.open.sum, p.open.n
	last.CompressedSize64 = uint64(p.size - last.start)
	p.open = nil
	return p.err
}

// AddFS implements excelize.ZipWriter; workbooks hold no file trees.
func (p *partWriter) AddFS(fs.FS) error { return nil }

// Close writes the file: the list of contents first, as readers expect it.
func (p *partWriter) Close() error {
	if p.temp == nil {
		return p.err
	}
	defer func() {
		p.temp.Close()
		os.Remove(p.temp.Name())
	}()
	if err := p.end(); err != nil {
		return err
	}
	slices.SortFunc(p.parts, func(a, b part) int { return cmp.Compare(a.Name, b.Name) }) // [ comes before letters
	z := zip.NewWriter(p.w)
	for i := range p.parts {
		x := &p.parts[i]
		to, err := z.CreateRaw(&x.FileHeader)
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, io.NewSectionReader(p.temp, x.start, int64(x.CompressedSize64))); err != nil {
			return err
		}
	}
	return z.Close()
}
