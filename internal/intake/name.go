package intake

import (
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"hecha/internal/format"
)

// maxSegment bounds one shown part of a member's name, in characters.
const maxSegment = 120

// displayPath returns a path of the user's disk as it is shown: with '/', in
// valid UTF-8, without control characters.
func displayPath(p string) string {
	return strings.Map(visible, format.DecodeName(filepath.ToSlash(p)))
}

// visible drops characters that would move the cursor or reorder the line.
func visible(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
		return -1
	}
	return r
}

// memberName returns an entry's name as it is shown: without drive, root, "."
// and "..", control characters and overlong parts. It is never opened.
func memberName(name string) string {
	name = strings.ReplaceAll(strings.Map(visible, strings.ToValidUTF8(name, "\ufffd")), `\`, "/")
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		part = strings.TrimSpace(part)
		if len(part) == 2 && part[1] == ':' { // C:
			continue
		}
		if part == "" || part == "." || part == ".." {
			continue
		}
		parts = append(parts, shorten(part))
	}
	if len(parts) == 0 {
		return "(无名)"
	}
	return strings.Join(parts, "/")
}

// shorten cuts the middle of an overlong part and keeps its extension.
func shorten(part string) string {
	rs := []rune(part)
	if len(rs) <= maxSegment {
		return part
	}
	const tail = 20
	return string(rs[:maxSegment-tail-1]) + "…" + string(rs[len(rs)-tail:])
}

// junk reports whether a file or folder of that name is left over by a system
// or an office program and holds no report.
func junk(base string) bool {
	switch strings.ToLower(base) {
	case "__macosx", "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information":
		return true
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")
}

// junkMember reports whether any part of an entry's name is junk.
func junkMember(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part != "" && part != "." && part != ".." && junk(part) {
			return true
		}
	}
	return false
}

// joinPath appends a name to a folder as the user wrote it.
func joinPath(dir, name string) string {
	if dir != "" && !strings.HasSuffix(dir, "/") && !strings.HasSuffix(dir, string(filepath.Separator)) {
		dir += "/"
	}
	return dir + name
}

// baseName returns the last part of a path.
func baseName(p string) string { return path.Base(filepath.ToSlash(p)) }
