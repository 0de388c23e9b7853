package rendertest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/similar"
)

// copies is a folder of two reports that share most of their text, with what a
// page or a table must not obey in it.
func copies(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for from, to := range map[string]string{"07-松岭乡卫生院-完整.txt": "甲.txt", "10-南屏镇卫生院-照搬.txt": "乙.txt"} {
		b, err := os.ReadFile(filepath.Join("../../../testdata/reports", from))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(b), "三、", "</script><script>document.title='taken'</script>\u202E\n\n三、", 1)
		if text == string(b) {
			t.Fatal("nothing was put into " + from)
		}
		if err := os.WriteFile(filepath.Join(dir, to), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writeSimilar(t *testing.T, f render.Format, dir string) string {
	t.Helper()
	var b bytes.Buffer
	w := f.Similar(&b, render.Env{Version: "0.0.0", Width: 100})
	if _, err := similar.Run(context.Background(), []string{dir}, similar.Options{Jobs: 1, CopiedNumbers: true}, w); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSimilarFormats: every output names the two reports and how much they
// share, and obeys nothing.
func TestSimilarFormats(t *testing.T) {
	dir := copies(t)
	var names []string
	for _, f := range render.All(func(f render.Format) bool { return f.Similar != nil }) {
		names = append(names, f.Name)
		out := writeSimilar(t, f, dir)
		if !strings.Contains(out, "甲.txt") || !strings.Contains(out, "乙.txt") || !strings.ContainsAny(out, "%.") {
			t.Errorf("%s: %.300s", f.Name, out)
		}
		if json := strings.HasPrefix(f.Name, "json"); !json && strings.Contains(out, "\u202E") {
			t.Errorf("%s prints a bidirectional override", f.Name)
		}
	}
	for _, want := range []string{"csv", "html", "json", "jsonl", "markdown", "table"} {
		if !slices.Contains(names, want) {
			t.Errorf("no output %s", want)
		}
	}
}

// TestSimilarNothing: outputs of a run that found nothing end well.
func TestSimilarNothing(t *testing.T) {
	for _, f := range render.All(func(f render.Format) bool { return f.Similar != nil }) {
		var b bytes.Buffer
		w := f.Similar(&b, render.Env{})
		if err := w.Unreadable(report.Unreadable{Source: "坏.doc", Reason: "damaged", Detail: "文件已损坏。"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(&similar.Summary{Reports: 1, Unreadable: 1}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// TestSimilarPage shows the page in a browser.
func TestSimilarPage(t *testing.T) {
	f, err := render.ByName("html", func(f render.Format) bool { return f.Similar != nil })
	if err != nil {
		t.Fatal(err)
	}
	page := writeSimilar(t, f, copies(t))
	checkPage(t, []byte(page), 2)
	p := open(t, start(t), []byte(page))
	p.is("document.title", "材料对照")
	p.is("document.scripts.length", "1")
	p.is(visible("mark.figure")+" > 0", "true")
	p.click("td a[href='#p1']")
	p.is("location.hash", "#p1")
	p.is("document.getElementById('p1').getBoundingClientRect().top < innerHeight", "true")
	p.picture("similar")
}
