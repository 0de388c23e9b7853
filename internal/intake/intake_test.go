package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hecha/internal/doc"
	"hecha/internal/format"
)

// entry is one file to pack.
type entry struct{ name, data string }

// packed returns a zip of entries; names go in as they are.
func packed(t testing.TB, files ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		fw, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fw.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// write puts files below a new folder and makes it the working directory.
func write(t testing.TB, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if tt, ok := t.(*testing.T); ok {
		tt.Chdir(dir)
	}
}

// outcomes lists and reads everything: "name: text" or "name: !reason".
func outcomes(t testing.TB, opt Options, paths ...string) []string {
	t.Helper()
	var out []string
	for it := range List(t.Context(), paths, opt) {
		src, err := Read(t.Context(), it, opt)
		switch {
		case err != nil:
			fe := format.AsError(err)
			if !strings.ContainsAny(fe.Detail, "。") || strings.Contains(fe.Detail, "\n") {
				t.Errorf("%s: detail %q is not one Chinese sentence", it.Name, fe.Detail)
			}
			out = append(out, it.Name+": !"+string(fe.Reason))
		case src.Name != it.Name:
			t.Errorf("source of %s is called %s", it.Name, src.Name)
		default:
			out = append(out, it.Name+": "+strings.TrimSpace(src.Text))
		}
	}
	return out
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestFoldersInNameOrder(t *testing.T) {
	write(t, map[string]string{
		"r/b.txt": "乙", "r/a.txt": "甲", "r/a/z.txt": "丙", "r/a/y.md": "丁", "r/c": "戊",
		"r/.DS_Store": "x", "r/Thumbs.db": "x", "r/~$b.docx": "x", "r/.git/config": "x", "r/__MACOSX/a.txt": "x", "r/desktop.ini": "x",
		"r/empty.txt": "", "r/blank.txt": " \n", ".hidden": "己",
	})
	want := []string{"r/a/y.md: 丁", "r/a/z.txt: 丙", "r/a.txt: 甲", "r/b.txt: 乙", "r/blank.txt: !empty", "r/c: 戊", "r/empty.txt: !empty"}
	expect(t, outcomes(t, Options{}, "r"), want...)
	expect(t, outcomes(t, Options{}, "r/"), want...)
	expect(t, outcomes(t, Options{}, ".hidden", "r/b.txt", "none/x.txt", "./r/a.txt"), ".hidden: 己", "r/b.txt: 乙", "none/x.txt: !io", "./r/a.txt: 甲")
}

func TestPatterns(t *testing.T) {
	write(t, map[string]string{"r/a.txt": "甲", "r/b.txt": "乙", "r/.c.txt": "丙", "r/[1].txt": "丁", "s/d.txt": "戊"})
	expect(t, outcomes(t, Options{}, "r/*.txt"), "r/[1].txt: 丁", "r/a.txt: 甲", "r/b.txt: 乙")
	expect(t, outcomes(t, Options{}, "r/[1].txt"), "r/[1].txt: 丁")
	expect(t, outcomes(t, Options{}, "?"), "r/[1].txt: 丁", "r/a.txt: 甲", "r/b.txt: 乙", "s/d.txt: 戊")
	expect(t, outcomes(t, Options{}, "r/.*"), "r/.c.txt: 丙")
	expect(t, outcomes(t, Options{}, "r/*.doc", "r/[", "r/a.txt"), "r/*.doc: !io", "r/[: !io", "r/a.txt: 甲")
}

func TestStandardInput(t *testing.T) {
	read := func(data string) []string {
		return outcomes(t, Options{Stdin: strings.NewReader(data)}, "-")
	}
	expect(t, read("全年办实事53件"), "-: 全年办实事53件")
	expect(t, read(string(packed(t, entry{"a.txt", "甲"}))), "-!/a.txt: 甲")
	expect(t, read(""), "-: !empty")
	expect(t, outcomes(t, Options{}, "-"), "-: !io")
}

func TestLinks(t *testing.T) {
	write(t, map[string]string{"r/a.txt": "甲", "other/b.txt": "乙"})
	for link, target := range map[string]string{"r/file.txt": "../other/b.txt", "r/folder": "../other", "r/loop": ".", "r/gone.txt": "nowhere"} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip(err)
		}
	}
	expect(t, outcomes(t, Options{}, "r"), "r/a.txt: 甲", "r/file.txt: 乙", "r/folder: !io", "r/gone.txt: !io", "r/loop: !io")
	expect(t, outcomes(t, Options{}, "r/folder"), "r/folder/b.txt: 乙")
}

