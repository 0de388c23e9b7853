// Package rendertest drives the outputs with results of the real engine: every
// format is read back and must tell the same story.
package rendertest

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hecha/internal/config"
	"hecha/internal/engine"
	"hecha/internal/report"
	_ "hecha/internal/rule/all" // the catalogue
)

var record = flag.Bool("record", false, "record the results that the goldens of package render are made of")

// audit runs the engine over the sample reports whose names start with one of
// prefixes, or over all of them.
func audit(t testing.TB, prefixes ...string) []*report.Report {
	t.Helper()
	files, err := filepath.Glob("../../../testdata/reports/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample reports", err)
	}
	if len(prefixes) > 0 {
		files = slices.DeleteFunc(files, func(f string) bool {
			return !slices.Contains(prefixes, filepath.Base(f)[:2])
		})
	}
	var out []*report.Report
	for res := range engine.Run(context.Background(), files, engine.Options{Jobs: 2, Config: config.Default()}) {
		if res.Problem != nil {
			t.Fatal(res.Problem)
		}
		for _, r := range res.Reports {
			r.Source = filepath.Base(r.Source)
			out = append(out, r)
		}
	}
	return out
}

// TestRecord renews ../testdata/results.json.
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("only with -record")
	}
	type recorded struct {
		*report.Report
		Text      string `json:"body"`
		TextStart int    `json:"body_start"`
	}
	var rs []recorded
	for _, r := range audit(t, "03", "06") {
		rs = append(rs, recorded{r, r.Text, r.TextStart})
	}
	b, err := json.MarshalIndent(rs, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../testdata/results.json", append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
