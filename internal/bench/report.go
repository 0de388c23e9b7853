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

// sentence writes one sentence. The mix is that of real reports, counted over
// some 100 KB of them: in a thousand bytes three to five figures, two or three
// activities, one honour in two thousand, a gap now and then; most sentences say
// what was attended to and give no figure.
func (g *generator) sentence(place string, year int) {
	w := &g.out
	switch n := g.IntN(30); {
	case n < 2:
		fmt.Fprintf(w, "组织开展%s%d场次,参与群众%d人次。", g.pick(activities), 2+g.IntN(40), 30+g.IntN(3000))
	case n < 3:
		fmt.Fprintf(w, "%d月,%s举办“%s”%s%d期,培训骨干%d名,发放资料%d份。", 1+g.IntN(12), g.pick(actors), g.pick(mottoes), g.pick(activities), 1+g.IntN(12), 10+g.IntN(300), 100*(1+g.IntN(50)))
	case n < 4:
		fmt.Fprintf(w, "走访慰问困难家庭%d户,送去慰问金%d.%d万元。", 5+g.IntN(200), 1+g.IntN(30), g.IntN(10))
	case n < 5:
		total := 20 + g.IntN(200)
		part := 1 + g.IntN(total-1)
		fmt.Fprintf(w, "排查问题%d个,其中已整改%d个,其余%d个限期办结。", total, part, total-part)
	case n < 6:
		fmt.Fprintf(w, "满意度达到9%d.%d%%,比上年提高%d.%d个百分点。", g.IntN(10), g.IntN(10), g.IntN(5), g.IntN(10))
	case n < 8:
		fmt.Fprintf(w, "%d年%d月,被%s文明委授予“%s”称号。", year, 1+g.IntN(12), place, g.pick(titles))
	case n < 9:
		fmt.Fprintf(w, "全年共发放宣传册____份,惠及XX名居民。")
	case n < 14:
		fmt.Fprintf(w, "%s开展%s,%s,%s。", g.pick(actors), g.pick(activities), g.work(), g.work())
	case n < 20:
		fmt.Fprintf(w, "一是%s,%s;二是%s,%s;三是%s。", g.work(), g.pick(phrases), g.work(), g.pick(phrases), g.work())
	case n < 25:
		fmt.Fprintf(w, "%s,%s,%s。", g.pick(phrases), g.work(), g.pick(phrases))
	default:
		fmt.Fprintf(w, "在%s的带动下,%s,%s,%s。", g.pick(actors), g.work(), g.pick(phrases), g.work())
	}
}

// work writes a clause of something done, one of some thousands.
func (g *generator) work() string {
	return g.pick(manners) + g.pick(doings) + g.pick(fields) + g.pick(kinds)
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
	places = []string{"云溪县", "青石县", "白鹭区", "松岭县", "桐湾市", "石桥区", "枫林县", "南屏县", "柳泉市", "鹤鸣区", "沙洲县", "竹溪镇"}
	units  = []string{"图书馆", "教育局", "总工会", "妇联", "文明办", "水务局", "实验小学", "人民医院", "文化馆", "税务局", "气象局", "园林处", "审计局", "供电公司",
		"交警大队", "第二中学", "档案馆", "融媒体中心"}
	headings = []string{"加强组织领导", "丰富活动载体", "强化宣传教育", "深化志愿服务", "抓好环境整治", "存在的问题", "下一步打算", "注重道德养成", "优化窗口服务",
		"夯实创建基础", "弘扬家庭美德", "建设平安单位", "繁荣职工文化"}
	activities = []string{"志愿服务活动", "道德讲堂", "理论宣讲", "文艺演出", "健康义诊", "读书分享会", "安全演练", "技能培训", "环境清洁行动", "法律咨询", "经典诵读", "知识竞赛",
		"文明交通劝导", "主题党日", "座谈会", "趣味运动会", "书画展", "家风故事会", "义务植树", "无偿献血", "心理辅导", "专题讲座", "慰问演出", "科普宣传", "网络文明传播"}
	actors = []string{"党员干部", "青年志愿者", "社区网格员", "退休教师", "巾帼服务队", "职工代表", "机关党支部", "工会小组", "团员青年", "物业人员", "窗口工作人员", "离退休老同志",
		"楼栋长", "文艺骨干"}
	mottoes = []string{"书香伴我行", "邻里一家亲", "绿色出行", "诚信在身边", "清风进万家", "暖冬行动", "小手拉大手", "文明餐桌", "最美窗口", "身边的榜样"}
	titles  = []string{"县级文明单位", "巾帼文明岗", "青年文明号", "先进集体", "工人先锋号", "模范职工之家", "平安单位"}
	phrases = []string{"加强组织领导", "明确工作职责", "层层压实责任", "广泛宣传发动", "注重典型引领", "健全长效机制", "把创建融入日常业务", "定期召开推进会研究重点事项",
		"主动听取居民意见", "在走廊设置宣传栏介绍身边好人", "窗口服务更加规范", "办事流程进一步简化", "院落环境焕然一新", "志愿服务站每天有人值守", "做到年初有安排、年终有检查",
		"形成齐抓共管的局面", "让群众少跑腿", "受到服务对象好评", "干部作风明显好转", "同事之间互相帮助", "老旧管线得到更换", "卫生间每日清扫消毒", "车辆停放整齐有序", "食堂推行小份菜",
		"电子屏滚动播放公益广告", "图书角新添一批读物", "值班制度得到落实", "困难职工心里有了依靠", "邻里纠纷大多就地化解", "孩子放学后有人照看", "门前绿地由各科室分片管护",
		"评议结果在公示栏张贴", "台账资料分类归档", "新入职人员先学服务规范"}
	manners = []string{"认真", "积极", "扎实", "持续", "深入", "着力", "不断", "全面", "切实", "统筹", "稳步", "主动", "结合实际", "按照要求", "围绕中心", "依托阵地"}
	doings  = []string{"推进", "加强", "完善", "落实", "开展", "改进", "规范", "培育", "弘扬", "优化", "抓好", "创新", "巩固", "拓展", "提升", "丰富"}
	fields  = []string{"思想道德", "机关作风", "窗口服务", "家庭文明", "校园文化", "环境卫生", "安全生产", "法治宣传", "职工文化", "社会公德", "诚信经营", "邻里互助", "绿色低碳", "网络文明",
		"未成年人保护", "城乡结对", "垃圾分类", "公共秩序", "科普教育", "廉洁文化", "节约用水", "交通秩序"}
	kinds = []string{"建设", "工作", "教育", "管理", "宣传", "制度", "机制", "行动", "阵地", "队伍", "品牌", "水平", "成果", "平台"}
)