func raw(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestZipNames(t *testing.T) {
	gbk, big5 := simplifiedchinese.GBK, traditionalchinese.Big5
	write(t, map[string]string{
		"utf8.zip": string(packed(t, entry{"三河口镇/汇报.txt", "甲"})),
		"gbk.zip":  string(packed(t, entry{raw(t, gbk, "三河口镇/一季度汇报.txt"), "甲"}, entry{raw(t, gbk, "总结.txt"), "乙"})),
		"big5.zip": string(packed(t, entry{raw(t, big5, "三河口鎮/婦聯匯報.txt"), "甲"}, entry{raw(t, big5, "總結報告.txt"), "乙"})),
		"odd.zip": string(packed(t, entry{"../../etc/up.txt", "甲"}, entry{`C:\temp\drive.txt`, "乙"}, entry{"/abs.txt", "丙"},
			entry{"a\x1b[31m\n\u202etxt.txt", "丁"}, entry{strings.Repeat("长", 300) + ".txt", "戊"}, entry{"CON", "己"})),
		"junk.zip":  string(packed(t, entry{"__MACOSX/._a.txt", "x"}, entry{".DS_Store", "x"}, entry{"r/~$a.docx", "x"}, entry{"r/", ""}, entry{"r/a.txt", "甲"})),
		"empty.zip": string(packed(t, entry{"Thumbs.db", "x"})),
	})
	expect(t, outcomes(t, Options{}, "utf8.zip"), "utf8.zip!/三河口镇/汇报.txt: 甲")
	expect(t, outcomes(t, Options{}, "gbk.zip"), "gbk.zip!/三河口镇/一季度汇报.txt: 甲", "gbk.zip!/总结.txt: 乙")
	expect(t, outcomes(t, Options{}, "big5.zip"), "big5.zip!/三河口鎮/婦聯匯報.txt: 甲", "big5.zip!/總結報告.txt: 乙")
	expect(t, outcomes(t, Options{}, "odd.zip"), "odd.zip!/etc/up.txt: 甲", "odd.zip!/temp/drive.txt: 乙", "odd.zip!/abs.txt: 丙",
		"odd.zip!/a[31mtxt.txt: 丁", "odd.zip!/"+strings.Repeat("长", 99)+"…"+strings.Repeat("长", 16)+".txt: 戊", "odd.zip!/CON: 己")
	expect(t, outcomes(t, Options{}, "junk.zip"), "junk.zip!/r/a.txt: 甲")
	expect(t, outcomes(t, Options{}, "empty.zip"), "empty.zip: !empty")
}

func TestArchivesByContent(t *testing.T) {
	files := []entry{{"汇报.txt", "甲"}, {"附件/表.csv", "单位,场次"}}
	gbk := []entry{{raw(t, simplifiedchinese.GBK, `三河口镇\一季度汇报.txt`), "甲"}}
	write(t, map[string]string{
		"a.rar": string(rar5(files...)), "b.rar": string(rar4(gbk...)), "c.doc": string(packed(t, files...)),
		"d.zip": string(packed(t, entry{"inner.rar", string(rar5(files...))}, entry{"photo.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"})),
		"e.zip": "其实是文本",
	})
	expect(t, outcomes(t, Options{}, "."), "./a.rar!/汇报.txt: 甲", "./a.rar!/附件/表.csv: 单位\t场次", "./b.rar!/三河口镇/一季度汇报.txt: 甲",
		"./c.doc!/汇报.txt: 甲", "./c.doc!/附件/表.csv: 单位\t场次",
		"./d.zip!/inner.rar!/汇报.txt: 甲", "./d.zip!/inner.rar!/附件/表.csv: 单位\t场次", "./d.zip!/photo.jpg: !unsupported", "./e.zip: 其实是文本")
}

func TestSevenZip(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "archives")
	strip := func(got []string) []string {
		for i := range got {
			_, got[i], _ = strings.Cut(got[i], "!/")
		}
		return got
	}
	plain := []string{"三河口镇/汇报.txt: 三河口镇全年开展志愿服务41场。", "三河口镇/附件/统计表.csv: 单位\t场次\n柳塘村\t7"}
	for _, name := range []string{"plain.7z", "ppmd.7z"} {
		expect(t, strip(outcomes(t, Options{}, filepath.Join(dir, name))), plain...)
	}
	for _, name := range []string{"locked.7z", "hidden.7z"} {
		p := filepath.Join(dir, name)
		right := Options{Format: format.Options{Password: "口令2023"}}
		expect(t, strip(outcomes(t, right, p)), plain[0])
		for _, opt := range []Options{{}, {Format: format.Options{Password: "wrong"}}} {
			if got := outcomes(t, opt, p); len(got) != 1 || !strings.HasSuffix(got[0], ": !encrypted") {
				t.Errorf("%s without its password: %q", name, got)
			}
		}
	}
}

func TestExtensionNote(t *testing.T) {
	write(t, map[string]string{"a.csv": "单位,场次", "b.zip": "文本", "c.log": "文本", "d.txt": "文本"})
	for it := range List(t.Context(), []string{"."}, Options{}) {
		src, err := Read(t.Context(), it, Options{})
		if err != nil {
			t.Fatal(err)
		}
		told := slices.ContainsFunc(src.Notes, func(n doc.Note) bool { return n.Kind == doc.NoteExtension })
		if want := it.Name == "./b.zip"; told != want {
			t.Errorf("%s: notes %v", it.Name, src.Notes)
		}
	}
}

