package format

import (
	"bytes"
	"context"
)

// glance is what the Sniff functions learn of one input together, so that a
// container is opened once and not by each of them.
type glance struct {
	ole     *oleFile
	oleErr  error
	oleDone bool

	zip     *zipPackage
	zipDone bool

	root     string
	rootDone bool
}

// shared returns the input with a place for what is learned of it.
func (in Input) shared() Input {
	if in.glance == nil {
		in.glance = new(glance)
	}
	return in
}

// ole opens the input as an OLE compound file.
func (in Input) ole() (*oleFile, error) {
	g := in.shared().glance
	if !g.oleDone {
		g.ole, g.oleErr = openOLE(in.Data)
		g.oleDone = true
	}
	return g.ole, g.oleErr
}

// zip opens the input as a zip container, for looking at the heads of parts;
// nil when it is none.
func (in Input) zip() *zipPackage {
	g := in.shared().glance
	if !g.zipDone && bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		g.zip, _ = openZip(in.Data, Options{})
	}
	g.zipDone = true
	return g.zip
}

// ooxmlRoot returns the local name of the root element of an Office Open XML
// main part: "document" for Word, "workbook" for Excel, "presentation" for
// PowerPoint; "" when it cannot be told.
func (in Input) ooxmlRoot() string {
	in = in.shared()
	g := in.glance
	if g.rootDone {
		return g.root
	}
	g.rootDone = true
	if z := in.zip(); z != nil {
		p := &ooxmlPackage{zipPackage: z}
		p.findMain(context.Background())
		// The start of the part is enough, and cheap.
		if se, err := newXMLReader(context.Background(), p.head(p.main, 8<<10)).root(); err == nil {
			g.root = se.Name.Local
		}
	}
	return g.root
}

// isContainer reports whether the input is a zip or OLE container, which no
// reader of text need decode to say that it is not text.
func (in Input) isContainer() bool {
	return bytes.HasPrefix(in.Data, []byte(zipMagic)) || bytes.HasPrefix(in.Data, []byte(oleMagic))
}
