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
	// byID maps relationship ids of the main part to part names.
	byID map[string]string
}

func openOOXML(ctx context.Context, data []byte, opt Options) (*ooxmlPackage, error) {
	z, err := openZip(data, opt)
	if err != nil {
		return nil, err
	}
	p := &ooxmlPackage{zipPackage: z}
	p.findMain(ctx)
	p.related, p.byID = relationships(ctx, z, p.main)
	return p, nil
}

// findMain finds the main part through the package's relationships.
func (p *ooxmlPackage) findMain(ctx context.Context) {
	related, _ := relationships(ctx, p.zipPackage, "")
	p.main = related["officeDocument"]
	if p.main == "" || !p.has(p.main) {
		p.main = "word/document.xml" // damaged or hand-made packages
	}
}

// relationships reads the internal relationships of a part, or of the package
// for "", by type and by id. The first of each type wins; a damaged part gives
// what it holds.
func relationships(ctx context.Context, z *zipPackage, of string) (byType, byID map[string]string) {
	dir, base := path.Split(of)
	data, err := z.read(dir + "_rels/" + base + ".rels")
	if len(data) == 0 && err != nil {
		return nil, nil
	}
	x := newXMLReader(ctx, data)
	if _, err := x.root(); err != nil {
		return nil, nil
	}
	byType, byID = map[string]string{}, map[string]string{}
	for {
		se, err := x.child()
		if err != nil {
			return byType, byID
		}
		if !strings.EqualFold(attr(se, "TargetMode"), "External") {
			target := strings.ReplaceAll(attr(se, "Target"), "\\", "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", dir, target)
			}
			target = strings.TrimPrefix(path.Clean(target), "/")
			byID[attr(se, "Id")] = target
			if kind := path.Base(attr(se, "Type")); byType[kind] == "" {
				byType[kind] = target
			}
		}
		if x.skip() != nil {
			return byType, byID
		}
	}
}

// sniffOOXML is the Sniff of a format whose main part has the given root. A
// container that cannot be opened is claimed by its extension, so that the
// user is told that the document is damaged.
func sniffOOXML(in Input, root string, extensions []string) Confidence {
	if !bytes.HasPrefix(in.Data, []byte(zipMagic)) {
		return No
	}
	switch got := in.ooxmlRoot(); {
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
