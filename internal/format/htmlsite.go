package format

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// This file knows what sites write around a report: notices, comments, lists of
// summaries.

// Phrases of a site about itself. One of notices at either end of a line, or in
// a very short one, makes it chrome, and so does one of labels with a colon.
var (
	notices = strings.Fields("版权所有 icp备 公网安备 免责声明 如有侵权 上一篇 下一篇 相关阅读 相关文章 相关推荐 猜你喜欢 热门文章 阅读全文 查看全文 分享到 " +
		"打印本页 关闭窗口 网友评论 发表评论 我要评论 设为首页 加入收藏 网站标识码 copyright 您所在的位置 字体大小")
	labels = strings.Fields("发布时间 发布日期 发表时间 信息来源 文章来源 责任编辑 字号 字体 浏览次数 点击次数 阅读次数 浏览量 当前位置 您的位置 上传人 文档编号 上传时间")
)

// notice reports whether a line, simplified and in lower case, is one of a site
// about itself.
func notice(text string) bool {
	const longest, start, short = 150 * 3, 12, 20 * 3
	if len(text) > longest {
		return false
	}
	for _, p := range notices {
		i := strings.Index(text, p)
		if i < 0 {
			continue
		}
		last := strings.Trim(text[i+len(p):], ":： 】") == "" // a label of what follows
		if i < start || len(text) < short || last {
			return true
		}
	}
	for _, p := range labels {
		if i := strings.Index(text, p); i >= 0 && i < start && strings.HasPrefix(strings.ReplaceAll(text[i+len(p):], "：", ":"), ":") {
			return true
		}
	}
	return false
}

// Words of disclaimers. A line is one when it has siteFewest of them and one of
// them is of a site that speaks of itself or its members.
var (
	siteSelf  = strings.Fields("本站 本网 会员 上传 小编 本公众号 本平台 本文档")
	siteLegal = strings.Fields("转载 侵权 侵犯 权利人 法律责任 合法权益 免责 版权 删除 下载 出处 注明 积分 仅供 商业用途 来源于")
)

const siteFewest = 4

// siteTalk reports whether a line, simplified, is a disclaimer or help text of
// a site.
func siteTalk(text string) bool {
	has := func(w string) bool { return strings.Contains(text, w) }
	if !slices.ContainsFunc(siteSelf, has) {
		return false
	}
	hits := 0
	for _, w := range siteLegal {
		if has(w) {
			hits++
		}
	}
	return hits >= siteFewest
}

// sectionLabels head what follows a report on its page.
var sectionLabels = tags("网友评论 用户评论 最新评论 全部评论 热门评论 精彩评论 评论列表 评论区 网友留言 留言列表 相关推荐 相关文章 相关阅读 相关新闻 猜你喜欢 热门推荐 " +
	"热门文章 推荐阅读 延伸阅读 精彩推荐 最新文章 免责声明 郑重声明 版权声明 特别声明 友情链接 常见问题 帮助中心 下载说明 广告服务")

// markSections marks what stands under such a label until the next heading of
// its rank, if enough text for a report comes before it.
func (pg *page) markSections() {
	const report = 60 // characters
	var before float64
	var under *run // the label in force
	for _, r := range pg.runs {
		label := sectionLabels[strings.Trim(r.key, " :：【】[]()（）!！*>-")] && r.links < r.size
		switch {
		case label && before >= report:
			under = r
		case under == nil:
		case !inside(r.box, under.box.parent), pg.titleLike(r), r.level > 0 && under.level > 0 && r.level <= under.level:
			under = nil
		}
		if under != nil {
			r.zone = true
		} else if !r.box.zone && !r.box.card && sentence(r.text) {
			before += r.size - r.links
		}
	}
}

// inside reports whether b lies in outer.
func inside(b, outer *box) bool {
	for ; b != nil; b = b.parent {
		if b == outer {
			return true
		}
	}
	return false
}

// moreWords are what the link to the rest of a summary says.
var moreWords = tags("详细 详情 更多 全文 阅读全文 查看全文 查看详情 查看更多 阅读更多 点击查看 继续阅读 more")

