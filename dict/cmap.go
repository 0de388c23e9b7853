package dict

import _ "embed"

// CIDs maps the glyph numbers of Adobe's Chinese, Japanese and Korean
// character collections to Unicode, gzipped; dict/cmap/gen describes the
// layout and makes it from Adobe's CMap resources (BSD-3, dict/cmap/LICENSE).
//
//go:embed cmap/cid.bin.gz
var CIDs []byte

// GlyphNames is the Adobe Glyph List for New Fonts (BSD-3, licence in the
// file): a glyph name, a TAB and its code point in hexadecimal a line.
//
//go:embed cmap/glyphs.txt
var GlyphNames string
