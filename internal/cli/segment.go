package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"hecha/internal/doc"
	"hecha/internal/render"
	"hecha/internal/segment"
)

var _ = addCommand(newSegment)

func newSegment(s *Streams) *cobra.Command {
	out := &outputFlags{}
	var dicts []string
	c := &cobra.Command{
		Use:     "segment 文字",
		Short:   "分词并标注词性,用来检查词典",
		Example: "  hecha segment 开展道德讲堂33场次",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, name := range dicts {
				if err := addDict(name); err != nil {
					return usageError{err}
				}
			}
			f, err := out.choose(s, offersGrid)
			if err != nil {
				return err
			}
			d := doc.Whole(&doc.Source{Text: strings.Join(args, " ")})
			var rows [][]string
			for _, k := range segment.Tokens(d, doc.Span{Start: 0, End: len(d.Text)}) {
				rows = append(rows, []string{k.Of(d.Text), k.POS})
			}
			w, err := out.open(s)
			if err != nil {
				return err
			}
			defer w.Discard()
			if err := f.Grid(w, s.env(), render.Grid{Rows: render.Rows(rows), Columns: []render.Column{{Key: "token", Label: "词"}, {Key: "pos", Label: "词性"}}}); err != nil {
				return err
			}
			return w.Commit()
		},
	}
	out.register(c, offersGrid)
	c.Flags().StringArrayVar(&dicts, "dict", nil, "追加词典文件,一行一词:词类<TAB>词")
	return c
}
