// Package isolate runs readers that may hang or eat memory on hostile input
// where they can be stopped: in a child process of the same program.
//
// Starting a process costs more than reading an ordinary report, so small
// files get a quick attempt inside the main process first. That attempt is
// safe because it is bounded three ways: the reader is told to keep to small
// limits (format.Quick) and gives up with format.ErrCostly; its input counts
// what is read and watches the heap; and when it has not come back after
// quickTime it is abandoned, its result ignored and the file read by a child.
// An abandoned attempt cannot be stopped and keeps a processor busy, so after
// maxAbandoned of them everything goes to children.
package isolate

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"

	"hecha/internal/doc"
	"hecha/internal/format"
)

// Command is the hidden command of the program that calls Child.
const Command = "_extract"

// Limits of a child and of a quick attempt.
const (
	childTime   = 30 * time.Second
	childMemory = 512 << 20 // bytes of the Go runtime at which a child ends itself
	softMemory  = 384 << 20 // bytes above which its garbage collector works harder

	quickBytes   = 4 << 20 // larger files go to a child at once
	quickTime    = 3 * time.Second
	maxAbandoned = 2
)

// Exit codes of a child that ends itself.
const exitMemory = 86

// request and answer cross the pipe as gob; the file's bytes follow the request
// as they are, since gob would hold them twice.
type request struct {
	Name    string
	Size    int
	Options format.Options
}

type answer struct {
	Source *doc.Source
	Reason format.Reason // of the error, "" when there is none
	Detail string
}

var abandoned atomic.Int32

// Run reads in with the reader that format.Detect finds. exe is the program to
// start with the argument Command, "" for the running one. Errors are
// *format.Error but for those of ctx.
func Run(ctx context.Context, exe string, in format.Input, opt format.Options) (*doc.Source, error) {
	r := format.Detect(in)
	if r == nil {
		return nil, unsupported()
	}
	if len(in.Data) <= quickBytes && abandoned.Load() < maxAbandoned {
		src, err := attempt(ctx, r, in, opt)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if !errors.Is(err, format.ErrCostly) {
			return src, err
		}
	}
	return child(ctx, exe, in, opt)
}

func unsupported() error {
	return &format.Error{Reason: format.Unsupported, Detail: "不认识这种文件,请另存为 .docx 或 .pdf 后再提交。"}
}

type outcome struct {
	src *doc.Source
	err error
}

// attempt reads in inside this process; an attempt that takes too long counts
// as too costly.
func attempt(ctx context.Context, r *format.Reader, in format.Input, opt format.Options) (*doc.Source, error) {
	ctx, cancel := context.WithTimeoutCause(format.Quick(ctx), quickTime, format.ErrCostly)
	defer cancel()
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o = outcome{nil, format.AsError(fmt.Errorf("panic: %v", p))}
			}
			done <- o
		}()
		o.src, o.err = r.Read(ctx, in, opt)
	}()
	select {
	case o := <-done:
		if o.err != nil && ctx.Err() != nil {
			return nil, format.ErrCostly
		}
		return o.src, o.err
	case <-ctx.Done():
	}
	// Most readers notice the deadline; those that do not are left behind.
	select {
	case <-done:
	case <-time.After(200 * time.Millisecond):
		abandoned.Add(1)
	}
	return nil, format.ErrCostly
}

// child reads in in a process of its own.
func child(ctx context.Context, exe string, in format.Input, opt format.Options) (*doc.Source, error) {
	if exe == "" {
		var err error
		if exe, err = os.Executable(); err != nil {
			return nil, &format.Error{Reason: format.IO, Detail: "无法启动读取进程,文件未读取。", Err: err}
		}
	}
	limited, cancel := context.WithTimeout(ctx, childTime)
	defer cancel()
	var input, output bytes.Buffer
	if err := gob.NewEncoder(&input).Encode(request{in.Name, len(in.Data), opt}); err != nil {
		return nil, &format.Error{Reason: format.IO, Detail: "无法启动读取进程,文件未读取。", Err: err}
	}
	cmd := exec.CommandContext(limited, exe, Command)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2", "GOTRACEBACK=none")
	cmd.Stdin = io.MultiReader(&input, bytes.NewReader(in.Data))
	cmd.Stdout = &output
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if limited.Err() != nil {
		return nil, &format.Error{Reason: format.TooLarge, Detail: fmt.Sprintf("读取超过 %d 秒,已停止;文件可能已损坏,请重新导出后再提交。", int(childTime/time.Second)), Err: err}
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == exitMemory {
		return nil, &format.Error{Reason: format.TooLarge, Detail: fmt.Sprintf("读取所需内存超过 %d MB,已停止;文件可能已损坏,请重新导出后再提交。", childMemory>>20), Err: err}
	}
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended && cmd.ProcessState == nil {
		return nil, &format.Error{Reason: format.IO, Detail: "无法启动读取进程,文件未读取。", Err: err}
	}
	var a answer
	if decodeErr := gob.NewDecoder(&output).Decode(&a); decodeErr != nil {
		return nil, &format.Error{Reason: format.Damaged, Detail: "文件已损坏,读取进程异常退出;请重新导出后再提交。", Err: errors.Join(err, decodeErr)}
	}
	if a.Reason != "" {
		return nil, &format.Error{Reason: a.Reason, Detail: a.Detail}
	}
	if a.Source == nil {
		return nil, &format.Error{Reason: format.Damaged, Detail: "文件已损坏,读取进程没有给出结果;请重新导出后再提交。"}
	}
	return a.Source, nil
}

// Child is the other end: it answers one request and is meant to be all that
// its process does, as it ends the process when memory runs over.
func Child(stdin io.Reader, stdout io.Writer) error {
	debug.SetMemoryLimit(softMemory)
	go watch()
	var q request
	in := bufio.NewReader(stdin) // a ByteReader, so that gob reads no further than its message
	if err := gob.NewDecoder(in).Decode(&q); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	if q.Size < 0 || q.Size > format.MaxFile {
		return fmt.Errorf("request of %d bytes", q.Size)
	}
	file := format.Input{Name: q.Name, Data: make([]byte, q.Size)}
	if _, err := io.ReadFull(in, file.Data); err != nil {
		return fmt.Errorf("read file: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), childTime)
	defer cancel()
	var a answer
	var err error
	if r := format.Detect(file); r != nil {
		a.Source, err = r.Read(ctx, file, q.Options)
	} else {
		err = unsupported()
	}
	if err != nil {
		fe := format.AsError(err)
		a = answer{Reason: fe.Reason, Detail: fe.Detail}
	}
	if err := gob.NewEncoder(stdout).Encode(a); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

// watch ends the process when the Go runtime holds too much memory.
func watch() {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for {
		metrics.Read(samples)
		if samples[0].Value.Uint64()-samples[1].Value.Uint64() > childMemory {
			os.Exit(exitMemory)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
