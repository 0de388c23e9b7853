package format

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/metrics"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Limits of one PDF. The first value holds in a child process, the second in
// a quick attempt inside the main process.
const (
	maxPDFPages      = 3000
	maxPDFOperators  = 5_000_000
	quickOperators   = 600_000
	quickDecode      = 48 << 20 // bytes unpacked from all streams
	maxPDFObjects    = 16 << 20 // bytes of one object stream
	quickObjects     = 8 << 20
	quickHeap        = 160 << 20
	maxPDFDepth      = 24     // nested forms, page tree levels, resource chains
	maxPDFReferences = 32     // references to references
	maxPDFNodes      = 20_000 // page tree nodes

	maxPDFGlyphs     = 10_000_000 // characters
	quickGlyphs      = 400_000
	maxPDFPageGlyphs = 200_000
)

var disablePDFConfig = sync.OnceFunc(func() {
	// What api.DisableConfigDir does, without linking the whole api package:
	// pdfcpu must not write a configuration into the user's home.
	model.ConfigPath = "disable"
})

// pdfFile is an opened PDF and what has been spent on it.
type pdfFile struct {
	ctx    context.Context
	quick  bool
	xref   *model.XRefTable
	fonts  map[fontKey]*pdfFont
	unpack int64 // bytes streams may still unpack to
	ops    int   // operators that may still be read
	glyphs int   // characters that may still be drawn
}

// openPDF reads the object structure with pdfcpu. It returns *Error for files
// that cannot be read and ErrCostly when a quick attempt went over its limits.
func openPDF(ctx context.Context, data []byte, opt Options) (f *pdfFile, err error) {
	disablePDFConfig()
	f = &pdfFile{ctx: ctx, quick: quick(ctx), fonts: map[fontKey]*pdfFont{}, unpack: MaxUnpack, ops: maxPDFOperators, glyphs: maxPDFGlyphs}
	if opt.MaxBytes > 0 {
		f.unpack = opt.MaxBytes
	}
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.UserPW, conf.OwnerPW = opt.Password, opt.Password
	conf.Cmd = model.VALIDATE
	conf.Limits.MaxStreamBytes = MaxFile
	conf.Limits.MaxDecodeBytes = maxPDFObjects
	conf.Limits.MaxObjectCount = 2_000_000
	conf.Limits.MaxXRefEntries = 2_000_000
	if f.quick {
		f.unpack, f.ops, f.glyphs = quickDecode, quickOperators, quickGlyphs
		conf.Limits.MaxDecodeBytes = quickObjects
		conf.Limits.MaxObjectCount = 100_000
		conf.Limits.MaxXRefEntries = 100_000
	}
	guard := newGuardedReader(ctx, data, f.quick)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("pdfcpu: %v", p)
		}
		if err != nil {
			f, err = nil, openPDFError(ctx, guard, data, opt.Password, err)
		}
	}()
	pdf, err := pdfcpu.ReadWithContext(ctx, guard, conf)
	if errors.Is(err, pdfcpu.ErrWrongPassword) && opt.Password != "" {
		// The password is meant for another file of the run, perhaps.
		conf.UserPW, conf.OwnerPW = "", ""
		pdf, err = pdfcpu.ReadWithContext(ctx, guard, conf)
	}
	if err != nil {
		return nil, err
	}
	f.xref = pdf.XRefTable
	return f, nil
}

// openPDFError explains a failure of pdfcpu.
func openPDFError(ctx context.Context, guard *guardedReader, data []byte, password string, err error) error {
	switch {
	case guard.costly || quick(ctx) && ctx.Err() == nil && !errors.Is(err, pdfcpu.ErrWrongPassword):
		// What the smaller limits refused may pass under the larger ones.
		return ErrCostly
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, pdfcpu.ErrWrongPassword) && password != "":
		return &Error{Reason: Encrypted, Detail: "文件设有打开密码,所给密码不对;请核对密码,或另存为无密码文件。", Err: err}
	case errors.Is(err, pdfcpu.ErrWrongPassword), bytes.Contains(data, []byte("/Encrypt")):
		return &Error{Reason: Encrypted, Detail: "文件设有打开密码,未读取。请用 --password 提供密码,或另存为无密码文件。", Err: err}
	}
	return &Error{Reason: Damaged, Detail: "PDF 文件不完整或已损坏,请重新导出后再提交。", Err: err}
}

// guardedReader hands the file to pdfcpu and stops it when it reads far more
// than the file holds (streams that overlap), takes too long, or, in a quick
// attempt, makes the heap grow too much. pdfcpu reads every object through it,
// so nothing grows for long unseen.
type guardedReader struct {
	*bytes.Reader
	ctx    context.Context
	budget int64
	calls  int
	heap   uint64 // heap bytes at which to stop, 0 for no limit
	costly bool
}

var errPDFOverlap = errors.New("the file's objects overlap or take too much memory")

func newGuardedReader(ctx context.Context, data []byte, quick bool) *guardedReader {
	g := &guardedReader{Reader: bytes.NewReader(data), ctx: ctx}
	g.budget = 64<<20 + 16*int64(len(data))
	if quick {
		g.budget = 16<<20 + 8*int64(len(data))
		g.heap = heapBytes() + quickHeap
	}
	return g
}

