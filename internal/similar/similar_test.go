package similar

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/report"
	"hecha/internal/reuse"
)

// article returns a report of n sentences that no other seed writes.
func article(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 77))
	who := []string{"渡口的船工", "守林的老人", "识字的学员", "集市上的摊主", "修伞的师傅", "放电影的青年", "管账的会计", "开车的司机"}
	did := []string{"清理了旧水渠", "补齐了缺失的台阶", "抄写了村里的碑文", "接送了放学的孩子", "丈量了荒废的梯田", "登记了空置的房屋", "缝补了演出的戏服", "收集了散落的家谱"}
	then := []string{"傍晚在祠堂里点数", "次日又去邻村帮忙", "账目贴在桥头公示", "余下的交给众人", "经过写进了村志", "费用由大家分摊", "照片挂在走廊里", "工具轮流保管"}
	pick := func(s []string) string { return s[r.IntN(len(s))] }
	var b strings.Builder
	for i := range n {
		switch n := 2 + r.IntN(900); r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "%s和%s用%d天%s,%s。", pick(who), pick(who), n, pick(did), pick(then))
		case 1:
			fmt.Fprintf(&b, "说到%d元余款,%s提议:谁%s,就归谁支配。", n, pick(who), pick(did))
		case 2:
			fmt.Fprintf(&b, "第二天一早,%s,因此%s只%s%d处。", pick(then), pick(who), pick(did), n)
		default:
			fmt.Fprintf(&b, "据%s回忆,当年有%d人参加,%s不在其中,后来才%s,又过几年%s。", pick(who), n, pick(who), pick(did), pick(then))
		}
		if i%5 == 4 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// write makes a folder of reports.
