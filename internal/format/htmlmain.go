package format

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// This file finds the report in a web page. Readability, the usual library,
// adds up paragraphs and so takes a list of summaries for the article when that
// is short, drops lists and tables it finds dull, and returns a rewritten page;
// losing a paragraph is the worst that can happen to an audit. Here every line
// of text gets a value, positive for sentences, negative for links, summaries,
// comments and notices, and the report is the element whose lines have the
// largest sum: whatever is added around it costs more than it brings. Negative
// lines inside it are left out too.

// page is a parsed web page and what of it is the report.
type page struct {
	body  *html.Node
	title string // of the browser window

	runs   []*run
	sums   map[*html.Node]*sum
	tables map[*html.Node]bool // data tables

	// main is the element that holds the report; nil takes the whole page.
	main *html.Node
	// chrome holds the text nodes left out inside main, heading those kept
	// outside it.
	chrome, heading map[*html.Node]bool
}

// run is the text of one line: what stands between two line breakers.
type run struct {
	box   *html.Node // element that holds the line
	nodes []*html.Node
	text  string
	size  float64 // characters; letters and digits count half
	links float64 // of these, inside links
	value float64
	zone  bool // inside an element whose name says comment, footer, menu …
	card  bool // one of several alike short pieces with links
	level int  // of a heading element, else 0
	table bool // in a data table
}

// sum is what the runs below an element add up to.
type sum struct{ value, good, size, links float64 }

func newPage(root *html.Node) *page {
	pg := &page{
		body: find(root, "body"), sums: map[*html.Node]*sum{}, tables: map[*html.Node]bool{},
		chrome: map[*html.Node]bool{}, heading: map[*html.Node]bool{},
	}
	if pg.body == nil {
		pg.body = root // a frameset
	}
	if t := find(root, "title"); t != nil {
		pg.title = collapse(rawText(t))
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" && dataTable(n) {
			pg.tables[n] = true
		}
	}
	return pg
}

// kept reports whether a text node belongs to the report.
func (pg *page) kept(n *html.Node, inMain bool) bool {
	return inMain && !pg.chrome[n] || pg.heading[n]
}

// enoughKept is the share of a page's sentences that its main element must
// hold; below it the whole page is the report.
const enoughKept = 0.4

// chooseMain finds the report's element, its title and the chrome inside it.
func (pg *page) chooseMain() {
	c := &collector{page: pg}
	c.walk(pg.body, place{box: pg.body})
	c.end()
	pg.markCards()
	var all float64
	for _, r := range pg.runs {
		r.judge()
		if r.value > 0 {
			all += r.value
		}
	}
	pg.addUp()
	var main *html.Node
	for _, r := range pg.runs { // in order, so that the choice is deterministic
		for n := r.box; n != nil; n = n.Parent {
			s, best := pg.sums[n], pg.sums[main]
			if s != nil && (best == nil || s.value > best.value || s.value == best.value && within(n, main)) {
				main = n
			}
			if n == pg.body {
				break
			}
		}
	}
	if main == nil || pg.sums[main].good < enoughKept*all || all == 0 {
		return
	}
	pg.main = main
	pg.dropInside(main)
	pg.findTitle()
}

// within reports whether n lies inside outer.
func within(n, outer *html.Node) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// addUp fills sums from the runs.
func (pg *page) addUp() {
	for _, r := range pg.runs {
		for n := r.box; n != nil; n = n.Parent {
			s := pg.sums[n]
			if s == nil {
				s = &sum{}
				pg.sums[n] = s
			}
			s.value += r.value
			s.good += max(r.value, 0)
			s.size += r.size
			s.links += r.links
			if n == pg.body {
				break
			}
		}
	}
}

// judge gives the run its value.
func (r *run) judge() {
	plain := r.size - r.links
	switch {
	case r.zone || r.card:
		// Little, so that many comments in the report's own element do not
		// outweigh it; they are dropped all the same.
		r.value = -0.05 * r.size
	case r.links > r.size*0.5:
		if !sentence(r.text) || r.size < 40 { // a linked paragraph may be content
			r.value = -r.links - 2
		}
	case notice(r.text):
		r.value = -r.size
	case r.table:
		r.value = 0.5 * plain
	case sentence(r.text) || plain >= 25:
		r.value = plain - r.links
	case r.level > 0:
		r.value = 0.5 * plain
	}
}

// sentence reports whether text has the punctuation of a sentence.
func sentence(text string) bool {
	return strings.ContainsAny(text, "。；;！？") || strings.ContainsAny(text, "，,、") && len(text) > 30
}

// Phrases of a site about itself. One of notices at the start of a line, or in
// a very short one, makes it chrome, and so does one of labels with a colon;
// asides are also words of reports and count only three together.
var (
	notices = strings.Fields("版权所有 icp备 公网安备 免责声明 如有侵权 上一篇 下一篇 相关阅读 相关文章 相关推荐 猜你喜欢 热门文章 阅读全文 查看全文 扫一扫 分享到 " +
		"打印本页 关闭窗口 网友评论 发表评论 我要评论 设为首页 加入收藏 网站标识码 copyright 您所在的位置 字体大小")
	labels = strings.Fields("发布时间 发布日期 发表时间 信息来源 文章来源 责任编辑 字号 字体 浏览次数 点击次数 阅读次数 浏览量 当前位置 您的位置 上传人 文档编号 上传时间")
	asides = strings.Fields("备案 本站 本网站 联系我们 转载 仅供参考 版权 侵权 网友 未经授权 技术支持 网络 登录 rights")
)

