// Package bench makes texts to measure hecha with: reports of a realistic mix
// and shapes that are hard on careless code. All units, places and figures are
// invented; the same seed gives the same text. Benchmarks and the tests that
// keep cost linear are in its test files; docs/performance.md tells how to run
// them.
package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Report returns a work report of about size bytes, at least one section long:
// a title, an introduction, numbered sections of activities, figures, honours
// and stock phrases, here and there a gap, and a signature.
func Report(seed uint64, size int) string {
	g := &generator{rand.New(rand.NewPCG(seed, 0x6865636861)), strings.Builder{}}
	place := g.pick(places)
	unit := place + g.pick(units)
	year := 2018 + g.IntN(6)
	fmt.Fprintf(&g.out, "%s%d年文明创建工作总结\n", unit, year)
	fmt.Fprintf(&g.out, "%d年以来,在%s的正确领导下,%s认真落实创建要求,各项工作取得新进展。现将有关情况汇报如下:\n", year, place+"委", unit)
	for section := 1; section == 1 || g.out.Len() < size-200; section++ {
		fmt.Fprintf(&g.out, "%s、%s\n", chinese(section), g.pick(headings))
		for p := range 2 + g.IntN(2) {
			if p > 0 && g.out.Len() >= size-200 {
				break
			}
			for range 3 + g.IntN(3) {
				g.sentence(place, year)
			}
			g.out.WriteByte('\n')
		}
	}
	fmt.Fprintf(&g.out, "%s\n%d年12月%d日\n", unit, year, 1+g.IntN(28))
	return g.out.String()
}

// Paragraph returns a single line of report sentences of at least size bytes.
func Paragraph(seed uint64, size int) string {
	g := &generator{rand.New(rand.NewPCG(seed, 0x70617261)), strings.Builder{}}
	g.out.Grow(size + 300)
	for g.out.Len() < size {
		g.sentence(g.pick(places), 2018+g.IntN(6))
	}
	return g.out.String()
}

type generator struct {
	*rand.Rand
	out strings.Builder
}

func (g *generator) pick(from []string) string { return from[g.IntN(len(from))] }

// sentence writes one sentence: of ten, three tell an activity, two give other
// figures, one an honour, three say little, and one lacks a figure now and then.
func (g *generator) sentence(place string, year int) {
	w := &g.out
	switch g.IntN(10) {
	case 0:
		fmt.Fprintf(w, "组织开展%s%d场次,参与群众%d人次。", g.pick(activities), 2+g.IntN(40), 30+g.IntN(3000))
	case 1:
		fmt.Fprintf(w, "%d月,%s举办“%s”%s%d期,培训骨干%d名,发放资料%d份。", 1+g.IntN(12), g.pick(actors), g.pick(mottoes), g.pick(activities), 1+g.IntN(12), 10+g.IntN(300), 100*(1+g.IntN(50)))
	case 2:
		fmt.Fprintf(w, "走访慰问困难家庭%d户,送去慰问金%d.%d万元。", 5+g.IntN(200), 1+g.IntN(30), g.IntN(10))
	case 3:
		total := 20 + g.IntN(200)
		part := 1 + g.IntN(total-1)
		fmt.Fprintf(w, "排查问题%d个,其中已整改%d个,其余%d个限期办结。", total, part, total-part)
	case 4:
		fmt.Fprintf(w, "满意度达到9%d.%d%%,比上年提高%d.%d个百分点。", g.IntN(10), g.IntN(10), g.IntN(5), g.IntN(10))
	case 5:
		fmt.Fprintf(w, "%d年%d月,被%s文明委授予“%s”称号。", year, 1+g.IntN(12), place, g.pick(titles))
	case 6, 7:
		fmt.Fprintf(w, "%s,%s。", g.pick(phrases), g.pick(phrases))
	case 8:
		fmt.Fprintf(w, "一是%s,二是%s,三是%s。", g.pick(phrases), g.pick(phrases), g.pick(phrases))
	case 9:
		if g.IntN(3) == 0 {
			fmt.Fprintf(w, "共发放宣传册____份,惠及XX名居民。")
		} else {
			fmt.Fprintf(w, "在%s的带动下,%s,%s。", g.pick(actors), g.pick(phrases), g.pick(phrases))
		}
	}
}

// chinese writes a number from 1 as section headings do.
func chinese(n int) string {
	digits := []rune("一二三四五六七八九十")
	switch {
	case n <= 10:
		return string(digits[n-1])
	case n < 20:
		return "十" + string(digits[n-11])
	}
	return fmt.Sprint(n)
}

var (
	places     = []string{"云溪县", "青石县", "白鹭区", "松岭县", "桐湾市", "石桥区", "枫林县", "南屏县"}
	units      = []string{"图书馆", "教育局", "总工会", "妇联", "文明办", "水务局", "实验小学", "人民医院"}
	headings   = []string{"加强组织领导", "丰富活动载体", "强化宣传教育", "深化志愿服务", "抓好环境整治", "存在的问题", "下一步打算"}
	activities = []string{"志愿服务活动", "道德讲堂", "理论宣讲", "文艺演出", "健康义诊", "读书分享会", "安全演练", "技能培训", "环境清洁行动", "法律咨询"}
	actors     = []string{"党员干部", "青年志愿者", "社区网格员", "退休教师", "巾帼服务队", "职工代表"}
	mottoes    = []string{"书香伴我行", "邻里一家亲", "绿色出行", "诚信在身边", "清风进万家"}
	titles     = []string{"县级文明单位", "巾帼文明岗", "青年文明号", "先进集体", "工人先锋号"}
	phrases    = []string{"加强组织领导", "明确工作职责", "层层压实责任", "广泛宣传发动", "注重典型引领", "健全长效机制", "把创建融入日常业务", "定期召开推进会研究重点事项",
		"主动听取居民意见", "在走廊设置宣传栏介绍身边好人", "窗口服务更加规范", "办事流程进一步简化", "院落环境焕然一新", "志愿服务站每天有人值守"}
)
