package render

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"hecha/internal/finding"
	"hecha/internal/report"
	"hecha/internal/rule"
)

var _ = Register(Format{
	Name: "sarif", Label: "SARIF 2.1.0,供其他工具读取",
	Audit: func(w io.Writer, env Env) AuditWriter { return &sarifAudit{w: w, env: env} },
})

// sarifAudit writes one SARIF run: results as they come, what could not be read
// as notifications at the end.
type sarifAudit struct {
	w       io.Writer
	env     Env
	results *jsonArray
	unread  []sarifNotification
	index   map[string]int // rule id → index in the tool's rules
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID               string       `json:"id"`
	ShortDescription sarifMessage `json:"shortDescription"`
	FullDescription  sarifMessage `json:"fullDescription"`
	Default          struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifRegion struct {
	StartLine   int          `json:"startLine"`
	StartColumn int          `json:"startColumn"`
	EndLine     int          `json:"endLine"`
	EndColumn   int          `json:"endColumn"`
	CharOffset  int          `json:"charOffset"`
	CharLength  int          `json:"charLength"`
	Snippet     sarifMessage `json:"snippet"`
}

type sarifLocation struct {
	ID       int           `json:"id,omitempty"`
	Message  *sarifMessage `json:"message,omitempty"`
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifResult struct {
	RuleID      string            `json:"ruleId"`
	RuleIndex   int               `json:"ruleIndex"`
	Level       string            `json:"level"`
	Message     sarifMessage      `json:"message"`
	Locations   []sarifLocation   `json:"locations"`
	Related     []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprint map[string]string `json:"partialFingerprints"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifMessage    `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

var sarifLevels = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "note"}

func (s *sarifAudit) begin() error {
	if s.results != nil {
		return nil
	}
	s.index = map[string]int{}
	rules := []sarifRule{}
	for i, r := range rule.All() {
		sr := sarifRule{ID: r.ID, ShortDescription: sarifMessage{r.Title}, FullDescription: sarifMessage{r.Why}}
		sr.Default.Level = sarifLevels[r.Severity]
		rules = append(rules, sr)
		s.index[r.ID] = i
	}
	driver, err := marshal(map[string]any{"name": "hecha", "version": s.env.Version, "rules": rules})
	if err != nil {
		return err
	}
	// Columns count code points, as everywhere in hecha.
	s.results = &jsonArray{w: s.w, open: `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","tool":{"driver":` + string(driver) + `},"results":[`}
	return nil
}

func (s *sarifAudit) Report(r *report.Report) error {
	if err := s.begin(); err != nil {
		return err
	}
	for _, f := range r.Findings {
		res := sarifResult{
			RuleID: f.Rule, RuleIndex: -1, Level: sarifLevels[f.Severity], Message: sarifMessage{f.Message},
			Locations:   []sarifLocation{locate(r.Source, f.Span)},
			Fingerprint: map[string]string{"hecha/v1": f.Fingerprint},
		}
		if i, ok := s.index[f.Rule]; ok {
			res.RuleIndex = i
		}
		for i, e := range f.Evidence {
			source := r.Source
			if e.Source != "" {
				source = e.Source
			}
			l := locate(source, e.Span)
			l.ID, l.Message = i+1, &sarifMessage{e.Note}
			res.Related = append(res.Related, l)
		}
		if err := s.results.add(res); err != nil {
			return err
		}
	}
	return nil
}

func (s *sarifAudit) Unreadable(u report.Unreadable) error {
	var l sarifLocation
	l.Physical.Artifact.URI = uri(u.Source)
	s.unread = append(s.unread, sarifNotification{"error", sarifMessage{u.Detail}, []sarifLocation{l}})
	return nil
}

func (s *sarifAudit) Close(report.Summary) error {
	if err := s.begin(); err != nil {
		return err
	}
	inv, err := json.Marshal([]map[string]any{{"executionSuccessful": len(s.unread) == 0, "toolExecutionNotifications": s.unread}})
	if err != nil {
		return err
	}
	if s.unread == nil {
		inv = []byte(`[{"executionSuccessful":true}]`)
	}
	return s.results.close(`],"invocations":` + string(inv) + "}]}\n")
}

func locate(source string, sp report.Span) sarifLocation {
	var l sarifLocation
	l.Physical.Artifact.URI = uri(source)
	r := &sarifRegion{StartLine: sp.Line, StartColumn: sp.Column, CharOffset: sp.Start, CharLength: sp.End - sp.Start, Snippet: sarifMessage{sp.Text}}
	r.EndLine, r.EndColumn = sp.Line, sp.Column+sp.End-sp.Start
	if n := strings.Count(sp.Text, "\n"); n > 0 {
		r.EndLine += n
		r.EndColumn = utf8.RuneCountInString(sp.Text[strings.LastIndex(sp.Text, "\n")+1:]) + 1
	}
	l.Physical.Region = r
	return l
}

// uri writes a path as a reference: relative as given, absolute as a file URI.
func uri(path string) string {
	u := url.URL{Path: path}
	drive := len(path) > 2 && path[1] == ':' && path[2] == '/'
	if drive {
		u.Path = "/" + path
	}
	if drive || strings.HasPrefix(path, "/") {
		u.Scheme = "file"
	}
	return u.String()
}
