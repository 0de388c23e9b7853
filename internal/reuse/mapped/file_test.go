package mapped

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestOpen(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x")
	for _, want := range [][]byte{nil, []byte("甲乙"), bytes.Repeat([]byte("0123456789"), 5000)} {
		if err := os.WriteFile(name, want, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.Data, want) {
			t.Errorf("%d bytes read, want %d", len(f.Data), len(want))
		}
		if err := f.Close(); err != nil || f.Data != nil {
			t.Error(err)
		}
		if err := f.Close(); err != nil {
			t.Error("second Close:", err)
		}
	}
	if _, err := Open(filepath.Dir(name)); err == nil {
		t.Error("a folder opens as a file")
	}
	if _, err := Open(name + "none"); !os.IsNotExist(err) {
		t.Error(err)
	}
}
