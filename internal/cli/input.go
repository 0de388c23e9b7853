package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hecha/internal/config"
	"hecha/internal/engine"
	"hecha/internal/finding"
	"hecha/internal/format"
	"hecha/internal/intake"
	"hecha/internal/lexicon"
	"hecha/internal/render"
	"hecha/internal/report"
	_ "hecha/internal/rule/all" // the catalogue
)

// inputFlags are the flags of every command that reads reports.
type inputFlags struct {
	configFile          string
	enable, disable     []string
	minSeverity, failOn string
	dicts               []string
	baseline            string
	jobs                int
	quiet, noProgress   bool
	password            string
	wholePage           bool
}

func (f *inputFlags) register(c *cobra.Command) {
	fl := c.Flags()
	fl.StringVar(&f.configFile, "config", "", "配置文件(默认读取当前文件夹中的 "+config.FileName+")")
	fl.IntVarP(&f.jobs, "jobs", "j", defaultJobs(), "同时处理的文件数")
	fl.BoolVarP(&f.quiet, "quiet", "q", false, "不显示提醒")
	fl.BoolVar(&f.noProgress, "no-progress", false, "不显示进度")
	fl.StringArrayVar(&f.dicts, "dict", nil, "追加词典文件,一行一词:词类<TAB>词(可多次使用)")
	fl.StringVar(&f.password, "password", "", "打开加密文件的密码")
	fl.BoolVar(&f.wholePage, "whole-page", false, "网页全文核查,不只取正文")
	fl.StringSliceVar(&f.enable, "enable", nil, "只用这些规则,可用通配符,如 figure.*")
	fl.StringSliceVar(&f.disable, "disable", nil, "不用这些规则,可用通配符")
	fl.StringVar(&f.minSeverity, "min-severity", "", "只列出此程度以上的问题: info warning error")
	fl.StringVar(&f.failOn, "fail-on", "", "有此程度以上的问题时退出码为 1: info warning error none(默认 error)")
	fl.StringVar(&f.baseline, "baseline", "", "已认可问题的清单,一行一个指纹")
}

// options reads configuration and dictionaries.
func (f *inputFlags) options(s *Streams) (engine.Options, error) {
	for _, name := range f.dicts {
		if err := addDict(name); err != nil {
			return engine.Options{}, usageError{err}
		}
	}
	c, err := config.Load(f.configFile)
	if err != nil {
		return engine.Options{}, usageError{err}
	}
	c.Enable = append(c.Enable, f.enable...)
	c.Disable = append(c.Disable, f.disable...)
	for _, set := range []struct {
		value string
		to    *finding.Severity
	}{{f.minSeverity, &c.MinSeverity}, {f.failOn, &c.FailOn}} {
		if set.value == "" {
			continue
		}
		if *set.to, err = finding.ParseSeverity(set.value); err != nil {
			return engine.Options{}, usageError{err}
		}
	}
	if f.baseline != "" {
		c.Baseline = f.baseline
	}
	if err := c.Prepare(); err != nil {
		return engine.Options{}, usageError{err}
	}
	return engine.Options{
		Jobs: f.jobs, Config: c,
		Intake: intake.Options{Stdin: s.In, Isolate: inChild, Format: format.Options{Password: f.password, WholePage: f.wholePage}},
	}, nil
}

func addDict(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("词典文件无法读取: %w", err)
	}
	defer file.Close()
	if err := lexicon.AddWords(file); err != nil {
		return fmt.Errorf("词典文件 %s: %w", name, err)
	}
	return nil
}

// tell prints what could not be read, in one line, whatever the format.
func (f *inputFlags) tell(s *Streams, u *report.Unreadable) {
	reason := render.UnreadableLabels[u.Reason]
	fmt.Fprintf(s.Err, "未审核 %s(%s):%s\n", render.Clean(u.Source), reason, render.Clean(strings.ReplaceAll(u.Detail, "\n", " ")))
}

// pathArgs demands at least one path.
func pathArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("请给出要核查的文件或文件夹,例如: %s 材料文件夹", c.CommandPath())}
	}
	return nil
}
