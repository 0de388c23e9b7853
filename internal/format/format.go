// Package format turns the bytes of one file into a doc.Source. Each format is
// one file in this directory that registers a Reader; intake finds it by
// content first and by extension only to break ties. Nothing else in the
// program knows the list of formats.
package format

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hecha/internal/doc"
)

// Input is one file in memory.
type Input struct {
	// Name is the display name of the file; its extension breaks ties.
	Name string
	Data []byte

	// glance is shared by the Sniff functions while Detect asks them; nil
	// outside.
	glance *glance
}

// Ext returns the lower-case extension of the name with its dot.
func (in Input) Ext() string {
	i := strings.LastIndexByte(in.Name, '.')
	if i < 0 || strings.ContainsRune(in.Name[i:], '/') {
		return ""
	}
	return strings.ToLower(in.Name[i:])
}

// Options are the user's wishes and the limits every reader keeps.
type Options struct {
	Password  string
	WholePage bool // keep all of a web page, not only its main text
	// MaxBytes bounds what a file may unpack to, in bytes; 0 means the default.
	MaxBytes int64
}

// Defaults of the limits; formats.md of the project's notes argues for them.
const (
	MaxFile    = 256 << 20 // bytes of one input file
	MaxText    = 8 << 20   // bytes of the text of one file, in UTF-8: some 500 reports
	MaxPart    = 64 << 20  // bytes of one unpacked part
	MaxUnpack  = 512 << 20 // bytes of everything unpacked from one input
	MaxEntries = 10_000    // entries of one container
	MaxRatio   = 200       // unpacked to packed, above 10 MiB
)

// Confidence says how sure Sniff is.
type Confidence int

// Sniff results. Certain: a signature that only this format has. Likely: the
// content fits and the extension agrees or nothing else claims it. Possible: a
// fallback.
const (
	No Confidence = iota
	Possible
	Likely
	Certain
)

// Reader reads one format.
type Reader struct {
	// Name is the short stable name ("docx"); Label the Chinese one.
	Name, Label string
	// Extensions are lower-case, with the dot, usual one first.
	Extensions []string
	// Sniff looks at the bytes; it must be quick and must not panic.
	Sniff func(in Input) Confidence
	// Read returns the text. It may return a Source together with a nil error
	// and NotePartial notes when only a part could be read. Errors are *Error.
	Read func(ctx context.Context, in Input, opt Options) (*doc.Source, error)
	// Isolate runs the reader in a child process with a time and memory
	// limit, for parsers that may hang on hostile input.
	Isolate bool
}

// Reason is why an input could not be read; the values are part of the
// contract's JSON.
type Reason string

// The reasons.
const (
	Encrypted   Reason = "encrypted"
	Damaged     Reason = "damaged"
	Unsupported Reason = "unsupported"
	Empty       Reason = "empty"
	TooLarge    Reason = "too-large"
	NoText      Reason = "no-text"
	IO          Reason = "io"
)

// Error says why a file was not read.
type Error struct {
	Reason Reason
	// Detail is one Chinese sentence that says what is wrong and what to do.
	Detail string
	Err    error // cause, or nil
}

func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s (%v)", e.Detail, e.Err)
	}
	return e.Detail
}

func (e *Error) Unwrap() error { return e.Err }

// AsError returns err as *Error, wrapping anything else as damage.
func AsError(err error) *Error {
	if fe, ok := errors.AsType[*Error](err); ok {
		return fe
	}
	return &Error{Reason: Damaged, Detail: "文件已损坏或不完整,请重新导出后再提交。", Err: err}
}

var readers []Reader

// Register adds a reader; call it from package-level variables or init.
func Register(r Reader) Reader {
	if r.Name == "" || r.Label == "" || r.Sniff == nil || r.Read == nil {
		panic("format: incomplete reader " + r.Name)
	}
	readers = append(readers, r)
	return r
}

// All returns the readers sorted by name.
func All() []Reader {
	rs := slices.Clone(readers)
	slices.SortFunc(rs, func(a, b Reader) int { return strings.Compare(a.Name, b.Name) })
	return rs
}

// Detect returns the reader for in, or nil when none claims it. Among equally
// confident readers the one whose extension matches wins, then the first name.
func Detect(in Input) *Reader {
	var best *Reader
	var top Confidence
	all := All()
	in = in.shared()
	for i := range all {
		c := all[i].Sniff(in)
		if c == No || c < top {
			continue
		}
		if c > top || slices.Contains(all[i].Extensions, in.Ext()) && !slices.Contains(best.Extensions, in.Ext()) {
			best, top = &all[i], c
		}
	}
	return best
}
