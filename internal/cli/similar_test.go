package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// similarFolder holds two reports with a common paragraph and one of its own.
func similarFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	common := "柳荫渡的摆渡棚漏雨多年,今年开春由船工们自己动手,换下朽木17根,添了一排<长凳>,候船的老人总算有地方坐了。" +
		"对岸来卖菜的人说,省下的半个钟头够多跑一趟早市,渡口的话也传开了。"
	own := func(n int) string {
		return fmt.Sprintf("这是第%d户写下的账:种豆%d行,收成要看天色;邻居借去的犁头还没有归还,日子照旧往前走。%s\n", n, 31*n, strings.Repeat(string(rune('甲'+n)), 30))
	}
	for name, text := range map[string]string{"a.txt": own(1) + common, "b.txt": common + "\n" + own(2), "c.txt": own(3) + "山路修通以后,邮差每周来两回,带走土产,捎来书报,谁家有信就在门口挂一面小旗。"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func runCLI(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = Main(args, &Streams{In: strings.NewReader(""), Out: &o, Err: &e})
	return code, o.String(), e.String()
}

func TestSimilarFormats(t *testing.T) {
	dir := similarFolder(t)
	for format, check := range map[string]func(out string) error{
		"jsonl": func(out string) error {
			var p struct {
				A, B     struct{ Source string }
				ShareA   float64 `json:"share_a"`
				Kind     string
				Passages []struct {
					A, B        struct{ Start, End, Line, Column int }
					Agreement   float64
					Differences []any
				}
			}
			if err := json.Unmarshal([]byte(out), &p); err != nil {
				return err
			}
			if len(p.Passages) != 1 || p.Passages[0].Agreement != 1 || p.Passages[0].Differences == nil || p.ShareA == 0 || p.Kind == "" {
				return fmt.Errorf("%+v", p)
			}
			return nil
		},
		"json": func(out string) error {
			var d struct {
				Schema            string
				Pairs, Unreadable []any
				Clusters          []struct{ Members []any }
				Copied            []any `json:"copied_numbers"`
			}
			if err := json.Unmarshal([]byte(out), &d); err != nil {
				return err
			}
			if d.Schema != "hecha/similar/v1" || len(d.Pairs) != 1 || d.Clusters == nil || d.Copied == nil || d.Unreadable == nil {
				return fmt.Errorf("%+v", d)
			}
			return nil
		},
		"csv": func(out string) error {
			rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF"))).ReadAll()
			if err == nil && (len(rows) != 2 || rows[0][0] != "a_source") {
				err = fmt.Errorf("%q", rows)
			}
			return err
		},
		"table": func(out string) error {
			if !strings.Contains(out, "相同的文字") || !strings.Contains(out, "a.txt") || strings.Contains(out, "c.txt") {
				return fmt.Errorf("%s", out)
			}
			return nil
		},
		"html": func(out string) error {
			if !strings.HasPrefix(out, "<!DOCTYPE html>") || strings.Contains(out, "<长凳>") || !strings.Contains(out, "&lt;长凳&gt;") ||
				strings.Contains(out, "http:") || strings.Contains(out, "https:") || strings.Count(out, `class="c1"`) != 1 {
				return fmt.Errorf("%s", out)
			}
			return nil
		},
	} {
		t.Run(format, func(t *testing.T) {
			code, out, errs := runCLI("similar", dir, "-f", format)
			if code != 0 || errs != "" {
				t.Fatalf("exit %d, %s", code, errs)
			}
			if err := check(out); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSimilarErrors(t *testing.T) {
	dir := similarFolder(t)
	broken := filepath.Join(t.TempDir(), "x.index")
	if err := os.WriteFile(broken, []byte("不是索引"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no path", []string{"similar"}, 2, "请给出"},
		{"damaged index", []string{"similar", dir, "--index", broken}, 2, "不是 hecha 的索引文件"},
		{"share", []string{"similar", dir, "--min-share", "7"}, 2, "0 到 1"},
		{"format", []string{"similar", dir, "-f", "sarif"}, 2, "sarif"},
		{"missing", []string{"similar", dir, filepath.Join(dir, "none.txt")}, 3, "none.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, _, errs := runCLI(c.args...)
			if code != c.code || !strings.Contains(errs, c.want) || strings.Count(errs, "\n") != 1 {
				t.Errorf("exit %d, %q", code, errs)
			}
		})
	}
}

// TestSimilarSameForAnyJobs compares whole outputs byte for byte.
func TestSimilarSameForAnyJobs(t *testing.T) {
	dir := similarFolder(t)
	_, want, _ := runCLI("similar", dir, "-f", "json", "-j", "1")
	for _, jobs := range []string{"2", "16"} {
		if _, got, _ := runCLI("similar", dir, "-f", "json", "-j", jobs); got != want {
			t.Errorf("-j %s differs", jobs)
		}
	}
}
