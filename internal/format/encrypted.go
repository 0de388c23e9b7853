package format

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"

	"github.com/xuri/excelize/v2"

	"hecha/internal/doc"
)

// encryptedPackage is the stream in which Office and WPS keep a document with
// an open password; what format it is shows only after decryption.
const encryptedPackage = "EncryptedPackage"

var _ = Register(Reader{
	Name: "encrypted", Label: "加密的 Office 文档", Extensions: []string{".docx", ".xlsx", ".docm", ".xlsm"},
	Sniff: func(in Input) Confidence {
		if f, err := in.ole(); err == nil && f.has(encryptedPackage) {
			return Certain
		}
		return No
	},
	Read: readEncrypted,
})

// readEncrypted decrypts the package with the user's password and reads what
// comes out as the format it is.
func readEncrypted(ctx context.Context, in Input, opt Options) (*doc.Source, error) {
	f, err := openOLE(in.Data)
	if err != nil {
		return nil, AsError(err)
	}
	if opt.Password == "" {
		return nil, &Error{Reason: Encrypted, Detail: "文件设有打开密码,未读取。请用 --password 提供密码,或另存为无密码文件。"}
	}
	info, err := f.read("EncryptionInfo")
	if err != nil {
		return nil, AsError(err)
	}
	packed, err := f.read(encryptedPackage)
	if err == nil && len(packed) < 8 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, AsError(err)
	}
	if !plausibleSpin(info) {
		return nil, &Error{Reason: Unsupported, Detail: "文件的加密方式不受支持,请另存为无密码文件后再提交。"}
	}
	data, err := decrypt(in.Data, opt.Password)
	if err != nil {
		return nil, &Error{Reason: Encrypted, Detail: "文件设有打开密码,所给密码未能打开;请核对密码,或另存为无密码文件。", Err: err}
	}
	if size := binary.LittleEndian.Uint64(packed); size < uint64(len(data)) {
		data = data[:size] // what follows fills the last cipher block
	}
	if !bytes.HasPrefix(data, []byte(zipMagic)) {
		return nil, &Error{Reason: Encrypted, Detail: "文件设有打开密码,所给密码不对;请核对密码,或另存为无密码文件。"}
	}
	inner := Input{Name: in.Name, Data: data}
	r := Detect(inner)
	if r == nil {
		return nil, &Error{Reason: Unsupported, Detail: "解密后的文件不是支持的格式,请另存为 .docx 后再提交。"}
	}
	return r.Read(ctx, inner, opt)
}

// decrypt calls excelize, which expects well-formed headers.
func decrypt(data []byte, password string) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decrypting: %v", p)
		}
	}()
	return excelize.Decrypt(data, &excelize.Options{Password: password})
}

var spinCount = regexp.MustCompile(`spinCount="(\d+)"`)

// plausibleSpin refuses key derivations that would run for minutes; Office uses
// 100,000 rounds.
func plausibleSpin(info []byte) bool {
	for _, m := range spinCount.FindAllSubmatch(info, -1) {
		if n := number(string(m[1]), -1); n < 0 || n > 1_000_000 {
			return false
		}
	}
	return true
}
