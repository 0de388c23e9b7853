package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"hecha/internal/engine"
	"hecha/internal/intake"
	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/rule"
	"hecha/internal/similar"
)

var _ = addCommand(newAudit)

type auditOptions struct {
	*Streams
	in      inputFlags
	out     outputFlags
	paths   []string
	against []string
	shared  string
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
	c.Flags().StringArrayVar(&o.against, "against", nil, "与这些往年或上级的材料对照(可多次使用)")
	c.Flags().StringVar(&o.shared, "shared", "auto", fmt.Sprintf("比对材料之间相同的文字: auto(不超过%d个文件时) on off", mostCompared))
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
	done, err := o.compare(c.Context(), &opt)
	if err != nil {
		return err
	}
	defer done()
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
	if c.Context().Err() != nil {
		return out.interrupted(c.Context())
	}
	if err := out.Commit(); err != nil {
		return err
	}
	switch {
	case sum.Unreadable > 0:
		return exitError(exitUnreadable)
	case sum.Findings.AtLeast(opt.Config.FailOn) > 0:
		return exitError(exitFindings)
	}
	return nil
}

// mostCompared is how many files an audit compares with each other unless asked
// for: comparing keeps an index of all texts, and audits of any number of
// files should run in the same memory.
const mostCompared = 2000

// compare reads all reports once beforehand to find what they share, and hands
// the engine a way to ask for it. It does nothing where there is nothing to
// compare. The function it returns releases the comparison.
func (o *auditOptions) compare(ctx context.Context, opt *engine.Options) (func(), error) {
	none := func() {}
	switch {
	case o.shared != "auto" && o.shared != "on" && o.shared != "off":
		return none, usageError{fmt.Errorf("--shared 应为 auto、on 或 off,不是 %q", o.shared)}
	case o.shared == "off", slices.Contains(o.paths, "-"), !slices.ContainsFunc(opt.Config.Rules(), func(r *rule.Rule) bool { return r.Corpus }):
		return none, nil
	}
	files := 0
	for range intake.List(ctx, o.paths, opt.Intake) {
		if files++; files > mostCompared {
			break
		}
	}
	switch {
	case files < 2 && len(o.against) == 0:
		return none, nil
	case files > mostCompared && o.shared == "auto" && len(o.against) == 0:
		if !o.in.quiet {
			fmt.Fprintf(o.Err, "文件超过%d个,没有比对相互之间相同的文字;需要时请用 --shared on 或 hecha similar。\n", mostCompared)
		}
		return none, nil
	}
	c, err := similar.Collect(ctx, o.paths, similar.Options{Jobs: o.in.jobs, Intake: opt.Intake, Against: o.against})
	if err != nil {
		return none, err
	}
	s, err := similar.FindShared(ctx, c)
	if err != nil {
		c.Close()
		return none, err
	}
	opt.Extra = s.Of
	return func() { c.Close() }, nil
}
