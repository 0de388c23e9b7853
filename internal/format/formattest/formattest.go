// Package formattest is the conformance suite that every reader of
// internal/format passes. A format's test file calls it in a few lines:
//
//	package format_test
//
//	func TestDocx(t *testing.T) { formattest.Conform(t, "docx") }
//	func FuzzDocx(f *testing.F) { formattest.Fuzz(f, "docx") }
//
// Samples are the files in testdata/formats/<name>/ at the root of the module,
// each with its expected text beside it: notes.docx and notes.docx.txt. Run the
// test with -update to write the expected texts, then read them.
package formattest

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"hecha/internal/doc"
	"hecha/internal/format"
)

// Update is the -update flag: write goldens instead of comparing.
var Update = flag.Bool("update", false, "write the expected texts instead of comparing")

// Sample is one file of testdata/formats/<name>/.
type Sample struct {
	// Path is where the file lies, Name its base name.
	Path, Name string
	Data       []byte
}

// Input returns the sample as a reader gets it.
func (s Sample) Input() format.Input { return format.Input{Name: s.Name, Data: s.Data} }

// Root returns the folder of go.mod above the working directory of the test.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = up
	}
}

// Samples returns the sample files of a reader in name order; it fails the test
// when there are none.
func Samples(t testing.TB, name string) []Sample {
	t.Helper()
	dir := filepath.Join(Root(t), "testdata", "formats", name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []Sample
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() || isGolden(path) {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, Sample{Path: path, Name: e.Name(), Data: data})
	}
	if len(out) == 0 {
		t.Fatalf("no samples in %s", dir)
	}
	return out
}

// isGolden reports whether path is the expected text of another file.
func isGolden(path string) bool {
	sample, ok := strings.CutSuffix(path, ".txt")
	if !ok {
		return false
	}
	_, err := os.Stat(sample)
	return err == nil
}

// Reader returns the registered reader of that name.
func Reader(t testing.TB, name string) format.Reader {
	t.Helper()
	for _, r := range format.All() {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("no reader is registered as %q", name)
	panic("unreachable")
}

// Conform runs the whole suite over the samples of the named reader: each is
// detected as its own, gives its expected text and a well-formed source twice
// over, and damaged copies of it end in an error or a well-formed source.
func Conform(t *testing.T, name string) {
	r := Reader(t, name)
	for _, s := range Samples(t, name) {
		t.Run(s.Name, func(t *testing.T) {
			if got := format.Detect(s.Input()); got == nil || got.Name != name {
				t.Errorf("detected as %v, want %s", readerName(got), name)
			}
			src, err := r.Read(t.Context(), s.Input(), format.Options{})
			if err != nil {
				t.Fatalf("Read: %v", err)
			}
			Check(t, src)
			Golden(t, s.Path+".txt", src.Text)
			again, err := r.Read(t.Context(), s.Input(), format.Options{})
			if err != nil || again.Text != src.Text || !slices.Equal(again.Blocks, src.Blocks) || !slices.Equal(again.Notes, src.Notes) {
				t.Error("a second reading gives something else")
			}
		})
		t.Run(s.Name+"/damaged", func(t *testing.T) { Damage(t, r, s.Input()) })
	}
}

func readerName(r *format.Reader) string {
	if r == nil {
		return "nothing"
	}
	return r.Name
}

// Golden compares got with the file at path.
func Golden(t testing.TB, path, got string) {
	t.Helper()
	if *Update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if got == string(want) {
		return
	}
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	t.Errorf("text differs from %s at byte %d:\n got …%q\nwant …%q", filepath.Base(path), i, around(got, i), around(string(want), i))
}

func around(s string, i int) string {
	return strings.ToValidUTF8(s[max(0, i-60):min(len(s), i+120)], "")
}

// Damage reads truncated and altered copies of in. None may panic; each must
// give a well-formed source or a *format.Error.
func Damage(t testing.TB, r format.Reader, in format.Input) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, uint64(len(in.Data))))
	n := len(in.Data)
	cuts := []int{0, 1, 2, 3, 4, 8, 16, 64, 256, 512, 513, n - 1, n - 2, n - 22}
	for range 24 {
		cuts = append(cuts, rng.IntN(n+1))
	}
	for _, c := range cuts {
		if c >= 0 && c < n {
			Outcome(t, r, format.Input{Name: in.Name, Data: slices.Clone(in.Data[:c])})
		}
	}
	if n == 0 {
		return
	}
	for round := range 64 {
		data := slices.Clone(in.Data)
		for range 1 + round/8 {
			switch i := rng.IntN(n); rng.IntN(3) {
			case 0:
				data[i] ^= 1 << rng.IntN(8)
			case 1:
				data[i] = byte(rng.Uint32())
			default: // lengths and counts: all ones
				for j := i; j < min(i+4, n); j++ {
					data[j] = 0xff
				}
			}
		}
		Outcome(t, r, format.Input{Name: in.Name, Data: data})
	}
}

// Outcome reads in and fails the test unless it ends in a well-formed source
// or a well-formed *format.Error, which it returns.
func Outcome(t testing.TB, r format.Reader, in format.Input) (*doc.Source, *format.Error) {
	t.Helper()
	src, err := r.Read(context.Background(), in, format.Options{})
	if err == nil {
		Check(t, src)
		return src, nil
	}
	fe, ok := errors.AsType[*format.Error](err)
	if !ok {
		t.Fatalf("%s: error is %T (%v), want *format.Error", r.Name, err, err)
	}
	CheckError(t, fe)
	return nil, fe
}

// CheckError fails the test unless err has a reason of the contract and one
// line of Chinese.
func CheckError(t testing.TB, err *format.Error) {
	t.Helper()
	switch err.Reason {
	case format.Encrypted, format.Damaged, format.Unsupported, format.Empty, format.TooLarge, format.NoText, format.IO:
	default:
		t.Errorf("reason %q is not in the contract", err.Reason)
	}
	if !strings.ContainsFunc(err.Detail, isHan) || strings.ContainsAny(err.Detail, "\n\r") {
		t.Errorf("detail %q is not one Chinese line", err.Detail)
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// Fuzz runs a reader on arbitrary bytes, starting from its samples.
func Fuzz(f *testing.F, name string) {
	r := Reader(f, name)
	for _, s := range Samples(f, name) {
		if len(s.Data) <= 64<<10 {
			f.Add(s.Data)
		}
	}
	file := "fuzz" + r.Extensions[0]
	f.Fuzz(func(t *testing.T, data []byte) {
		in := format.Input{Name: file, Data: data}
		r.Sniff(in)
		Outcome(t, r, in)
	})
}
