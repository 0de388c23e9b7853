package format_test

import (
	"bytes"
	"testing"

	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestConformXLS(t *testing.T) { formattest.Conform(t, "xls") }

func FuzzXLS(f *testing.F) { formattest.Fuzz(f, "xls") }

// The same book as .xls and .xlsx reads the same, the 合计 row included.
func TestXLSAgreesWithXLSX(t *testing.T) {
	var texts []string
	for _, reader := range []string{"xls", "xlsx"} {
		for _, s := range formattest.Samples(t, reader) {
			if s.Name == "table."+reader {
				texts = append(texts, readAs(t, reader, s.Name, s.Data).Text)
			}
		}
	}
	if len(texts) != 2 || texts[0] != texts[1] {
		t.Errorf("texts differ: %q", texts)
	}
	if !bytes.Contains([]byte(texts[0]), []byte("合计\t23\t1,237,567.75\t\t\t达标")) {
		t.Error("the total row is missing")
	}
}

func TestXLSRefuses(t *testing.T) {
	sample := formattest.Samples(t, "xls")[0]
	stream := bytes.Index(sample.Data, []byte{0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00})
	if stream < 0 {
		t.Fatal("no BIFF8 stream in the sample")
	}
	for _, c := range []struct {
		name  string
		alter func(b []byte)
		want  format.Reason
	}{
		{"password", func(b []byte) { copy(b[20:], []byte{0x2f, 0, 0, 0}) }, format.Encrypted},
		{"Excel 95", func(b []byte) { b[5] = 5 }, format.Unsupported},
		{"no BIFF", func(b []byte) { b[0] = 7 }, format.Damaged},
	} {
		data := bytes.Clone(sample.Data)
		c.alter(data[stream:])
		_, fe := hostile(t, "xls", "a.xls", data)
		if fe == nil || fe.Reason != c.want {
			t.Errorf("%s: ended in %v, want %s", c.name, fe, c.want)
		}
	}
}

func BenchmarkXLS(b *testing.B) { benchmark(b, "xls") }

// benchmark reads the first sample of a reader.
func benchmark(b *testing.B, name string) {
	r := formattest.Reader(b, name)
	in := formattest.Samples(b, name)[0].Input()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
