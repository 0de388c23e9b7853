package format

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"
)

// The zip format unpacks .zip files, unless they are documents packed as zip.
var _ = RegisterArchive(Archive{
	Name:       "zip",
	Label:      "zip",
	Extensions: []string{".zip"},
	Sniff:      sniffZip,
	Walk:       walkZip,
})

// packageParts are root entries that mark a zip file as one document.
var packageParts = []string{"[Content_Types].xml", "_rels/.rels", "mimetype", "OFD.xml", "META-INF/manifest.xml"}

func sniffZip(r io.ReaderAt, size int64) bool {
	if !hasSignature(r, "PK\x03\x04", "PK\x05\x06", "PK\x07\x08") {
		return false
	}
	zr, err := zip.NewReader(r, size)
	if err != nil {
		return !packageHead(r)
	}
	for _, f := range zr.File {
		for _, part := range packageParts {
			if f.Name == part {
				return false
			}
		}
	}
	return true
}

// packageHead tells a damaged document from a damaged archive by the names
// near its beginning, where documents keep the parts that mark them.
func packageHead(r io.ReaderAt) bool {
	head := make([]byte, 4<<10)
	n, _ := r.ReadAt(head, 0)
	for _, part := range append([]string{"word/", "xl/", "_rels/", "Doc_0/"}, packageParts...) {
		if i := strings.Index(string(head[:n]), part); i >= 30 && string(head[i-30:i-28]) == "PK" {
			return true
		}
	}
	return false
}

func walkZip(ctx context.Context, r io.ReaderAt, size int64, opt Options, yield func(Member) bool) error {
	zr, err := zip.NewReader(r, size)
	if err != nil {
		return errUnpack("zip", err)
	}
	var packed uint64
	for _, f := range zr.File {
		packed += f.CompressedSize64
	}
	if packed > uint64(size) {
		return &Error{Reason: Damaged, Detail: "zip 压缩包的条目互相重叠,结构异常,未读取。请重新压缩后再提交。"}
	}
	names := zipNames(zr.File)
	for i, f := range zr.File {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !f.Mode().IsRegular() {
			continue // folders, links, devices
		}
		m := Member{Name: names[i], Size: int64(min(f.UncompressedSize64, 1<<62)), Packed: int64(min(f.CompressedSize64, 1<<62)), Open: func() (io.ReadCloser, error) {
			if f.Flags&flagEncrypted != 0 {
				return openLocked(f, opt.Password)
			}
			rc, err := f.Open()
			return rc, errMethod(err)
		}}
		if f.Flags&flagEncrypted != 0 && opt.Password == "" {
			m.Err = errLocked("zip 压缩包", "")
		}
		if !yield(m) {
			return nil
		}
	}
	return nil
}

// zipNames returns the entry names in UTF-8: from the Unicode extra field, else
// by the UTF-8 flag, else guessed for the whole archive.
func zipNames(files []*zip.File) []string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
		if u := unicodePath(f); u != "" {
			names[i] = u
		}
	}
	return decodeNames(names)
}

// flagEncrypted marks an encrypted entry.
const flagEncrypted = 0x1

// errMethod explains an unknown compression method; other errors stay.
func errMethod(err error) error {
	if errors.Is(err, zip.ErrAlgorithm) {
		return &Error{Reason: Unsupported, Detail: "zip 压缩包用了少见的压缩方法,请用普通方式重新压缩后再提交。", Err: err}
	}
	return err
}

// unicodePath returns the name from Info-ZIP's Unicode Path extra field
// (version 1, CRC-32 of the plain name, UTF-8 name), or "".
func unicodePath(f *zip.File) string {
	const id = 0x7075
	field := extraField(f.Extra, id)
	if len(field) < 6 || field[0] != 1 || !utf8.Valid(field[5:]) ||
		binary.LittleEndian.Uint32(field[1:]) != crc32.ChecksumIEEE([]byte(f.Name)) {
		return ""
	}
	return string(field[5:])
}

// extraField returns the data of an extra field, or nil.
func extraField(extra []byte, id uint16) []byte {
	for len(extra) >= 4 {
		n := int(binary.LittleEndian.Uint16(extra[2:]))
		if 4+n > len(extra) {
			return nil
		}
		if binary.LittleEndian.Uint16(extra) == id {
			return extra[4 : 4+n]
		}
		extra = extra[4+n:]
	}
	return nil
}
