package format_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

// pageCase is a made web page and the report in it.
type pageCase struct{ name, html, want string }

var reportTitle = "柳塘乡2022年文明单位创建工作总结"

var reportParagraphs = []string{
	"今年以来,柳塘乡坚持以人民为中心,扎实推进文明创建,现将有关情况总结如下。",
	"一、加强组织领导",
	"乡党委成立领导小组,召开专题会议9次,印发文件14份,投入经费23.5万元。",
	"二、丰富活动载体",
	"开展“邻里互助”志愿服务37场,参与1460人次,评选文明家庭28户;举办道德讲堂6期。",
	"三、存在问题和下步打算",
	"对照要求,工作中还存在宣传形式单一、队伍力量不足等问题,明年将逐项改进。",
}

func tagged(tag string, lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "<%s>%s</%s>\n", tag, l, tag)
	}
	return b.String()
}

func repeated(n int, form string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(form, "{i}", fmt.Sprint(i+1)))
	}
	return b.String()
}

var (
	navBar      = `<div class="nav"><ul>` + repeated(9, `<li><a href="/c{i}/">栏目{i}</a></li>`) + `</ul></div>`
	crumbs      = `<div>您的位置:<a href="/">首页</a> &gt; <a href="/zjgz/">总结</a> &gt; 正文</div>`
	metaLine    = `<div class="info">发布时间:2023-01-08 来源:柳塘乡 字号:【<a href="javascript:b()">大</a> <a href="javascript:s()">小</a>】</div>`
	footer      = `<div class="foot"><p>版权所有:柳塘乡人民政府 某ICP备00000001号</p><p>主办单位:柳塘乡党政办 地址:柳塘街1号</p></div>`
	related     = `<div class="related"><h3>相关阅读</h3><ul>` + repeated(8, `<li><a href="/a{i}.html">某镇开展第{i}季度文明创建工作总结大会</a><span>2022-0{i}-01</span></li>`) + `</ul></div>`
	summaries   = repeated(12, `<div class="item"><h2><a href="/s{i}.html">某局第{i}期文明单位创建汇报材料</a></h2><p>某局第{i}期认真贯彻上级部署,全面推进创建工作,召开动员会{i}次,开展活动多场,取得了阶段性成效,受到群众的一致好评,现将主要做法报告如下…</p></div>`)
	pairs       = repeated(12, `<h4><a href="/s{i}.html">某局第{i}期文明单位创建汇报材料</a></h4><p>某局第{i}期认真贯彻上级部署,全面推进创建工作,召开动员会{i}次,开展活动多场,取得了阶段性成效,受到群众的一致好评,现将主要做法报告如下…</p>`)
	comments    = `<div class="cmt-list">` + repeated(15, `<div class="c"><span class="u">用户{i}</span><span>2023-02-1{i} 08:00</span><p>写得很好,我们单位也在写这个材料,借鉴了不少内容,感谢分享,希望多发一些这样的总结。</p><a href="#">回复</a></div>`) + `</div>`
	disclaim    = `<p>免责声明:本站部分内容来源于网络,版权归原作者所有,如有侵权请联系我们删除。</p><p>本文档由网友上传,仅供参考,转载请注明出处,未经授权不得用于商业用途。</p>`
	declaration = `<div class=sm><strong>郑重声明</strong><p>本公文网所有资料均由会员整理上传或来自互联网公开渠道,其真实性、准确性由发布者负责。凡转载须注明出处,否则将追究法律责任。如权利人认为侵犯了其合法权益,请与我们联系,我们会在核实后删除。会员下载的资料仅限个人学习,不得用于商业用途,一切后果由使用者自行承担。</p></div>`
	teasers     = repeated(14, `<div class=box><p><b>某局第{i}期工作总结</b></p><p>某局始终把创建工作摆在突出位置,今年已召开会议{i}次,投入资金{i}0万元,群众满意度稳步提升。 <a href="/{i}">[详细]</a></p></div>`)
	remarks     = repeated(20, `<div><b>游客{i}</b><div>这份总结写得很实在,数据详细,结构清楚,值得我们学习借鉴,也希望能看到更多经验做法。</div></div>`)
	help        = repeated(6, `<h5>问题{i}:怎样下载文档?</h5><p>请您先注册成为会员,然后在文档页面点击下载按钮,系统会自动扣除相应的积分,下载完成后可以在个人中心查看记录。</p>`)
	sideBar     = `<div id="right"><h3>热门排行</h3><ul>` + repeated(10, `<li><a href="/h{i}.html">第{i}名热门文章标题</a></li>`) + `</ul></div>`
	bodyP       = tagged("p", reportParagraphs)
	bodyBr      = strings.Join(reportParagraphs, "<br>\n　　") + "<br>"
	titleTag    = "<title>" + reportTitle + "_柳塘乡政府网</title>"
	h1          = "<h1>" + reportTitle + "</h1>"
	wantBody    = strings.Join(reportParagraphs, "\n")
	wantTitle   = reportTitle + "\n" + wantBody
)

