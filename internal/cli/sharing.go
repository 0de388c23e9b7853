package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"hecha/internal/engine"
	"hecha/internal/intake"
	"hecha/internal/reuse"
	"hecha/internal/rule"
	"hecha/internal/similar"
)

// sharingFlags are the flags of commands that look for text that reports
// share besides what each says.
type sharingFlags struct {
	against []string
	mode    string
}

func (f *sharingFlags) register(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.against, "against", nil, "与这些往年或上级的材料对照(可多次使用)")
	c.Flags().StringVar(&f.mode, "shared", "auto", fmt.Sprintf("比对材料之间相同的文字: auto(不超过%d个文件时) on off", mostCompared))
}

// mostCompared is how many files are compared with each other unless asked
// for: comparing keeps an index of all texts, and audits of any number of
// files should run in the same memory.
const mostCompared = 2000

// collect reads all reports once beforehand to find what they share, and hands
// the engine a way to ask for it. It returns nil where there is nothing to
// compare; the caller closes the collection after the run.
func (f *sharingFlags) collect(ctx context.Context, s *Streams, in *inputFlags, paths []string, opt *engine.Options) (*reuse.Collection, error) {
	switch {
	case f.mode != "auto" && f.mode != "on" && f.mode != "off":
		return nil, usageError{fmt.Errorf("--shared 应为 auto、on 或 off,不是 %q", f.mode)}
	case f.mode == "off", slices.Contains(paths, "-"), !slices.ContainsFunc(opt.Config.Rules(), func(r *rule.Rule) bool { return r.Corpus }):
		return nil, nil
	}
	files := 0
	for range intake.List(ctx, paths, opt.Intake) {
		if files++; files > mostCompared {
			break
		}
	}
	switch {
	case files < 2 && len(f.against) == 0:
		return nil, nil
	case files > mostCompared && f.mode == "auto" && len(f.against) == 0:
		if !in.quiet {
			fmt.Fprintf(s.Err, "文件超过%d个,没有比对相互之间相同的文字;需要时请用 --shared on 或 hecha similar。\n", mostCompared)
		}
		return nil, nil
	}
	c, err := similar.Collect(ctx, paths, similar.Options{Jobs: in.jobs, Intake: opt.Intake, Against: f.against})
	if err != nil {
		return nil, err
	}
	shared, err := similar.FindShared(ctx, c)
	if err != nil {
		c.Close()
		return nil, err
	}
	opt.Extra = shared.Of
	return c, nil
}
