// Package finding is what a rule says: where, how bad, and why.
package finding

import (
	"fmt"
	"strings"

	"hecha/internal/doc"
)

// Severity is how bad a finding is.
type Severity int

// The severities.
const (
	Info Severity = iota
	Warning
	Error
	// None is above all severities: as a limit nothing reaches it.
	None
)

var severityNames = [...]string{"info", "warning", "error", "none"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the contract's name of the severity.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the contract's name of the severity.
func (s *Severity) UnmarshalText(b []byte) error {
	v, err := ParseSeverity(string(b))
	*s = v
	return err
}

// ParseSeverity reads "info", "warning", "error" or, for limits, "none".
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("未知的严重程度 %q,可用: info warning error", name)
}

// Evidence is a further place that a finding rests on.
type Evidence struct {
	doc.Span
	// Note is a short Chinese remark: what this place contributes.
	Note string
}

// Finding is one thing a reviewer should look at. Spans index Document.Text.
type Finding struct {
	Rule     string
	Severity Severity
	// Message is one Chinese sentence that names the figures or words and, for
	// a figure, shows the arithmetic.
	Message string
	doc.Span
	Evidence []Evidence
	// Suggestion is what to do, in Chinese, or empty.
	Suggestion string
}

// Compare orders findings by place, rule and message; no two different
// findings of a report compare equal.
func Compare(a, b *Finding) int {
	if c := a.Span.Compare(b.Span); c != 0 {
		return c
	}
	if c := strings.Compare(a.Rule, b.Rule); c != 0 {
		return c
	}
	return strings.Compare(a.Message, b.Message)
}
