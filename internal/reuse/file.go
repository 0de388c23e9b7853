package reuse

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"unsafe"

	"hecha/internal/reuse/mapped"
	"hecha/internal/reuse/posting"
	"hecha/internal/reuse/spun"
	"hecha/internal/reuse/token"
)

// The index file. All numbers are little-endian.
//
//	magic, version, number of sections
//	a table of the sections: kind, CRC-32C, offset, length
//	CRC-32C of everything before
//	the sections, each at a multiple of 8
//	blocks of reports added since: magic, CRC-32C, length, contents
//
// A file of a hundred thousand reports opens in an instant because its large
// sections are used where they lie; adding to it appends a block.
const (
	magic   = "hecha\x00ri"
	version = 1
	logMark = "hlog"
	align8  = 8
	// wholeCheck bounds the size of a file whose every section is checked when
	// it is opened; of a larger one only what leads to the rest is.
	wholeCheck = 256 << 20
)

// The sections.
const (
	sectionReports = iota
	sectionWords
	sectionTokens
	sectionGaps
	sectionDirectory
	sectionPostings
	sectionSketch
	sections
)

const headerSize = len(magic) + 8 + sections*24 + 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// DamagedError says that an index file cannot be used.
type DamagedError struct{ Name, Detail string }

func (e *DamagedError) Error() string {
	return fmt.Sprintf("索引文件 %s 不能使用(%s)。请删除它,用全部材料重新建立", e.Name, e.Detail)
}

// Stored is an opened index file.
type Stored struct {
	name    string
	file    *mapped.File
	entries []*entry
	built   int // entries that the index covers
	words   *spun.Table
	index   *posting.Index
	sketch  *posting.Sketch
	size    int64 // bytes of the file that hold together
}

// Open opens an index file; the error is fs.ErrNotExist when there is none and
// a *DamagedError when it cannot be used.
func Open(name string) (*Stored, error) {
	f, err := mapped.Open(name)
	if err != nil {
		return nil, err
	}
	s := &Stored{name: name, file: f}
	if err := s.parse(f.Data, len(f.Data) <= wholeCheck); err != nil {
		f.Close()
		return nil, &DamagedError{name, err.Error()}
	}
	return s, nil
}

// Close gives the file's memory back; nothing made from it may be used.
func (s *Stored) Close() error {
	s.entries = nil
	return s.file.Close()
}

var (
	errShort   = errors.New("文件不完整")
	errSum     = errors.New("内容已损坏,校验和不符")
	errContent = errors.New("内容前后矛盾")
)

// parse reads a file; whole asks for the checksums of all sections.
func (s *Stored) parse(data []byte, whole bool) error {
	if len(data) < headerSize {
		if len(data) == 0 || !bytes.HasPrefix(data, []byte(magic)) {
			return errors.New("不是 hecha 的索引文件")
		}
		return errShort
	}
	if string(data[:len(magic)]) != magic {
		return errors.New("不是 hecha 的索引文件")
	}
	le := binary.LittleEndian
	if v := le.Uint32(data[8:]); v != version {
		return fmt.Errorf("版本 %d 与本程序的版本 %d 不同", v, version)
	}
	if le.Uint32(data[12:]) != sections || le.Uint32(data[headerSize-4:]) != crc32.Checksum(data[:headerSize-4], castagnoli) {
		return errSum
	}
	var part [sections][]byte
	end := uint64(headerSize)
	for i := range part {
		t := data[16+24*i:]
		sum, off, n := le.Uint32(t[4:]), le.Uint64(t[8:]), le.Uint64(t[16:])
		if le.Uint32(t) != uint32(i) || off%align8 != 0 || off < end || n > math.MaxInt64-off {
			return errContent
		}
		if end = off + n; end > uint64(len(data)) {
			return errShort
		}
		part[i] = data[off:end:end]
		if (whole || i == sectionReports || i == sectionWords) && crc32.Checksum(part[i], castagnoli) != sum {
			return errSum
		}
	}
	entries, err := parseReports(part[sectionReports], part[sectionTokens], part[sectionGaps])
	if err != nil {
		return err
	}
	s.entries, s.built = entries, len(entries)
	if s.words, err = parseWords(part[sectionWords]); err != nil {
		return err
	}
	s.index = &posting.Index{Directory: view[uint32](part[sectionDirectory]), Postings: view[uint64](part[sectionPostings])}
	s.sketch = &posting.Sketch{Cells: view[uint16](part[sectionSketch])}
	if !s.index.Valid() || !s.sketch.Valid() {
		return errContent
	}
	for _, i := range []int{sectionTokens, sectionDirectory, sectionPostings, sectionSketch} {
		touch(part[i])
	}
	return s.parseLog(data, int64(end))
}

// touch has the system bring a mapped section in from front to back. Queries
// reach all over these sections; left to them, every first access would wait
// for a page of its own.
func touch(b []byte) (sum byte) {
	for i := 0; i < len(b); i += 64 << 10 {
		sum ^= b[i]
	}
	return sum
}

