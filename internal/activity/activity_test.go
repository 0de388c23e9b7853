package activity

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
)

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "t.txt", Text: text})
}

// TestActivities reads sentences of invented reports. Each activity is written
// as "type:span", with "@times" behind it when its occasions are stated.
func TestActivities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// events with figures
		{"全年组织集中学习24次。", "study:集中学习24次@24"},
		{"开展警示教育6场,受教育党员480人次。", "study:警示教育6场@6"},
		{"理论学习中心组学习12次,专题研讨4次。", "study:理论学习中心组学习12次@12;study:专题研讨4次@4"},
		{"举办业务培训班5期,培训干部230人次。", "training:业务培训班5期@5;training:培训干部230人次"},
		{"先后举办8期电商技能培训班。", "training:8期电商技能培训班@8"},
		{"选派骨干外出培训16人次。", "training:骨干外出培训16人次"},
		{"举办健康知识讲座11场。", "lecture:健康知识讲座11场@11"},
		{"“理论轻骑兵”宣讲团开展宣讲62场次。", "lecture:宣讲62场次@62"},
		{"举办道德讲堂4期,参与职工300余人次。", "lecture:道德讲堂4期@4"},
		{"开展志愿服务活动35次,服务时长2600小时。", "volunteer:志愿服务活动35次@35"},
		{"招募志愿者210名。", "volunteer:志愿者210名"},
		{"开展普法宣传活动18场。", "publicity:普法宣传活动18场@18"},
		{"发放宣传资料1.2万份。", "publicity:宣传资料1.2万份"},
		{"在市级以上媒体刊发稿件86篇。", "publicity:稿件86篇"},
		{"春节前走访慰问困难职工65户。", "visit:走访慰问困难职工65户"},
		{"看望孤寡老人40余人次。", "visit:看望孤寡老人40余人次"},
		{"干部职工捐款2.8万元。", "donation:捐款2.8万元"},
		{"为留守儿童捐赠图书600册。", "donation:图书600册"},
		{"资助困难学生32名。", "donation:资助困难学生32名"},
		{"筹集善款15万元。", "donation:善款15万元"},
		{"送戏下乡28场。", "culture:送戏下乡28场@28"},
		{"举办书画展2次。", "culture:书画展2次@2"},
		{"放映露天电影120场次。", "culture:露天电影120场次@120"},
		{"举办职工运动会1届。", "sport:职工运动会1届"},
		{"组织健步走活动3次,410人参加。", "sport:健步走活动3次@3"},
		{"举办安全知识竞赛2场。", "contest:安全知识竞赛2场@2"},
		{"开展技能比武6场次,参赛职工580人。", "contest:技能比武6场次@6"},
		{"评选“最美志愿者”15名。", "selection:评选“最美志愿者”15名"},
		{"表彰先进集体10个、先进个人30名。", "selection:表彰先进集体10个、先进个人30名"},
		{"召开专题会议9次。", "meeting:专题会议9次@9"},
		{"召开推进会3次、座谈会5次。", "meeting:推进会3次@3;meeting:座谈会5次@5"},
		{"开展食品安全检查46次。", "inspection:食品安全检查46次@46"},
		{"检查餐饮单位320家,下达整改通知书24份。", "inspection:检查餐饮单位320家"},
		{"出动执法人员860人次。", "inspection:执法人员860人次"},
		{"开展实地调研14次。", "survey:实地调研14次@14"},
		{"与7个村结对共建。", "twinning:7个村结对共建"},
		{"帮扶脱贫户126户。", "twinning:帮扶脱贫户126户"},
		{"举办专场招聘会4场,提供岗位1800个。", "employment:专场招聘会4场@4;employment:岗位1800个"},
		{"输转劳动力2300人。", "employment:输转劳动力2300人"},
		{"义务植树1200株。", "environment:义务植树1200株"},
		{"开展环境卫生整治22次。", "environment:环境卫生整治22次@22"},
		{"受理法律援助案件58件,调解纠纷143起。", "service:法律援助案件58件;service:调解纠纷143起@143"},
		{"上门服务260次。", "service:上门服务260次@260"},
		{"开展义诊12场,惠及群众1500人次。", "health:义诊12场@12"},
		{"组织老年人免费体检800人。", "health:老年人免费体检800人"},
		{"开展读书分享会10期。", "reading:读书分享会10期@10"},
		{"举办经典诵读活动5场。", "reading:经典诵读活动5场@5"},
		{"新建社区书屋6个。", "facility:社区书屋6个"},
		{"建成文化广场3处。", "facility:文化广场3处"},
		{"改造老旧小区5个。", "facility:老旧小区5个"},
		{"安装路灯90盏。", "facility:路灯90盏"},
		{"编印《服务手册》800册。", "publication:《服务手册》800册"},
		{"制定各项规章制度18项。", "publication:各项规章制度18项"},
		// names without figures
		{"开展了“春风行动”招聘活动。", "employment:“春风行动”招聘活动"},
		{"举办“书香满园”读书活动。", "reading:“书香满园”读书活动"},
		{"组织开展“我们的节日·端午”主题活动。", "festival:“我们的节日·端午”主题活动"},
		{"开展“敬老月”慰问、“敬老大讲堂”等活动。", "visit:“敬老月”慰问;lecture:“敬老大讲堂”等活动"},
		{"制定出台《文明创建工作方案》。", "publication:《文明创建工作方案》"},
		{"组织观看警示教育片《底线》。", "study:《底线》"},
		{"开展“守护蓝天”行动。", "other:“守护蓝天”行动"},
		{"录制微视频《归途》。", "culture:《归途》"},
		// figures before, shared and in a following clause
		{"共举办“周末课堂”讲座40期、受众3200人次。", "lecture:“周末课堂”讲座40期、受众3200人次@40"},
		{"开展文艺演出、电影放映、书法展览等活动26场。", "culture:文艺演出、电影放映、书法展览等活动26场@26"},
		{"组织职工演讲比赛,86人参加。", "contest:职工演讲比赛"},
		{"开展巡回义诊,共计9场次。", "health:巡回义诊@9"},
		{"为95名儿童进行免费筛查。", "health:95名儿童进行免费筛查"},
		{"组织志愿者开展垃圾清理15次。", "environment:垃圾清理15次@15"},
		{"组织青年志愿者60名参与秩序维护。", "volunteer:青年志愿者60名"},
		{"赴4个乡镇开展调研。", "survey:4个乡镇开展调研"},
		{"3月12日,组织开展义务植树活动。", "environment:义务植树活动"},
		{"建成服务站5个,妇女之家12个,儿童之家8个。", "facility:服务站5个;facility:妇女之家12个;facility:儿童之家8个"},
		{"拍摄反诈短视频6部,播放量达12万次。", "culture:反诈短视频6部"},
		{"组织参观红色教育基地4次。", "study:参观红色教育基地4次@4"},
		{"举办“邻里节”,设置摊位20个。", "festival:“邻里节”"},
		{"举办“庆丰收”旅游节,吸引游客3万人次。", "festival:“庆丰收”旅游节"},
		{"举办线上兴趣班16期。", "training:线上兴趣班16期@16"},
		{"争取慈善资金60万元。", "donation:慈善资金60万元"},
		{"为残疾人上门办证45人次。", "service:上门办证45人次"},
		{"发放资料3000份。", "publicity:发放资料3000份"},
		{"调处矛盾纠纷216起,成功率98%。", "service:调处矛盾纠纷216起@216"},
		{"组织志愿者开展卫生死角集中清除活动12次。", "environment:卫生死角集中清除活动12次@12"},
		// masked and missing values
		{"共组织集体学习*次,上党课*次。", "study:集体学习*次;study:上党课*次"},
		{"投资**万元修建便民服务中心。", "facility:**万元修建便民服务中心"},
		// figures before the head
		{"召开2次专题会议。", "meeting:2次专题会议@2"},
		{"60余名教师志愿者参与执勤。", "volunteer:60余名教师志愿者"},
		{"编排山歌剧《春到桃园》,巡演20场。", "culture:《春到桃园》;culture:巡演20场@20"},
		{"派出4个志愿服务团到社区打扫卫生。", "volunteer:4个志愿服务团"},
		{"完成户厕改造126户。", "facility:户厕改造126户"},
		{"制定下发创建方案、考核办法等文件6个。", "publication:创建方案、考核办法等文件6个"},
		// lists
		{"评选“好婆婆”12名、“好媳妇”15名。", "selection:评选“好婆婆”12名;selection:“好媳妇”15名"},
		{"办培训班12期、培训860人次。", "training:办培训班12期、培训860人次@12"},
		{"改建活动室3间、新建图书角8个。", "facility:活动室3间;facility:图书角8个"},
		{"新建活动室3间、图书角8个。", "facility:活动室3间、图书角8个"},
		{"举办“我们的节日·中秋”联欢会。", "festival:“我们的节日·中秋”联欢会"},
		{"上法治课44堂。", "lecture:上法治课44堂@44"},
		// lists of names
		{"开展“学雷锋”“爱心送考”等志愿服务活动。", "volunteer:“学雷锋”;volunteer:“爱心送考”等志愿服务活动"},
		{"共组织文化活动156场(次),其中送戏下乡42场、书画展8期。", "culture:文化活动156场(次)@156;culture:送戏下乡42场@42;culture:书画展8期@8"},
		{"在“世界读书日”前后,举办读书会3场、图书漂流2次。", "reading:读书会3场@3;reading:图书漂流2次@2"},
		{"开展以“走斑马线”“戴安全盔”为主题的宣传活动。", "publicity:“走斑马线”“戴安全盔”为主题的宣传活动"},
		{"在市教育局举办的合唱比赛中获一等奖3个。", ""},
		// plans, demands, denials, ideas, states
		{"下一步将举办“健康讲堂”讲座12场。", ""},
		{"计划举办培训班6期。", ""},
		{"力争全年开展宣讲100场。", ""},
		{"各单位要开展志愿服务活动不少于4次。", ""},
		{"因疫情原因,未开展“百姓舞台”演出。", ""},
		{"原定举办的运动会推迟举行。", ""},
		{"要求各支部每月开展主题党日1次。", ""},
		{"拟新建文化广场2处。", ""},
		{"现有社区书屋12个。", ""},
		{"以“三个代表”重要思想为指导。", ""},
		{"坚持“一岗双责”,落实“三会一课”制度。", ""},
		{"认真学习贯彻会议精神。", ""},
		{"建立健全学习制度,完善培训机制。", ""},
		{"深入贯彻“四个全面”战略布局。", ""},
		{"抓好五个方面的宣传工作。", ""},
		{"加强志愿服务队伍建设。", ""},
		{"明年,我们计划开展“邻里节”活动。", ""},
		{"培训率达到95%。", ""},
		{"学习借鉴邻市开展“积分超市”活动的做法。", ""},
		{"每年开展体检一次。", ""},
		{"上级部门对我单位开展检查3次。", ""},
		{"全县共有志愿服务组织56个,注册志愿者1.2万人。", ""},
		{"在“五一”期间加强值班值守。", ""},
	} {
		d := document(c.text)
		var got []string
		for _, a := range Of(d) {
			s := string(a.Type) + ":" + a.Span.Of(d.Text)
			if a.Times.Valid {
				s += "@" + a.Times.Decimal.String()
			}
			got = append(got, s)
		}
		if g := strings.Join(got, ";"); g != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, g, c.want)
		}
	}
}

