package format

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
)

// zipPackage reads the parts of a zip-based document (OOXML, OpenDocument)
// within the limits of Options. Part names compare without case and leading
// slash, as Office does. A file whose directory at the end is lost is read
// from its local headers as far as it goes.
type zipPackage struct {
	files    map[string]*zip.File
	salvaged map[string][]byte
	// cut tells that the container itself is truncated.
	cut    bool
	budget int64
}

const zipMagic = "PK\x03\x04"

// ratioFloor is the size in bytes below which the packing ratio is not looked
// at: small repetitive parts pack well honestly.
const ratioFloor = 10 << 20

var errTooLarge = &Error{Reason: TooLarge, Detail: "解压后超过大小上限,已停止读取;请拆分或删去大图片、附件后再提交。"}

// openZip opens a zip container in memory.
func openZip(data []byte, opt Options) (*zipPackage, error) {
	p := &zipPackage{budget: opt.MaxBytes}
	if p.budget <= 0 {
		p.budget = MaxUnpack
	}
	// Counted before archive/zip allocates an object for every entry.
	if bytes.Count(data, []byte("PK\x01\x02")) > MaxEntries {
		return nil, &Error{Reason: TooLarge, Detail: fmt.Sprintf("文件内的条目超过 %d 个,已停止读取。", MaxEntries)}
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		p.salvage(data)
		if len(p.salvaged) == 0 {
			return nil, &Error{Reason: Damaged, Detail: "文件不完整或已损坏,无法打开;请重新导出后再提交。", Err: err}
		}
		return p, nil
	}
	p.files = make(map[string]*zip.File, len(r.File))
	for _, f := range r.File {
		if name := partName(f.Name); p.files[name] == nil {
			p.files[name] = f
		}
	}
	return p, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimLeft(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// has reports whether the package holds a part.
func (p *zipPackage) has(name string) bool {
	name = partName(name)
	return p.files[name] != nil || p.salvaged[name] != nil
}

// errNoPart says that a part is missing.
var errNoPart = errors.New("part is missing")

// read returns a part. Next to damage it returns the bytes before it, together
// with an error that is no *Error; limits and encryption give an *Error.
func (p *zipPackage) read(name string) ([]byte, error) {
	name = partName(name)
	if data, ok := p.salvaged[name]; ok {
		return data, nil
	}
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("%s: %w", name, errNoPart)
	}
	if f.Flags&1 != 0 {
		return nil, &Error{Reason: Encrypted, Detail: "文件内容已加密,未读取;请另存为无密码文件后再提交。"}
	}
	size := f.UncompressedSize64
	if size > MaxPart || size > uint64(p.budget) || size > ratioFloor && size/MaxRatio > f.CompressedSize64 {
		return nil, errTooLarge
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer rc.Close()
	// The declared size is a claim; archive/zip stops a reader that exceeds it.
	buf := bytes.NewBuffer(make([]byte, 0, min(size, f.CompressedSize64*20)+bytes.MinRead))
	_, err = buf.ReadFrom(io.LimitReader(rc, MaxPart+1))
	p.budget -= int64(buf.Len())
	if buf.Len() > MaxPart || p.budget < 0 {
		return nil, errTooLarge
	}
	if err != nil {
		return buf.Bytes(), fmt.Errorf("%s: %w", name, err)
	}
	return buf.Bytes(), nil
}

// head returns up to n bytes from the start of a part, for sniffing.
func (p *zipPackage) head(name string, n int) []byte {
	name = partName(name)
	if data := p.salvaged[name]; data != nil {
		return data[:min(n, len(data))]
	}
	f := p.files[name]
	if f == nil || f.Flags&1 != 0 {
		return nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil
	}
	defer rc.Close()
	buf := make([]byte, n)
	got, _ := io.ReadFull(rc, buf)
	return buf[:got]
}

// salvage walks the local headers of a container whose directory is missing
// and unpacks what is there.
func (p *zipPackage) salvage(data []byte) {
	p.cut, p.salvaged = true, map[string][]byte{}
	const header = 30
	for n := 0; n < MaxEntries && len(data) >= header && bytes.HasPrefix(data, []byte(zipMagic)); n++ {
		flags := binary.LittleEndian.Uint16(data[6:])
		method := binary.LittleEndian.Uint16(data[8:])
		packed := int(binary.LittleEndian.Uint32(data[18:]))
		nameLen := int(binary.LittleEndian.Uint16(data[26:]))
		body := header + nameLen + int(binary.LittleEndian.Uint16(data[28:]))
		if body > len(data) || flags&1 != 0 {
			return
		}
		name := partName(string(data[header : header+nameLen]))
		data = data[body:]
		var part []byte
		switch {
		case method == zip.Deflate:
			src := bytes.NewReader(data)
			var buf bytes.Buffer
			limit := min(p.budget, MaxPart, max(ratioFloor, int64(len(data))*MaxRatio))
			_, err := buf.ReadFrom(io.LimitReader(flate.NewReader(src), limit))
			part = buf.Bytes()
			data = data[len(data)-src.Len():]
			if err != nil || int64(len(part)) == limit {
				data = nil
			}
		case method == zip.Store && flags&8 == 0:
			part = data[:min(packed, len(data))]
			data = data[len(part):]
		default:
			return
		}
		p.budget -= int64(len(part))
		if len(part) > 0 && p.salvaged[name] == nil {
			p.salvaged[name] = part
		}
		if flags&8 != 0 { // a data descriptor follows, of one of four lengths
			i := bytes.Index(data[:min(len(data), 64)], []byte(zipMagic))
			if i < 0 {
				return
			}
			data = data[i:]
		}
	}
}
