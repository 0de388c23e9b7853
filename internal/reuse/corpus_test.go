package reuse

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// The tests' own reports: sentences of a few patterns, filled at random.

var fillers = map[byte][]string{
	'W': {"夜间巡逻", "春耕互助", "送药上门", "古树挂牌", "河道清淤", "旧衣回收", "手语课堂", "乡村夜校", "桥头义诊", "雨季排查", "口述村史", "集市宣传", "山路补坑", "空屋登记", "晨跑接力", "家电义修"},
	'P': {"石鼓坪", "柳荫渡", "麦垄村", "双柏镇", "望湖社区", "竹溪街", "东篱乡", "盐井巷", "白塔里", "云岭口", "稻花埠", "青瓦弄"},
	'R': {"值班长", "老木匠", "返乡学生", "校车司机", "乡医", "渡口船工", "图书管理员", "护林员", "退休教员", "合唱队长"},
	'T': {"工具包", "常备药箱", "反光背心", "果树苗", "旧课本", "雨靴", "热汤", "手电筒", "竹扫帚", "急救毯"},
	'G': {"邻里少了争吵", "路灯下多了笑声", "水渠不再漫堤", "孩子放学有人接", "集市秩序好转", "老屋有人照看", "垃圾不再过夜"},
}

var patterns = []string{
	"入秋以后,我们在P办起W,由R牵头,每周#次。", "P的R带着#户人家整修院墙,顺手把T送到门口。",
	"全年登记W#场,到场#人,其中外出归来的有#人。", "说起变化,R总要提到G,也提到还差#盏灯没有装好。",
	"把W写进村约,违约的要到P义务劳动#天。", "R自费添置T#件,存放在P的旧祠堂里供大家取用。",
	"从前P一下雨就断路,如今挖沟#米、填土#车,G。", "W起步时只有#个人报名,后来R挨家去请,名单写满#页。",
	"年底清点,T余下#件,R提议转给P应急。", "每逢初一十五,P开门议事,R记录,#件小事当天办结。",
	"我们向P借了#间空房,改作W的落脚点,挂起木牌。", "G,这是R最看重的事,他为此跑了#趟县城。",
	"统计显示W之后投诉从#起降到#起,G。", "P与邻村换工#次,R管账,账目贴在桥头任人查看。",
	"冬天最冷的#天里,R守在P,给过路人递上T。", "谈到不足,W的经费缺口还有#元,P的场地也嫌窄。",
	"R讲了一个故事:在P拾到T,等了#个钟头才等来失主。", "为办好W,我们请R上课#回,听课的把P的晒谷场坐满。",
}

func sentence(r *rand.Rand) string {
	var b strings.Builder
	for _, c := range patterns[r.IntN(len(patterns))] {
		switch {
		case c == '#':
			fmt.Fprint(&b, 2+r.IntN(900))
		case c < 0x80 && fillers[byte(c)] != nil:
			f := fillers[byte(c)]
			b.WriteString(f[r.IntN(len(f))])
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// paragraphs of three to six sentences, about as long as a short report.
func paragraphs(r *rand.Rand) []string {
	ps := make([]string, 7)
	for i := range ps {
		var b strings.Builder
		for range 3 + r.IntN(4) {
			b.WriteString(sentence(r))
		}
		ps[i] = b.String()
	}
	return ps
}

// corpus is n unrelated reports; related ones are made from them.
func corpus(n int, seed uint64) []Report {
	out := make([]Report, n)
	for i := range out {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		out[i] = Report{Source: fmt.Sprintf("d/%03d.txt", i), Text: strings.Join(paragraphs(r), "\n") + "\n"}
	}
	return out
}

// refill replaces every figure.
func refill(text string, r *rand.Rand) string {
	var b strings.Builder
	digits := false
	for _, c := range text {
		d := c >= '0' && c <= '9'
		if d && !digits {
			fmt.Fprint(&b, 2+r.IntN(900))
		}
		if !d {
			b.WriteRune(c)
		}
		digits = d
	}
	return b.String()
}
