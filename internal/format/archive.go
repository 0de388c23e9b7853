package format

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Archive unpacks one kind of bundle. Like a Reader it is one file that
// registers itself; intake finds it by content.
type Archive struct {
	// Name is the short stable name ("zip"); Label the Chinese one.
	Name, Label string
	// Extensions are lower-case, with the dot, usual one first.
	Extensions []string
	// Sequential tells that passing over a member costs as much as unpacking it.
	Sequential bool
	// Sniff reports whether r holds such an archive; it must be quick. A
	// document format packed the same way (a .docx is a zip) is not one.
	Sniff func(r io.ReaderAt, size int64) bool
	// Walk calls yield for each file in the archive's order until yield
	// returns false. An error is about the archive as a whole.
	Walk func(ctx context.Context, r io.ReaderAt, size int64, opt Options, yield func(Member) bool) error
}

// Member is one file in an archive.
type Member struct {
	// Name is the entry's name decoded to UTF-8; it may be hostile and is
	// only ever shown, after cleaning.
	Name string
	// Size is the unpacked size the archive declares, in bytes; -1 unknown.
	Size int64
	// Packed is the size it takes in the archive; 0 unknown.
	Packed int64
	// Err tells why this member cannot be read (encrypted), or is nil.
	Err *Error
	// Open returns the contents. It may be called once, and only before the
	// yield function that got the member returns.
	Open func() (io.ReadCloser, error)
}

var archives []Archive

// RegisterArchive adds an archive format; call it from package-level variables.
func RegisterArchive(a Archive) Archive {
	if a.Name == "" || a.Label == "" || a.Sniff == nil || a.Walk == nil {
		panic("format: incomplete archive " + a.Name)
	}
	archives = append(archives, a)
	return a
}

// Archives returns the archive formats sorted by name.
func Archives() []Archive {
	as := slices.Clone(archives)
	slices.SortFunc(as, func(a, b Archive) int { return strings.Compare(a.Name, b.Name) })
	return as
}

// DetectArchive returns the archive format of r, or nil.
func DetectArchive(r io.ReaderAt, size int64) *Archive {
	for _, a := range Archives() {
		if a.Sniff(r, size) {
			return &a
		}
	}
	return nil
}

// errUnpack explains an error of an unpacking library.
func errUnpack(label string, err error) *Error {
	if fe, ok := errors.AsType[*Error](err); ok {
		return fe
	}
	return &Error{Reason: Damaged, Detail: label + " 压缩包不完整或已损坏,请重新压缩后再提交。", Err: err}
}

// errLocked is the error for what needs a password; with is the one tried.
func errLocked(what, with string) *Error {
	detail := what + "设有打开密码,未读取。请用 --password 提供密码,或解压后再提交。"
	if with != "" {
		detail = what + "设有打开密码,所给的密码不对,未读取。"
	}
	return &Error{Reason: Encrypted, Detail: detail}
}

// hasSignature reports whether r starts with one of the signatures.
func hasSignature(r io.ReaderAt, signatures ...string) bool {
	var head [16]byte
	n, _ := r.ReadAt(head[:], 0)
	return slices.ContainsFunc(signatures, func(s string) bool { return strings.HasPrefix(string(head[:n]), s) })
}

// decodeNames decodes entry names that were written without saying how. Names
// that are valid UTF-8 stay; the others are read together, as GB18030 unless
// Big5 fits clearly better, since one name alone is too short to tell.
func decodeNames(names []string) []string {
	var odd []string
	for _, n := range names {
		if !utf8.ValidString(n) {
			odd = append(odd, n)
		}
	}
	if len(odd) == 0 {
		return names
	}
	sample := []byte(strings.Join(odd, "\n"))
	sample = sample[:min(len(sample), charsetSample)]
	cs := csGB
	const clearly = 0.2
	if plausibility(csBig5, sample) > plausibility(csGB, sample)+clearly {
		cs = csBig5
	}
	out := slices.Clone(names)
	for i, n := range out {
		if !utf8.ValidString(n) {
			out[i] = cs.decode([]byte(n))
		}
	}
	return out
}

// DecodeName decodes one file name whose encoding is unknown; see decodeNames.
func DecodeName(name string) string { return decodeNames([]string{name})[0] }
