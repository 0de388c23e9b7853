package honour

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
)

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "t.txt", Text: text})
}

// TestHonours reads sentences of invented reports. Each honour is written as
// "span|level" with "×n" behind it when more than one was won.
func TestHonours(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// passive frames
		{"2022年,我局被省委、省政府授予“文明单位”称号。", "“文明单位”|provincial"},
		{"中心先后被市总工会评为“职工之家”、被市妇联命名为“巾帼文明岗”。", "“职工之家”|municipal;“巾帼文明岗”|municipal"},
		{"去年底,分局被公安部表彰为全国优秀公安基层单位。", "全国优秀公安基层单位|national"},
		{"税务所被县直机关工委评为先进基层党组织。", "先进基层党组织|county"},
		{"我镇被国家卫生健康委命名为国家卫生镇。", "国家卫生镇|national"},
		{"民政科被区委、区政府记集体三等功一次。", "集体三等功|county"},
		{"该村被认定为省级乡村旅游重点村、市级美丽乡村示范村。", "省级乡村旅游重点村|provincial;市级美丽乡村示范村|municipal"},
		{"单位被镇党委评为“先进党支部”。", "“先进党支部”|township"},
		{"法庭被最高人民法院授予“全国优秀人民法庭”荣誉称号。", "“全国优秀人民法庭”|national"},
		{"我站被团省委确定为“省级青年文明号”。", "“省级青年文明号”|provincial"},
		{"2019年至2021年,馆里连续三年被市文旅局评为先进集体。", "先进集体|municipal"},
		{"2名干部被市委组织部评为优秀驻村干部。", "优秀驻村干部|municipal×2"},
		{"邻里中心被住建部列为全国完整社区建设试点。", "全国完整社区建设试点|national"},
		{"县文化馆被文化和旅游部评定为一级馆,获“全国先进文化馆”称号。", "“全国先进文化馆”|national"},
		{"被自治区人民政府授予“自治区民族团结进步模范集体”。", "“自治区民族团结进步模范集体”|provincial"},
		{"街道被市爱卫会命名为“市级卫生街道”。", "“市级卫生街道”|municipal"},
		// active frames
		{"图书馆荣获“全民阅读优秀组织奖”。", "“全民阅读优秀组织奖”|unknown"},
		{"喜获全省档案工作先进单位。", "全省档案工作先进单位|provincial"},
		{"我馆斩获全国文化馆业务大赛金奖。", "全国文化馆业务大赛金奖|national"},
		{"项目摘得中国青年志愿服务项目大赛银奖。", "中国青年志愿服务项目大赛银奖|national"},
		{"我市成功创建国家森林城市。", "国家森林城市|national"},
		{"社区获评“省级充分就业社区”。", "“省级充分就业社区”|provincial"},
		{"派出所荣立集体二等功。", "集体二等功|unknown"},
		{"民警孙伟荣立个人三等功1次。", "个人三等功|unknown"},
		{"合唱团获市级合唱比赛一等奖。", "市级合唱比赛一等奖|municipal"},
		{"我校再次蝉联“平安校园”称号。", "“平安校园”|unknown"},
		{"团队勇夺全市职工篮球赛冠军。", "全市职工篮球赛冠军|municipal"},
		{"舞蹈《春到山乡》获第八届全省群星奖。", "第八届全省群星奖|provincial"},
		{"机关食堂获得“市级节约型食堂示范单位”称号。", "“市级节约型食堂示范单位”|municipal"},
		{"张敏荣获全国优秀教师称号。", "全国优秀教师|national"},
		{"工会荣膺“全国模范职工之家”。", "“全国模范职工之家”|national"},
		{"捧回全县龙舟赛“优胜杯”。", "全县龙舟赛“优胜杯”|county"},
		{"窗口荣登“市级红旗窗口”榜。", "“市级红旗窗口”榜|municipal"},
		{"选手李娜夺得全省技能大赛二等奖。", "全省技能大赛二等奖|provincial"},
		{"调研报告获省社科优秀成果二等奖。", "省社科优秀成果二等奖|provincial"},
		{"短片入选全国优秀廉政短片。", "全国优秀廉政短片|national"},
		{"案例入选“全省乡村治理典型案例”。", "“全省乡村治理典型案例”|provincial"},
		{"王芳一家入选全国“最美家庭”。", "全国“最美家庭”|national"},
		{"李强上榜“中国好人榜”。", "“中国好人榜”|national"},
		{"本院当选全省“十佳医院”。", "全省“十佳医院”|provincial"},
		{"派出所获评全国公安机关“平安派出所”。", "全国公安机关“平安派出所”|national"},
		// nouns of no dictionary
		{"被评为全省优秀灌溉渠管所。", "全省优秀灌溉渠管所|provincial"},
		{"被评为优秀档次。", "优秀档次|unknown"},
		{"县政府授予该合作社县级“示范社”称号。", "县级“示范社”|county"},
		{"被镇党委、政府表彰为“优秀村级组织”。", "“优秀村级组织”|township"},
		{"先后有省劳动模范2人、市劳动模范5人。", "省劳动模范|provincial×2;市劳动模范|municipal×5"},
		// lists
		{"先后荣获省级文明单位、市级平安单位、县级先进党组织等荣誉称号。", "省级文明单位|provincial;市级平安单位|municipal;县级先进党组织|county"},
		{"荣获市级“青年文明号”“巾帼文明岗”等称号。", "市级“青年文明号”|municipal;“巾帼文明岗”|municipal"},
		{"获全市宣传工作先进单位和信访工作先进单位。", "全市宣传工作先进单位|municipal;信访工作先进单位|municipal"},
		{"先后被评为“五好党支部”“先进妇联”“模范职工小家”。", "“五好党支部”|unknown;“先进妇联”|unknown;“模范职工小家”|unknown"},
		{"近三年共获得国家级科技奖1项、省级科技奖4项。", "国家级科技奖|national;省级科技奖|provincial×4"},
		{"获评市级“身边好人”3人、“新时代好少年”5人。", "市级“身边好人”|municipal×3;“新时代好少年”|municipal×5"},
		{"全市涌现出全国劳动模范3名,省级五一劳动奖章12名。", "全国劳动模范|national×3;省级五一劳动奖章|provincial×12"},
		{"先后推出了全国道德模范周平、中国好人何莉等一批典型。", "全国道德模范|national;中国好人|national"},
		{"荣获全国文明村、省级卫生村。", "全国文明村|national;省级卫生村|provincial"},
		{"荣获一等奖2个、二等奖3个、三等奖5个。", "一等奖|unknown×2;二等奖|unknown×3;三等奖|unknown×5"},
		// contests
		{"在全省第三届讲解员大赛中,我馆选手获得二等奖。", "二等奖|provincial"},
		{"在县总工会举办的职工运动会上,机关代表队获团体一等奖。", "团体一等奖|county"},
		{"参加全市广场舞展演荣获优秀组织奖。", "优秀组织奖|municipal"},
		{"在2021年度全县目标管理考核中荣获特等奖。", "特等奖|county"},
		{"作品《守夜人》在全国微电影大赛中获最佳编剧奖。", "最佳编剧奖|national"},
		{"在团市委主办的演讲比赛中斩获第一名和优秀组织奖。", "优秀组织奖|municipal"},
		// persons, families, works
		{"护士陈洁被授予“市优秀护士”称号。", "“市优秀护士”|municipal"},
		{"授予刘洋等8名同志“优秀志愿者”称号。", "“优秀志愿者”|unknown×8"},
		{"5户家庭获评县级文明家庭。", "县级文明家庭|county×5"},
		{"刘玉兰家庭被全国妇联评为全国五好家庭。", "全国五好家庭|national"},
		{"全国三八红旗手周敏来到现场。", ""},
		{"小品《送伞》获省群众文艺会演金奖。", "省群众文艺会演金奖|provincial"},
		{"省总工会授予我站“工人先锋号”称号。", "“工人先锋号”|provincial"},
		{"市教育局授予李老师全市优秀班主任称号。", "全市优秀班主任|municipal"},
		// order and keeping
		{"“全国青年文明号”的牌匾由团中央授予我科。", "“全国青年文明号”|national"},
		{"第七届全国文明单位花落我局。", "第七届全国文明单位|national"},
		{"实现省级文明单位四连冠。", "省级文明单位|provincial"},
		{"顺利通过复查,继续保持“省级文明校园”称号。", "“省级文明校园”|provincial"},
		{"荣获省妇联颁发的“巾帼建功先进集体”奖牌。", "“巾帼建功先进集体”|provincial"},
		// place and wording of the level
		{"单位地处重庆市,2020年被评为市级文明单位。", "市级文明单位|provincial"},
		{"上海市静江区图书馆获评全市文明单位,并被区政府授予“诚信单位”。", "全市文明单位|provincial;“诚信单位”|county"},
		{"浦东新区图书馆获评市级文明单位。", "市级文明单位|provincial"},
		{"天津市和平区某街道被评为市级卫生街道。", "市级卫生街道|provincial"},
		{"获首都文明单位标兵称号。", "首都文明单位标兵|provincial"},
		{"获评青山县“最美庭院”。", "青山县“最美庭院”|county"},
		{"获得云溪镇“好媳妇”称号。", "云溪镇“好媳妇”|township"},
		{"荣获集团公司优秀员工称号。", "集团公司优秀员工|unit"},
		{"荣获“甘肃省工人先锋号”。", "“甘肃省工人先锋号”|provincial"},
		{"荣获江苏青年五四奖章。", "江苏青年五四奖章|provincial"},
		{"被县级主管部门评为优秀组织单位。", "优秀组织单位|county"},
		{"荣获州级民族团结进步示范单位。", "州级民族团结进步示范单位|municipal"},
		{"获自治区级绿色学校称号。", "自治区级绿色学校|provincial"},
		{"钳工组2022年获“质量标兵岗”(市总工会颁发)。", "“质量标兵岗”|municipal"},
		{"荣获团体第二名、优秀组织奖。", "优秀组织奖|unknown"},
		{"荣获“健康杯”征文一等奖。", "“健康杯”征文一等奖|unknown"},
		{"敦煌市图书馆被市委评为先进集体,被酒泉市委评为优秀单位,并获敦煌市文明单位。", "先进集体|county;优秀单位|municipal;敦煌市文明单位|county"},
		{"获评聊城市劳动模范、萧山区文明单位。", "聊城市劳动模范|municipal;萧山区文明单位|county"},
		{"团队获评“2014全国优秀文化站”。", "“2014全国优秀文化站”|national"},
		{"骨科荣获省卫健委“优质服务科室”、护理部荣获市总工会“巾帼标兵岗”。", "“优质服务科室”|provincial;“巾帼标兵岗”|municipal"},
		{"在全省“安康杯”竞赛活动中荣获优胜单位。", "优胜单位|provincial"},
		// not honours
		{"我们将力争创建全国文明单位。", ""},
		{"今年积极申报省级卫生单位。", ""},
		{"争创“市级文明单位”,营造良好氛围。", ""},
		{"张某被推荐为全国劳动模范候选人。", ""},
		{"开展“最美家庭”“好媳妇”评选活动。", ""},
		{"对获得“先进个人”称号的职工给予奖励。", ""},
		{"凡荣获县级以上荣誉的,年度考核加5分。", ""},
		{"获得群众一致好评。", ""},
		{"取得了显著成效,赢得了广泛赞誉。", ""},
		{"获得补助资金30万元。", ""},
		{"获得国家专利3项。", ""},
		{"我们还没有获得过“全国文明单位”。", ""},
		{"下一步,争取荣获省级文明单位称号。", ""},
		{"会议传达了表彰决定,学习先进典型。", ""},
		{"推出便民举措20项。", ""},
		{"居民的获得感、幸福感明显增强。", ""},
		{"要以荣获“市级文明单位”为新起点。", ""},
		{"成为全县学习的榜样。", ""},
		{"制定了《先进个人评选办法》。", ""},
		{"对照省级文明单位标准逐项整改。", ""},
		{"取得全市文明单位创建工作阶段性成果。", ""},
		{"推出全市首个数字服务平台。", ""},
		{"成为全县文明创建的示范窗口。", ""},
		{"获得“全国文明城市”提名。", ""},
		{"获得市级财政资金支持。", ""},
		{"为荣获“优秀党员”称号的同志颁奖。", ""},
		{"被评为全市的先进单位。", "全市的先进单位|municipal"},
	} {
		d := document(c.text)
		var got []string
		for _, h := range Of(d) {
			s := h.Span.Of(d.Text) + "|" + string(h.Level)
			if h.Count > 1 {
				s += fmt.Sprint("×", h.Count)
			}
			got = append(got, s)
		}
		if g := strings.Join(got, ";"); g != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, g, c.want)
		}
	}
}

