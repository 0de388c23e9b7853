package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/finding"
	"hecha/internal/rule"
	_ "hecha/internal/rule/all"
)

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "c.toml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestLoad(t *testing.T) {
	base := write(t, "# 已认可\nabc123 某处\n")
	c, err := Load(write(t, `
disable = ["boilerplate.*"]
min_severity = "warning"
fail_on = "none"
baseline = '`+base+`'
[severity]
"figure.*" = "info"
"figure.ratio" = "error"
"text.typo" = "off"
[params."boilerplate.stock"]
share = 0.5
[verdict]
return_errors = 3
`))
	if err != nil {
		t.Fatal(err)
	}
	has := func(id string) bool {
		return slices.ContainsFunc(c.Rules(), func(r *rule.Rule) bool { return r.ID == id })
	}
	if has("boilerplate.spun") || has("text.typo") || !has("text.garbled") {
		t.Error("wrong rules are on")
	}
	if c.SeverityOf("figure.tally", finding.Error) != finding.Info || c.SeverityOf("figure.ratio", finding.Info) != finding.Error || c.SeverityOf("date.order", finding.Error) != finding.Error {
		t.Error("wrong severities")
	}
	if c.Param("boilerplate.stock")("share", 0.3) != 0.5 || c.Param("boilerplate.stock")("other", 7) != 7 {
		t.Error("wrong thresholds")
	}
	if c.MinSeverity != finding.Warning || c.FailOn != finding.None || c.Verdict.ReturnErrors != 3 || c.Verdict.ReviseErrors != 1 {
		t.Errorf("%+v", c)
	}
	if !c.Accepted("abc123") || c.Accepted("某处") {
		t.Error("wrong baseline")
	}
}

func TestLoadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"nosuch = 1":                       "没有这一项: nosuch",
		"disable = [\"nosuch.*\"]":         `没有与 "nosuch.*" 相符的规则`,
		"[severity]\n\"figure.*\" = \"x\"": "未知的严重程度",
		"fail_on = \"bad\"":                "未知的严重程度",
		"disable = ":                       "无法使用",
		"baseline = \"/nosuch/file\"":      "基线文件无法读取",
	} {
		if _, err := Load(write(t, text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := Load("/nosuch/hecha.toml"); err == nil {
		t.Error("a named file that is missing is no error")
	}
}
