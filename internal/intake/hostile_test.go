package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"hecha/internal/format"
)

// zeros returns a zip of n files of size zero bytes each, packed once.
func zeros(t testing.TB, n, size int) []byte {
	t.Helper()
	block := bytes.Repeat([]byte{' '}, size)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range n {
		f, err := w.Create(fmt.Sprintf("%d.txt", i))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nested returns a text packed in n zips inside each other.
func nested(t testing.TB, n int) []byte {
	data, name := []byte("最里层"), "a.txt"
	for i := range n {
		data, name = packed(t, entry{name, string(data)}), fmt.Sprintf("%d.zip", i+1)
	}
	return data
}

// overlapping returns a zip whose directory points n times at one entry, as D.
// Fifield's zip bombs do.
func overlapping(t testing.TB, n int) []byte {
	t.Helper()
	one := zeros(t, 1, 1<<20)
	end := len(one) - 22
	start := int(binary.LittleEndian.Uint32(one[end+16:]))
	out := slices.Clone(one[:start])
	out = append(out, bytes.Repeat(one[start:end], n)...)
	tail := slices.Clone(one[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*(end-start)))
	return append(out, tail...)
}

// lying returns a zip whose entry claims to unpack to less than it does.
func lying(t testing.TB) []byte {
	data := zeros(t, 1, 40<<20)
	end := len(data) - 22
	start := int(binary.LittleEndian.Uint32(data[end+16:]))
	binary.LittleEndian.PutUint32(data[start+24:], 100)
	return data
}

// sevenZipClaiming returns a 7z whose header lies at an absurd place.
func sevenZipClaiming(offset, size uint64) []byte {
	start := binary.LittleEndian.AppendUint64(nil, offset)
	start = binary.LittleEndian.AppendUint64(start, size)
	start = append(start, 0, 0, 0, 0)
	out := []byte("7z\xbc\xaf\x27\x1c\x00\x04")
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(start))
	return append(out, start...)
}

// archive returns a file of testdata/archives.
func archive(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "archives", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func linked(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "link.txt"}
	h.SetMode(0o777 | os.ModeSymlink)
	f, err := w.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "/etc/passwd")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encryptedZip(t testing.TB) []byte {
	data := packed(t, entry{"a.txt", "全年办实事53件"})
	data[6] |= 1
	end := len(data) - 22
	data[binary.LittleEndian.Uint32(data[end+16:])+8] |= 1
	return data
}

// TestHostileArchives ends every archive in a clear line, quickly, within
// memory, and without touching the disk.
func TestHostileArchives(t *testing.T) {
	good := packed(t, entry{"a.txt", "甲"}, entry{"b.txt", "乙"})
	long := strings.Repeat("长", 10_000)
	for _, c := range []struct {
		name string
		data []byte
		want []string // reasons or texts, in order; nil: any single error
	}{
		{"bomb.zip", zeros(t, 1, 70<<20), []string{"!too-large"}},
		{"many.zip", zeros(t, 6, 11<<20), []string{"!too-large"}},
		{"long.txt", bytes.Repeat([]byte("全年办实事53件。"), 450_000), []string{"!too-large"}},
		{"longer.txt", bytes.Repeat([]byte("全年办实事53件。"), 900_000), []string{"!too-large"}},
		{"lying.zip", lying(t), []string{"!damaged"}},
		{"overlapping.zip", overlapping(t, 5000), []string{"!damaged"}},
		{"entries.zip", packed(t, slices.Repeat([]entry{{"Thumbs.db", ""}}, format.MaxEntries+1)...), []string{"!too-large"}},
		{"nested3.zip", nested(t, 3), []string{"最里层"}},
		{"nested4.zip", nested(t, 4), []string{"!too-large"}},
		{"nested12.zip", nested(t, 12), []string{"!too-large"}},
		{"nested-bomb.zip", packed(t, entry{"x.zip", string(zeros(t, 1, 20<<20))}), []string{"!too-large"}},
		{"truncated.zip", good[:len(good)-30], []string{"!damaged"}},
		{"head.zip", good[:10], []string{"!damaged"}},
		{"link.zip", linked(t), []string{"!empty"}},
		{"long.zip", packed(t, entry{long + "/" + long + ".txt", "甲"}), []string{"甲"}},
		{"encrypted.zip", encryptedZip(t), []string{"!encrypted"}},
		{"huge-offset.7z", sevenZipClaiming(1<<62, 100), []string{"!damaged"}},
		{"huge-header.7z", sevenZipClaiming(0, 1<<62), []string{"!damaged"}},
		{"head.7z", []byte("7z\xbc\xaf\x27\x1c"), []string{"!damaged"}},
		{"head.rar", []byte("Rar!\x1a\x07\x00"), nil},
		{"head5.rar", []byte("Rar!\x1a\x07\x01\x00\x00\x00\x00\x00\xff\xff\xff\xff"), nil},
		{"names.rar", rar5(entry{"../../../etc/cron.d/x.txt", "甲"}, entry{`\\server\share\b.txt`, "乙"}), []string{"甲", "乙"}},
		{"window.7z", archive(t, "window-lzma2.7z"), []string{"!too-large"}},
		{"window-ppmd.7z", archive(t, "window-ppmd.7z"), []string{"!too-large"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, map[string]string{c.name: string(c.data)})
			c.data = nil
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := time.Now()
			got := outcomes(t, Options{}, c.name)
			runtime.ReadMemStats(&after)
			if d := time.Since(begin); d > 10*time.Second {
				t.Errorf("took %v", d)
			}
			if grown := int64(after.Sys) - int64(before.Sys); grown > 512<<20 {
				t.Errorf("took %d MB", grown>>20)
			}
			for i := range got {
				_, got[i], _ = strings.Cut(got[i], ": ")
			}
			switch {
			case c.want == nil && (len(got) != 1 || !strings.HasPrefix(got[0], "!")):
				t.Errorf("got %q, want one error", got)
			case c.want != nil && !slices.Equal(got, c.want):
				t.Errorf("got %.200q, want %q", got, c.want)
			}
			left, err := os.ReadDir(".")
			if err != nil || len(left) != 1 {
				t.Errorf("the folder holds %v (%v)", left, err)
			}
		})
	}
}

