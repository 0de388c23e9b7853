package cli

import (
	"github.com/spf13/cobra"

	"hecha/internal/engine"
	"hecha/internal/render"
	"hecha/internal/report"
)

var _ = addCommand(newAudit)

type auditOptions struct {
	*Streams
	in      inputFlags
	out     outputFlags
	sharing sharingFlags
	paths   []string
}

func newAudit(s *Streams) *cobra.Command {
	o := &auditOptions{Streams: s}
	c := &cobra.Command{
		Use:   "audit 路径…",
		Short: "核查材料:列出每份的问题、事实和结论",
		Long: `逐份核查路径下的所有材料(文件、文件夹、压缩包,- 为标准输入),列出未填的空白、
矛盾的数字和可疑的文字,每个问题都指明原文位置。`,
		Example: `  hecha audit 各单位材料/
  hecha audit 汇报.docx -f html -o 结果.html
  hecha audit 材料.zip --disable 'boilerplate.*' --fail-on warning`,
		Args: pathArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return o.run(c)
		},
	}
	o.in.register(c)
	o.out.register(c, offersAudit)
	o.sharing.register(c)
	return c
}

func offersAudit(f render.Format) bool { return f.Audit != nil }

func (o *auditOptions) run(c *cobra.Command) error {
	f, err := o.out.choose(o.Streams, offersAudit)
	if err != nil {
		return err
	}
	opt, err := o.in.options(o.Streams)
	if err != nil {
		return err
	}
	out, err := o.out.open(o.Streams)
	if err != nil {
		return err
	}
	defer out.Discard()
	shared, err := o.sharing.collect(c.Context(), o.Streams, &o.in, o.paths, &opt)
	if err != nil {
		return err
	}
	if shared != nil {
		defer shared.Close()
	}
	w := f.Audit(out, o.env())
	p := newProgress(o.Streams, o.in.noProgress || o.in.quiet)
	var sum report.Summary
	for res := range engine.Run(c.Context(), o.paths, opt) {
		p.step()
		if res.Problem != nil {
			sum.Unreadable++
			p.clear()
			o.in.tell(o.Streams, res.Problem)
			if err := w.Unreadable(*res.Problem); err != nil {
				return err
			}
		}
		for _, r := range res.Reports {
			sum.Add(r)
			if err := w.Report(r); err != nil {
				return err
			}
			r.Release()
		}
		// Whoever reads the pipe sees a report as soon as it is done.
		if o.out.file == "" {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	p.clear()
	if err := w.Close(sum); err != nil {
		return err
	}
	if err := out.Finish(c.Context()); err != nil {
		return err
	}
	return exitCode(sum.Unreadable, sum.Findings.AtLeast(opt.Config.FailOn))
}