func document(head string, body ...string) string {
	return "<!DOCTYPE html><html><head><meta charset=utf-8>" + head + "<style>p{color:red}</style></head><body><script>var a='脚本,不是正文。';</script>" +
		strings.Join(body, "\n") + "</body></html>"
}

// pages are layouts met on government sites and document-sharing sites, the
// later ones made hard: the report is shorter than what surrounds it.
func pages() []pageCase {
	return []pageCase{
		{"word", `<html><head><title>x</title></head><body>` + bodyP + `</body></html>`, wantBody},
		{"fragment", bodyP, wantBody},
		{"lines", document(titleTag, h1, bodyBr), wantTitle},
		{"article", document(titleTag, navBar, "<article>"+h1+bodyP+"</article>", footer), wantTitle},
		{"portal", document(titleTag, navBar, crumbs, `<div class="main">`+h1+metaLine+`<div class="TRS_Editor">`+bodyP+`</div></div>`, related, footer), wantTitle},
		{"tables for layout", document(titleTag, `<table width=1000><tr><td>`+navBar+`</td></tr><tr><td><table><tr><td width=200>`+sideBar+`</td><td>`+h1+bodyBr+`</td></tr></table></td></tr><tr><td>`+footer+`</td></tr></table>`), wantTitle},
		{"fonts and spans", document(titleTag, navBar, `<div id=zoom><p align=center><font size=5><b>`+reportTitle+`</b></font></p><span><font>`+bodyP+`</font></span></div>`, footer), wantTitle},
		{"title outside", document(titleTag, `<div class=head><h2>`+reportTitle+`</h2>`+metaLine+`</div>`, `<div class=c>`+bodyP+`</div>`, sideBar, footer), wantTitle},
		{"summaries", document(titleTag, navBar, `<div class=w>`+h1+bodyP+`</div><div class=more>`+summaries+`</div>`, footer), wantTitle},
		{"summaries beside", document(titleTag, navBar, `<div class=l>`+h1+metaLine+`<div>`+bodyP+`</div>`+related+`</div><div class=r>`+summaries+summaries+`</div>`, footer), wantTitle},
		{"summaries in pairs", document(titleTag, navBar, `<div>`+h1+bodyBr+`</div><div>`+pairs+`</div>`, footer), wantTitle},
		{"comments", document(titleTag, navBar, `<div>`+h1+`<div class=t>`+bodyP+`</div></div>`+comments, footer), wantTitle},
		{"comments inside", document(titleTag, navBar, `<div class="post">`+h1+bodyP+comments+`</div>`, footer), wantTitle},
		{"disclaimers", document(titleTag, navBar, `<div class=doc>`+h1+bodyP+disclaim+`</div>`, disclaim, footer), wantTitle},
		{"links inside", document(titleTag, `<div>`+h1+tagged("p", reportParagraphs[:3])+`<div class=tj><a href="/1">推荐:年度工作总结范文大全</a></div>`+tagged("p", reportParagraphs[3:])+`<p>上一篇:<a href="/2">某镇工作总结</a></p></div>`), wantTitle},
		{"sections", document(titleTag, navBar, `<div>`+h1+`<section><p>`+reportParagraphs[0]+`</p></section>`+sections()+`</div>`, summaries, footer), wantTitle},
		{"everything", document(titleTag, navBar, crumbs, sideBar, `<div class=box><div class=in>`+h1+metaLine+`<div class=txt>`+bodyP+disclaim+`</div>`+related+comments+`</div></div>`, summaries, pairs, footer), wantTitle},
		{"own names", document(titleTag, `<div class="page-with-sidebar has-comments">`+navBar+`<div class="sidebar-content">`+h1+bodyP+`</div></div>`, footer), wantTitle},
		{"hidden text", document(titleTag, navBar, `<div>`+h1+bodyP+`<p style="display: none">工作总结范文,年终总结范文,个人总结范文。</p></div>`, footer), wantTitle},
		{"chronicle", document(titleTag, navBar, `<div>`+h1+chronicle()+`</div>`, footer), reportTitle + "\n" + strings.TrimSpace(strings.NewReplacer("<p>", "", "</p>", "\n", "<dl><dt>", "", "</dt><dd>", "\n", "</dd></dl>", "\n").Replace(chronicle()))},
		{"byline", document(titleTag, `<div><h1>`+reportTitle+`</h1><div><span>柳塘发布</span> <a href="javascript:void(0);">柳塘发布</a> <em>2023-01-08 09:30</em></div><section><p><span>`+strings.Join(reportParagraphs, "</span></p><p><span>")+`</span></p></section></div><div>微信扫一扫关注</div>`), wantTitle},
		{"date alone", document(titleTag, `<div><div><div>`+reportTitle+`</div><div>2023-01-08</div></div><div>`+tagged("div", reportParagraphs)+`</div></div>`, declaration), wantTitle},
		{"declaration", document(titleTag, navBar, h1, bodyP, declaration, declaration), wantTitle},
		{"teasers", document(titleTag, navBar, `<div>`+h1+`<div>`+tagged("p", reportParagraphs[:5])+`</div><div>`+tagged("p", reportParagraphs[5:])+`</div></div>`, `<div>`+teasers+`</div>`), wantTitle},
		{"nameless comments", document(titleTag, navBar, `<div>`+h1+bodyP+`</div><h3>网友评论</h3><div>`+remarks+`</div>`, footer), wantTitle},
		{"help", document(titleTag, navBar, `<div>`+h1+bodyP+`</div><div class=help>`+help+`</div>`), wantTitle},
		{"links at the end", document(titleTag, navBar, `<div>`+h1+bodyP+`<p>【`+reportTitle+`】相关文章:</p>`+repeated(10, `<p>{i}.<a href="/{i}">年度工作总结范文第{i}篇</a></p>`)+`</div>`), wantTitle},
		{"linked cards", document(titleTag, navBar, `<div>`+h1+bodyP+`</div>`, repeated(14, `<a href="/{i}" class=card><h4>某局第{i}期工作总结</h4><p>某局始终把创建工作摆在突出位置,召开会议{i}次,满意度稳步提升,取得了良好的效果。</p></a>`)), wantTitle},
		{"only links", document("<title>导航</title>", `<p>请选择栏目</p>`, navBar), "请选择栏目\n" + strings.Join(strings.Fields(repeated(9, "栏目{i} ")), "\n")},
	}
}

