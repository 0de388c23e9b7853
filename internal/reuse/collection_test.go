package reuse

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// planted returns a corpus and the pairs made related in it, by the kind they
// should be found as.
func planted() ([]Report, map[[2]string]Kind) {
	rs := corpus(60, 1)
	r := rand.New(rand.NewPCG(5, 5))
	want := map[[2]string]Kind{}
	relate := func(i, j int, k Kind) { want[[2]string{rs[j].Source, rs[i].Source}] = k }
	rs[10].Text = rs[3].Text
	relate(3, 10, Copy)
	rs[20].Text = refill(rs[4].Text, r)
	relate(4, 20, Form)
	lines := strings.SplitAfter(rs[30].Text, "\n")
	lines[2] = strings.SplitAfter(rs[5].Text, "\n")[4]
	rs[30].Text = strings.Join(lines, "")
	relate(5, 30, Lift)
	lines = strings.SplitAfter(rs[6].Text, "\n")
	slices.Reverse(lines)
	rs[40].Text = strings.ReplaceAll(strings.Join(lines, ""), ",", "，")
	relate(6, 40, Copy)
	return rs, want
}

func build(t testing.TB, base *Stored, jobs int, rs []Report) *Collection {
	t.Helper()
	b := NewBuilder(base, Options{Jobs: jobs})
	for _, r := range rs {
		b.Add(Prepare(r))
	}
	c, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func pairs(t testing.TB, c *Collection) []*Pair {
	t.Helper()
	var out []*Pair
	for p, err := range c.Pairs(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// named makes pairs comparable between collections that number reports
// differently.
func named(t testing.TB, c *Collection, ps []*Pair) []string {
	var out []string
	for _, p := range ps {
		b, err := json.Marshal(p.Passages)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %s %s %.4f %.4f %.2f %s", c.Report(p.A).Source, c.Report(p.B).Source, p.Kind, p.ShareA, p.ShareB, p.Evidence, b))
	}
	return out
}

func TestPairs(t *testing.T) {
	rs, want := planted()
	c := build(t, nil, 2, rs)
	for _, p := range pairs(t, c) {
		k := [2]string{c.Report(p.A).Source, c.Report(p.B).Source}
		if want[k] == "" {
			t.Errorf("%v share nothing: %+v", k, p)
		} else if want[k] != p.Kind {
			t.Errorf("%v: %s, want %s", k, p.Kind, want[k])
		}
		delete(want, k)
	}
	for k := range want {
		t.Errorf("%v not found", k)
	}
}

// TestPassages checks that passages and differences lie in their texts, in
// order, and that what is not listed as a difference reads the same.
func TestPassages(t *testing.T) {
	rs, _ := planted()
	c := build(t, nil, 2, rs)
	strip := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(",，。:\n ", r) {
				return -1
			}
			return r
		}, s)
	}
	for _, p := range pairs(t, c) {
		a, _ := c.Text(p.A)
		b, _ := c.Text(p.B)
		if p.ShareA < 0 || p.ShareA > 1 || p.ShareB < 0 || p.ShareB > 1 || len(p.Passages) == 0 {
			t.Errorf("shares %v, %v, %d passages", p.ShareA, p.ShareB, len(p.Passages))
		}
		for _, g := range p.Passages {
			if g.Agreement < 0 || g.Agreement > 1 {
				t.Errorf("agreement %v", g.Agreement)
			}
			i, j := g.A.Start, g.B.Start
			for _, d := range append(g.Differences, Difference{A: Range{g.A.End, g.A.End}, B: Range{g.B.End, g.B.End}}) {
				if d.A.Start < i || d.A.End > g.A.End || d.B.Start < j || d.B.End > g.B.End || d.A.End < d.A.Start {
					t.Fatalf("difference %+v of %+v", d, g)
				}
				if x, y := strip(a[i:d.A.Start]), strip(b[j:d.B.Start]); x != y || !utf8.ValidString(a[i:d.A.Start]) {
					t.Fatalf("not a difference: %q, %q", x, y)
				}
				i, j = d.A.End, d.B.End
			}
		}
	}
}

