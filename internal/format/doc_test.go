package format_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestDoc(t *testing.T) { formattest.Conform(t, "doc") }
func FuzzDoc(f *testing.F) { formattest.Fuzz(f, "doc") }

func docSample(t testing.TB, name string) []byte {
	t.Helper()
	for _, s := range formattest.Samples(t, "doc") {
		if s.Name == name {
			return slices.Clone(s.Data)
		}
	}
	t.Fatalf("no sample %s", name)
	return nil
}

// TestDocFeatures names what features.doc holds; the expected text beside it
// shows all of it in place.
func TestDocFeatures(t *testing.T) {
	src, err := format.Doc.Read(t.Context(), format.Input{Name: "features.doc", Data: docSample(t, "features.doc")}, format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"一、加强组织领导", "（一）健全机制", "2. 印发方案120份", "（二）压实责任\n1. 签订责任书18份", "②乙项", // lists
		"第二章 样式编号标题二", "一、重新编号", // numbers by style and restarted
		"全年办实事53件", "共____人参加", "脚注在此之后还有文字", "更新于", "见网址链接", "第一行\n第二行",
		"社区\t场次与人次\t\n", "\t16\t内一 内二 嵌套后", "文本框锚点段落。\n文本框里的话12条", "\n数据截至11月底。",
	} {
		if !strings.Contains(src.Text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, unwanted := range []string{"3553", "隐藏的内部说明", "请核实", "DATE", "HYPERLINK"} {
		if strings.Contains(src.Text, unwanted) {
			t.Errorf("%q is there", unwanted)
		}
	}
	notes := map[doc.NoteKind]string{}
	for _, n := range src.Notes {
		notes[n.Kind] = n.Text
	}
	for kind, text := range map[doc.NoteKind]string{doc.NoteDeletion: "35", doc.NoteHidden: "隐藏的内部说明", doc.NoteComment: "请核实", doc.NoteInsertion: ""} {
		if got, ok := notes[kind]; !ok || got != text {
			t.Errorf("note %s: %q, want %q", kind, got, text)
		}
	}
	if i := slices.IndexFunc(src.Blocks, func(b doc.Block) bool { return b.Kind == doc.Footnote }); i < 0 || src.Blocks[i].Origin != "脚注1" {
		t.Error("the footnote has no block of its own")
	}
}

func TestDocRefused(t *testing.T) {
	sample := docSample(t, "report.doc")
	fib := bytes.Index(sample, []byte{0xEC, 0xA5})
	if fib < 0 {
		t.Fatal("no FIB")
	}
	patched := func(at int, b ...byte) []byte {
		out := slices.Clone(sample)
		copy(out[fib+at:], b)
		return out
	}
	for name, c := range map[string]struct {
		in     format.Input
		reason format.Reason
	}{
		"encrypted": {format.Input{Name: "a.doc", Data: patched(0x0A, sample[fib+0x0A], sample[fib+0x0B]|1)}, format.Encrypted},
		"word 95":   {format.Input{Name: "a.doc", Data: patched(2, 0x68, 0)}, format.Unsupported},
		"word 6":    {format.Input{Name: "a.doc", Data: patched(0, 0xDC, 0xA5)}, format.Unsupported},
		"word 2":    {format.Input{Name: "a.doc", Data: append([]byte{0xDB, 0xA5}, make([]byte, 500)...)}, format.Unsupported},
		"magic":     {format.Input{Name: "a.doc", Data: patched(0, 1, 2)}, format.Damaged},
	} {
		r := format.Detect(c.in)
		if r == nil || r.Name != "doc" {
			t.Errorf("%s: detected as %v", name, r)
			continue
		}
		_, err := r.Read(t.Context(), c.in, format.Options{})
		fe := format.AsError(err)
		if err == nil || fe.Reason != c.reason {
			t.Errorf("%s: got %v, want %s", name, err, c.reason)
			continue
		}
		formattest.CheckError(t, fe)
	}
}

// WPS Office writes the same container under another name.
func TestDocByStreams(t *testing.T) {
	in := format.Input{Name: "汇报.wps", Data: docSample(t, "report.doc")}
	r := format.Detect(in)
	if r == nil || r.Name != "doc" {
		t.Fatalf("detected as %v", r)
	}
	if _, err := r.Read(t.Context(), in, format.Options{}); err != nil {
		t.Error(err)
	}
}

func BenchmarkDoc(b *testing.B) {
	in := format.Input{Name: "a.doc", Data: docSample(b, "features.doc")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := format.Doc.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