func heapBytes() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func (g *guardedReader) spend(n int) error {
	g.budget -= int64(n)
	g.calls++
	if g.calls%64 == 0 {
		if err := g.ctx.Err(); err != nil {
			return err
		}
		if g.heap > 0 && heapBytes() > g.heap {
			g.costly = true
		}
	}
	if g.budget < 0 {
		g.costly = g.heap > 0
	}
	if g.costly || g.budget < 0 {
		return errPDFOverlap
	}
	return nil
}

func (g *guardedReader) Read(p []byte) (int, error) {
	if err := g.spend(min(len(p), g.Len())); err != nil {
		return 0, err
	}
	return g.Reader.Read(p)
}

func (g *guardedReader) Seek(off int64, whence int) (int64, error) {
	if err := g.spend(0); err != nil {
		return 0, err
	}
	return g.Reader.Seek(off, whence)
}

// resolve follows references; a missing object is nil.
func (f *pdfFile) resolve(o types.Object) types.Object {
	for range maxPDFReferences {
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return o
		}
		next, err := f.xref.Dereference(ref)
		if err != nil {
			return nil
		}
		o = next
	}
	return nil
}

func (f *pdfFile) dict(o types.Object) types.Dict {
	switch d := f.resolve(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func (f *pdfFile) array(o types.Object) types.Array {
	a, _ := f.resolve(o).(types.Array)
	return a
}

func (f *pdfFile) name(o types.Object) string {
	n, _ := f.resolve(o).(types.Name)
	return n.Value()
}

func (f *pdfFile) number(o types.Object, otherwise float64) float64 {
	switch n := f.resolve(o).(type) {
	case types.Integer:
		return float64(n)
	case types.Float:
		return float64(n)
	}
	return otherwise
}

// numbers returns the array's numbers, or nil when it has fewer than n.
func (f *pdfFile) numbers(o types.Object, n int) []float64 {
	a := f.array(o)
	if len(a) < n {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = f.number(a[i], 0)
	}
	return out
}

// text returns a text string: UTF-16 with a mark, UTF-8 or PDFDocEncoding.
func (f *pdfFile) text(o types.Object) string {
	s, err := model.Text(f.resolve(o))
	if err != nil {
		return ""
	}
	return s
}

func (f *pdfFile) stream(o types.Object) (types.StreamDict, bool) {
	sd, ok := f.resolve(o).(types.StreamDict)
	return sd, ok
}

// errPDFUnpack tells that a file's streams hold more than its budget.
var errPDFUnpack = errors.New("streams unpack to too much")

// decode returns the bytes of a stream; a damaged deflate stream gives what
// came before the damage.
func (f *pdfFile) decode(sd types.StreamDict) ([]byte, error) {
	limit := min(f.unpack, MaxPart)
	var data []byte
	var err error
	if p := sd.FilterPipeline; len(p) == 1 && p[0].Name == "FlateDecode" && p[0].DecodeParms == nil {
		data, err = inflate(sd.Raw, limit)
	} else {
		sd.Content = nil
		err = sd.DecodeWithLimit(limit)
		data = sd.Content
		if errors.Is(err, filter.ErrDecodeLimitExceeded) {
			err = errPDFUnpack
		}
	}
	if err != nil {
		return nil, err
	}
	f.unpack -= int64(len(data))
	if f.unpack <= 0 {
		return nil, errPDFUnpack
	}
	return data, nil
}

// inflate unpacks as much of a zlib stream as is whole.
func inflate(raw []byte, limit int64) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	n, _ := io.Copy(&out, io.LimitReader(z, limit+1))
	if n > limit {
		return nil, errPDFUnpack
	}
	return out.Bytes(), nil
}

// pdfPage is a page with what it inherits from the page tree.
type pdfPage struct {
	dict      types.Dict
	resources types.Dict
	box       [4]float64 // visible rectangle: left, bottom, right, top
	rotate    int        // clockwise, 0, 90, 180 or 270 degrees
}

// pages returns the pages in order, at most maxPDFPages of them; more says
// whether the file has others. Loops and nodes seen before are left out.
func (f *pdfFile) pages() (pages []pdfPage, more bool, err error) {
	root, err := f.xref.Catalog()
	if err != nil {
		return nil, false, err
	}
	seen := map[types.IndirectRef]bool{}
	nodes := 0
	var walk func(o types.Object, inherited pdfPage, depth int)
	walk = func(o types.Object, p pdfPage, depth int) {
		if ref, ok := o.(types.IndirectRef); ok {
			if seen[ref] {
				return
			}
			seen[ref] = true
		}
		d := f.dict(o)
		if nodes++; d == nil || depth > 2*maxPDFDepth || nodes > maxPDFNodes {
			more = more || nodes > maxPDFNodes
			return
		}
		if r := f.dict(d["Resources"]); r != nil {
			p.resources = r
		}
		for _, key := range []string{"MediaBox", "CropBox"} {
			if b := f.numbers(d[key], 4); b != nil {
				p.box = [4]float64{min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])}
			}
		}
		if r := f.resolve(d["Rotate"]); r != nil {
			p.rotate = (int(f.number(r, 0))%360 + 360) % 360
		}
		if kids := f.array(d["Kids"]); kids != nil && f.name(d["Type"]) != "Page" {
			for _, k := range kids {
				walk(k, p, depth+1)
			}
			return
		}
		if len(pages) == maxPDFPages {
			more = true
			return
		}
		p.dict = d
		pages = append(pages, p)
	}
	walk(root["Pages"], pdfPage{box: [4]float64{0, 0, 595, 842}}, 0)
	return pages, more, nil
}
