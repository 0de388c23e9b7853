package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		name, raw, want string
		wrapped         bool
	}{
		{name: "full-width", raw: "共１２０人（其中女性３０％），完成。", want: "共120人(其中女性30%),完成。"},
		{name: "traditional", raw: "區婦聯開展「關愛」活動", want: "区妇联开展“关爱”活动"},
		{name: "pinyin", raw: "漢陽區(qū)婦聯(lián)的(de)工作", want: "汉阳区妇联的工作"},
		{name: "english gloss stays", raw: "世博会(expo)开幕", want: "世博会(expo)开幕"},
		{name: "inner space", raw: "社区心理咨询室 等服务阵地", want: "社区心理咨询室等服务阵地"},
		{name: "two spaces separate", raw: "张三  李四", want: "张三  李四"},
		{name: "space beside digits stays", raw: "讲座5 场次 45", want: "讲座5 场次 45"},
		{name: "broken decimal", wrapped: true, raw: "同比增长4\n3.36%。", want: "同比增长43.36%。"},
		{name: "list number", wrapped: true, raw: "同比增长4\n3.加强领导。", want: "同比增长4\n3.加强领导。"},
		{name: "wrap", wrapped: true, raw: "把建章立制作为第一步,带动各科室工作程序化、精细化,编成手册供各社区\n办理日常事务时参考。",
			want: "把建章立制作为第一步,带动各科室工作程序化、精细化,编成手册供各社区办理日常事务时参考。"},
		{name: "heading stays", wrapped: true, raw: "一、把建章立制作为第一步,带动各科室工作程序化、精细化\n开展各项工作。",
			want: "一、把建章立制作为第一步,带动各科室工作程序化、精细化\n开展各项工作。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Fold(c.raw, Options{Wrapped: c.wrapped}).Text; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestScript(t *testing.T) {
	for raw, want := range map[string]string{
		"街道开展文明创建工作": "hans", "區婦聯開展文明創建工作": "hant", "": "hans",
		"区妇联开展创建活动,區婦聯開展創建活動": "mixed",
	} {
		if got := Fold(raw, Options{}).Script; got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	raw := "一、概况\n三年来，共举办讲座１２场 次（其中妇女1.2万人）。\n\n　　把建章立制作为第一步,带动各科室工作程序化、精细化,编成手册供各社区 \n办理日常事务时参考。\n\u200b收入100 \n4.48亿元\u200b"
	t.Run("simplified", func(t *testing.T) { testLines(t, raw) })
	t.Run("phrase", func(t *testing.T) {
		testLines(t, strings.Repeat("区妇联开展创建活动", 20)+"，扭转乾坤。\n"+strings.Repeat("区妇联开展创建活动", 20)+"\n"+raw)
	})
}

func testLines(t *testing.T, raw string) {
	whole := Fold(raw, Options{Wrapped: true})
	same := 0
	for from := 0; from <= len(whole.Text); from++ {
		start := whole.Map.Start(from)
		for end := start; end <= len(raw); end++ {
			if from < len(whole.Text) && !utf8.RuneStart(whole.Text[from]) || end < len(raw) && !utf8.RuneStart(raw[end]) {
				continue
			}
			part, ok := whole.Lines(from, start, end)
			if !ok {
				continue
			}
			if start < end {
				same++
			}
			alone := Fold(raw[start:end], Options{Wrapped: true})
			if part.Text != alone.Text || part.Script != alone.Script || !slices.Equal(part.Map.marks, alone.Map.marks) || !slices.Equal(part.Map.first, alone.Map.first) {
				t.Errorf("%q: %+v, alone %+v", raw[start:end], part, alone)
			}
		}
	}
	if same < 8 {
		t.Errorf("only %d parts", same)
	}
}

// FuzzMap checks what every later stage relies on: spans map back inside the
// raw text, in order, on character boundaries, and unfolded characters keep
// their bytes.
func FuzzMap(f *testing.F) {
	f.Add("漢陽區(qū)婦聯(lián)，共１２０人。\n\n收入100\n4.48亿元", true)
	f.Add("a b　c\u200b“甲 乙”", false)
	f.Fuzz(func(t *testing.T, raw string, wrapped bool) {
		if !utf8.ValidString(raw) {
			return
		}
		d := Fold(raw, Options{Wrapped: wrapped})
		if !utf8.ValidString(d.Text) {
			t.Fatalf("invalid UTF-8 from %q", raw)
		}
		last := 0
		for i, r := range d.Text {
			n := utf8.RuneLen(r)
			s, e := d.Map.Start(i), d.Map.End(i+n)
			if s < last || e <= s || e > len(raw) || !utf8.RuneStart(raw[s]) || e < len(raw) && !utf8.RuneStart(raw[e]) {
				t.Fatalf("%q: folded %d..%d maps to %d..%d", raw, i, i+n, s, e)
			}
			if q := raw[s:e]; q != string(r) && utf8.RuneCountInString(q) == 1 {
				if f := Fold(q, Options{}).Text; f != string(r) && !strings.ContainsRune(" ", r) && len(loadTables().phrases) == 0 {
					t.Fatalf("%q: %q maps to %q", raw, string(r), q)
				}
			}
			if got := d.Map.Folded(s); got != i {
				t.Fatalf("%q: raw %d maps to %d, want %d", raw, s, got, i)
			}
			last = s
		}
	})
}

func BenchmarkFold(b *testing.B) {
	raw := strings.Repeat("三年来，我们共举办“道德讲堂”33场次，参与群众达2万余人（其中妇女1.2万人）。", 1000)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		Fold(raw, Options{Wrapped: true})
	}
}