// markBylines marks the lines between title and text that give date and source.
func (pg *page) markBylines() {
	titled := false
	for _, r := range pg.runs {
		switch {
		case pg.titleLike(r):
			titled = true
		case r.box.main && r.value > 0:
			return
		case r.box.main && titled && r.level == 0 && r.size < 40 && digits(r.text) >= 6:
			r.byline = r.links > 0 || stamp(r.text) || digits(r.text) == 8 && len(r.text) <= 10
		}
	}
}

func digits(s string) (n int) {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// markCards finds groups of alike short pieces, each with a link or a date:
// lists of summaries and comments, which readers take for articles.
func (pg *page) markCards() {
	const longest, fewest = 300.0, 3
	for _, parent := range pg.boxes {
		if len(parent.kids) < fewest {
			continue
		}
		groups := map[string][]*box{}
		// Pieces right after a link: heading, summary, heading, summary. They
		// are cards only where they always come so; a report whose headings
		// are linked has other paragraphs between them.
		var titled []*box
		others, afterLink := map[string]bool{}, false
		for _, b := range parent.kids {
			switch {
			case b.size == 0:
				continue
			case b.link && b.plain && b.size < longest:
				class, _ := attribute(b.node, "class")
				groups[b.node.Data+" "+class] = append(groups[b.node.Data+" "+class], b)
			case b.link && !b.plain:
				afterLink = true
				continue
			case afterLink && b.size < longest:
				titled = append(titled, b)
			case b.size >= 25:
				others[b.node.Data] = true
			}
			afterLink = false
		}
		titled = slices.DeleteFunc(titled, func(b *box) bool { return others[b.node.Data] })
		groups["titled"] = titled
		for _, g := range groups {
			for _, b := range g {
				b.card = len(g) >= fewest
			}
		}
	}
	pg.downward(func(b, up *box) { b.card = b.card || up.card })
}

// stamp reports whether a short line is the time, floor or button of a comment.
// A date alone is none: chronicles have them.
func stamp(text string) bool {
	if len(text) > 40 {
		return false
	}
	for _, w := range []string{"回复", "点赞", "分钟前", "小时前", "天前", "发表于", "网友", "游客", "匿名"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return digits(text) >= 8 && strings.ContainsAny(text, ":：")
}

// zoneWords in the class or id of an element say that it is not the article;
// articleWords take that back.
var (
	zoneWords = tags("footer foot bottom sidebar aside nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs " +
		"related relate recommend tuijian hot rank copyright disclaimer mianze share toolbar pagination pager page-nav login banner advert ad ads adv widget " +
		"friendlink friendlinks links search qrcode guess latest location weizhi help faq popup modal cookie statement subscribe")
	commentWords = tags("comment comments pinglun reply replies cmt")
	articleWords = tags("article content contents main body text detail zoom editor trs news post entry container wrapper wrap page")
	zoneTags     = tags("nav footer aside menu")
	zoneRoles    = tags("navigation complementary contentinfo banner search")
)

// zone tells how much of a page's sentences an element may hold and still be no
// article because of its name: 0 when its name says nothing of the kind. Themes
// give the oddest names to the frame of everything, but many comments can be
// most of a page.
func zone(n *html.Node) float64 {
	const most, mostComments = 0.8, 0.95
	class, _ := attribute(n, "class")
	id, _ := attribute(n, "id")
	share := 0.0
	for _, w := range words(class + " " + id) {
		switch {
		case articleWords[w]:
			return 0
		case commentWords[w]:
			share = mostComments
		case zoneWords[w]:
			share = max(share, most)
		}
	}
	if role, ok := attribute(n, "role"); zoneTags[n.Data] || ok && zoneRoles[role] {
		share = max(share, most)
	}
	return share
}

// markZones marks such elements and what lies inside.
func (pg *page) markZones() {
	all := pg.boxes[0].sentences
	pg.downward(func(b, up *box) {
		share := zone(b.node)
		b.zone = up.zone || share > 0 && b.sentences <= share*all
	})
}

// words splits class names at punctuation and capitals, in lower case.
func words(s string) []string {
	var out []string
	start := 0
	flush := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(s[start:end]))
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
		switch {
		case !letter:
			flush(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start && s[i-1] >= 'a' && s[i-1] <= 'z':
			flush(i)
			start = i
		}
	}
	flush(len(s))
	return out
}
