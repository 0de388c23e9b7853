package claim

import (
	"strings"
	"unicode/utf8"
)

// dimensions are the ways in which people and things are sorted; the words of
// one dimension exclude each other, those of two overlap (a woman may be a
// party member).
var dimensions = [][]string{
	{"男", "女", "妇女"},
	{"党员", "团员", "群众", "民主党派", "无党派"},
	{"本科", "大专", "专科", "硕士", "博士", "研究生", "学历", "大学", "中专"},
	{"小学", "初中", "高中", "中学", "幼儿园"},
	{"职称", "一级", "二级", "三级", "高级", "中级", "初级", "教授", "讲师", "工程师", "副高", "正高", "主任医师", "主治", "技师", "医师", "护师", "护士", "药师"},
	{"岁", "青年", "中年", "老年", "60后", "70后", "80后", "90后", "00后", "年轻"},
	{"少数民族", "汉族", "回族", "藏族", "蒙古族", "维吾尔族", "壮族", "满族"},
	{"教师", "学生", "学员", "家长", "专任", "管理人员", "行政人员", "领导", "中层", "骨干", "工勤", "医生", "护士", "医护", "技术人员", "班子"},
	{"在编", "在职", "退休", "离休", "临聘", "编外", "聘用", "在册", "活跃"},
	{"低保", "残疾", "留守", "单亲", "孤儿", "特困", "五保", "困难", "失独", "优抚", "重病", "脱贫", "监测"},
	{"劳模", "先进", "模范", "标兵"},
	{"新增", "新建", "新发展", "新办", "当年"},
}

// shared reports whether every part is named with k: 教师党员, 学生党员 are not
// told apart by 党员.
func shared(words []string, k string) bool {
	for _, w := range words {
		if !strings.Contains(w, k) {
			return false
		}
	}
	return len(words) > 1
}

// overlapping dimensions hold words that do not even exclude each other.
var overlapping = map[int]bool{9: true, 10: true, 11: true}

// Overlap reports whether parts described by these words may overlap, so that
// they need not add up: they sort by different dimensions, or one includes the
// next (本科以上, 含).
func Overlap(words []string) bool {
	seen := uint32(0) // the dimensions that all words so far can be of
	mixed := false
	for i, w := range words {
		// 本科以上 includes what follows; a last 二级及以下 is the rest.
		if i < len(words)-1 && (strings.Contains(w, "以上") || strings.Contains(w, "以下")) || strings.Contains(w, "含") || strings.Contains(w, "包括") {
			return true
		}
		d := uint32(0)
		for n, set := range dimensions {
			for _, k := range set {
				if strings.Contains(w, k) && !shared(words, k) {
					d |= 1 << n
					if overlapping[n] {
						return true
					}
				}
			}
		}
		if d == 0 {
			mixed = true
			continue
		}
		if seen != 0 {
			if d &= seen; d == 0 {
				return true
			}
		}
		seen = d
	}
	// Words of a known dimension beside unknown ones say too little.
	return mixed && seen != 0
}

// complements are sets of words that exhaust what they sort.
var complements = [][]string{
	{"男", "女"}, {"室内", "室外"}, {"城区", "乡镇"}, {"城市", "农村"}, {"城镇", "农村"}, {"城区", "农村"}, {"线上", "线下"}, {"新建", "改建"}, {"新建", "改扩建"}, {"新建", "续建"},
	{"国内", "国外"}, {"境内", "境外"}, {"省内", "省外"}, {"市内", "市外"}, {"上半年", "下半年"}, {"公办", "民办"}, {"在职", "退休"}, {"在职", "离退休"}, {"集体", "个人"},
	{"专职", "兼职"}, {"固定", "流动"}, {"集中", "分散"}, {"本地", "外地"}, {"户内", "户外"}, {"常住", "流动"}, {"地上", "地下"}, {"机关", "基层"}, {"中小学", "幼儿园"}, {"采用", "退稿"}, {"采纳", "未采纳"}, {"合格", "不合格"}, {"办结", "在办"}, {"通过", "未通过"}, {"脱贫", "未脱贫"}, {"有效", "无效"}, {"新发现", "复查"}, {"电话", "网络"}, {"来信", "来访"}, {"来电", "来访"}, {"自住", "出租"}, {"自有", "租赁"}, {"正式", "预备"}, {"正式", "临时"}, {"全职", "兼职"}, {"纸质", "电子"}, {"白天", "夜间"}, {"山区", "川区"}, {"寄宿", "走读"}, {"住校", "走读"}, {"改造", "新建"},
}

// Complete reports whether the words exhaust what they sort by their own
// meaning: 男 and 女, 室内 and 室外.
func Complete(words []string) bool {
	for _, set := range complements {
		if len(words) != len(set) {
			continue
		}
		hits := 0
		for i := range set {
			for _, w := range words {
				if strings.Contains(w, set[i]) {
					hits++
					break
				}
			}
		}
		if hits == len(set) {
			return true
		}
	}
	return false
}

// levels are the grades of administration.
var levels = []string{"国家级", "省级", "市级", "县级", "区级", "镇级", "乡级", "村级", "全国", "省部级", "地市级", "自治区级", "州级"}

// Levels reports whether every part is named by its level.
func Levels(words []string) bool {
	for _, w := range words {
		ok := false
		for _, l := range levels {
			ok = ok || strings.Contains(w, l)
		}
		if !ok {
			return false
		}
	}
	return len(words) > 0
}

// Words returns what the text says a claim counts: the words that lead up to
// it and follow it.
func (c *Claim) Words(t string) string {
	s := strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(c.Lead.Of(t)), "其中"), "包括")
	if c.Tail.Start < c.Tail.End {
		s += c.Tail.Of(t)
	}
	return s
}

// Runes is the length of a stretch in characters.
func Runes(s string) int { return utf8.RuneCountInString(s) }