func write(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type collected struct {
	pairs      []*Pair
	unreadable []report.Unreadable
	sum        *Summary
}

func (c *collected) Pair(p *Pair) error { c.pairs = append(c.pairs, p); return nil }
func (c *collected) Unreadable(u report.Unreadable) error {
	c.unreadable = append(c.unreadable, u)
	return nil
}
func (c *collected) Close(s *Summary) error { c.sum = s; return nil }

func run(t *testing.T, opt Options, paths ...string) *collected {
	t.Helper()
	opt.Jobs = 2
	var c collected
	if _, err := Run(context.Background(), paths, opt, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

func base(p *Pair) string {
	return filepath.Base(p.A.Source) + " " + filepath.Base(p.B.Source)
}

// TestSpans: positions are code points of the file's text, and the words of a
// span are those that stand there.
func TestSpans(t *testing.T) {
	lifted := article(1, 8)
	texts := map[string]string{"a.txt": "\uFEFF前言一段。\r\n" + article(2, 20) + lifted, "b.txt": article(3, 15) + lifted + article(4, 5)}
	c := run(t, Options{}, write(t, texts))
	if len(c.pairs) != 1 || c.pairs[0].Kind != reuse.Lift {
		t.Fatalf("%d pairs", len(c.pairs))
	}
	p := c.pairs[0]
	read := func(ref Ref) []rune {
		s := strings.ReplaceAll(strings.TrimPrefix(texts[filepath.Base(ref.Source)], "\uFEFF"), "\r\n", "\n")
		return []rune(s)
	}
	found := ""
	for _, g := range p.Passages {
		for ref, s := range map[Ref]report.Span{p.A: g.A, p.B: g.B} {
			rs := read(ref)
			if got := string(rs[s.Start:s.End]); got != s.Text {
				t.Errorf("%s %d..%d is %q, not %q", ref.Source, s.Start, s.End, got, s.Text)
			}
			before := string(rs[:s.Start])
			if line := strings.Count(before, "\n") + 1; line != s.Line {
				t.Errorf("line %d, want %d", s.Line, line)
			}
			if col := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1; col != s.Column {
				t.Errorf("column %d, want %d", s.Column, col)
			}
		}
		found += g.B.Text
	}
	// A sentence beside it may agree by chance.
	if !strings.Contains(found, strings.TrimSpace(lifted)) || len(found) > len(lifted)+200 {
		t.Errorf("found %q\nwant %q", found, lifted)
	}
}

func TestAgainst(t *testing.T) {
	dir := write(t, map[string]string{"new/a.txt": article(1, 30), "old/b.txt": article(1, 30), "old/c.txt": article(1, 30)})
	c := run(t, Options{Against: []string{filepath.Join(dir, "old")}}, filepath.Join(dir, "new"))
	var got []string
	for _, p := range c.pairs {
		got = append(got, base(p))
		if p.Relation != Reference {
			t.Errorf("%s: %s", base(p), p.Relation)
		}
	}
	if !slices.Equal(got, []string{"a.txt b.txt", "a.txt c.txt"}) {
		t.Errorf("got %v", got)
	}
	if len(c.sum.Clusters) != 0 {
		t.Errorf("references form clusters: %v", c.sum.Clusters)
	}
}

func TestClusters(t *testing.T) {
	texts := map[string]string{}
	for i := range 4 {
		texts[fmt.Sprintf("form%d.txt", i)] = article(9, 30)
		texts[fmt.Sprintf("own%d.txt", i)] = article(uint64(20+i), 30)
	}
	c := run(t, Options{}, write(t, texts))
	if len(c.sum.Clusters) != 1 {
		t.Fatalf("%d clusters", len(c.sum.Clusters))
	}
	g := c.sum.Clusters[0]
	if g.ID != 1 || len(g.Members) != 4 || g.Share < 0.99 {
		t.Errorf("%+v", g)
	}
	for i, m := range g.Members {
		if filepath.Base(m.Source) != fmt.Sprintf("form%d.txt", i) {
			t.Errorf("member %s", m.Source)
		}
	}
}

func TestCopiedNumbers(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt": article(1, 12) + "修路花去38641元,种下5297株樟树,另有7413件棉衣运到山里。" + article(2, 6),
		"b.txt": article(3, 9) + "年底结账,全村共领到7413件过冬衣物。苗圃报来的数目是5297株,桥面翻修另支38641元。" + article(4, 9),
		"c.txt": article(5, 20),
	})
	c := run(t, Options{CopiedNumbers: true}, dir)
	if len(c.pairs) != 0 {
		t.Errorf("%d pairs", len(c.pairs))
	}
	if len(c.sum.Copied) != 1 || len(c.sum.Copied[0].Numbers) != 3 {
		t.Fatalf("%+v", c.sum.Copied)
	}
	if n := c.sum.Copied[0].Numbers[0]; n.A.Text != "全村共领到7413件过冬衣物" && n.A.Text != "苗圃报来的数目是5297株" || !strings.Contains(n.B.Text, "件") && !strings.Contains(n.B.Text, "株") {
		t.Errorf("%+v", n)
	}
}

func TestMinShare(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": article(1, 40) + article(7, 6), "b.txt": article(2, 40) + article(7, 6), "c.txt": article(1, 40)})
	if c := run(t, Options{}, dir); len(c.pairs) != 2 {
		t.Errorf("%d pairs, want 2", len(c.pairs))
	}
	if c := run(t, Options{MinShare: 0.5}, dir); len(c.pairs) != 1 || base(c.pairs[0]) != "c.txt a.txt" {
		t.Errorf("%d pairs", len(c.pairs))
	}
}

func TestIndex(t *testing.T) {
	dir := write(t, map[string]string{"1/a.txt": article(1, 30), "1/b.txt": article(2, 30), "2/c.txt": article(2, 30)})
	ix := filepath.Join(dir, "x.索引")
	if c := run(t, Options{Index: ix}, filepath.Join(dir, "1")); len(c.pairs) != 0 {
		t.Fatalf("%d pairs", len(c.pairs))
	}
	if err := os.RemoveAll(filepath.Join(dir, "1")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time c.txt is in the index already
		c := run(t, Options{Index: ix}, filepath.Join(dir, "2"))
		if len(c.pairs) != 1 || base(c.pairs[0]) != "c.txt b.txt" || c.sum.Reports != 3 {
			t.Fatalf("%d pairs, %d reports", len(c.pairs), c.sum.Reports)
		}
		if g := c.pairs[0].Passages[0]; strings.TrimSpace(g.B.Text) != strings.TrimSpace(article(2, 30)) {
			t.Error("text of the index differs")
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": article(1, 10), "b.txt": ""})
	c := run(t, Options{}, dir)
	if len(c.unreadable) != 1 || c.sum.Unreadable != 1 || c.sum.Reports != 1 {
		t.Errorf("%+v %+v", c.unreadable, c.sum)
	}
}

func TestShared(t *testing.T) {
	lifted := article(50, 8)
	dir := write(t, map[string]string{"a.txt": article(1, 20) + lifted, "b.txt": lifted + article(2, 20), "c.txt": article(3, 20)})
	c, err := Collect(context.Background(), []string{dir}, Options{Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	s, err := FindShared(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]string{"a.txt": "b.txt", "b.txt": "a.txt", "c.txt": ""} {
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := doc.Whole(&doc.Source{Name: filepath.ToSlash(path), Text: string(text)})
		fs, ratio := s.Of(d)
		if other == "" {
			if len(fs) != 0 || ratio != 0 {
				t.Errorf("%s: %v, %v", name, fs, ratio)
			}
			continue
		}
		if len(fs) != 1 || ratio < .2 || ratio > .4 {
			t.Fatalf("%s: %d findings, ratio %v", name, len(fs), ratio)
		}
		f := fs[0]
		if f.Rule != SharedRule || f.Severity != finding.Warning || !strings.Contains(f.Message, other) || strings.Contains(f.Message, "\n") {
			t.Errorf("%+v", f)
		}
		if got := d.RawText(f.Span); !strings.Contains(got, strings.TrimSpace(lifted)) || len(got) > len(lifted)+200 {
			t.Errorf("%s: %q", name, got)
		}
	}
}
