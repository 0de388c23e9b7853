package reuse

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// Save writes the collection to an index file and closes it: it must be its
// last use. Reports added to a large index file are appended to it; otherwise
// the file is written anew beside the old one and takes its place when whole.
func (c *Collection) Save(name string) error {
	if err := c.save(name); err != nil {
		return fmt.Errorf("索引文件 %s 无法写入: %w", name, err)
	}
	return nil
}

// Close gives the memory of an index file back.
func (c *Collection) Close() error {
	if c.base == nil {
		return nil
	}
	b := c.base
	c.base, c.entries, c.indexes = nil, nil, nil
	return b.Close()
}

func (c *Collection) save(name string) error {
	if c.extends(name) {
		fresh, size := c.entries[len(c.base.entries):], c.base.size
		if len(fresh) == 0 {
			return c.Close()
		}
		block := logBlock(fresh)
		if err := c.Close(); err != nil {
			return err
		}
		return appendAt(name, aligned8(size), block)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".hecha-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once the file has its name
	err = errors.Join(c.write(f), f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		// Windows does not replace a file that is mapped.
		err = errors.Join(c.Close(), os.Rename(f.Name(), name))
	}
	return err
}

// extends reports whether name is the index file the collection builds upon.
func (c *Collection) extends(name string) bool {
	return c.base != nil && c.base.name == name && len(c.indexes) == 2
}

// logBlock returns the block that adds entries to a file.
func logBlock(entries []*entry) []byte {
	reports := appendReports(nil, entries)
	var tokens, gaps []byte
	for _, e := range entries {
		tokens, gaps = append(tokens, e.text.Tokens...), append(gaps, e.text.Gaps...)
	}
	b := append([]byte(logMark), make([]byte, 12)...)
	for _, part := range [][]byte{reports, tokens} {
		b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
	}
	b = append(b, gaps...)
	binary.LittleEndian.PutUint32(b[4:], crc32.Checksum(b[16:], castagnoli))
	binary.LittleEndian.PutUint64(b[8:], uint64(len(b)-16))
	return b
}

// appendAt writes a block at an offset and cuts the file behind it.
func appendAt(name string, at int64, block []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(block, at)
	return errors.Join(err, f.Truncate(at+int64(len(block))), f.Sync(), f.Close())
}

// write writes the header and all sections.
func (c *Collection) write(f io.WriteSeeker) error {
	header := make([]byte, headerSize)
	le := binary.LittleEndian
	copy(header, magic)
	le.PutUint32(header[8:], version)
	le.PutUint32(header[12:], sections)
	w := bufio.NewWriterSize(f, 1<<20)
	at := int64(0)
	put := func(b []byte) error {
		n, err := w.Write(b)
		at += int64(n)
		return err
	}
	pad := func() error { return put(make([]byte, aligned8(at)-at)) }
	if err := put(header); err != nil {
		return err
	}
	for i := range sections {
		if err := pad(); err != nil {
			return err
		}
		start, sum := at, uint32(0)
		for part := range c.section(i) {
			sum = crc32.Update(sum, castagnoli, part)
			if err := put(part); err != nil {
				return err
			}
		}
		t := header[16+24*i:]
		le.PutUint32(t, uint32(i))
		le.PutUint32(t[4:], sum)
		le.PutUint64(t[8:], uint64(start))
		le.PutUint64(t[16:], uint64(at-start))
	}
	if c.built < len(c.entries) {
		if err := errors.Join(pad(), put(logBlock(c.entries[c.built:]))); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	le.PutUint32(header[headerSize-4:], crc32.Checksum(header[:headerSize-4], castagnoli))
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := f.Write(header)
	return err
}

// section yields the contents of a section piece by piece.
func (c *Collection) section(i int) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		switch i {
		case sectionReports:
			yield(appendReports(nil, c.entries[:c.built]))
		case sectionWords:
			yield(appendWords(nil, c.words.Pairs()))
		case sectionTokens:
			for _, e := range c.entries[:c.built] {
				if !yield(e.text.Tokens) {
					return
				}
			}
		case sectionGaps:
			for _, e := range c.entries[:c.built] {
				if !yield(e.text.Gaps) {
					return
				}
			}
		case sectionDirectory:
			yield(raw(c.indexes[0].Directory))
		case sectionPostings:
			yield(raw(c.indexes[0].Postings))
		case sectionSketch:
			yield(raw(c.sketch.Cells))
		}
	}
}
