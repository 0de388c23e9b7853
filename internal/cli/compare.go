package cli

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"hecha/internal/compare"
	"hecha/internal/engine"
	"hecha/internal/indicator"
	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/similar"
)

var _ = addCommand(newCompare)

type compareOptions struct {
	*Streams
	in         inputFlags
	out        outputFlags
	auto       bool
	autoMin    int
	sort       string
	by         string
	sharing    sharingFlags
	indicators []string
	paths      []string
}

func newCompare(s *Streams) *cobra.Command {
	o := &compareOptions{Streams: s}
	c := &cobra.Command{
		Use:   "compare 路径…",
		Short: "对比表:每个单位一行,每项指标一列",
		Long: `把各份材料中的数据排成对比表:学习、培训、志愿服务、慰问、资金、阵地、比率、荣誉、
未填空白和问题数,每个数字都指明出处。三年的数字折合为一年,未写明时段的加注;
明显偏高偏低、疑差一位、与其他单位相同、多数单位都有而缺少的,都有标记。
排名只在 --sort 时给出。`,
		Example: `  hecha compare 各单位材料/
  hecha compare 各单位材料/ -o 对比.xlsx
  hecha compare 各单位材料/ --sort volunteer.times
  hecha compare 历年材料/ --by period
  hecha compare 各单位材料/ --auto --auto-min 5`,
		Args: pathArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return o.run(c)
		},
	}
	o.in.register(c)
	o.out.register(c, offersCompare)
	fl := c.Flags()
	fl.BoolVar(&o.auto, "auto", false, "另列材料中普遍写到的其他数据")
	fl.IntVar(&o.autoMin, "auto-min", 3, "--auto 时,至少有这么多单位写到才列出")
	fl.StringVar(&o.sort, "sort", "", "按此指标排名,如 volunteer.times")
	fl.StringVar(&o.by, "by", "unit", "unit 一份一行;period 同一单位各期相邻,列出增减和照抄的旧数")
	o.sharing.register(c)
	fl.StringArrayVar(&o.indicators, "indicators", nil, "追加或替换指标的 TOML 文件(可多次使用)")
	return c
}

func offersCompare(f render.Format) bool { return f.Compare != nil }

// options checks the command's own flags.
func (o *compareOptions) options() (compare.Options, error) {
	opt := compare.Options{Sort: o.sort, ByPeriod: o.by == "period", Indicators: indicator.Default()}
	if o.by != "unit" && o.by != "period" {
		return opt, usageError{fmt.Errorf("--by 应为 unit 或 period,不是 %q", o.by)}
	}
	if opt.ByPeriod && opt.Sort != "" {
		return opt, usageError{fmt.Errorf("--by period 按单位和时段排列,不能同时 --sort")}
	}
	if o.auto {
		if o.autoMin < 2 {
			return opt, usageError{fmt.Errorf("--auto-min 至少为 2,不是 %d", o.autoMin)}
		}
		opt.Auto = o.autoMin
	}
	if len(o.indicators) > 0 {
		opt.Indicators = opt.Indicators.Clone()
		for _, name := range o.indicators {
			b, err := os.ReadFile(name)
			if err != nil {
				return opt, usageError{fmt.Errorf("指标文件无法读取: %w", err)}
			}
			if err := opt.Indicators.Add(string(b)); err != nil {
				return opt, usageError{fmt.Errorf("%s: %w", name, err)}
			}
		}
	}
	return opt, nil
}

func (o *compareOptions) run(c *cobra.Command) error {
	// Rows and sheet buffers stay; a heap of several times their size is waste.
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	f, err := o.out.choose(o.Streams, offersCompare)
	if err != nil {
		return err
	}
	copt, err := o.options()
	if err != nil {
		return err
	}
	opt, err := o.in.options(o.Streams)
	if err != nil {
		return err
	}
	var shared compare.Sharing
	copt.Share = shared.Share
	b, err := compare.NewBuilder(copt)
	if err != nil {
		return usageError{err}
	}
	all, err := o.sharing.collect(c.Context(), o.Streams, &o.in, o.paths, &opt)
	if err != nil {
		return err
	}
	if all != nil {
		defer all.Close()
		if _, err := similar.Describe(c.Context(), all, similar.Options{}, &shared); err != nil {
			return err
		}
	}
	out, err := o.out.open(o.Streams)
	if err != nil {
		return err
	}
	defer out.Discard()
	w := f.Compare(out, o.env())
	p := newProgress(o.Streams, o.in.noProgress || o.in.quiet)
	var sum report.Summary
	bad := []report.Unreadable{}
	for res := range engine.Run(c.Context(), o.paths, opt) {
		p.step()
		if res.Problem != nil {
			sum.Unreadable++
			bad = append(bad, *res.Problem)
			p.clear()
			o.in.tell(o.Streams, res.Problem)
		}
		for _, r := range res.Reports {
			sum.Add(r)
			b.Add(r)
			if err := w.Report(r); err != nil {
				return err
			}
		}
	}
	p.clear()
	t := b.Finish()
	t.Unreadable, t.Summary = bad, sum
	t.Shared, t.SharedDropped = shared.Sorted(), shared.Dropped
	if err := w.Close(t); err != nil {
		return err
	}
	if err := out.Finish(c.Context()); err != nil {
		return err
	}
	return exitCode(sum.Unreadable, sum.Findings.AtLeast(opt.Config.FailOn))
}
