package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"hecha/internal/render"
)

// outputFlags are the flags of every command that prints results.
type outputFlags struct {
	format string
	file   string
}

func (o *outputFlags) register(c *cobra.Command, has func(render.Format) bool) {
	var names []string
	for _, f := range render.All(has) {
		names = append(names, f.Name)
	}
	c.Flags().StringVarP(&o.format, "format", "f", "", "输出格式: "+strings.Join(names, " ")+"(终端上默认 table,其余默认 json)")
	c.Flags().StringVarP(&o.file, "output", "o", "", "写入此文件而不是标准输出")
}

// choose returns the format: the one asked for, else the one that the output
// file's extension names, else table or json.
func (o *outputFlags) choose(s *Streams, has func(render.Format) bool) (render.Format, error) {
	name := o.format
	if name == "" && o.file != "" {
		ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(o.file)), ".")
		if ext == "md" {
			ext = "markdown"
		}
		if _, err := render.ByName(ext, has); err == nil {
			name = ext
		}
	}
	if name == "" {
		name = "json"
		if s.OutWidth > 0 && o.file == "" {
			name = "table"
		}
	}
	f, err := render.ByName(name, has)
	if err != nil {
		return f, usageError{err}
	}
	if f.Binary && o.file == "" && s.OutWidth > 0 {
		return f, usageError{fmt.Errorf("%s 不能显示在终端上,请用 -o 指定文件", f.Name)}
	}
	return f, nil
}

// open returns where results go. Commit must be called when all is written; a
// file appears under its name only then, so that an interrupted run leaves an
// older result as it was.
func (o *outputFlags) open(s *Streams) (*output, error) {
	if o.file == "" {
		return &output{Writer: bufio.NewWriterSize(s.Out, 1<<16)}, nil
	}
	if st, err := os.Stat(o.file); err == nil && st.IsDir() {
		return nil, usageError{fmt.Errorf("-o %s 是一个文件夹,请写文件名", o.file)}
	}
	f, err := os.CreateTemp(filepath.Dir(o.file), ".hecha-*")
	if err != nil {
		return nil, usageError{fmt.Errorf("无法写入 %s: %w", o.file, err)}
	}
	return &output{Writer: bufio.NewWriterSize(f, 1<<16), temp: f, name: o.file}, nil
}

type output struct {
	*bufio.Writer
	temp *os.File
	name string
}

// Commit flushes and puts the file in place.
func (o *output) Commit() error {
	if err := o.Flush(); err != nil {
		return err
	}
	if o.temp == nil {
		return nil
	}
	t := o.temp
	o.temp = nil
	// CreateTemp makes the file private; results are as readable as any file.
	err := errors.Join(t.Chmod(0o644), t.Close())
	if err == nil {
		err = os.Rename(t.Name(), o.name)
	}
	if err != nil {
		os.Remove(t.Name())
		return fmt.Errorf("无法写入 %s: %w", o.name, err)
	}
	return nil
}

// Finish ends an output: it is put in place, or, when the run was interrupted,
// what is on standard output is flushed, so that it is whole as far as it goes,
// and a file is left as it was.
func (o *output) Finish(ctx context.Context) error {
	if ctx.Err() == nil {
		return o.Commit()
	}
	if o.temp == nil {
		if err := o.Flush(); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}

// Discard drops what was not committed.
func (o *output) Discard() {
	if o.temp != nil {
		o.temp.Close()
		os.Remove(o.temp.Name())
		o.temp = nil
	}
}

var _ io.Writer = (*output)(nil)

func (s *Streams) env() render.Env {
	return render.Env{Width: s.OutWidth, Color: s.Color, Version: Version()}
}
