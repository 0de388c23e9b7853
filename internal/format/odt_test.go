package format_test

import (
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

func TestConformODT(t *testing.T) { formattest.Conform(t, "odt") }

func BenchmarkODT(b *testing.B) { benchmark(b, "odt") }

const odfSpace = `xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:style="s" xmlns:draw="d" xmlns:svg="v" xmlns:loext="l" xmlns:dc="dc" xmlns:xlink="x"`

// odt builds a document from its automatic styles and its body.
func odt(t testing.TB, styles, body string) []byte {
	return pack(t,
		part{"mimetype", "application/vnd.oasis.opendocument.text"},
		part{"styles.xml", `<office:document-styles ` + odfSpace + `><office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="H1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
</office:styles></office:document-styles>`},
		part{"content.xml", `<office:document-content ` + odfSpace + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`})
}

func TestODT(t *testing.T) {
	const styles = `<style:style style:name="hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="hid2" style:family="text" style:parent-style-name="hid"/>
<style:style style:name="u" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="off" style:family="paragraph" style:list-style-name=""/>
<style:style style:name="pl" style:family="paragraph" style:list-style-name="L"/>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="①, ②, ③, ..."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="M"><text:list-level-style-number text:level="1" style:num-format="甲, 乙, 丙, ..." loext:num-list-format="%1%、"/><text:list-level-style-bullet text:level="2" text:bullet-char="●"/></text:list-style>`
	item := func(content string) string { return `<text:list-item>` + content + `</text:list-item>` }
	tp := func(content string) string { return `<text:p>` + content + `</text:p>` }
	for _, c := range []struct{ name, body, want string }{
		{"white space", "<text:p>\n  甲 \n 乙<text:s text:c=\"2\"/>丙<text:tab/>丁<text:line-break/> 戊</text:p>", "甲 乙  丙\t丁\n戊"},
		{"headings", `<text:h text:outline-level="1">总</text:h><text:h text:outline-level="2">分</text:h><text:h text:outline-level="1" text:style-name="off">无号</text:h><text:h text:outline-level="1">次</text:h><text:h text:outline-level="1" text:restart-numbering="true" text:start-value="7">七</text:h>`, "一、总\n一.1 分\n无号\n二、次\n七、七"},
		{"lists", `<text:list text:style-name="L" xml:id="x">` + item(tp("甲")+tp("续")+`<text:list>`+item(tp("乙"))+`</text:list>`) + item(tp("丙")) + `<text:list-header>` + tp("头") + `</text:list-header></text:list>` +
			`<text:list text:style-name="L">` + item(tp("新")) + `</text:list><text:list text:continue-list="x" text:style-name="L">` + item(tp("接")) + `</text:list>` +
			`<text:list text:style-name="L" text:continue-numbering="true">` + item(tp("再")) + `<text:list-item text:start-value="9">` + tp("九") + `</text:list-item></text:list>`, "①甲\n续\na)乙\n②丙\n头\n①新\n③接\n④再\n⑨九"},
		{"other formats", `<text:list text:style-name="M">` + item(tp("天干")+`<text:list>`+item(tp("圆点"))+`</text:list>`) + `</text:list>`, "甲、天干\n● 圆点"},
		{"style names the list", `<text:list>` + item(`<text:p text:style-name="pl">甲</text:p>`) + `</text:list>`, "①甲"},
		{"hidden", tp(`看<text:span text:style-name="hid2">藏</text:span>见`) + `<text:section text:display="none">` + tp("整节") + `</text:section>` + tp("乙"), "看见\n乙"},
		{"changes", `<text:tracked-changes><text:changed-region><text:deletion><office:change-info/>` + tp("35") + `</text:deletion></text:changed-region></text:tracked-changes>` + tp(`办<text:change text:change-id="1"/>53件`), "办53件"},
		{"notes", tp(`甲<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+tp("脚")+`</text:note-body></text:note>乙<text:note text:note-class="endnote"><text:note-body>`+tp("尾")+`</text:note-body></text:note>`) + tp("丙"), "甲乙\n丙\n脚\n尾"},
		{"text box", tp(`甲<draw:frame><draw:text-box>`+tp("框")+`</draw:text-box><svg:title>题</svg:title></draw:frame>乙`) + tp("丙"), "甲乙\n框\n丙"},
		{"shape", `<draw:custom-shape>` + tp("形") + `</draw:custom-shape>` + tp("丙"), "形\n丙"},
		{"inline", tp(`<text:a xlink:href="x">链</text:a><text:ruby><text:ruby-base>核</text:ruby-base><text:ruby-text>hé</text:ruby-text></text:ruby><text:date>2024年</text:date><text:bookmark/>`), "链核2024年"},
		{"underlined blank", tp(`共<text:span text:style-name="u"> <text:s text:c="3"/></text:span>人`), "共____人"},
		{"index", `<text:table-of-content><text:table-of-content-source>` + tp("源") + `</text:table-of-content-source><text:index-body>` + tp("目录") + `</text:index-body></text:table-of-content>`, "目录"},
		{"table", `<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">` + tp("项目") + `</table:table-cell><table:covered-table-cell/><table:table-cell>` + tp("数") + tp("量") + `</table:table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row table:visibility="collapse"><table:table-cell>` + tp("藏") + `</table:table-cell></table:table-row>` +
			`<table:table-row><table:table-cell>` + tp("甲") + `<table:table><table:table-row><table:table-cell>` + tp("内") + `</table:table-cell></table:table-row></table:table></table:table-cell><table:table-cell table:number-columns-repeated="2">` + tp("5") + `</table:table-cell></table:table-row></table:table>`, "项目\t\t数 量\n甲 内\t5\t5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := readAs(t, "odt", "a.odt", odt(t, styles, c.body)).Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestODTNotes(t *testing.T) {
	src := readAs(t, "odt", "a.odt", odt(t, "", `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator></office:change-info><text:p>35</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">题</text:p><text:p>单位:<text:placeholder>&lt;单位名称&gt;</text:placeholder>,<loext:content-control loext:showing-place-holder="true">请选择</loext:content-control><office:annotation><dc:creator>审</dc:creator><text:p>核对</text:p></office:annotation></text:p>`))
	if want := "题\n单位:<单位名称>,请选择"; src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	if b := src.Blocks[0]; b.Kind != doc.Heading || b.Level != 1 {
		t.Errorf("title: %+v", b)
	}
	var got []string
	for _, n := range src.Notes {
		got = append(got, string(n.Kind)+":"+n.Text+n.At.Of(src.Text))
	}
	if want := "insertion: deletion:35 comment:核对 form-blank:<单位名称> form-blank:请选择"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestODTHostile(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want format.Reason // "" for text
	}{
		{"nested", odt(t, "", strings.Repeat("<text:section>", 200_000)), format.Damaged},
		{"repeats", odt(t, "", `<table:table>`+strings.Repeat(`<table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"><text:p>甲</text:p></table:table-cell></table:table-row>`, 1000)+`</table:table>`), ""},
		{"wide rows", odt(t, "", `<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>`+strings.Repeat(`<table:table-cell table:number-columns-repeated="64"/>`, 100_000)+`</table:table-row></table:table>`), ""},
		{"spaces", odt(t, "", `<text:p>甲<text:s text:c="2000000000"/>乙</text:p>`), ""},
		{"style circle", odt(t, `<style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/><style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/>`, `<text:p text:style-name="a">甲</text:p>`), ""},
		{"locked", pack(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"META-INF/manifest.xml", "<encryption-data/>"}), format.Encrypted},
		{"no content", pack(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}), format.Damaged},
		{"no text", odt(t, "", `<text:p/>`), format.Empty},
		{"a scan", odt(t, "", `<text:p><draw:frame><draw:image/></draw:frame></text:p>`), format.NoText},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, fe := hostile(t, "odt", "a.odt", c.data)
			if c.want == "" && fe != nil || c.want != "" && (fe == nil || fe.Reason != c.want) {
				t.Errorf("ended in %v, want %q", fe, c.want)
			}
		})
	}
}

func FuzzODT(f *testing.F) {
	f.Add([]byte(`<text:list text:style-name="L"><text:list-item text:start-value="3"><text:p>甲<text:s text:c="3"/></text:p></text:list-item></text:list>`))
	f.Add([]byte(`<table:table><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>甲</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`))
	r := formattest.Reader(f, "odt")
	f.Fuzz(func(t *testing.T, body []byte) {
		formattest.Outcome(t, r, format.Input{Name: "a.odt", Data: odt(t, "", string(body))})
	})
}
