// Package cli is the command line: one file a command. Commands fill an
// options structure from flags and run over injected streams; only Main
// decides the exit code.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// The exit codes; other people's scripts rely on them.
const (
	exitOK          = 0
	exitFindings    = 1
	exitUsage       = 2
	exitUnreadable  = 3
	exitInterrupted = 130
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// OutWidth is the terminal width of Out in cells, 0 if it is none; ErrTTY
	// tells whether Err is a terminal.
	OutWidth int
	ErrTTY   bool
	// Color allows colours on Out.
	Color bool
}

// System returns the process's own streams.
func System() *Streams {
	s := &Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, ErrTTY: term.IsTerminal(int(os.Stderr.Fd()))}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		s.OutWidth = 100
		if w, _, err := term.GetSize(fd); err == nil && w > 0 {
			s.OutWidth = w
		}
		s.Color = os.Getenv("NO_COLOR") == ""
	}
	return s
}

// exitError carries an exit code without a message: the command has already
// said what there is to say.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// exitCode says how a finished run ends: with inputs that could not be read,
// with findings at or above the limit, or well.
func exitCode(unreadable, findings int) error {
	switch {
	case unreadable > 0:
		return exitError(exitUnreadable)
	case findings > 0:
		return exitError(exitFindings)
	}
	return nil
}

// usageError marks wrong usage or configuration.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// gcPercent is how much the heap may grow between collections.
const gcPercent = 150

// Main runs the command line and returns the exit code.
func Main(args []string, s *Streams) int {
	if os.Getenv("GOGC") == "" {
		// The dictionaries stay, reports come and go: a heap of a few reports
		// more costs little and saves collecting for every one of them.
		debug.SetGCPercent(gcPercent)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: slog.LevelWarn})))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if ctx.Err() != nil {
		fmt.Fprintln(s.Err, "hecha: 已中断")
		return exitInterrupted
	}
	if err == nil {
		return exitOK
	}
	if code, ok := errors.AsType[exitError](err); ok {
		return int(code)
	}
	fmt.Fprintf(s.Err, "hecha: %v\n", err)
	return exitUsage
}

func newRoot(s *Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "hecha",
		Short: "核查中文工作汇报:是否填全、是否自己的、数字是否对得上",
		Long: `hecha(核查)通读各单位报来的工作汇报、总结、讲话,指出没有填写的空白、
互相矛盾的数字、照抄的文字,列出每份材料做了什么、得了什么,并把各单位放在一起比较。
只读取文件,不改动任何材料,不需要网络。`,
		Version:           Version(),
		SilenceUsage:      true,
		SilenceErrors:     true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(usageTemplate)
	root.SetVersionTemplate("hecha {{.Version}}\n")
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "查看命令的用法", Run: func(c *cobra.Command, args []string) {
		if cmd, _, err := root.Find(args); err == nil {
			cmd.InitDefaultHelpFlag()
			_ = cmd.Help()
		}
	}})
	for _, f := range commands {
		root.AddCommand(f(s))
	}
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "查看用法"
	}
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = "显示版本"
	return root
}

// commands are the constructors of all commands; each command's file adds its
// own.
var commands []func(*Streams) *cobra.Command

// addCommand registers a command; call it from package-level variables.
func addCommand(f func(*Streams) *cobra.Command) bool {
	commands = append(commands, f)
	return true
}

// Version returns the module version the binary was built from.
func Version() string {
	if bi, ok := debug.ReadBuildInfo(); ok && bi.Main.Version != "" && bi.Main.Version != "(devel)" {
		return bi.Main.Version
	}
	return "0.1.0"
}

func defaultJobs() int { return runtime.GOMAXPROCS(0) }

const usageTemplate = `用法:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令 [参数]

命令:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

例子:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

用 "{{.CommandPath}} 命令 --help" 查看各命令的选项。{{end}}
`