// notice reports whether a line is one of a site about itself.
func notice(text string) bool {
	const longest, start, short = 150 * 3, 12, 20 * 3
	if len(text) > longest {
		return false
	}
	lower := strings.ToLower(text)
	for _, p := range notices {
		if i := strings.Index(lower, p); i >= 0 && (i < start || len(text) < short) {
			return true
		}
	}
	for _, p := range labels {
		if i := strings.Index(lower, p); i >= 0 && i < start && strings.HasPrefix(strings.ReplaceAll(lower[i+len(p):], "：", ":"), ":") {
			return true
		}
	}
	hits := 0
	for _, p := range asides {
		if strings.Contains(lower, p) {
			hits++
		}
	}
	return hits >= 3
}

// dropInside marks the chrome inside the report: lines of negative value, and
// elements in which such lines prevail.
func (pg *page) dropInside(main *html.Node) {
	for _, r := range pg.runs {
		if r.box != main && !within(r.box, main) {
			continue
		}
		drop := r.value < 0
		for n := r.box; n != main && !drop; n = n.Parent {
			s := pg.sums[n]
			drop = s.value < 0 && s.good < -s.value
		}
		if drop {
			for _, n := range r.nodes {
				pg.chrome[n] = true
			}
		}
	}
}

// findTitle keeps the report's title when it stands before its element: the
// heading, or line, that the window's title repeats.
func (pg *page) findTitle() {
	var best *run
	for _, r := range pg.runs {
		if r.box == pg.main || within(r.box, pg.main) {
			if pg.titleLike(r) && !pg.chrome[r.nodes[0]] {
				return // it has its title
			}
			if best != nil {
				break
			}
			continue
		}
		if within(pg.main, r.box) || r.links > 0 || r.zone {
			continue
		}
		if pg.titleLike(r) && (best == nil || r.level > 0 || best.level == 0) {
			best = r // the nearest, headings before lines
		}
	}
	if best == nil {
		return
	}
	for _, n := range best.nodes {
		pg.heading[n] = true
	}
}

// titleLike reports whether the window's title holds the line.
func (pg *page) titleLike(r *run) bool {
	squeeze := func(s string) string {
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, s)
	}
	text := squeeze(r.text)
	return len(text) >= 5*3 && strings.Contains(squeeze(pg.title), text) || r.level == 1 && len(text) >= 5*3
}

// markCards finds groups of alike short pieces, each with a link or a date: lists of
// summaries and comments, which readers take for articles.
func (pg *page) markCards() {
	type piece struct {
		size        float64
		link, plain bool
	}
	pieces := map[*html.Node]*piece{}
	parents := []*html.Node{}
	seen := map[*html.Node]bool{}
	for _, r := range pg.runs {
		for n := r.box; n != nil && n != pg.body; n = n.Parent {
			p := pieces[n]
			if p == nil {
				p = &piece{}
				pieces[n] = p
			}
			p.size += r.size
			if r.links > r.size*0.5 || stamp(r.text) {
				p.link = true
			} else {
				p.plain = true
			}
			if n.Parent != nil && !seen[n.Parent] {
				seen[n.Parent] = true
				parents = append(parents, n.Parent)
			}
		}
	}
	const longest, fewest = 300.0, 3
	cards := map[*html.Node]bool{}
	for _, parent := range parents {
		groups := map[string][]*html.Node{}
		var titled []*html.Node // short pieces right after a link: heading, summary, heading, summary
		afterLink := false
		for _, c := range elements(parent) {
			p := pieces[c]
			if p == nil {
				continue
			}
			class, _ := attribute(c, "class")
			switch {
			case p.link && p.plain && p.size < longest:
				groups[c.Data+" "+class] = append(groups[c.Data+" "+class], c)
			case p.link && !p.plain:
				afterLink = true
				continue
			case afterLink && p.size < longest:
				titled = append(titled, c)
			}
			afterLink = false
		}
		for _, g := range groups {
			if len(g) >= fewest {
				for _, c := range g {
					cards[c] = true
				}
			}
		}
		if len(titled) >= fewest {
			for _, c := range titled {
				cards[c] = true
			}
		}
	}
	for _, r := range pg.runs {
		for n := r.box; n != nil && n != pg.body && !r.card && !r.table; n = n.Parent {
			r.card = cards[n]
		}
	}
}

// stamp reports whether a short line is the time, floor or button of a comment.
// A date alone is none: chronicles have them.
func stamp(text string) bool {
	if len(text) > 40 {
		return false
	}
	for _, w := range []string{"回复", "点赞", "分钟前", "小时前", "天前", "发表于", "网友"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 8 && strings.ContainsAny(text, ":：")
}

// zoneWords in the class or id of an element say that it is not the article;
// articleWords take that back.
var (
	zoneWords = tags("comment comments pinglun reply replies footer foot bottom sidebar aside nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs " +
		"related relate recommend tuijian hot rank copyright disclaimer mianze share toolbar pagination pager page-nav login banner advert ad ads adv widget " +
		"friendlink friendlinks links search qrcode guess latest location weizhi popup modal cookie statement subscribe")
	articleWords = tags("article content contents main body text detail zoom editor trs news post entry container wrapper wrap page")
	zoneTags     = tags("nav footer aside menu")
)

// zone reports whether an element's name says that it holds no article.
func zone(n *html.Node) bool {
	if zoneTags[n.Data] {
		return true
	}
	if role, ok := attribute(n, "role"); ok && slices.Contains([]string{"navigation", "complementary", "contentinfo", "banner", "search"}, role) {
		return true
	}
	if n.Data == "body" || n.Data == "html" {
		return false
	}
	class, _ := attribute(n, "class")
	id, _ := attribute(n, "id")
	found := false
	for _, w := range words(class + " " + id) {
		if articleWords[w] {
			return false
		}
		found = found || zoneWords[w]
	}
	return found
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
