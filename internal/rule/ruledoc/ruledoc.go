// Package ruledoc writes the documentation page of the rules from the rules
// themselves.
package ruledoc

import (
	"fmt"
	"io"
	"strings"

	"hecha/internal/finding"
	"hecha/internal/rule"
)

// Families name the rule families in the order they are shown.
var Families = []struct{ ID, Label string }{
	{"placeholder", "空白未填"}, {"figure", "数据"}, {"date", "时间"}, {"honour", "荣誉"},
	{"structure", "结构"}, {"boilerplate", "套话与照抄"}, {"text", "文字"},
}

var severities = map[finding.Severity]string{finding.Error: "错误", finding.Warning: "存疑", finding.Info: "提示"}

// Markdown writes the page: every family, every rule with its reason and its
// examples. Places a rule reports stand between ⟦ and ⟧.
func Markdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# 规则\n\n本页由规则自身生成(`go test ./internal/rule/ruledoc -update`),正反例同时是测试。⟦ ⟧ 之间是应报的位置。\n")
	for _, f := range Families {
		fmt.Fprintf(&b, "\n## %s `%s.*`\n", f.Label, f.ID)
		for _, r := range rule.All() {
			if rule.Family(r.ID) != f.ID {
				continue
			}
			fmt.Fprintf(&b, "\n### `%s` %s\n\n%s(默认程度:%s)\n\n应报:\n\n", r.ID, r.Title, r.Why, severities[r.Severity])
			examples(&b, r.Bad)
			b.WriteString("\n不报:\n\n")
			examples(&b, r.Good)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// examples writes texts as quoted blocks; fences keep their marks as they are.
func examples(b *strings.Builder, texts []string) {
	for _, t := range texts {
		fmt.Fprintf(b, "```text\n%s\n```\n", t)
	}
}
