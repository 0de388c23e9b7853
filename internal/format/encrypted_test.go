package format_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestEncrypted(t *testing.T) {
	var text strings.Builder // long enough for a stream of its own sectors
	for i := range 4000 {
		text.WriteRune('一' + rune(i*i*7919%20000))
	}
	data, err := excelize.Encrypt(docx(t, p("", text.String())), &excelize.Options{Password: "云川2024"})
	if err != nil {
		t.Fatal(err)
	}
	in := format.Input{Name: "密.docx", Data: data}
	r := format.Detect(in)
	if r == nil || r.Name != "encrypted" {
		t.Fatal("not detected as encrypted")
	}
	src, err := r.Read(t.Context(), in, format.Options{Password: "云川2024"})
	if err != nil || src.Text != text.String() || src.Format != "docx" {
		t.Errorf("with the password: %v, %v", src != nil, err)
	}
	for _, password := range []string{"", "云川2025"} {
		_, err := r.Read(t.Context(), in, format.Options{Password: password})
		if fe := format.AsError(err); err == nil || fe.Reason != format.Encrypted {
			t.Errorf("password %q: %v", password, err)
		}
	}
	formattest.Damage(t, *r, in)
}

func TestPresentationIsNamed(t *testing.T) {
	in := format.Input{Name: "a.zip", Data: pack(t, part{"_rels/.rels", rels("officeDocument", "ppt/presentation.xml")}, part{"ppt/presentation.xml", `<p:presentation xmlns:p="x"/>`})}
	r := format.Detect(in)
	if r == nil || r.Name != "pptx" {
		t.Fatal("not detected")
	}
	if _, err := r.Read(t.Context(), in, format.Options{}); format.AsError(err).Reason != format.Unsupported {
		t.Errorf("got %v", err)
	}
}