func TestReadIsolates(t *testing.T) {
	var panics = format.Register(format.Reader{
		Name: "test-panics", Label: "试验格式", Extensions: []string{".panics"},
		Sniff: func(in format.Input) format.Confidence {
			if bytes.HasPrefix(in.Data, []byte("PANIC!")) {
				return format.Certain
			}
			return format.No
		},
		Read: func(context.Context, format.Input, format.Options) (*doc.Source, error) {
			var none []int
			return nil, fmt.Errorf("unreachable %d", none[3])
		},
		Isolate: true,
	})
	it := Item{Name: "x", data: []byte("PANIC!")}
	if _, err := Read(t.Context(), it, Options{}); format.AsError(err).Reason != format.Damaged {
		t.Errorf("panic gives %v", err)
	}
	opt := Options{Isolate: func(_ context.Context, in format.Input, _ format.Options) (*doc.Source, error) {
		return &doc.Source{Text: "来自子进程" + string(in.Data)}, nil
	}}
	if src, err := Read(t.Context(), it, opt); err != nil || src.Text != "来自子进程PANIC!" || src.Format != panics.Name {
		t.Errorf("isolated: %v, %v", src, err)
	}
}

func TestStopsEarly(t *testing.T) {
	write(t, map[string]string{"a.txt": "甲", "b.zip": string(packed(t, entry{"1.txt", "甲"}, entry{"2.txt", "乙"})), "c.txt": "丙"})
	for n := 1; n <= 4; n++ {
		got := 0
		for range List(t.Context(), []string{"a.txt", "b.zip", "c.txt"}, Options{}) {
			if got++; got == n {
				break
			}
		}
		if got != n {
			t.Errorf("%d items, want %d", got, n)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := 0
	for range List(ctx, []string{"a.txt", "b.zip", "c.txt"}, Options{}) {
		got++
		cancel()
	}
	if got != 1 {
		t.Errorf("%d items after cancelling at the first", got)
	}
}

// TestPanicOfTheConsumerPasses makes sure only panics of libraries are hidden.
func TestPanicOfTheConsumerPasses(t *testing.T) {
	write(t, map[string]string{"b.zip": string(packed(t, entry{"1.txt", "甲"}))})
	defer func() {
		if p := recover(); p != "consumer" {
			t.Errorf("recovered %v", p)
		}
	}()
	for range List(t.Context(), []string{"b.zip"}, Options{}) {
		panic("consumer")
	}
}

// TestListingStreams lists many files and looks at the live memory.
func TestListingStreams(t *testing.T) {
	files := map[string]string{}
	for i := range 2000 {
		files[fmt.Sprintf("r/%03d/报告%d.txt", i/100, i)] = "甲"
	}
	write(t, files)
	var m runtime.MemStats
	heap := func() uint64 { runtime.GC(); runtime.ReadMemStats(&m); return m.HeapAlloc }
	before, n := heap(), 0
	for range List(t.Context(), []string{"r"}, Options{}) {
		if n++; n == 1900 {
			if grown := int64(heap()) - int64(before); grown > 200<<10 {
				t.Errorf("live memory grew by %d KB", grown>>10)
			}
		}
	}
	if n != 2000 {
		t.Errorf("%d items", n)
	}
}

func TestLockedZip(t *testing.T) {
	text := strings.Repeat("全年办实事53件。", 200)
	write(t, map[string]string{"locked-classic.zip": string(archive(t, "locked-classic.zip")), "locked-aes.zip": string(archive(t, "locked-aes.zip"))})
	for _, name := range []string{"locked-classic.zip", "locked-aes.zip"} {
		expect(t, outcomes(t, Options{Format: format.Options{Password: "mima2023"}}, name),
			name+"!/三河口镇/汇报.txt: 三河口镇全年开展志愿服务41场。", name+"!/长.txt: "+text)
		for _, password := range []string{"", "wrong", "口令2024", "x", "y", "z"} {
			expect(t, outcomes(t, Options{Format: format.Options{Password: password}}, name),
				name+"!/三河口镇/汇报.txt: !encrypted", name+"!/长.txt: !encrypted")
		}
	}
}

// TestWrongPasswords tries passwords until some pass the one-byte check of the
// traditional cipher: the data must still not be taken for text.
func TestWrongPasswords(t *testing.T) {
	data := archive(t, "locked-classic.zip")
	for i := range 600 {
		opt := Options{Stdin: bytes.NewReader(data), Format: format.Options{Password: fmt.Sprint(i)}}
		for _, got := range outcomes(t, opt, "-") {
			if !strings.HasSuffix(got, ": !encrypted") {
				t.Fatalf("password %d gives %.60q", i, got)
			}
		}
	}
}
