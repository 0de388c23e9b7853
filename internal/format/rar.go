package format

import (
	"context"
	"errors"
	"io"

	"github.com/nwaples/rardecode/v2"
)

// This unpacks .rar files of versions 4 and 5.
var _ = RegisterArchive(Archive{
	Name:       "rar",
	Label:      "rar",
	Extensions: []string{".rar"},
	Sequential: true,
	Sniff:      func(r io.ReaderAt, _ int64) bool { return hasSignature(r, "Rar!\x1a\x07\x00", "Rar!\x1a\x07\x01\x00") },
	Walk:       walkRar,
})

// maxDictionary bounds the window an unpacker may allocate, in bytes.
const maxDictionary = 128 << 20

func walkRar(ctx context.Context, r io.ReaderAt, size int64, opt Options, yield func(Member) bool) error {
	opts := []rardecode.Option{rardecode.MaxDictionarySize(maxDictionary)}
	if opt.Password != "" {
		opts = append(opts, rardecode.Password(opt.Password))
	}
	rr, err := rardecode.NewReader(io.NewSectionReader(r, 0, size), opts...)
	if err != nil {
		return errRar(err, opt)
	}
	for ctx.Err() == nil {
		h, err := rr.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errRar(err, opt)
		}
		if h.IsDir || h.LinkType != 0 || !h.Mode().IsRegular() {
			continue
		}
		m := Member{Name: DecodeName(h.Name), Size: h.UnPackedSize, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(rarBody{rr, opt}), nil
		}}
		if h.UnKnownSize {
			m.Size = -1
		}
		if h.Encrypted && opt.Password == "" {
			m.Err = errLocked("rar 压缩包", "")
		}
		if !yield(m) {
			return nil
		}
	}
	return ctx.Err()
}

// rarBody reads the current member and explains errors.
type rarBody struct {
	r   *rardecode.Reader
	opt Options
}

func (b rarBody) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = errRar(err, b.opt)
	}
	return n, err
}

func errRar(err error, opt Options) error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted), errors.Is(err, rardecode.ErrBadPassword):
		return errLocked("rar 压缩包", opt.Password)
	case errors.Is(err, rardecode.ErrMultiVolume):
		return &Error{Reason: Unsupported, Detail: "这是分卷压缩的 rar,单独一卷读不全。请先解压,再审核解压后的文件。", Err: err}
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return &Error{Reason: TooLarge, Detail: "rar 压缩包的字典超过 128 MB,未读取。请先解压,再审核解压后的文件。", Err: err}
	}
	return errUnpack("rar", err)
}
