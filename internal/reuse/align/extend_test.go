package align

import (
	"math/rand/v2"
	"strings"
	"testing"

	"hecha/internal/reuse/spun"
	"hecha/internal/reuse/token"
)

func tokens(s string) []byte {
	var z token.Normalizer
	return z.Normalize(s).Tokens
}

func text(t []byte, lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if r := rune(at(t, i)); r == token.Number {
			b.WriteByte('#')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestExtend(t *testing.T) {
	words := spun.NewTable([]spun.Pair{
		{A: spun.MakeWord('建', '设'), B: spun.MakeWord('建', '立')},
		{A: spun.MakeWord('服', '务'), B: spun.MakeWord('效', '劳')},
	})
	for _, c := range []struct{ name, a, b, seed, want string }{
		{"figures", "前言不同，全年开展夜间巡逻35次。", "开头另写，全年开展夜间巡逻4次。", "夜间", "全年开展夜间巡逻#次"},
		{"name", "我局利用周末联合清河镇举办夏夜书场十二期，深受欢迎", "本会利用周末联合东沙乡举办夏夜书场十二期，深受欢迎", "书场", "利用周末联合清河镇举办夏夜书场十二期深受欢迎"},
		{"longer name", "组织干部到玉门巷社区清扫落叶并修补护栏", "组织干部到丁家桥新村清扫落叶并修补护栏", "修补", "组织干部到玉门巷社区清扫落叶并修补护栏"},
		{"inserted", "入冬以来坚持每周走访孤寡老人送米送油", "入冬以来坚持每周由书记带队走访孤寡老人送米送油", "送米", "入冬以来坚持每周走访孤寡老人送米送油"},
		{"spun", "抓好阵地建设优质服务水平稳步提高", "抓好阵地建立优质效劳水平稳步提高", "稳步", "抓好阵地建设优质服务水平稳步提高"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := tokens(c.a), tokens(c.b)
			seed := func(t []byte) int { return strings.Index(text(t, 0, len(t)/2), c.seed) / 3 }
			if strings.ContainsRune(c.a, '3') {
				seed = func(t []byte) int {
					return len([]rune(strings.SplitN(text(t, 0, len(t)/2), c.seed, 2)[0]))
				}
			}
			x := Aligner{Words: words}
			p := x.Extend(a, b, seed(a), seed(b))
			if got := text(a, p.A0, p.A1); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestExtendProperties: passages lie inside both texts, blocks inside passages
// and in order, their tokens agree, and both directions see the same.
func TestExtendProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	draw := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune('一' + rune(r.IntN(300)))
		}
		return b.String()
	}
	for range 400 {
		core := []rune(draw(60 + r.IntN(80)))
		left := draw(r.IntN(40))
		as := left + string(core) + draw(r.IntN(40))
		for range r.IntN(8) {
			core[r.IntN(len(core))] = '一' + rune(r.IntN(300))
		}
		pre := draw(r.IntN(40))
		a, b := tokens(as), tokens(pre+string(core)+draw(r.IntN(40)))
		la, lb := len([]rune(left)), len([]rune(pre))
		var x Aligner
		p := x.Extend(a, b, la+30, lb+30)
		if p.A0 < 0 || p.B0 < 0 || p.A1 > len(a)/2 || p.B1 > len(b)/2 || p.A0 > p.A1 {
			t.Fatalf("outside: %+v", p)
		}
		i, j, sum := p.A0, p.B0, 0
		for _, k := range p.Blocks {
			if k.A < i || k.B < j || k.A+k.Len > p.A1 || k.B+k.Len > p.B1 {
				t.Fatalf("block %+v in %+v", k, p)
			}
			if text(a, k.A, k.A+k.Len) != text(b, k.B, k.B+k.Len) {
				t.Fatalf("block %+v does not agree", k)
			}
			i, j, sum = k.A+k.Len, k.B+k.Len, sum+k.Len
		}
		if sum != p.Agree || p.Agreement() > 1 {
			t.Fatalf("agree %d, blocks %d", p.Agree, sum)
		}
		q := (&Aligner{}).Extend(b, a, lb+30, la+30)
		if q.A0 != p.B0 || q.B1 != p.A1 || q.Agree != p.Agree {
			t.Fatalf("mirrored %+v, %+v", p, q)
		}
	}
}

func BenchmarkExtend(b *testing.B) {
	s := strings.Repeat("联合清河镇举办夏夜书场十二期，深受欢迎，组织干部清扫落叶并修补护栏8处。", 20)
	t, u := tokens(s), tokens(strings.ReplaceAll(s, "清河镇", "东沙乡"))
	b.SetBytes(int64(len(t)))
	var x Aligner
	for b.Loop() {
		x.Extend(t, u, 100, 100)
	}
}