// chronicle lists dated events, which look a little like comments.
func chronicle() string {
	return repeated(6, `<p>2022年{i}月8日</p><p>召开第{i}次推进会,部署文明单位创建重点任务。</p>`) +
		repeated(6, `<dl><dt>2022-0{i}-15</dt><dd>组织志愿者{i}0人到社区清洁家园,受到好评。</dd></dl>`) +
		`<p>本站承担全县水文监测,设有备案窗口1个。</p>`
}

func sections() string {
	var b strings.Builder
	for i := 1; i < len(reportParagraphs); i += 2 {
		fmt.Fprintf(&b, "<section class=s><h2>%s</h2><p>%s</p></section>", reportParagraphs[i], reportParagraphs[i+1])
	}
	return b.String()
}

func TestPages(t *testing.T) {
	const want = 0.999
	html := formattest.Reader(t, "html")
	for _, c := range pages() {
		src, err := html.Read(t.Context(), format.Input{Name: "p.html", Data: []byte(c.html)}, format.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		formattest.Check(t, src)
		if sim := formattest.Similarity(src.Text, c.want); sim < want {
			t.Errorf("%s: similarity %.3f\ngot:\n%s", c.name, sim, src.Text)
		}
		whole, err := html.Read(t.Context(), format.Input{Name: "p.html", Data: []byte(c.html)}, format.Options{WholePage: true})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		formattest.Check(t, whole)
		chrome := ""
		for _, n := range src.Notes {
			if n.Kind == doc.NoteChrome {
				chrome = n.Text
			}
		}
		if got, want := letters(src.Text+chrome), letters(whole.Text); got != want {
			t.Errorf("%s: report and chrome have %d characters, the whole page %d", c.name, got, want)
		}
	}
}

// TestMadePages keeps the page samples in step with the pages above.
func TestMadePages(t *testing.T) {
	put := func(path, data string) { madeSample(t, path, []byte(data)) }
	for _, c := range pages() {
		if c.name == "portal" || c.name == "everything" || c.name == "summaries" {
			put("html/"+c.name+".html", c.html)
		}
	}
	table := document("<title>统计</title>", "<h1>柳塘乡活动统计</h1><table><tr><th>项目<th>次数<tr><td>宣讲<td>9<tr><td>合计<td>9</table><ol><li>数据截至12月。</ol>")
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Replace(table, "utf-8", "gb2312", 1))
	if err != nil {
		t.Fatal(err)
	}
	put("html/gb2312.htm", gb)
	var lines strings.Builder
	for rest := base64.StdEncoding.EncodeToString([]byte(gb)); rest != ""; {
		n := min(76, len(rest))
		lines.WriteString(rest[:n] + "\r\n")
		rest = rest[n:]
	}
	put("mht/base64.mht", "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--b\"\r\n\r\n"+
		"----b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"+lines.String()+"\r\n"+
		"----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\r\n----b--\r\n")
	put("mht/printable.mht", "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n纯文本\n"+
		"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E5=85=A8=E5=B9=B4=E5=8A=9E=E5=AE=9E=E4=BA=8B=\n53=E4=BB=B6</p>\n--b--\n")
	put("mht/single.mht", "Content-Type: text/html; charset=utf-8\nMIME-Version: 1.0\n\n<html><p>全年办实事53件。</p></html>\n")
}

// letters counts what is not white space or punctuation added by lists.
func letters(s string) int { return len([]rune(strings.Join(strings.Fields(s), ""))) }