// TestDamagedArchives reads altered copies of good archives: none may panic,
// hang or stop the list.
func TestDamagedArchives(t *testing.T) {
	files := []entry{{"a.txt", strings.Repeat("全年办实事53件。", 20)}, {"b/c.csv", "单位,场次"}}
	rng := rand.New(rand.NewPCG(3, 4))
	for name, data := range map[string][]byte{"zip": packed(t, files...), "rar4": rar4(files...), "rar5": rar5(files...), "7z": archive(t, "plain.7z"), "ppmd": archive(t, "ppmd.7z"),
		"classic": archive(t, "locked-classic.zip"), "aes": archive(t, "locked-aes.zip")} {
		for i := range 150 {
			bad := slices.Clone(data)
			if i%3 == 0 {
				bad = bad[:rng.IntN(len(bad))]
			}
			for range i % 4 {
				if len(bad) > 0 {
					bad[rng.IntN(len(bad))] = byte(rng.Uint32())
				}
			}
			begin := time.Now()
			got := outcomes(t, Options{Stdin: bytes.NewReader(bad), Format: format.Options{Password: "mima2023"}}, "-")
			if len(got) == 0 {
				t.Fatalf("%s %d: nothing listed", name, i)
			}
			if d := time.Since(begin); d > 5*time.Second {
				t.Errorf("%s %d took %v", name, i, d)
			}
		}
	}
}

// FuzzArchives lists arbitrary bytes as standard input.
func FuzzArchives(f *testing.F) {
	files := []entry{{"a.txt", "全年办实事53件"}, {"b/c.csv", "单位,场次"}}
	f.Add(packed(f, files...))
	f.Add(rar4(files...))
	f.Add(rar5(files...))
	for _, name := range []string{"plain.7z", "ppmd.7z", "locked.7z"} {
		f.Add(archive(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(outcomes(t, Options{Stdin: bytes.NewReader(data)}, "-")) == 0 {
			t.Error("nothing listed")
		}
	})
}

func FuzzMemberName(f *testing.F) {
	f.Add("../../a.txt")
	f.Add(`C:\a\..\b.txt`)
	f.Add("\xff\x00\u202e")
	f.Fuzz(func(t *testing.T, name string) {
		got := memberName(name)
		if got == "" || strings.HasPrefix(got, "/") || strings.ContainsAny(got, "\\\n\r\x00\x1b") || slices.Contains(strings.Split(got, "/"), "..") {
			t.Errorf("%q is shown as %q", name, got)
		}
	})
}
