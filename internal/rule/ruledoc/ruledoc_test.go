package ruledoc

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"testing"

	"hecha/internal/rule"
	_ "hecha/internal/rule/all"
)

var update = flag.Bool("update", false, "write docs/rules.md")

const page = "../../../docs/rules.md"

func TestPageIsCurrent(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(page, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Error("docs/rules.md is stale: run go test ./internal/rule/ruledoc -update")
	}
}

func TestEveryFamilyIsShown(t *testing.T) {
	for _, r := range rule.All() {
		if !slices.ContainsFunc(Families, func(f struct{ ID, Label string }) bool { return f.ID == rule.Family(r.ID) }) {
			t.Errorf("%s: family not in Families", r.ID)
		}
	}
}

// contract lists the rule ids other people's scripts rely on.
var contract = []string{
	"placeholder.asterisk", "placeholder.cross", "placeholder.masked-date", "placeholder.blank", "placeholder.circle", "placeholder.bracket", "placeholder.instruction", "placeholder.elided",
	"figure.part-whole", "figure.table-total", "figure.ratio", "figure.growth", "figure.average", "figure.conflict", "figure.percent-range", "figure.percent-sign", "figure.split-number",
	"figure.tally", "figure.redundant-approx", "figure.range-order", "figure.magnitude", "figure.unit", "date.invalid", "date.order", "date.anachronism",
	"honour.level", "honour.conflict", "honour.incomplete", "structure.numbering", "structure.unbalanced", "structure.truncated", "structure.several-reports",
	"boilerplate.residue", "boilerplate.foreign-name", "boilerplate.spun", "boilerplate.duplicate", "boilerplate.shared", "boilerplate.stock", "text.garbled", "text.typo",
}

func TestContractIsComplete(t *testing.T) {
	for _, id := range contract {
		if !slices.ContainsFunc(rule.All(), func(r *rule.Rule) bool { return r.ID == id }) {
			t.Errorf("rule %s is missing", id)
		}
	}
}
