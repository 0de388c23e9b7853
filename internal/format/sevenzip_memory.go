package format

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/bodgit/sevenzip"
	"github.com/stangelandcl/ppmd"
	"github.com/ulikunitz/xz/lzma"
)

// The unpackers of package sevenzip allocate whatever window the archive asks
// for, up to 4 GB. The three below are the same libraries behind a check.
func init() {
	sevenzip.RegisterDecompressor([]byte{0x03, 0x01, 0x01}, guarded(5, windowLZMA, openLZMA))
	sevenzip.RegisterDecompressor([]byte{0x21}, guarded(1, windowLZMA2, openLZMA2))
	sevenzip.RegisterDecompressor([]byte{0x03, 0x04, 0x01}, guarded(5, windowLZMA, openPPMd))
}

// opener starts unpacking; properties hold the method's parameters, size is
// that of the unpacked stream.
type opener func(properties []byte, size uint64, r io.Reader) (io.Reader, error)

// guarded wraps an unpacker with a limit on its window.
func guarded(n int, window func([]byte) uint64, open opener) sevenzip.Decompressor {
	return func(properties []byte, size uint64, in []io.ReadCloser) (io.ReadCloser, error) {
		if len(in) != 1 || len(properties) != n {
			return nil, errors.New("sevenzip: bad method properties")
		}
		if window(properties) > maxDictionary {
			return nil, &Error{Reason: TooLarge, Detail: "7z 压缩包的字典超过 128 MB,未读取。请先解压,再审核解压后的文件。"}
		}
		r, err := open(properties, size, in[0])
		if err != nil {
			return nil, err
		}
		return unpacked{r, in[0]}, nil
	}
}

// unpacked reads from an unpacker and closes what it reads from.
type unpacked struct {
	io.Reader
	io.Closer
}

func windowLZMA(p []byte) uint64 { return uint64(binary.LittleEndian.Uint32(p[1:])) }

// windowLZMA2 decodes the exponent with one bit of mantissa of the LZMA2 method.
func windowLZMA2(p []byte) uint64 { return (2 | uint64(p[0])&1) << (p[0]/2 + 11) }

func openLZMA(p []byte, size uint64, r io.Reader) (io.Reader, error) {
	header := binary.LittleEndian.AppendUint64(bytes.Clone(p), size)
	return lzma.ReaderConfig{DictCap: maxDictionary}.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(header), r)))
}

func openLZMA2(p []byte, _ uint64, r io.Reader) (io.Reader, error) {
	return lzma.Reader2Config{DictCap: int(windowLZMA2(p))}.NewReader2(r)
}

func openPPMd(p []byte, size uint64, r io.Reader) (io.Reader, error) {
	pr, err := ppmd.NewH7zReader(r, int(p[0]), int(windowLZMA(p)), int(min(size, 1<<62)))
	return &pr, err
}
