package render

import (
	"cmp"
	"fmt"
	"io"

	"hecha/internal/report"
)

// writeFactTables draws a table a kind of fact, so that each has only the
// columns of its kind.
func writeFactTables(w io.Writer, env Env, facts func(func(report.Fact) bool)) error {
	byKind := map[report.FactKind][][]string{}
	for f := range facts {
		byKind[f.Kind] = append(byKind[f.Kind], factRow(f))
	}
	for _, k := range report.FactKinds {
		rows := byKind[k]
		if len(rows) == 0 {
			continue
		}
		ditto(rows)
		g := fullColumns(Grid{Columns: factColumns, Rows: Rows(rows)}, "start", "end", "index", "fact")
		g.Title = fmt.Sprintf("%s %d", FactLabels[k], len(rows))
		if err := writeTable(w, env, g); err != nil {
			return err
		}
	}
	if len(byKind) == 0 {
		_, err := fmt.Fprintln(w, "(无)")
		return err
	}
	return nil
}

// ditto makes fact rows read easily: a file is named once, an upper limit given
// only for a range, and the contract's values are said in Chinese.
func ditto(rows [][]string) {
	source := ""
	for _, row := range rows {
		low := ""
		for i, c := range factColumns {
			switch s := row[i]; c.Key {
			case "source":
				if s == source {
					row[i] = ""
				}
				source = s
			case "low":
				low = s
			case "high":
				if s == low {
					row[i] = ""
				}
			case "approx":
				row[i] = ApproxLabels[s]
			case "kind":
				row[i] = cmp.Or(KindLabels[s], TypeLabels[s], s)
			case "level":
				row[i] = LevelLabels[s]
			}
		}
	}
}
