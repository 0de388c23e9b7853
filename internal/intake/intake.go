// Package intake turns what the user names — files, folders, patterns,
// archives, standard input — into an ordered stream of inputs, and reads each.
//
// Listing and reading are apart so that many workers can read while one lists:
// [List] is sequential and keeps the order the user expects, [Read] may run
// anywhere. Nothing is kept of an item once it was yielded; a file is opened
// again to be read, a member of an archive carries its bytes. Names of archive
// members are for showing only and never become a path on disk.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"runtime/debug"
	"slices"

	"hecha/internal/doc"
	"hecha/internal/format"
)

// Item is one input: bytes that can be opened, or an error already known.
type Item struct {
	// Name is shown to people: '/'-separated, "bundle.zip!/a/b.docx".
	Name string
	// Size is in bytes, as far as known before reading.
	Size int64
	// Err tells why the item cannot be read, or is nil.
	Err *format.Error

	path string // file to open, or "" when data holds the contents
	data []byte
}

// Options steer listing and reading.
type Options struct {
	// Stdin is what the path "-" reads; nil makes it an error.
	Stdin io.Reader
	// Format goes to the readers; archives use its password and limits.
	Format format.Options
	// Isolate runs a reader that may hang or eat memory in a child process;
	// nil runs it in this one.
	Isolate func(ctx context.Context, in format.Input, opt format.Options) (*doc.Source, error)
}

// List yields the items below paths in order, folders by name. A path that does
// not exist is an item with Err. It reads no file but archives, whose members
// are yielded as they are unpacked, and stops early when ctx is done.
func List(ctx context.Context, paths []string, opt Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		l := &lister{ctx: ctx, opt: opt, yield: yield}
		for _, p := range paths {
			if !l.argument(p) {
				return
			}
		}
	}
}

// Read reads and decodes one item. It may be called from any goroutine and in
// any order. Errors are *format.Error; a panic of a reader becomes damage.
func Read(ctx context.Context, it Item, opt Options) (*doc.Source, error) {
	if it.Err != nil {
		return nil, it.Err
	}
	if err := ctx.Err(); err != nil {
		return nil, &format.Error{Reason: format.IO, Detail: "已中断,未读取。", Err: err}
	}
	data := it.data
	if it.path != "" {
		var err error
		if data, err = readFile(it.path); err != nil {
			return nil, err
		}
	}
	if len(data) == 0 {
		return nil, &format.Error{Reason: format.Empty, Detail: "文件是空的(0 字节),请检查是否上传完整。"}
	}
	in := format.Input{Name: it.Name, Data: data}
	r, err := detect(in)
	if err != nil {
		return nil, err
	}
	src, err := run(ctx, r, in, opt)
	if err != nil {
		return nil, format.AsError(err)
	}
	if len(src.Text) > format.MaxText {
		return nil, format.ErrLong()
	}
	src.Name, src.Format = it.Name, r.Name
	if note, ok := extensionNote(in, r); ok {
		src.Notes = append(src.Notes, note)
	}
	return src, nil
}

// detect finds the reader; a hostile file that makes a sniffer panic is damaged.
func detect(in format.Input) (r *format.Reader, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicError(p)
		}
	}()
	if r = format.Detect(in); r == nil {
		if kind := format.Media(in.Data); kind != "" {
			return nil, format.ErrMedia(kind)
		}
		return nil, format.ErrUnsupported()
	}
	return r, nil
}

func run(ctx context.Context, r *format.Reader, in format.Input, opt Options) (src *doc.Source, err error) {
	if r.Isolate && opt.Isolate != nil {
		return opt.Isolate(ctx, in, opt.Format)
	}
	defer func() {
		if p := recover(); p != nil {
			err = panicError(p)
		}
	}()
	return r.Read(ctx, in, opt.Format)
}

// panicError turns a panic into damage and keeps the stack for bug reports.
func panicError(p any) *format.Error {
	return format.AsError(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
}

// extensionNote tells that the name promises another format than the content.
func extensionNote(in format.Input, r *format.Reader) (doc.Note, bool) {
	ext := in.Ext()
	if ext == "" || slices.Contains(r.Extensions, ext) || !claimed(ext) {
		return doc.Note{}, false
	}
	return doc.Note{
		Kind: doc.NoteExtension, Count: 1,
		Message: fmt.Sprintf("扩展名为 %s,实际是 %s,已按 %s 读取。", ext, r.Label, r.Label),
	}, true
}

// claimed reports whether some format has the extension.
func claimed(ext string) bool {
	return slices.ContainsFunc(format.All(), func(r format.Reader) bool { return slices.Contains(r.Extensions, ext) }) ||
		slices.ContainsFunc(format.Archives(), func(a format.Archive) bool { return slices.Contains(a.Extensions, ext) })
}

// readFile returns a file's bytes, refusing more than format.MaxFile.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, pathError(err)
	}
	if info.Size() > format.MaxFile {
		return nil, errTooLarge()
	}
	return readAll(f, info.Size())
}

// readAll reads r, which is expected to hold size bytes.
func readAll(r io.Reader, size int64) ([]byte, error) {
	data := make([]byte, 0, min(max(size, 0), format.MaxFile)+512)
	r = io.LimitReader(r, format.MaxFile+1)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case len(data) > format.MaxFile:
			return nil, errTooLarge()
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, pathError(err)
		case len(data) == cap(data):
			data = slices.Grow(data, len(data))
		}
	}
}

func errTooLarge() *format.Error {
	return &format.Error{Reason: format.TooLarge, Detail: fmt.Sprintf("文件超过 %d MB,未读取。请删去图片或拆分后再提交。", format.MaxFile>>20)}
}

// pathError explains why a file or folder cannot be opened.
func pathError(err error) *format.Error {
	detail := "无法读取:磁盘或网络出错,请检查后重试。"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		detail = "找不到这个文件或文件夹,请检查路径。"
	case errors.Is(err, fs.ErrPermission):
		detail = "没有读取权限,请检查文件是否被其他程序占用或设了权限。"
	}
	return &format.Error{Reason: format.IO, Detail: detail, Err: err}
}
