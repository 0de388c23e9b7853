package format

import (
	"archive/zip"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Reading of encrypted zip entries, which archive/zip leaves out: the
// traditional cipher (PKWARE APPNOTE 6.1) and WinZip's AES (AE-1 and AE-2,
// www.winzip.com/en/support/aes-encryption).

// errPassword means that a password does not open an entry.
var errPassword = errors.New("zip: wrong password")

const (
	methodAES   = 99
	extraAES    = 0x9901
	flagDataDir = 0x8 // sizes and CRC follow the data
)

// openLocked returns the contents of an encrypted entry. Chinese passwords are
// tried as UTF-8 and as GB18030, which older Windows programs use.
func openLocked(f *zip.File, password string) (io.ReadCloser, error) {
	passwords := [][]byte{[]byte(password)}
	if gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(password)); err == nil && string(gb) != password {
		passwords = append(passwords, gb)
	}
	wrong := errLocked("zip 压缩包", password)
	for _, p := range passwords {
		r, err := decrypted(f, p, wrong)
		if !errors.Is(err, errPassword) {
			return r, err
		}
	}
	return nil, wrong
}

// decrypted starts reading an entry with one password; wrong is what reading
// ends in when it turns out not to fit.
func decrypted(f *zip.File, password []byte, wrong error) (io.ReadCloser, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	method, crc := f.Method, f.CRC32
	var plain io.Reader
	if method == methodAES {
		plain, method, err = openAES(f, raw, password)
		crc = 0 // the authentication code stands for it
	} else {
		plain, err = openPKWARE(f, raw, password)
	}
	if err != nil {
		return nil, err
	}
	var body io.ReadCloser
	switch method {
	case zip.Store:
		body = io.NopCloser(plain)
	case zip.Deflate:
		body = flate.NewReader(plain)
	default:
		return nil, errMethod(zip.ErrAlgorithm)
	}
	return &lockedBody{ReadCloser: body, plain: plain, sum: crc32.NewIEEE(), want: crc, wrong: wrong}, nil
}

// lockedBody checks an entry at its end. Data that does not fit came out of a
// wrong password more likely than out of damage: the quick checks of both
// ciphers let some through.
type lockedBody struct {
	io.ReadCloser
	plain io.Reader
	sum   hash.Hash32
	want  uint32 // 0: none
	wrong error
}

func (b *lockedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.sum.Write(p[:n])
	if !errors.Is(err, io.EOF) {
		if err != nil {
			err = b.wrong
		}
		return n, err
	}
	if b.want != 0 && b.sum.Sum32() != b.want {
		return n, b.wrong
	}
	if _, rest := io.Copy(io.Discard, b.plain); rest != nil { // reaches the authentication code
		return n, rest
	}
	return n, io.EOF
}

// pkware is the state of the traditional cipher.
type pkware struct {
	r    io.Reader
	keys [3]uint32
}

func openPKWARE(f *zip.File, raw io.Reader, password []byte) (io.Reader, error) {
	c := &pkware{r: raw, keys: [3]uint32{0x12345678, 0x23456789, 0x34567890}}
	for _, b := range password {
		c.update(b)
	}
	var header [12]byte
	if _, err := io.ReadFull(c, header[:]); err != nil {
		return nil, err
	}
	check := byte(f.CRC32 >> 24)
	if f.Flags&flagDataDir != 0 {
		check = byte(f.ModifiedTime >> 8)
	}
	if header[11] != check {
		return nil, errPassword
	}
	return c, nil
}

func (c *pkware) update(b byte) {
	c.keys[0] = crc32.IEEETable[byte(c.keys[0])^b] ^ c.keys[0]>>8
	c.keys[1] = (c.keys[1]+c.keys[0]&0xff)*134775813 + 1
	c.keys[2] = crc32.IEEETable[byte(c.keys[2])^byte(c.keys[1]>>24)] ^ c.keys[2]>>8
}

func (c *pkware) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i := range p[:n] {
		t := uint16(c.keys[2]) | 2
		p[i] ^= byte(uint32(t) * uint32(t^1) >> 8)
		c.update(p[i])
	}
	return n, err
}

// openAES returns the decrypted data and the compression method behind them.
func openAES(f *zip.File, raw io.Reader, password []byte) (io.Reader, uint16, error) {
	field := extraField(f.Extra, extraAES)
	if len(field) != 7 || field[4] < 1 || field[4] > 3 {
		return nil, 0, fmt.Errorf("zip: bad AES field %x", field)
	}
	keyLen, method := 8+8*int(field[4]), binary.LittleEndian.Uint16(field[5:])
	head := make([]byte, keyLen/2+2) // salt and password check
	if _, err := io.ReadFull(raw, head); err != nil {
		return nil, 0, err
	}
	const rounds, codeLen = 1000, 10
	keys, err := pbkdf2.Key(sha1.New, string(password), head[:keyLen/2], rounds, 2*keyLen+2)
	if err != nil {
		return nil, 0, err
	}
	if subtle.ConstantTimeCompare(keys[2*keyLen:], head[keyLen/2:]) == 0 {
		return nil, 0, errPassword
	}
	block, err := aes.NewCipher(keys[:keyLen])
	if err != nil {
		return nil, 0, err
	}
	size := int64(f.CompressedSize64) - int64(len(head)) - codeLen
	if size < 0 {
		return nil, 0, io.ErrUnexpectedEOF
	}
	mac := hmac.New(sha1.New, keys[keyLen:2*keyLen])
	return &winzip{data: io.LimitReader(raw, size), raw: raw, mac: mac, block: block}, method, nil
}

// winzip decrypts AES in counter mode with WinZip's little-endian counter and
// checks the authentication code at the end.
type winzip struct {
	data, raw io.Reader
	mac       hash.Hash
	block     cipher.Block
	counter   uint64
	pad       [aes.BlockSize]byte
	used      int // of pad; 0 needs a new one
}

func (w *winzip) Read(p []byte) (int, error) {
	n, err := w.data.Read(p)
	w.mac.Write(p[:n])
	for i := range p[:n] {
		if w.used == 0 {
			w.counter++
			var ctr [aes.BlockSize]byte
			binary.LittleEndian.PutUint64(ctr[:], w.counter)
			w.block.Encrypt(w.pad[:], ctr[:])
		}
		p[i] ^= w.pad[w.used]
		w.used = (w.used + 1) % aes.BlockSize
	}
	if errors.Is(err, io.EOF) && w.mac != nil {
		var code [10]byte
		if _, err := io.ReadFull(w.raw, code[:]); err == nil && !hmac.Equal(code[:], w.mac.Sum(nil)[:10]) {
			return n, errUnpack("zip", errors.New("zip: authentication failed"))
		}
	}
	return n, err
}
