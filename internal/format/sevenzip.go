package format

import (
	"context"
	"errors"
	"io"

	"github.com/bodgit/sevenzip"
)

// This unpacks .7z files.
var _ = RegisterArchive(Archive{
	Name:       "7z",
	Label:      "7z",
	Extensions: []string{".7z"},
	Sequential: true,
	Sniff:      func(r io.ReaderAt, _ int64) bool { return hasSignature(r, "7z\xbc\xaf\x27\x1c") },
	Walk:       walkSevenZip,
})

func walkSevenZip(ctx context.Context, r io.ReaderAt, size int64, opt Options, yield func(Member) bool) error {
	zr, err := sevenzip.NewReaderWithPassword(r, size, opt.Password)
	if err != nil {
		return errSevenZip(err, opt)
	}
	for _, f := range zr.File {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !f.Mode().IsRegular() {
			continue
		}
		m := Member{Name: f.Name, Size: int64(min(f.UncompressedSize, 1<<62)), Open: func() (io.ReadCloser, error) {
			rc, err := f.Open()
			if err != nil {
				return nil, errSevenZip(err, opt)
			}
			return sevenZipBody{rc, opt}, nil
		}}
		if !yield(m) {
			return nil
		}
	}
	return nil
}

// sevenZipBody reads one member and explains errors.
type sevenZipBody struct {
	io.ReadCloser
	opt Options
}

func (b sevenZipBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = errSevenZip(err, b.opt)
	}
	return n, err
}

// errSevenZip explains an error; a wrong or missing password shows only as
// garbage after an encrypted stream.
func errSevenZip(err error, opt Options) error {
	if re, ok := errors.AsType[*sevenzip.ReadError](err); ok && re.Encrypted {
		return errLocked("7z 压缩包", opt.Password)
	}
	return errUnpack("7z", err)
}