func TestSameForAnyJobs(t *testing.T) {
	rs, _ := planted()
	one := build(t, nil, 1, rs)
	want := named(t, one, pairs(t, one))
	for _, jobs := range []int{2, 3, 8} {
		c := build(t, nil, jobs, rs)
		if got := named(t, c, pairs(t, c)); !reflect.DeepEqual(got, want) {
			t.Errorf("%d jobs:\n%s\nwant\n%s", jobs, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestIncremental adds the reports to an index file in three runs; the last
// run asks about all of them and must say what one run over all says.
func TestIncremental(t *testing.T) {
	rs, _ := planted()
	batch := build(t, nil, 2, rs)
	want := named(t, batch, pairs(t, batch))
	name := filepath.Join(t.TempDir(), "x.index")
	var base *Stored
	var found []string
	for i, part := range [][]Report{rs[:25], rs[25:45], rs[45:]} {
		c := build(t, base, 2, part)
		got := named(t, c, pairs(t, c))
		if i == 0 && len(got) == 0 {
			t.Error("nothing found in the first run")
		}
		found = append(found, got...)
		if err := c.Save(name); err != nil {
			t.Fatal(err)
		}
		var err error
		if base, err = Open(name); err != nil {
			t.Fatal(err)
		}
	}
	if len(found) != len(want) {
		t.Errorf("%d pairs over three runs, want %d", len(found), len(want))
	}
	all := build(t, base, 2, rs)
	if all.Len() != len(rs) {
		t.Fatalf("%d reports, want %d", all.Len(), len(rs))
	}
	if got := named(t, all, pairs(t, all)); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestExtend covers what large index files go through: reports appended behind
// an index that is not built anew.
func TestExtend(t *testing.T) {
	rs, _ := planted()
	name := filepath.Join(t.TempDir(), "x.index")
	if err := build(t, nil, 2, rs[:50]).Save(name); err != nil {
		t.Fatal(err)
	}
	defer func(small, grow int) { smallIndex, growth = small, grow }(smallIndex, growth)
	smallIndex, growth = 10, 1
	for i := 50; i < len(rs); i += 5 {
		base, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if base.built != 50 || len(base.entries) != i {
			t.Fatalf("index of %d, %d reports; want 50, %d", base.built, len(base.entries), i)
		}
		if err := build(t, base, 2, rs[i:i+5]).Save(name); err != nil {
			t.Fatal(err)
		}
	}
	base, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	// The query copies a report of the index and one that was appended.
	q := Report{Source: "new.txt", Text: rs[7].Text + rs[57].Text}
	c := build(t, base, 1, []Report{q})
	defer c.Close()
	var got []string
	for _, p := range pairs(t, c) {
		got = append(got, c.Report(p.B).Source)
	}
	if !slices.Equal(got, []string{rs[7].Source, rs[57].Source}) {
		t.Errorf("found %v", got)
	}
}

func TestReplaced(t *testing.T) {
	rs := corpus(20, 3)
	name := filepath.Join(t.TempDir(), "x.index")
	if err := build(t, nil, 1, rs).Save(name); err != nil {
		t.Fatal(err)
	}
	base, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := rs[4]
	changed.Text = rs[9].Text
	c := build(t, base, 1, []Report{changed})
	defer c.Close()
	if c.Len() != 20 {
		t.Errorf("%d reports, want 20", c.Len())
	}
	if ps := pairs(t, c); len(ps) != 1 || c.Report(ps[0].B).Source != rs[9].Source {
		t.Errorf("%v", named(t, c, ps))
	}
}

func TestReferences(t *testing.T) {
	rs := corpus(30, 4)
	rs[20].Text, rs[21].Text = rs[2].Text, rs[2].Text
	for _, i := range []int{2, 20} {
		rs[i].Reference = true
	}
	c := build(t, nil, 2, rs)
	var got []string
	for _, p := range pairs(t, c) {
		got = append(got, c.Report(p.A).Source+" "+c.Report(p.B).Source)
	}
	if want := []string{rs[21].Source + " " + rs[2].Source, rs[21].Source + " " + rs[20].Source}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFamily: a form that very many filled in is found although every gram of
// it is over the cut.
func TestFamily(t *testing.T) {
	rs := corpus(140, 6)
	r := rand.New(rand.NewPCG(8, 8))
	for i := 60; i < 100; i++ {
		rs[i].Text = refill(rs[60].Text, r)
	}
	c := build(t, nil, 2, rs)
	linked := map[int]bool{60: true}
	for _, p := range pairs(t, c) {
		if p.A < 60 || p.A >= 100 || p.B < 60 || p.B >= 100 {
			t.Errorf("stranger: %d, %d", p.A, p.B)
		}
		if linked[p.B] {
			linked[p.A] = true
		}
	}
	if len(linked) != 40 {
		t.Errorf("%d of 40 linked", len(linked))
	}
	template, err := c.Template(70)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, g := range template {
		n += g.End - g.Start
	}
	if n*10 < len(rs[70].Text)*8 {
		t.Errorf("%d of %d bytes are template text", n, len(rs[70].Text))
	}
}

// TestSpun: words swapped throughout several copies are learned from them.
func TestSpun(t *testing.T) {
	rs := corpus(60, 7)
	spin := strings.NewReplacer("办起", "兴起", "添置", "购置", "统计", "核计", "提议", "倡议", "登记", "记录", "整修", "修缮", "存放", "寄放")
	for i := range 8 {
		rs[20+i].Text = spin.Replace(rs[i].Text)
	}
	c := build(t, nil, 2, rs)
	found := 0
	for _, p := range pairs(t, c) {
		if p.A == p.B+20 {
			found++
			if p.Spun == 0 {
				t.Errorf("pair %d: no spun word", p.B)
			}
		}
	}
	if found != 8 {
		t.Errorf("%d of 8 found", found)
	}
	if n := c.words.Len(); n < 8 || n > 20 {
		t.Errorf("%d words learned: %v", n, c.words.Pairs())
	}
}

func TestEmpty(t *testing.T) {
	c := build(t, nil, 2, []Report{{Source: "a"}, {Source: "b", Text: "短"}, {Source: "c", Text: "\n\n"}})
	if ps := pairs(t, c); len(ps) != 0 {
		t.Error(ps)
	}
	if c := build(t, nil, 2, nil); len(pairs(t, c)) != 0 {
		t.Error("pairs of nothing")
	}
}

func TestCancelled(t *testing.T) {
	c := build(t, nil, 2, corpus(40, 1))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	last := error(nil)
	for _, err := range c.Pairs(ctx) {
		last = err
	}
	if last == nil {
		t.Error("no error")
	}
}

func BenchmarkBuild(b *testing.B) {
	rs := corpus(300, 2)
	n := 0
	for _, r := range rs {
		n += len(r.Text)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		build(b, nil, 1, rs)
	}
}

func BenchmarkQuery(b *testing.B) {
	rs := corpus(2000, 2)
	c := build(b, nil, 1, rs)
	s := c.newScratch()
	i := 0
	for b.Loop() {
		if _, err := c.pairsOf(nil, len(rs)-1-i%100, s); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
