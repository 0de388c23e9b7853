package cli

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/reuse"
	"hecha/internal/similar"
)

var _ = addCommand(newSimilar)

type similarOptions struct {
	*Streams
	in       inputFlags
	out      outputFlags
	against  []string
	index    string
	minShare float64
	paths    []string
}

func newSimilar(s *Streams) *cobra.Command {
	o := &similarOptions{Streams: s}
	c := &cobra.Command{
		Use:   "similar 路径…",
		Short: "材料之间相同的文字:逐处对照,区分套话、模板与照抄",
		Long: `找出各份材料之间相同的文字:整篇雷同、同一模板填不同数字、从别处摘抄的段落,
逐处列出两边原文和不同之处。人人都用的套话不算。
--against 指定往年或上级的材料,只与它们对照,不在它们之间比较。
--index 把读过的材料存进索引文件,下次只需给出新材料,就能与以前的全部材料对照。`,
		Example: `  hecha similar 各单位材料/
  hecha similar 各单位材料/ -f html -o 对照.html
  hecha similar 今年/ --against 往年/ --against 上级文件/
  hecha similar 新材料.docx --index 全市.索引`,
		Args: pathArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return o.run(c)
		},
	}
	o.in.register(c)
	o.out.register(c, offersSimilar)
	fl := c.Flags()
	fl.StringArrayVar(&o.against, "against", nil, "对照材料所在的文件夹或文件(可多次使用)")
	fl.StringVar(&o.index, "index", "", "索引文件:没有则建立,有则对照并补充")
	fl.Float64Var(&o.minShare, "min-share", 0, "只列相同文字占任一方此比例以上的,如 0.3")
	return c
}

func offersSimilar(f render.Format) bool { return f.Similar != nil }

func (o *similarOptions) run(c *cobra.Command) error {
	if o.minShare < 0 || o.minShare > 1 {
		return usageError{fmt.Errorf("--min-share 应在 0 到 1 之间,不是 %v", o.minShare)}
	}
	f, err := o.out.choose(o.Streams, offersSimilar)
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
	// The texts stay in memory, in few large blocks that cost the collector
	// nothing to pass over: let it run more often rather than double them.
	defer debug.SetGCPercent(debug.SetGCPercent(40))
	p := newProgress(o.Streams, o.in.noProgress || o.in.quiet)
	sum, err := similar.Run(c.Context(), o.paths, similar.Options{
		Jobs: o.in.jobs, Intake: opt.Intake, Against: o.against, Index: o.index, MinShare: o.minShare,
		CopiedNumbers: f.Name != "jsonl" && f.Name != "csv",
		Step:          p.step,
		Unreadable: func(u report.Unreadable) error {
			p.clear()
			o.in.tell(o.Streams, &u)
			return nil
		},
	}, f.Similar(out, o.env()))
	p.clear()
	if c.Context().Err() != nil {
		return c.Context().Err()
	}
	if damaged, ok := errors.AsType[*reuse.DamagedError](err); ok {
		return usageError{damaged}
	}
	if err != nil {
		return err
	}
	if err := out.Finish(c.Context()); err != nil {
		return err
	}
	return exitCode(sum.Unreadable, 0)
}
