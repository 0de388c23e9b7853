package spun

import (
	"slices"
	"testing"
)

func word(s string) Word {
	r := []rune(s)
	return MakeWord(uint16(r[0]), uint16(r[1]))
}

func tokens(s string) []uint16 {
	var t []uint16
	for _, r := range s {
		t = append(t, uint16(r))
	}
	return t
}

func TestTable(t *testing.T) {
	tab := NewTable([]Pair{{word("建设"), word("建立")}, {word("建立"), word("树立")}, {word("服务"), word("效劳")}, {word("同一"), word("同一")}})
	if tab.Len() != 5 || len(tab.Pairs()) != 3 {
		t.Errorf("%d words, pairs %v", tab.Len(), tab.Pairs())
	}
	same := func(a, b string) bool {
		x, y := tokens(a), tokens(b)
		return tab.Same(x[0], x[1], y[0], y[1])
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{{"建设", "树立", true}, {"效劳", "服务", true}, {"建设", "服务", false}, {"同一", "同一", false}, {"设建", "立建", false}} {
		if same(c.a, c.b) != c.want {
			t.Errorf("%s %s: want %v", c.a, c.b, c.want)
		}
	}
	a, b := tokens("优化服务建设阵地"), tokens("优化效劳树立阵地")
	tab.Fold(a)
	tab.Fold(b)
	if !slices.Equal(a, b) || len(a) != 8 {
		t.Errorf("%v, %v", a, b)
	}
	var none *Table
	none.Fold(a)
	if none.Len() != 0 || none.Family(1, 2) != 0 || none.Pairs() != nil {
		t.Error("nil table knows words")
	}
}

// observe aligns two texts of equal length as one gap.
func observe(a, b string) Observation {
	o := Observation{}
	o.Gap(tokens("首"+a+"尾"), tokens("首"+b+"尾"))
	return o
}

func TestLearn(t *testing.T) {
	var v Evidence
	for i := range 6 {
		// 设 for 立 stands before another word each time, behind 建 always.
		after := string([]rune("甲乙丙丁戊己")[i])
		v.Add(observe("建设"+after, "建立"+after))
		v.Add(observe("讲服务", "讲效劳"))
		// Two words that change where they meet are not a third.
		v.Add(observe("妇女结合", "妇人联合"))
		v.Add(observe("的妇女"+after, "的妇人"+after))
		v.Add(observe(after+"结合", after+"联合"))
		// A slot that holds anything is no family.
		v.Add(observe("在"+after+"村", "在"+string([]rune("子丑寅卯辰巳")[i])+"镇"))
	}
	v.Add(observe("全年", "整年")) // seen once
	got := v.Pairs()
	want := []Pair{{word("建立"), word("建设")}, {word("效劳"), word("服务")}, {word("妇人"), word("妇女")}, {word("结合"), word("联合")}}
	for i, p := range want {
		want[i] = Pair{min(p.A, p.B), max(p.A, p.B)}
		if !slices.Contains(got, want[i]) {
			t.Errorf("%s/%s not learned", p.A, p.B)
		}
	}
	for _, p := range got {
		if !slices.Contains(want, p) {
			t.Errorf("%s/%s learned", p.A, p.B)
		}
	}
}
