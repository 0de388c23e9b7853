package format_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestHTML(t *testing.T) { formattest.Conform(t, "html") }
func TestMHT(t *testing.T)  { formattest.Conform(t, "mht") }

func FuzzHTML(f *testing.F) { formattest.Fuzz(f, "html") }
func FuzzMHT(f *testing.F)  { formattest.Fuzz(f, "mht") }

func readPage(t testing.TB, page string) *doc.Source {
	t.Helper()
	src, err := formattest.Reader(t, "html").Read(t.Context(), format.Input{Name: "a.html", Data: []byte(page)}, format.Options{WholePage: true})
	if err != nil {
		t.Fatalf("%.60q: %v", page, err)
	}
	formattest.Check(t, src)
	return src
}

func TestPageText(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"<p>甲<br>乙<br/>丙</p><div>丁</div>戊", "甲\n乙\n丙\n丁\n戊"},
		{"<p> 全年  办\n实事\t53 件 </p>", "全年 办实事 53 件"},
		{"<p>work\nreport</p>", "work report"},
		{"<span>一<b>二</b></span><i>三</i>", "一二三"},
		{"<p>&nbsp;&nbsp;　　甲&amp;乙&#8212;丙&nbsp;</p>", "甲&乙—丙"},
		{"<pre>一\n 二  三\n</pre>四", "一\n二 三\n四"},
		{"<p>漢<ruby>陽<rp>(</rp><rt>yáng</rt><rp>)</rp></ruby>區</p>", "漢陽區"},
		{"<script>x</script><style>y</style><p>甲<!-- 乙 --></p><noscript>丙</noscript>", "甲"},
		{"<p>捐款<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>元</p>", "捐款____元"},
		{"<p>捐款<span style='text-decoration:underline'>　　</span>元<u>已到账</u></p>", "捐款____元已到账"},
		{"<p>单位:<input type=text value=柳塘乡><input type=hidden value=x><button>提交</button></p>", "单位:柳塘乡"},
		{"<ol><li>甲<li>乙<ol type=a><li>丙</ol><li value=9>丁</ol>", "1. 甲\n2. 乙\na. 丙\n9. 丁"},
		{"<ol start=3><li><p>甲</p><p>乙</p></li><li>1、丙</li></ol><ol reversed><li>丁<li>戊</ol>", "3. 甲\n乙\n1、丙\n2. 丁\n1. 戊"},
		{"<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol><ol style='list-style:none'><li>丙</ol><ul><li>丁</ul>", "一、甲\n二、乙\n丙\n丁"},
		{"<table><tr><th>项目<th>次数<tr><td>宣讲<br>会<td>9<tr><td>合计<td></table>", "项目\t次数\n宣讲 会\t9\n合计\t"},
		{"<table><caption>表一</caption><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>1<td>2<td>3<tr><td>4<td>5<td>6<td>7</table>", "表一\n甲\t乙\t\t丙\n\t1\t2\t3\n4\t5\t6\t7"},
		{"<table><tr><td><p>甲</p><table><tr><td>1<td>2<tr><td>3<td>4</table><p>乙</p></table>", "甲\n1\t2\n3\t4\n乙"},
		{"<table><tr><td>左<td>右</table>", "左\n右"},
		{"<p>参加86人<a href='#sdfootnote1sym'><sup>1</sup></a>、42户<sup><a href=#_ftn2>[2]</a></sup>,见<a href='#p2'>第2节</a></p>", "参加86人、42户,见第2节"},
		{"<frameset><frame src=a><noframes>甲</noframes></frameset>", "甲"},
	} {
		if got := readPage(t, c.page).Text; got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.page, got, c.want)
		}
	}
}

func TestPageBlocks(t *testing.T) {
	src := readPage(t, "<h2>一、概况</h2><p>甲</p><ol><li>乙</ol><table><tr><td>1<td>2<tr><td>3<td>4</table>")
	want := []doc.Block{
		{Kind: doc.Heading, Level: 2}, {Kind: doc.Paragraph}, {Kind: doc.ListItem, Level: 1},
		{Kind: doc.Cell, Table: 1, Row: 1, Col: 1, Origin: "表1 A1"}, {Kind: doc.Cell, Table: 1, Row: 1, Col: 2, Origin: "表1 B1"},
		{Kind: doc.Cell, Table: 1, Row: 2, Col: 1, Origin: "表1 A2"}, {Kind: doc.Cell, Table: 1, Row: 2, Col: 2, Origin: "表1 B2"},
	}
	if len(src.Blocks) != len(want) {
		t.Fatalf("%d blocks, want %d", len(src.Blocks), len(want))
	}
	for i, b := range src.Blocks {
		b.Span = doc.Span{}
		if b != want[i] {
			t.Errorf("block %d is %+v, want %+v", i, b, want[i])
		}
	}
}

func TestPageNotes(t *testing.T) {
	src := readPage(t, "<p>捐款<del>35</del>53万元</p><p style='display:none'>隐藏</p><p hidden>也隐藏</p>")
	got := map[doc.NoteKind]string{}
	for _, n := range src.Notes {
		got[n.Kind] = n.Text
	}
	if src.Text != "捐款53万元" || got[doc.NoteDeletion] != "35" || got[doc.NoteHidden] != "隐藏\n也隐藏" {
		t.Errorf("text %q, notes %q", src.Text, got)
	}
}