// parseLog reads the blocks behind the sections. A last block that was not
// written to its end is what an interruption leaves; it is not missed, because
// the run that wrote it did not succeed.
func (s *Stored) parseLog(data []byte, at int64) error {
	for {
		s.size = at
		at = aligned8(at)
		if at+16 > int64(len(data)) {
			return nil
		}
		head := data[at:]
		n := binary.LittleEndian.Uint64(head[8:])
		if string(head[:4]) != logMark {
			return errContent
		}
		if n > uint64(len(head)-16) {
			return nil
		}
		body := head[16 : 16+n]
		if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(head[4:]) {
			return errSum
		}
		r := reader{body}
		reports, tokens := r.bytes(), r.bytes()
		if r.rest == nil {
			return errContent
		}
		more, err := parseReports(reports, tokens, r.rest)
		if err != nil {
			return err
		}
		s.entries = append(s.entries, more...)
		at += 16 + int64(n)
	}
}

func aligned8(n int64) int64 { return (n + align8 - 1) &^ (align8 - 1) }

// parseReports reads a list of reports whose texts lie one after another.
func parseReports(data, tokens, gaps []byte) ([]*entry, error) {
	r := reader{data}
	n := r.number()
	if n > len(data) {
		return nil, errContent
	}
	all := make([]entry, n)
	out := make([]*entry, n)
	for i := range all {
		e := &all[i]
		e.Source, e.Unit, e.Period = string(r.bytes()), string(r.bytes()), string(r.bytes())
		e.Index, e.Start, e.Line, e.Column = r.number(), r.number(), r.number(), r.number()
		flags := r.number()
		e.Reference = flags&1 != 0
		nt, ng := r.number(), r.number()
		e.digest = r.fixed()
		if r.rest == nil || nt > len(tokens)/2 || ng > len(gaps) {
			return nil, errContent
		}
		e.text = token.Text{Tokens: tokens[: 2*nt : 2*nt], Gaps: gaps[:ng:ng]}
		tokens, gaps = tokens[2*nt:], gaps[ng:]
		out[i] = e
	}
	return out, nil
}

func appendReports(dst []byte, entries []*entry) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(entries)))
	for _, e := range entries {
		for _, s := range []string{e.Source, e.Unit, e.Period} {
			dst = append(binary.AppendUvarint(dst, uint64(len(s))), s...)
		}
		flags := 0
		if e.Reference {
			flags = 1
		}
		for _, n := range []int{e.Index, e.Start, e.Line, e.Column, flags, e.text.Len(), len(e.text.Gaps)} {
			dst = binary.AppendUvarint(dst, uint64(n))
		}
		dst = binary.LittleEndian.AppendUint64(dst, e.digest)
	}
	return dst
}

func parseWords(data []byte) (*spun.Table, error) {
	r := reader{data}
	n := r.number()
	if n > len(data) {
		return nil, errContent
	}
	pairs := make([]spun.Pair, n)
	for i := range pairs {
		pairs[i] = spun.Pair{A: r.word(), B: r.word()}
	}
	if r.rest == nil {
		return nil, errContent
	}
	return spun.NewTable(pairs), nil
}

func appendWords(dst []byte, pairs []spun.Pair) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(pairs)))
	for _, p := range pairs {
		dst = binary.AppendUvarint(binary.AppendUvarint(dst, uint64(p.A)), uint64(p.B))
	}
	return dst
}

// reader takes values off a byte slice; after a value that is not there, rest
// is nil and everything reads as zero.
type reader struct{ rest []byte }

func (r *reader) number() int { return int(r.uvarint(math.MaxInt32)) }

func (r *reader) word() spun.Word { return spun.Word(r.uvarint(math.MaxUint32)) }

func (r *reader) uvarint(most uint64) uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > most {
		r.rest = nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) fixed() uint64 {
	if len(r.rest) < 8 {
		r.rest = nil
		return 0
	}
	v := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return v
}

func (r *reader) bytes() []byte {
	n := r.number()
	if r.rest == nil || n > len(r.rest) {
		r.rest = nil
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

// littleEndian tells how this machine stores numbers.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// view reads b as numbers, in place where the machine allows.
func view[T uint16 | uint32 | uint64](b []byte) []T {
	var zero T
	size := int(unsafe.Sizeof(zero))
	n := len(b) / size
	if n == 0 {
		return nil
	}
	if littleEndian && uintptr(unsafe.Pointer(&b[0]))%uintptr(size) == 0 {
		return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), n)
	}
	out := make([]T, n)
	for i := range out {
		for k := range size {
			out[i] |= T(b[i*size+k]) << (8 * k)
		}
	}
	return out
}

// raw is the reverse of view.
func raw[T uint16 | uint32 | uint64](v []T) []byte {
	var zero T
	size := int(unsafe.Sizeof(zero))
	if len(v) == 0 {
		return nil
	}
	if littleEndian {
		return unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), len(v)*size)
	}
	out := make([]byte, 0, len(v)*size)
	for _, x := range v {
		for k := range size {
			out = append(out, byte(x>>(8*k)))
		}
	}
	return out
}