// FuzzSpans checks that honours are ordered, lie inside the text and begin and
// end on characters.
func FuzzSpans(f *testing.F) {
	f.Add("2021年,我局被市委授予“文明单位”称号,先后荣获省级A、“B岗”2个和一等奖;“X”由县妇联授予张某。")
	f.Add("授予“”、获“、被评为《全国")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		d := document(s)
		hs := Of(d)
		for _, h := range hs {
			for _, sp := range []doc.Span{h.Span, h.Issuer, h.Recipient} {
				if sp.Start < 0 || sp.End > len(d.Text) || sp.Start > sp.End || !utf8.ValidString(sp.Of(d.Text)) {
					t.Fatalf("%q: span %v", s, sp)
				}
			}
			if h.Empty() || h.Count < 1 || !utf8.ValidString(h.Title) {
				t.Fatalf("%q: %+v", s, h)
			}
		}
		if !slices.IsSortedFunc(hs, func(a, b Honour) int { return a.Span.Compare(b.Span) }) {
			t.Fatalf("%q: not by position", s)
		}
	})
}

func TestCatalogue(t *testing.T) {
	if len(Catalogue()) < 80 {
		t.Fatalf("%d titles", len(Catalogue()))
	}
	for _, e := range Catalogue() {
		switch e.Level {
		case ByPrefix, Ministry, CatalogueLevel(National), CatalogueLevel(Provincial), CatalogueLevel(UnitLevel):
		default:
			t.Errorf("%s: level %q", e.Title, e.Level)
		}
		for i, ed := range e.Editions {
			if i > 0 && (e.Editions[i-1].Number >= ed.Number || e.Editions[i-1].Date >= ed.Date) {
				t.Errorf("%s: edition %d not after %d", e.Title, ed.Number, e.Editions[i-1].Number)
			}
		}
	}
	e := Lookup("全国文明单位")
	if e == nil || len(e.Editions) != 7 || e.Every != 3 || e.Editions[5].Date != "2020-11-20" || len(e.Issuers) != 2 || e.Issuers[1].Date != "2025-05-23" {
		t.Errorf("全国文明单位: %+v", e)
	}
	if a := Lookup("全国劳模"); a == nil || a.Title != "全国劳动模范" || len(a.Years) != 6 {
		t.Errorf("全国劳模: %+v", a)
	}
	if Lookup("天下第一单位") != nil {
		t.Error("an unknown title was found")
	}
}

var benchText = strings.Repeat("2022年,我院受市委、市政府表彰,被授予“文明单位”称号,先后荣获省级卫生先进单位、市级平安单位等荣誉称号,张某家庭获评县级最美家庭。"+
	"把群众放在心上,获得群众一致好评,扎实推进各项工作,营造了浓厚的氛围,取得了新的成效,举办讲座33场次,走访慰问群众120户。\n", 2000)

// BenchmarkHonours measures reading honours alone: what it reads of other
// packages is computed before the clock runs.
func BenchmarkHonours(b *testing.B) {
	d := document(benchText)
	read(d, nil)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		read(d, nil)
	}
}

// BenchmarkClause is a single clause that never ends.
func BenchmarkClause(b *testing.B) {
	d := document(strings.Repeat("荣获省级文明单位、“巾帼岗”和一等奖被授予张某获全国", 8000))
	read(d, nil)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		read(d, nil)
	}
}
