package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/finding"
)

// The verdicts.
const (
	Pass   = "pass"
	Revise = "revise"
	Return = "return"
)

// Thresholds decide the verdict.
type Thresholds struct {
	// ReturnErrors and ReturnPlaceholders send a report back from this many
	// errors (placeholders not counted) or placeholders on.
	ReturnErrors       int `toml:"return_errors"`
	ReturnPlaceholders int `toml:"return_placeholders"`
	// ReturnShared sends it back when this share of its characters (0–1)
	// stands in other reports.
	ReturnShared float64 `toml:"return_shared"`
	// ReviseErrors and ReviseWarnings ask for revision from this many on.
	ReviseErrors   int `toml:"revise_errors"`
	ReviseWarnings int `toml:"revise_warnings"`
}

// DefaultThresholds are the thresholds without configuration.
var DefaultThresholds = Thresholds{ReturnErrors: 8, ReturnPlaceholders: 6, ReturnShared: 0.5, ReviseErrors: 1, ReviseWarnings: 3}

// Judge sets verdict and reasons. shared is the share of the report's
// characters that stand in other reports, 0 when not compared.
func (r *Report) Judge(t Thresholds, shared float64) {
	errors, warnings := 0, 0
	for _, f := range r.Findings {
		switch {
		case strings.HasPrefix(f.Rule, "placeholder."): // counted as placeholders
		case f.Severity == finding.Error:
			errors++
		case f.Severity == finding.Warning:
			warnings++
		}
	}
	r.Verdict, r.Reasons = Pass, []string{}
	raise := func(to, why string) {
		if r.Verdict != Return {
			r.Verdict = to
		}
		r.Reasons = append(r.Reasons, why)
	}
	if slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Kind == string(doc.NotePartial) }) {
		raise(Revise, "文件没有读全,未能审核全文") // what was not read cannot pass
	}
	there := func(n int, are string) string { return "有" + strconv.Itoa(n) + "处" + are }
	if n := len(r.Placeholders); n >= t.ReturnPlaceholders {
		raise(Return, there(n, "空白未填"))
	} else if n > 0 {
		raise(Revise, there(n, "空白未填"))
	}
	if errors >= t.ReturnErrors {
		raise(Return, there(errors, "错误"))
	} else if errors >= t.ReviseErrors {
		raise(Revise, there(errors, "错误"))
	}
	if warnings >= t.ReviseWarnings {
		raise(Revise, there(warnings, "存疑"))
	}
	if shared >= t.ReturnShared && t.ReturnShared > 0 {
		raise(Return, fmt.Sprintf("%.0f%%的文字与其他材料相同", shared*100))
	}
}
