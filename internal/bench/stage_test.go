package bench

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/go-ego/gse"

	"hecha/dict"
	"hecha/internal/activity"
	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/placeholder"
	"hecha/internal/profile"
	"hecha/internal/quantity"
	"hecha/internal/render"
	"hecha/internal/report"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
	"hecha/internal/stock"
	"hecha/internal/timeline"
)

// texts names real reports to measure with instead of made ones.
var texts = flag.String("texts", "", "benchmark on these files, a glob pattern")

// pile is the warm benchmark's input: the files of -texts, or reports of about
// 3,000 characters.
var pile = sync.OnceValue(func() []string {
	if *texts != "" {
		return given(*texts)
	}
	out := make([]string, 50)
	for i := range out {
		out[i] = Report(uint64(i), 9000)
	}
	return out
})

// given reads the files a pattern names.
func given(pattern string) (out []string) {
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		panic(fmt.Sprintf("no texts in %s: %v", pattern, err))
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			panic(err)
		}
		out = append(out, string(b))
	}
	return out
}

func size(texts []string) (n int64) {
	for _, t := range texts {
		n += int64(len(t))
	}
	return n
}

// perByte reports processor time, which a busy machine disturbs less than it
// does the clock.
func perByte(b *testing.B, start float64) {
	b.ReportMetric((processorTime()-start)*1e9/float64(b.N)/float64(size(pile())), "cpu-ns/byte")
}

// BenchmarkSegment is the yardstick: gse alone on the same text, with hecha's
// dictionary.
func BenchmarkSegment(b *testing.B) {
	seg := &gse.Segmenter{NotLoadHMM: true, SkipLog: true}
	if err := seg.LoadDictStr(dict.Words); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size(pile()))
	start := processorTime()
	for b.Loop() {
		for _, t := range pile() {
			seg.Segment([]byte(t))
		}
	}
	perByte(b, start)
}

// BenchmarkAudit is everything behind the reader: splitting, facts, all rules,
// the report and its JSON line.
func BenchmarkAudit(b *testing.B) {
	a := newAuditor(b, "jsonl")
	for _, t := range pile() {
		a.write(b, t) // whatever is loaded at first use
	}
	b.ReportAllocs()
	b.SetBytes(size(pile()))
	start := processorTime()
	for b.Loop() {
		for _, t := range pile() {
			a.write(b, t)
		}
	}
	perByte(b, start)
}

// BenchmarkParagraph audits one line of 1 KB to 4 MB: bytes/s must not fall.
func BenchmarkParagraph(b *testing.B) {
	a := newAuditor(b, "jsonl")
	for n := 1 << 10; n <= 4<<20; n *= 8 {
		b.Run(fmt.Sprintf("%dKB", n>>10), func(b *testing.B) {
			text := Paragraph(1, n)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				a.write(b, text)
			}
		})
	}
}

// BenchmarkStage times each stage alone; what it rests on is made beforehand.
func BenchmarkStage(b *testing.B) {
	lexical := func(d *doc.Document) { residue.Runs(d) } // the first to ask for dictionary words
	sentences := func(d *doc.Document) { segment.Sentences(d); segment.Clauses(d) }
	quantities := func(d *doc.Document) { quantity.Of(d) }
	stages := []struct {
		name   string
		before []func(*doc.Document)
		run    func(*doc.Document)
	}{
		{"dictionary", nil, lexical},
		{"sentences", nil, sentences},
		{"quantity", []func(*doc.Document){lexical, sentences}, quantities},
		{"placeholder", []func(*doc.Document){lexical, sentences, quantities}, func(d *doc.Document) { placeholder.Of(d) }},
		{"honour", []func(*doc.Document){lexical, sentences, quantities}, func(d *doc.Document) { honour.Of(d) }},
		{"activity", []func(*doc.Document){lexical, sentences, quantities, func(d *doc.Document) { honour.Of(d) }}, func(d *doc.Document) { activity.Of(d) }},
		{"joints", []func(*doc.Document){lexical, sentences}, func(d *doc.Document) { profile.Joints(d) }},
		{"profile", []func(*doc.Document){lexical, sentences, func(d *doc.Document) { profile.Joints(d) }}, func(d *doc.Document) { profile.Of(d) }},
		{"claim", []func(*doc.Document){lexical, sentences, quantities}, func(d *doc.Document) { claim.Sentences(d); claim.Runs(d); claim.Announcements(d); claim.Tables(d) }},
		{"timeline", []func(*doc.Document){lexical, sentences, quantities}, func(d *doc.Document) { timeline.Mentions(d) }},
		{"stock", []func(*doc.Document){lexical, sentences, quantities}, func(d *doc.Document) { stock.Clauses(d) }},
	}
	b.Run("fold", func(b *testing.B) {
		b.SetBytes(size(pile()))
		for b.Loop() {
			for _, t := range pile() {
				doc.Whole(source(t))
			}
		}
	})
	for _, st := range stages {
		b.Run(st.name, func(b *testing.B) {
			stage(b, func(d *doc.Document) {
				for _, f := range st.before {
					f(d)
				}
			}, st.run)
		})
	}
}

// BenchmarkRules times each rule family on finished facts.
func BenchmarkRules(b *testing.B) {
	families := map[string][]*rule.Rule{}
	var names []string
	for _, r := range rule.All() {
		f := rule.Family(r.ID)
		if families[f] == nil {
			names = append(names, f)
		}
		if !r.Corpus {
			families[f] = append(families[f], r)
		}
	}
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			stage(b, facts, func(d *doc.Document) {
				for _, r := range families[name] {
					r.Run(d, nil)
				}
			})
		})
	}
}

// BenchmarkReport times writing down what was found, and each output.
func BenchmarkReport(b *testing.B) {
	b.Run("build", func(b *testing.B) {
		stage(b, facts, func(d *doc.Document) { report.Build(d, nil, report.Checked{}) })
	})
	a := newAuditor(b, "jsonl")
	var reports []*report.Report
	var sum report.Summary
	for _, t := range pile() {
		for _, r := range a.audit(t) {
			reports = append(reports, r)
			sum.Add(r)
		}
	}
	for _, f := range render.All(func(f render.Format) bool { return f.Audit != nil }) {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(size(pile()))
			for b.Loop() {
				w := f.Audit(io.Discard, render.Env{})
				for _, r := range reports {
					if err := w.Report(r); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Close(sum); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// facts makes all facts of d.
func facts(d *doc.Document) {
	report.Build(d, nil, nil)
	claim.Sentences(d)
	claim.Runs(d)
	claim.Announcements(d)
	claim.Tables(d)
	timeline.Mentions(d)
	segment.Clauses(d)
}

// stage times run on fresh documents that before has prepared.
func stage(b *testing.B, before, run func(*doc.Document)) {
	b.SetBytes(size(pile()))
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		var ds []*doc.Document
		for _, t := range pile() {
			d := doc.Whole(source(t))
			before(d)
			ds = append(ds, d)
		}
		b.StartTimer()
		for _, d := range ds {
			run(d)
		}
		b.StopTimer()
		for _, d := range ds {
			d.Release()
		}
		b.StartTimer()
	}
}
