package cli

import (
	"io"

	"github.com/spf13/cobra"

	"hecha/internal/intake"
	"hecha/internal/report"

	"hecha/internal/format"
)

var _ = addCommand(newText)

func newText(s *Streams) *cobra.Command {
	in := &inputFlags{}
	out := &outputFlags{}
	c := &cobra.Command{
		Use:   "text 文件",
		Short: "输出文件的纯文本,所有位置都以它为准",
		Args:  pathArgs,
		RunE: func(c *cobra.Command, args []string) error {
			opt, err := in.options(s)
			if err != nil {
				return err
			}
			w, err := out.open(s)
			if err != nil {
				return err
			}
			defer w.Discard()
			unreadable := 0
			for it := range intake.List(c.Context(), args, opt.Intake) {
				src, err := intake.Read(c.Context(), it, opt.Intake)
				if err != nil {
					unreadable++
					fe := format.AsError(err)
					in.tell(s, &report.Unreadable{Source: it.Name, Reason: string(fe.Reason), Detail: fe.Detail})
					continue
				}
				if _, err := io.WriteString(w, src.Text); err != nil {
					return err
				}
			}
			if err := w.Finish(c.Context()); err != nil {
				return err
			}
			return exitCode(unreadable, 0)
		},
	}
	in.register(c)
	c.Flags().StringVarP(&out.file, "output", "o", "", "写入此文件而不是标准输出")
	return c
}
