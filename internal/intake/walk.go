package intake

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hecha/internal/format"
)

// lister walks the paths and hands items to yield. Its methods return false
// when listing must stop.
type lister struct {
	ctx   context.Context
	opt   Options
	yield func(Item) bool
}

func (l *lister) put(it Item) bool { return l.ctx.Err() == nil && l.yield(it) }

func (l *lister) fail(name string, err *format.Error) bool {
	return l.put(Item{Name: name, Err: err})
}

// argument handles one path as the user gave it. Nothing in it is junk: what is
// named is read.
func (l *lister) argument(p string) bool {
	if p == "-" {
		return l.stdin()
	}
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		return l.folder(p)
	case err == nil:
		return l.file(p, info)
	case strings.ContainsAny(p, "*?["):
		return l.pattern(p)
	}
	return l.fail(displayPath(p), pathError(err))
}

// pattern expands a glob, which the shells of Windows leave to programs.
func (l *lister) pattern(p string) bool {
	matches, err := filepath.Glob(p)
	if err != nil {
		return l.fail(displayPath(p), &format.Error{Reason: format.IO, Detail: "通配符写法不对,[ 要与 ] 配对。", Err: err})
	}
	hidden := strings.HasPrefix(baseName(p), ".")
	found := false
	for _, m := range matches {
		if !hidden && junk(filepath.Base(m)) {
			continue
		}
		found = true
		if !l.entry(m) {
			return false
		}
	}
	if !found {
		return l.fail(displayPath(p), &format.Error{Reason: format.IO, Detail: "没有符合这个通配符的文件。"})
	}
	return true
}

func (l *lister) stdin() bool {
	if l.opt.Stdin == nil {
		return l.fail("-", &format.Error{Reason: format.IO, Detail: "没有标准输入可读。"})
	}
	data, err := readAll(l.opt.Stdin, 0)
	if err != nil {
		return l.fail("-", format.AsError(err))
	}
	return l.memory("-", data, nil, 0)
}

// folder walks a folder in name order. Only the names of one folder at each
// level are held in memory.
func (l *lister) folder(dir string) bool {
	f, err := os.Open(dir)
	if err != nil {
		return l.fail(displayPath(dir), pathError(err))
	}
	names, err := f.Readdirnames(-1)
	f.Close()
	slices.Sort(names)
	for _, name := range names {
		if !junk(name) && !l.entry(joinPath(dir, name)) {
			return false
		}
	}
	if err != nil {
		return l.fail(displayPath(dir), pathError(err))
	}
	return true
}

// entry handles what a folder or pattern holds. Links to files are followed,
// links to folders are not: they can lead in circles or out of the submission.
func (l *lister) entry(p string) bool {
	info, err := os.Lstat(p)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if info, err = os.Stat(p); err == nil && info.IsDir() {
			return l.fail(displayPath(p), &format.Error{Reason: format.IO, Detail: "这是指向别处文件夹的链接,未跟随。要审核其中的文件,请直接给出那个文件夹。"})
		}
	}
	switch {
	case err != nil:
		return l.fail(displayPath(p), pathError(err))
	case info.IsDir():
		return l.folder(p)
	case info.Mode().IsRegular():
		return l.file(p, info)
	}
	return true // sockets, devices: no reports
}

// file yields a file or, if it is an archive, its members.
func (l *lister) file(p string, info fs.FileInfo) bool {
	name := displayPath(p)
	f, err := os.Open(p)
	if err != nil {
		return l.put(Item{Name: name, Size: info.Size(), Err: pathError(err)})
	}
	defer f.Close()
	if !info.Mode().IsRegular() { // a pipe: it cannot be opened again
		data, err := readAll(f, 0)
		if err != nil {
			return l.fail(name, format.AsError(err))
		}
		return l.memory(name, data, nil, 0)
	}
	if a := format.DetectArchive(f, info.Size()); a != nil {
		return l.bundle(name, a, f, info.Size(), newBudget(info.Size(), l.opt.Format), 1)
	}
	return l.put(Item{Name: name, Size: info.Size(), path: p})
}

// memory yields bytes or, if they are an archive, its members. depth counts the
// archives around the bytes; b is their budget, nil at depth 0.
func (l *lister) memory(name string, data []byte, b *budget, depth int) bool {
	r, size := bytes.NewReader(data), int64(len(data))
	a := format.DetectArchive(r, size)
	if a == nil {
		return l.put(Item{Name: name, Size: size, data: data})
	}
	if b == nil {
		b = newBudget(size, l.opt.Format)
	}
	return l.bundle(name, a, r, size, b, depth+1)
}
