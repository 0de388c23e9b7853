// Package config is what a user may set: which rules run, how severe they are,
// their thresholds, and which known findings are accepted. It is one typed
// structure, read from a TOML file and overridden by flags.
package config

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/BurntSushi/toml"

	"hecha/internal/finding"
	"hecha/internal/report"
	"hecha/internal/rule"
)

// FileName is the configuration file that is read from the current folder when
// none is named.
const FileName = "hecha.toml"

// Config is the whole configuration.
type Config struct {
	// Enable and Disable are rule globs; Disable wins, and an empty Enable
	// means all rules.
	Enable  []string `toml:"enable"`
	Disable []string `toml:"disable"`
	// MinSeverity hides findings below it; FailOn decides exit code 1.
	MinSeverity finding.Severity `toml:"min_severity"`
	FailOn      finding.Severity `toml:"fail_on"`
	// Severity overrides the severity of rules by glob; "off" disables.
	Severity map[string]string `toml:"severity"`
	// Params holds thresholds by rule id and name.
	Params map[string]map[string]float64 `toml:"params"`
	// Verdict holds the limits of pass, revise and return.
	Verdict report.Thresholds `toml:"verdict"`
	// Baseline names a file of accepted fingerprints, one a line.
	Baseline string `toml:"baseline"`

	accepted map[string]bool
}

// Default returns the configuration without a file.
func Default() *Config {
	return &Config{FailOn: finding.Error, Verdict: report.DefaultThresholds}
}

// Load reads a configuration file; name "" reads FileName if it exists.
func Load(name string) (*Config, error) {
	c := Default()
	file := name
	if file == "" {
		file = FileName
	}
	meta, err := toml.DecodeFile(file, c)
	if name == "" && errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, fmt.Errorf("配置文件 %s 无法使用: %w", file, err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return nil, fmt.Errorf("配置文件 %s 中没有这一项: %s", file, un[0])
	}
	return c, c.Prepare()
}

// Prepare checks the rule globs and reads the baseline; call it after flags
// have been applied.
func (c *Config) Prepare() error {
	for _, globs := range [][]string{c.Enable, c.Disable, keys(c.Severity), keys(c.Params)} {
		for _, g := range globs {
			if !matchesAny(g) {
				return fmt.Errorf("没有与 %q 相符的规则,可用 hecha rules 查看", g)
			}
		}
	}
	for g, s := range c.Severity {
		if s == "off" {
			continue
		}
		if _, err := finding.ParseSeverity(s); err != nil {
			return fmt.Errorf("规则 %s: %w", g, err)
		}
	}
	if c.Baseline == "" {
		return nil
	}
	return c.readBaseline()
}

func (c *Config) readBaseline() error {
	f, err := os.Open(c.Baseline)
	if err != nil {
		return fmt.Errorf("基线文件无法读取: %w", err)
	}
	defer f.Close()
	c.accepted = map[string]bool{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		// The fingerprint stands first; the rest of a line is for people.
		if fields := strings.Fields(sc.Text()); len(fields) > 0 && fields[0][0] != '#' {
			c.accepted[fields[0]] = true
		}
	}
	return sc.Err()
}

// Accepted reports whether the baseline accepts a finding.
func (c *Config) Accepted(fingerprint string) bool { return c.accepted[fingerprint] }

// Rules returns the rules that run, sorted by id.
func (c *Config) Rules() []*rule.Rule {
	var out []*rule.Rule
	for _, r := range rule.All() {
		on := len(c.Enable) == 0 || matches(c.Enable, r.ID)
		if on && !matches(c.Disable, r.ID) && c.Severity[r.ID] != "off" {
			out = append(out, r)
		}
	}
	return out
}

// SeverityOf returns the severity of a finding after overrides; the longest
// matching glob wins.
func (c *Config) SeverityOf(id string, s finding.Severity) finding.Severity {
	best := ""
	for g := range c.Severity {
		if rule.Match(g, id) && (len(g) > len(best) || len(g) == len(best) && g < best) {
			best = g
		}
	}
	if best == "" {
		return s
	}
	v, err := finding.ParseSeverity(c.Severity[best])
	if err != nil {
		return s
	}
	return v
}

// Param returns the thresholds of one rule.
func (c *Config) Param(id string) func(string, float64) float64 {
	set := c.Params[id]
	return func(name string, def float64) float64 {
		if v, ok := set[name]; ok {
			return v
		}
		return def
	}
}

func matches(globs []string, id string) bool {
	for _, g := range globs {
		if rule.Match(g, id) {
			return true
		}
	}
	return false
}

func matchesAny(glob string) bool {
	for _, r := range rule.All() {
		if rule.Match(glob, r.ID) {
			return true
		}
	}
	return false
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}