// FuzzSpans checks that activities are ordered by where they were read, lie
// inside the text and begin and end on characters.
func FuzzSpans(f *testing.F) {
	f.Add("3月,举办“书香”讲座12场,参加300人次;建成书屋3个、驿站2处,并走访慰问40户。")
	f.Add("开展《》“”、(并并“A、举办B”活动2次")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := document(s)
		for _, a := range Of(d) {
			for _, sp := range []doc.Span{a.Span, a.Head, a.Beneficiaries} {
				if sp.Start < 0 || sp.End > len(d.Text) || sp.Start > sp.End || !utf8.ValidString(sp.Of(d.Text)) {
					t.Fatalf("%q: span %v", s, sp)
				}
			}
			if a.Empty() || a.Type == "" {
				t.Fatalf("%q: %+v", s, a)
			}
		}
		if !slices.IsSortedFunc(Of(d), func(a, b Activity) int { return a.Span.Compare(b.Span) }) {
			t.Fatalf("%q: not by position", s)
		}
	})
}

var benchText = strings.Repeat("三年来,我们共举办“道德讲堂”33场次,参与群众达2万余人,编印《文明手册》5000册;走访慰问困难职工120户、发放慰问金30万元,"+
	"并开展志愿服务活动46次。把群众放在心上,扎实推进各项工作,营造了浓厚的氛围,取得了新的成效。\n", 2000)

// BenchmarkActivities measures reading activities alone: what it reads of other
// packages is computed before the clock runs.
func BenchmarkActivities(b *testing.B) {
	d := document(benchText)
	read(d, found{})
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		read(d, found{})
	}
}

// BenchmarkParagraph is the same in one paragraph without a full stop.
func BenchmarkParagraph(b *testing.B) {
	d := document(strings.NewReplacer("。", ",", "\n", "", ";", ",").Replace(benchText))
	read(d, found{})
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		read(d, found{})
	}
}

// BenchmarkClause is a single clause that never ends.
func BenchmarkClause(b *testing.B) {
	d := document(strings.Repeat("党课12次、走访慰问困难职工120户、编印《文明手册》500册并开展“学雷锋”志愿服务", 4000))
	read(d, found{})
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		read(d, found{})
	}
}
