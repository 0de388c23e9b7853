package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"hecha/internal/format"
)

// Limits of bundles beside those in package format.
const (
	// maxDepth is how many archives may lie inside each other.
	maxDepth = 3
	// ratioFloor is the unpacked size in bytes below which no ratio is too high.
	ratioFloor = 10 << 20
	// maxSkipped bounds what may be passed over in an archive that can only be
	// unpacked in sequence, in bytes.
	maxSkipped = 2 << 30
)

// budget is what one bundle of the user may still unpack, with everything
// nested in it.
type budget struct {
	bytes   int64
	entries int
	skipped int64
	// over is what to say when bytes are used up.
	over *format.Error
}

// newBudget returns the budget of a bundle of size packed bytes.
func newBudget(size int64, opt format.Options) *budget {
	limit := opt.MaxBytes
	if limit == 0 {
		limit = format.MaxUnpack
	}
	b := &budget{bytes: limit, entries: format.MaxEntries, skipped: maxSkipped}
	b.over = tooLarge("解压后超过 %d MB,已停止。请分成几个压缩包,或解压后再提交。", limit>>20)
	if ratio := max(ratioFloor, size*format.MaxRatio); ratio < limit {
		b.bytes = ratio
		b.over = errRatio()
	}
	return b
}

func errRatio() *format.Error {
	return tooLarge("解压后超过原来的 %d 倍,疑似压缩炸弹,已停止。", format.MaxRatio)
}

func tooLarge(form string, args ...any) *format.Error {
	return &format.Error{Reason: format.TooLarge, Detail: fmt.Sprintf(form, args...)}
}

// bundle yields the members of an archive. depth counts the archives around
// it, itself included.
func (l *lister) bundle(name string, a *format.Archive, r io.ReaderAt, size int64, b *budget, depth int) bool {
	if depth > maxDepth {
		return l.fail(name, tooLarge("压缩包嵌套超过 %d 层,里层未读取。请解压后再提交。", maxDepth))
	}
	u := &unpacker{lister: l, name: name, archive: a, budget: b, depth: depth}
	err := u.walk(r, size)
	switch {
	case u.stopped:
		return false
	case u.limit != nil:
		return l.fail(name, u.limit)
	case err != nil:
		return l.fail(name, format.AsError(err))
	case u.members == 0:
		return l.fail(name, &format.Error{Reason: format.Empty, Detail: "压缩包里没有可以读取的文件。"})
	}
	return true
}

// unpacker is the walk over one archive.
type unpacker struct {
	*lister
	name    string
	archive *format.Archive
	budget  *budget
	depth   int

	members int
	stopped bool          // the consumer wants no more
	limit   *format.Error // a limit was reached
	ours    bool          // control is in member, not in the unpacking library
}

// walk runs the library over the archive; a panic of it becomes damage, one of
// the consumer passes.
func (u *unpacker) walk(r io.ReaderAt, size int64) (err error) {
	defer func() {
		if u.ours {
			return
		}
		if p := recover(); p != nil {
			err = panicError(p)
		}
	}()
	return u.archive.Walk(u.ctx, r, size, u.opt.Format, u.member)
}

// member handles one entry and reports whether to go on.
func (u *unpacker) member(m format.Member) bool {
	if u.budget.entries--; u.budget.entries < 0 {
		u.limit = tooLarge("压缩包内超过 %d 个文件,其余未读取。请分成几个压缩包再提交。", format.MaxEntries)
		return false
	}
	if junkMember(m.Name) {
		return true
	}
	u.members++
	name := u.name + "!/" + memberName(m.Name)
	data, err := u.contents(m)
	if u.limit != nil {
		return false
	}
	u.ours = true
	if err != nil {
		u.stopped = !u.put(Item{Name: name, Size: max(m.Size, 0), Err: err})
	} else {
		u.stopped = !u.memory(name, data, u.budget, u.depth)
	}
	u.ours = false
	return !u.stopped
}

// headSize is how many bytes tell a picture from a document.
const headSize = 512

// contents unpacks a member within the limits. Pictures, sound and films are
// not unpacked: a submission is often a few reports among many photographs.
func (u *unpacker) contents(m format.Member) ([]byte, *format.Error) {
	switch {
	case m.Err != nil:
		return nil, m.Err
	case m.Packed > 0 && m.Size > ratioFloor && m.Size/format.MaxRatio > m.Packed:
		u.limit = errRatio()
		return nil, nil
	case m.Size > format.MaxPart:
		return nil, u.skip(m.Size)
	}
	rc, err := m.Open()
	if err != nil {
		return nil, format.AsError(err)
	}
	defer rc.Close()
	var buf bytes.Buffer
	n, err := io.CopyN(&buf, rc, headSize)
	if kind := format.Media(buf.Bytes()); kind != "" {
		if err := u.skip(m.Size); u.limit != nil {
			return nil, err
		}
		return nil, format.ErrMedia(kind)
	}
	limit := min(format.MaxPart, u.budget.bytes)
	if err == nil {
		if m.Size > u.budget.bytes {
			u.limit = u.budget.over
			return nil, nil
		}
		var more int64
		more, err = io.CopyN(&buf, rc, limit+1-n)
		n += more
	}
	u.budget.bytes -= n
	switch {
	case u.budget.bytes < 0:
		u.limit = u.budget.over
		return nil, nil
	case n > format.MaxPart:
		return nil, u.skip(m.Size)
	case !errors.Is(err, io.EOF):
		return nil, format.AsError(err)
	}
	return buf.Bytes(), nil
}

// skip passes over a member of size bytes and returns why it is not read. What
// is skipped costs time where members can only be unpacked one after another.
func (u *unpacker) skip(size int64) *format.Error {
	if u.archive.Sequential {
		if u.budget.skipped -= max(size, 0); u.budget.skipped < 0 {
			u.limit = u.budget.over
		}
	}
	return tooLarge("压缩包里的这个文件解压后超过 %d MB,未读取。", format.MaxPart>>20)
}
