package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"path"
	"slices"
	"strings"
)

// ooxmlPackage is an Office Open XML container with its relationships.
type ooxmlPackage struct {
	*zipPackage
	// main is the name of the main part, found through _rels/.rels.
	main string
	// related maps relationship types of the main part (the last segment of
	// their URI: "styles", "footnotes") to part names.
	related map[string]string
}

func openOOXML(ctx context.Context, data []byte, opt Options) (*ooxmlPackage, error) {
	z, err := openZip(data, opt)
	if err != nil {
		return nil, err
	}
	p := &ooxmlPackage{zipPackage: z}
	p.main = relationships(ctx, z, "")["officeDocument"]
	if p.main == "" || !z.has(p.main) {
		p.main = "word/document.xml" // damaged or hand-made packages
	}
	p.related = relationships(ctx, z, p.main)
	return p, nil
}

// relationships reads the internal relationships of a part, or of the package
// for "". The first of each type wins; a damaged part gives what it holds.
func relationships(ctx context.Context, z *zipPackage, of string) map[string]string {
	dir, base := path.Split(of)
	data, err := z.read(dir + "_rels/" + base + ".rels")
	if len(data) == 0 && err != nil {
		return nil
	}
	x := newXMLReader(ctx, data)
	if _, err := x.root(); err != nil {
		return nil
	}
	out := map[string]string{}
	for {
		se, err := x.child()
		if err != nil {
			return out
		}
		kind, target := path.Base(attr(se, "Type")), strings.ReplaceAll(attr(se, "Target"), "\\", "/")
		if out[kind] == "" && !strings.EqualFold(attr(se, "TargetMode"), "External") {
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", dir, target)
			}
			out[kind] = strings.TrimPrefix(path.Clean(target), "/")
		}
		if x.skip() != nil {
			return out
		}
	}
}

// ooxmlRoot returns the local name of the main part's root element: "document"
// for Word, "workbook" for Excel, "presentation" for PowerPoint; "" when it
// cannot be told.
func ooxmlRoot(in Input) string {
	if !bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		return ""
	}
	p, err := openOOXML(context.Background(), in.Data, Options{})
	if err != nil {
		return ""
	}
	data := p.head(p.main, 16<<10)
	if len(data) == 0 {
		return ""
	}
	se, err := newXMLReader(context.Background(), data).root()
	if err != nil {
		return ""
	}
	return se.Name.Local
}

// sniffOOXML is the Sniff of a format whose main part has the given root. A
// container that cannot be opened is claimed by its extension, so that the
// user is told that the document is damaged.
func sniffOOXML(in Input, root string, extensions []string) Confidence {
	if !bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		return No
	}
	switch got := ooxmlRoot(in); {
	case got == root:
		return Certain
	case got != "":
		return No
	}
	if slices.Contains(extensions, in.Ext()) {
		return Possible
	}
	return No
}

// isOff reports whether a WordprocessingML toggle element switches its
// property off.
func isOff(se xml.StartElement) bool {
	switch attr(se, "val") {
	case "0", "false", "off":
		return true
	}
	return false
}
