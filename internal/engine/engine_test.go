package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/internal/config"
	"hecha/internal/finding"
	"hecha/internal/rule"
	_ "hecha/internal/rule/all"
)

// A rule that fails on texts that ask for it; one rule on one report is then lost.
var _ = rule.Register(rule.Rule{
	ID: "test.broken", Title: "会出错的规则", Why: "检验一条规则出错不影响其余。", Severity: finding.Info,
	Bad: []string{"⟦x⟧"}, Good: []string{"y"},
	Check: func(p *rule.Pass) {
		if strings.Contains(p.Doc.Text, "触发错误") {
			panic("broken")
		}
	},
})

// pile writes small reports, one of them unreadable, and returns their folder.
func pile(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		text := fmt.Sprintf("第%d社区2023年工作总结\n全年开展活动*次,建成基地%d个(其中县级1个,镇级1个)。\n", i, i%7)
		if i == 3 {
			text = ""
		}
		if i == 4 {
			text += "触发错误。"
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run returns all results as JSON lines with the folder's name taken out.
func run(t *testing.T, dir string, jobs int) string {
	t.Helper()
	var b strings.Builder
	for res := range Run(t.Context(), []string{dir}, Options{Jobs: jobs, Config: config.Default()}) {
		out, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(out)
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSameBytesForAnyNumberOfWorkers(t *testing.T) {
	dir := pile(t, 60)
	one := run(t, dir, 1)
	if n := strings.Count(one, "\n"); n != 60 {
		t.Fatalf("%d results", n)
	}
	for _, jobs := range []int{2, 16} {
		if run(t, dir, jobs) != one {
			t.Errorf("%d workers give other bytes than one", jobs)
		}
	}
}

func TestBrokenRuleCostsOneRule(t *testing.T) {
	out := strings.Split(run(t, pile(t, 6), 2), "\n")
	if !strings.Contains(out[3], `"Problem":{`) || !strings.Contains(out[3], `"empty"`) {
		t.Errorf("empty file: %s", out[3])
	}
	if !strings.Contains(out[4], "规则 test.broken 未能完成检查") || !strings.Contains(out[4], "placeholder.asterisk") {
		t.Errorf("broken rule: %s", out[4])
	}
	if strings.Contains(out[5], "未能完成") {
		t.Errorf("other report: %s", out[5])
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	dir := pile(t, 50)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range Run(ctx, []string{dir}, Options{Jobs: 2, Config: config.Default()}) {
		if n++; n == 5 {
			cancel()
		}
	}
	if n >= 50 {
		t.Errorf("%d results after cancelling at the fifth", n)
	}
}
