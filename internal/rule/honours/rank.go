// Package honours checks the honours a report claims: against who gave them,
// against each other, and for what is missing.
package honours

import (
	"strings"

	"hecha/internal/division"
	"hecha/internal/doc"
	"hecha/internal/honour"
	"hecha/internal/lexicon"
	"hecha/internal/profile"
)

// rank orders levels, highest first; 0 is unknown.
func rank(l honour.Level) int {
	switch l {
	case honour.National:
		return 5
	case honour.Provincial:
		return 4
	case honour.Municipal:
		return 3
	case honour.County:
		return 2
	case honour.Township:
		return 1
	}
	return 0
}

// levelNames are the levels in Chinese.
var levelNames = map[honour.Level]string{
	honour.National: "国家级", honour.Provincial: "省级", honour.Municipal: "市级", honour.County: "县级", honour.Township: "乡镇级",
}

// statedLevel reads the level that the words of a title themselves claim.
func statedLevel(title string) honour.Level {
	if w := levelWords.Opens(unopened(title)); w >= 0 {
		return levelsOfWords[w]
	}
	return honour.Unknown
}

// levelWords open a title that states its level, which levelsOfWords gives.
var (
	levelWords    = lexicon.NewList("全国", "国家级", "国家", "省级", "全省", "自治区级", "市级", "全市", "地市级", "县级", "区级", "全县", "全区")
	levelsOfWords = []honour.Level{
		honour.National, honour.National, honour.National,
		honour.Provincial, honour.Provincial, honour.Provincial,
		honour.Municipal, honour.Municipal, honour.Municipal,
		honour.County, honour.County, honour.County, honour.County,
	}
)

// issuerLevel reads the rank of a body from its name. The highest of several
// counts: they gave it together.
func issuerLevel(d *doc.Document, issuer string) honour.Level {
	best := honour.Unknown
	for name := range strings.SplitSeq(joined.Replace(issuer), "、") {
		if l := bodyLevel(d, name); rank(l) > rank(best) {
			best = l
		}
	}
	return best
}

// joined writes bodies that gave something together as a list.
var joined = strings.NewReplacer("和", "、", ",", "、", "联合", "")

func bodyLevel(d *doc.Document, name string) honour.Level {
	for _, w := range []string{"中央", "国务院", "全国", "国家", "中宣部", "共青团中央", "团中央", "中华", "中国", "教育部", "公安部", "财政部", "民政部", "司法部"} {
		if strings.HasPrefix(name, w) {
			return honour.National
		}
	}
	if strings.HasPrefix(name, "市场") || strings.HasPrefix(name, "市政") || strings.HasPrefix(name, "区域") || strings.HasPrefix(name, "省直") {
		return honour.Unknown
	}
	// 团县委, 团市委 carry their rank inside.
	name = strings.TrimPrefix(name, "团")
	for _, w := range []struct {
		words []string
		level honour.Level
	}{
		{[]string{"省", "自治区"}, honour.Provincial},
		{[]string{"县", "区"}, honour.County},
		{[]string{"市", "州", "盟", "地区"}, honour.Municipal},
		{[]string{"镇", "乡", "街道"}, honour.Township},
	} {
		for _, word := range w.words {
			if strings.HasPrefix(name, word) {
				return promoted(d, w.level)
			}
		}
	}
	// 云溪县文明办: the rank of the place in front.
	for i, r := range name {
		if i == 0 {
			continue
		}
		switch r {
		case '省':
			return honour.Provincial
		case '市', '州':
			return placeLevel(d, name[:i+len("市")], honour.Municipal)
		case '县', '区', '旗':
			return placeLevel(d, name[:i+len("县")], honour.County)
		case '镇', '乡':
			return honour.Township
		}
		if i > len("一二三四五六") {
			break
		}
	}
	return honour.Unknown
}

// placeLevel returns the rank of a named place: a municipality is a province, a
// county-level city a county.
func placeLevel(d *doc.Document, name string, usual honour.Level) honour.Level {
	codes := division.Lookup(name)
	if len(codes) == 0 {
		return promoted(d, usual)
	}
	switch c := codes[0]; {
	case c.Level() == division.Province:
		return honour.Provincial
	case c.Municipality() && c.Level() == division.County:
		return honour.Municipal
	case c.Level() == division.Prefecture:
		return honour.Municipal
	}
	return honour.County
}

// promoted raises a level by one where the report's own place lies in a
// municipality directly under the central government.
func promoted(d *doc.Document, l honour.Level) honour.Level {
	codes := profile.Of(d).Codes
	if len(codes) != 1 || !codes[0].Municipality() {
		return l
	}
	switch l {
	case honour.Municipal:
		return honour.Provincial
	case honour.County:
		return honour.Municipal
	}
	return l
}
