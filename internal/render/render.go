// Package render writes results. Each output format is one file that registers
// a Format; help texts and the --format flag read the registry.
package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"hecha/internal/compare"
	"hecha/internal/report"
	"hecha/internal/similar"
)

// Env is what an output needs to know about where it goes.
type Env struct {
	// Width is the terminal's width in cells, 0 when the output is not one.
	Width int
	// Color allows colours.
	Color bool
	// Version is the program's version.
	Version string
}

// AuditWriter receives the reports of a run one by one, in input order. Of a
// report it keeps strings at most: its memory serves for another.
type AuditWriter interface {
	Report(*report.Report) error
	Unreadable(report.Unreadable) error
	// Close ends the output; it is called once, also after an interruption.
	Close(report.Summary) error
}

// CompareWriter receives the reports of a comparison one by one, in input
// order, for formats that list their facts, and at the end the table.
type CompareWriter interface {
	Report(*report.Report) error
	// Close ends the output; it is called once.
	Close(*compare.Table) error
}

// TableWriter is a CompareWriter that needs the table only.
type TableWriter func(*compare.Table) error

// Report implements CompareWriter.
func (TableWriter) Report(*report.Report) error { return nil }

// Close implements CompareWriter.
func (f TableWriter) Close(t *compare.Table) error { return f(t) }

// Grid is a table that is not tied to a command: rows of cells.
type Grid struct {
	Title   string
	Columns []Column
	Rows    iterRows
}

// Column is one column of a grid.
type Column struct {
	// Key is the stable name that csv prints; Label the Chinese header.
	Key, Label string
	// Right aligns figures.
	Right bool
}

type iterRows = func(yield func([]string) bool)

// Rows turns a slice into the rows of a grid.
func Rows(rows [][]string) func(yield func([]string) bool) { return slices.Values(rows) }

// Format is one output format. A nil function means that the command does not
// offer the format.
type Format struct {
	// Name is the value of --format; Label the Chinese description.
	Name, Label string
	// Binary formats are refused on a terminal.
	Binary bool
	Audit  func(w io.Writer, env Env) AuditWriter
	// Facts writes the facts of `extract`.
	Facts func(w io.Writer, env Env, facts func(yield func(report.Fact) bool)) error
	// Similar writes what reports share.
	Similar func(w io.Writer, env Env) similar.Writer
	// Compare writes the comparison table.
	Compare func(w io.Writer, env Env) CompareWriter
	// Grid writes a plain table.
	Grid func(w io.Writer, env Env, g Grid) error
}

var formats []Format

// Register adds a format; call it from package-level variables.
func Register(f Format) Format {
	formats = append(formats, f)
	return f
}

// All returns the formats that offer what has asks for, sorted by name.
func All(has func(Format) bool) []Format {
	var out []Format
	for _, f := range formats {
		if has(f) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b Format) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// ByName returns the named format among those that has accepts; the error
// lists them.
func ByName(name string, has func(Format) bool) (Format, error) {
	var names []string
	for _, f := range All(has) {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("此命令没有输出格式 %q,可用: %s", name, strings.Join(names, " "))
}

// Clean removes from a report's words what a terminal or a table cell must not
// receive: control characters and bidirectional overrides become blanks, runs
// of blanks one.
func Clean(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == ' ' || control(r) }) < 0 {
		return s
	}
	var b strings.Builder
	blank := false
	for _, r := range s {
		if r == ' ' || control(r) {
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

func control(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r >= 0x200E && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

// Cell guards a cell of a spreadsheet or csv against being run as a formula.
func Cell(s string) string {
	s = Clean(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) && !plainNumber(s) {
		return "'" + s
	}
	return s
}

// plainNumber tells -3.5 from -cmd: digits and one point behind a sign.
func plainNumber(s string) bool {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.' || r == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0
}
