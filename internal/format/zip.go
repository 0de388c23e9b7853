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
var packageParts = []string{"[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/manifest.xml"}

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
			rc, err := f.Open()
			if errors.Is(err, zip.ErrAlgorithm) {
				return nil, &Error{Reason: Unsupported, Detail: "zip 压缩包用了少见的压缩方法,请用普通方式重新压缩后再提交。", Err: err}
			}
			return rc, err
		}}
		if f.Flags&1 != 0 {
			m.Err = errLocked("zip 压缩包", opt.Password, false)
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

// unicodePath returns the name from Info-ZIP's Unicode Path extra field
// (0x7075: version 1, CRC-32 of the plain name, UTF-8 name), or "".
func unicodePath(f *zip.File) string {
	for extra := f.Extra; len(extra) >= 4; {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return ""
		}
		field := extra[:n]
		extra = extra[n:]
		if id != 0x7075 || n < 6 || field[0] != 1 {
			continue
		}
		if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.Valid(field[5:]) {
			return string(field[5:])
		}
	}
	return ""
}
