package format

import "golang.org/x/text/unicode/norm"

// radicals are the CJK radicals that some PDF writers put in place of the
// ordinary character they look like, by Unicode's EquivalentUnifiedIdeograph;
// normalisation knows only the Kangxi ones.
var radicals = map[rune]rune{
	'⺁': '厂', '⺇': '几', '⺌': '小', '⺎': '兀', '⺏': '尣', '⺐': '尢', '⺒': '巳', '⺓': '幺', '⺟': '母', '⺠': '民', '⺪': '疋',
	'⺬': '示', '⺮': '竹', '⺯': '糸', '⺰': '纟', '⺳': '罒', '⺼': '月', '⺾': '艹', '⻁': '虎', '⻂': '衤', '⻄': '西', '⻅': '见',
	'⻆': '角', '⻈': '讠', '⻉': '贝', '⻋': '车', '⻌': '辶', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长', '⻔': '门', '⻖': '阝',
	'⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻠': '饣', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼',
	'⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻫': '斉', '⻬': '齐', '⻮': '齿', '⻯': '竜', '⻰': '龙', '⻳': '龟',
}

// plainRadical returns the ordinary character of a radical code point.
func plainRadical(r rune) rune {
	if p, ok := radicals[r]; ok {
		return p
	}
	for _, n := range norm.NFKC.String(string(r)) {
		return n
	}
	return r
}
