package similar

import (
	"context"
	"errors"
	"io/fs"

	"hecha/internal/intake"
	"hecha/internal/report"
	"hecha/internal/reuse"
)

// Options steer a comparison.
type Options struct {
	Jobs   int
	Intake intake.Options
	// Against are paths of earlier or superior's documents, compared with the
	// reports but not with each other.
	Against []string
	// Index is an index file to start from and to extend, "" for none.
	Index string
	// MinShare drops pairs that share less of both reports, 0 to 1.
	MinShare float64
	// CopiedNumbers asks for figures copied without their text.
	CopiedNumbers bool
	// Step is called for every input that was read; Unreadable for those that
	// could not be. Either may be nil.
	Step       func()
	Unreadable func(report.Unreadable) error
}

// Writer receives the results, pairs ordered by their reports.
type Writer interface {
	Pair(*Pair) error
	Unreadable(report.Unreadable) error
	// Close ends the output.
	Close(*Summary) error
}

// Run compares everything below paths and writes the results to w.
func Run(ctx context.Context, paths []string, opt Options, w Writer) (*Summary, error) {
	sum := &Summary{}
	told := opt.Unreadable
	opt.Unreadable = func(u report.Unreadable) error {
		sum.Unreadable++
		if told != nil {
			if err := told(u); err != nil {
				return err
			}
		}
		return w.Unreadable(u)
	}
	c, err := Collect(ctx, paths, opt)
	if err != nil {
		return sum, err
	}
	defer c.Close()
	if err := describe(ctx, c, opt, w, sum); err != nil {
		return sum, err
	}
	if opt.Index != "" {
		return sum, c.Save(opt.Index)
	}
	return sum, nil
}

// Describe writes what the reports of a collection share to w.
func Describe(ctx context.Context, c *reuse.Collection, opt Options, w Writer) (*Summary, error) {
	sum := &Summary{}
	return sum, describe(ctx, c, opt, w, sum)
}

func describe(ctx context.Context, c *reuse.Collection, opt Options, w Writer, sum *Summary) error {
	sum.Reports, sum.Text = c.Len(), c.Text
	d, groups := newDescriber(c), newClusters()
	var known []*reuse.Pair
	for raw, err := range c.Pairs(ctx) {
		if err != nil {
			return err
		}
		if opt.CopiedNumbers {
			known = append(known, raw)
		}
		if max(raw.ShareA, raw.ShareB) < opt.MinShare {
			continue
		}
		p, err := d.pair(raw)
		if err != nil {
			return err
		}
		groups.add(p)
		sum.Pairs++
		if err := w.Pair(p); err != nil {
			return err
		}
	}
	sum.Clusters = groups.list()
	if opt.CopiedNumbers {
		var err error
		if sum.Copied, err = d.copied(ctx, known); err != nil {
			return err
		}
	}
	return w.Close(sum)
}

// Collect reads everything below paths and opt.Against, on top of the index
// file if there is one.
func Collect(ctx context.Context, paths []string, opt Options) (*reuse.Collection, error) {
	var base *reuse.Stored
	if opt.Index != "" {
		var err error
		if base, err = reuse.Open(opt.Index); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	b := reuse.NewBuilder(base, reuse.Options{Jobs: opt.Jobs})
	for i, part := range [][]string{paths, opt.Against} {
		for in := range read(ctx, part, i == 1, opt.Jobs, opt.Intake) {
			if opt.Step != nil {
				opt.Step()
			}
			if in.problem != nil && opt.Unreadable != nil {
				if err := opt.Unreadable(*in.problem); err != nil {
					return nil, err
				}
			}
			for _, p := range in.reports {
				b.Add(p)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return b.Finish(ctx)
}