func TestCutArchiveIsTold(t *testing.T) {
	page := "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>全年办实事53件。</p>\n"
	for data, want := range map[string]bool{page: true, page + "--b--\n": false} {
		src, err := formattest.Reader(t, "mht").Read(t.Context(), format.Input{Name: "a.mht", Data: []byte(data)}, format.Options{})
		if err != nil {
			t.Fatal(err)
		}
		told := slices.ContainsFunc(src.Notes, func(n doc.Note) bool { return n.Kind == doc.NotePartial })
		if told != want || src.Text != "全年办实事53件。" {
			t.Errorf("cut: %v, told: %v, text %q", want, told, src.Text)
		}
	}
}

func TestPageEncodings(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("投入©3.6万元,评选28户。")
	if err != nil {
		t.Fatal(err)
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String("投入3.6萬元。")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ page, want string }{
		{"<meta charset=gb2312><p>" + gb, "投入©3.6万元,评选28户。"},
		{`<meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>` + gb, "投入©3.6万元,评选28户。"},
		{"<html><p>" + gb, "投入©3.6万元,评选28户。"},
		{"<meta charset=utf-8><p>" + gb, "投入©3.6万元,评选28户。"},
		{"<meta charset='big5'><p>" + big5, "投入3.6萬元。"},
		{"<meta charset=gb2312><p>投入3.6万元。", "投入3.6万元。"},
	} {
		if got := readPage(t, c.page).Text; got != c.want {
			t.Errorf("%q: got %q, want %q", c.page, got, c.want)
		}
	}
}

func TestDetectHTML(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.html", "<p>甲</p>", "html"},
		{"a.doc", "<html xmlns:o='x'><p>甲</p></html>", "html"},
		{"a.txt", "\ufeff\n<!-- saved -->\n<!DOCTYPE html><p>甲", "html"},
		{"a.xls", "<?xml version='1.0'?><html><table></table></html>", "html"},
		{"a.txt", "5 < 6,全年达标。", "text"},
		{"a.md", "<p align=center>", "text"},
		{"a.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "mht"},
		{"a.txt", "From: 柳塘乡\nTo: 县文明办\n", "text"},
	} {
		got := format.Detect(format.Input{Name: c.name, Data: []byte(c.data)})
		if got == nil || got.Name != c.want {
			t.Errorf("%s %.20q is taken for %v, want %s", c.name, c.data, got, c.want)
		}
	}
}

// TestHostilePages ends each page in a clear error or in its text.
func TestHostilePages(t *testing.T) {
	deep := strings.Repeat("<div>", 200_000) + "全年办实事53件。" + strings.Repeat("</div>", 200_000)
	for _, c := range []struct{ name, page, want string }{
		{"deep", deep, "全年办实事53件。"},
		{"deep inline", strings.Repeat("<b>", 100_000) + "甲", "甲"},
		{"many tags", strings.Repeat("<p>甲</p>", 600_000), string(format.TooLarge)},
		{"large", "<p>" + strings.Repeat("甲", 30<<20), string(format.TooLarge)},
		{"attributes", "<p " + strings.Repeat("a ", 1<<20) + ">甲", "甲"},
		{"spans", "<table>" + strings.Repeat("<tr><td colspan=9999 rowspan=9999>甲<td>乙", 3000) + "</table>", ""},
		{"empty", "<html><body><div></div><script>document.write('甲')</script></body></html>", string(format.NoText)},
		{"entities", strings.Repeat("&lt;&#x4e00;&bogus;", 10_000), ""},
		{"many rows", "<table>" + strings.Repeat("<tr><td>1<td>2", 1000) + "</table>", strings.TrimSuffix(strings.Repeat("1\t2\n", 1000), "\n")},
		{"deep siblings", strings.Repeat("<div>", 480) + strings.Repeat("<p>甲。</p>", 50_000), ""},
		{"reopened formatting", "<p>" + strings.Repeat("<b id=x>", 300) + "</p>" + strings.Repeat("<p>甲</p>", 20_000), ""},
		{"open comment", "<p>甲<!-- 乙", "甲"},
		{"unclosed list", strings.Repeat("<ol><li>", 400) + "甲", ""},
	} {
		begin := time.Now()
		src, fe := formattest.Outcome(t, formattest.Reader(t, "html"), format.Input{Name: "a.html", Data: []byte(c.page)})
		if d := time.Since(begin); d > 10*time.Second {
			t.Errorf("%s took %v", c.name, d)
		}
		got := ""
		if fe != nil {
			got = string(fe.Reason)
		} else {
			got = src.Text
		}
		if c.want != "" && got != c.want {
			t.Errorf("%s: got %.60q, want %q", c.name, got, c.want)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	r := formattest.Reader(b, "html")
	cases := pages()
	in := format.Input{Name: "a.html", Data: []byte(cases[16].html)}
	b.SetBytes(int64(len(in.Data)))
	for b.Loop() {
		if _, err := r.Read(b.Context(), in, format.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
