package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hecha/internal/engine"
	"hecha/internal/render"
	"hecha/internal/report"
)

var _ = addCommand(newExtract)

// extractKinds maps what a user asks for to fact kinds.
var extractKinds = []struct {
	name  string
	kinds []report.FactKind
}{
	{"numbers", []report.FactKind{report.FactNumber}},
	{"quantities", []report.FactKind{report.FactQuantity}},
	{"activities", []report.FactKind{report.FactActivity}},
	{"honours", []report.FactKind{report.FactHonour}},
	{"placeholders", []report.FactKind{report.FactPlaceholder}},
	{"all", report.FactKinds},
}

type extractOptions struct {
	*Streams
	in    inputFlags
	out   outputFlags
	kinds []report.FactKind
	paths []string
}

func newExtract(s *Streams) *cobra.Command {
	o := &extractOptions{Streams: s}
	c := &cobra.Command{
		Use:   "extract 种类 路径…",
		Short: "只列事实:numbers quantities activities honours placeholders all",
		Long: `只列出材料中的事实,不作判断。种类:
  numbers       每一个数字及其作用
  quantities    数据:数值、单位、约数、对象、时段
  activities    开展的活动
  honours       获得的荣誉
  placeholders  未填的空白
  all           以上全部`,
		Example: `  hecha extract honours 材料/ -f csv -o 荣誉.csv`,
		Args: func(c *cobra.Command, args []string) error {
			var names []string
			for _, k := range extractKinds {
				names = append(names, k.name)
				if len(args) > 0 && k.name == args[0] {
					o.kinds = k.kinds
				}
			}
			if o.kinds == nil {
				return usageError{fmt.Errorf("请先写要列出的种类: %s", strings.Join(names, " "))}
			}
			return pathArgs(c, args[1:])
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args[1:]
			return o.run(c)
		},
	}
	o.in.register(c)
	o.out.register(c, offersFacts)
	return c
}

func offersFacts(f render.Format) bool { return f.Facts != nil }

func (o *extractOptions) run(c *cobra.Command) error {
	f, err := o.out.choose(o.Streams, offersFacts)
	if err != nil {
		return err
	}
	opt, err := o.in.options(o.Streams)
	if err != nil {
		return err
	}
	want := func(k report.FactKind) bool { return slices.Contains(o.kinds, k) }
	opt.FactsOnly, opt.Numbers = true, want(report.FactNumber)
	out, err := o.out.open(o.Streams)
	if err != nil {
		return err
	}
	defer out.Discard()
	p := newProgress(o.Streams, o.in.noProgress || o.in.quiet)
	unreadable := 0
	facts := func(yield func(report.Fact) bool) {
		for res := range engine.Run(c.Context(), o.paths, opt) {
			p.step()
			if res.Problem != nil {
				unreadable++
				p.clear()
				o.in.tell(o.Streams, res.Problem)
			}
			for _, r := range res.Reports {
				for _, fact := range r.Facts(want) {
					if !yield(fact) {
						return
					}
				}
			}
		}
	}
	if err := f.Facts(out, o.env(), facts); err != nil {
		return err
	}
	p.clear()
	if err := out.Finish(c.Context()); err != nil {
		return err
	}
	return exitCode(unreadable, 0)
}
