package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"hecha/internal/render"
	"hecha/internal/rule"
)

var _ = addCommand(newRules)

func newRules(s *Streams) *cobra.Command {
	out := &outputFlags{}
	c := &cobra.Command{
		Use:   "rules [规则]",
		Short: "规则目录;写上规则名,看它的道理和正反例",
		Example: `  hecha rules
  hecha rules figure.part-whole
  hecha rules 'figure.*'`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return explain(s.Out, args[0])
			}
			f, err := out.choose(s, offersGrid)
			if err != nil {
				return err
			}
			w, err := out.open(s)
			if err != nil {
				return err
			}
			defer w.Discard()
			if err := f.Grid(w, s.env(), ruleGrid()); err != nil {
				return err
			}
			return w.Commit()
		},
	}
	out.register(c, offersGrid)
	return c
}

func offersGrid(f render.Format) bool { return f.Grid != nil }

func ruleGrid() render.Grid {
	var rows [][]string
	for _, r := range rule.All() {
		rows = append(rows, []string{r.ID, r.Severity.String(), r.Title, r.Why})
	}
	return render.Grid{Rows: render.Rows(rows), Columns: []render.Column{
		{Key: "id", Label: "规则"}, {Key: "severity", Label: "程度"}, {Key: "title", Label: "查什么"}, {Key: "why", Label: "为什么"}}}
}

// explain prints the pages of the rules that match glob.
func explain(w io.Writer, glob string) error {
	n := 0
	for _, r := range rule.All() {
		if !rule.Match(glob, r.ID) {
			continue
		}
		if n > 0 {
			fmt.Fprintln(w)
		}
		n++
		fmt.Fprintf(w, "%s  %s(%s)\n\n%s\n\n应报:\n", r.ID, r.Title, render.SeverityLabel(r.Severity), r.Why)
		for _, t := range r.Bad {
			fmt.Fprintf(w, "  ✗ %s\n", indent(t))
		}
		fmt.Fprintln(w, "\n不报:")
		for _, t := range r.Good {
			fmt.Fprintf(w, "  ✓ %s\n", indent(t))
		}
	}
	if n == 0 {
		return usageError{fmt.Errorf("没有规则 %q,可用 hecha rules 查看全部", glob)}
	}
	return nil
}

// indent keeps the lines of an example below one another.
func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n    ") }
