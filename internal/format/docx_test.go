package format_test

import (
	"fmt"
	"strings"
	"testing"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/formattest"
)

// readAs reads data with the reader that detection chooses, which must be want.
func readAs(t testing.TB, want, name string, data []byte) *doc.Source {
	t.Helper()
	in := format.Input{Name: name, Data: data}
	r := format.Detect(in)
	if r == nil || r.Name != want {
		t.Fatalf("%s is not detected as %s", name, want)
	}
	src, err := r.Read(t.Context(), in, format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	formattest.Check(t, src)
	return src
}

func level(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, i, format, more, text)
}

func listItem(num, lvl int, text string) string {
	return p(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, lvl, num), text)
}

func TestDocxNumbering(t *testing.T) {
	styles := part{"styles", `
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2a"><w:name w:val="二级"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="2b"><w:name w:val="无号"/><w:basedOn w:val="2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="ls"><w:name w:val="单位编号"/><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>`}
	numbering := part{"numbering", `
<w:abstractNum w:abstractNumId="0">` + level(0, "chineseCountingThousand", "%1、", `<w:pStyle w:val="1"/>`) + level(1, "chineseCounting", "（%2）", `<w:pStyle w:val="2"/>`) + level(2, "decimal", "%3.", "") + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>") + `</w:abstractNum>
<w:abstractNum w:abstractNumId="1">` + level(0, "decimalEnclosedCircleChinese", "%1", "") + `</w:abstractNum>
<w:abstractNum w:abstractNumId="2">` + level(0, "ideographTraditional", "%1、", "") + level(1, "upperRoman", "%2.", "") + level(2, "lowerLetter", "%3)", "") + level(3, "decimalFullWidth", "%4．", "") + level(4, "bullet", "&#xF06C;", "") + `</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="ls"/></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="ls"/>` + level(0, "decimal", "第%1条", `<w:suff w:val="space"/>`) + `</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">` + level(0, "decimalZero", "%1 ", "") + `</w:lvlOverride></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>`}
	body := styled("1", "组织领导") + styled("2", "建立机构") + styled("2a", "落实责任") + styled("2b", "不编号") +
		listItem(1, 2, "3个小组") + listItem(1, 3, "细目") +
		styled("1", "主要做法") + styled("2", "宣传教育") +
		p(`<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "号已取消") +
		listItem(2, 0, "甲事") + listItem(2, 0, "乙事") + listItem(5, 0, "接着数") + listItem(4, 0, "重新数") + listItem(4, 0, "再数") +
		listItem(3, 0, "天干") + listItem(3, 1, "罗马") + listItem(3, 2, "字母") + listItem(3, 3, "全角") + listItem(3, 4, "圆点") +
		listItem(6, 0, "换了格式") +
		listItem(7, 0, "经样式链接") + listItem(8, 0, "同一列表") + listItem(99, 0, "没有这个列表")
	src := readAs(t, "docx", "编号.docx", docx(t, body, styles, numbering))
	want := `一、组织领导
（一）建立机构
（二）落实责任
不编号
1. 3个小组
1.1.1 细目
二、主要做法
（一）宣传教育
号已取消
①甲事
②乙事
③接着数
①重新数
②再数
甲、天干
I. 罗马
a)字母
１．全角
● 圆点
02 换了格式
第1条 经样式链接
第2条 同一列表
没有这个列表`
	if src.Text != want {
		t.Errorf("got\n%s\nwant\n%s", src.Text, want)
	}
	for i, want := range map[int]doc.Block{
		0: {Kind: doc.Heading, Level: 1, Origin: "第1段"},
		2: {Kind: doc.Heading, Level: 2, Origin: "第3段"},
		4: {Kind: doc.ListItem, Level: 3, Origin: "第5段"},
	} {
		got := src.Blocks[i]
		got.Span = doc.Span{}
		if got != want {
			t.Errorf("block %d: got %+v, want %+v", i, got, want)
		}
	}
}

// Each case is a body and its text; every check of what Word shows and hides
// stands on its own line.
func TestDocxText(t *testing.T) {
	textBox := func(text string) string { return `<w:txbxContent>` + p("", text) + `</w:txbxContent>` }
	field := func(code, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	para := func(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }
	for _, c := range []struct{ name, body, want string }{
		{"runs", para(run("全年办"), run("53"), run("件")), "全年办53件"},
		{"empty lines", p("", "甲") + p("", "") + p("", "  ") + p("", "乙") + p("", ""), "甲\n\n乙"},
		{"insertion", para(run("办"), `<w:ins w:id="1">`+run("53")+`</w:ins>`, run("件")), "办53件"},
		{"deletion", para(run("办"), `<w:del w:id="1"><w:r><w:delText>35</w:delText></w:r></w:del>`, `<w:ins w:id="2">`+run("53")+`</w:ins>`, run("件")), "办53件"},
		{"insertion deleted again", para(run("办53件"), `<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>又35件</w:delText></w:r></w:del></w:ins>`), "办53件"},
		{"move", para(`<w:moveFromRangeStart w:id="1"/><w:moveFrom w:id="2">`+run("移走")+`</w:moveFrom><w:moveFromRangeEnd w:id="1"/>`, run("原地")) + para(`<w:moveTo w:id="3">`+run("移来")+`</w:moveTo>`), "原地\n移来"},
		{"deleted paragraph mark", p(`<w:rPr><w:del w:id="1"/></w:rPr>`, "前半") + p("", "后半"), "前半后半"},
		{"deleted paragraph", p("", "甲") + `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>` + p("", "乙"), "甲\n乙"},
		{"old properties", `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>看得见</w:t></w:r></w:p>` + p("", "下段"), "看得见\n下段"},
		{"hidden run", para(run("看得见"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>`, `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>又看得见</w:t></w:r>`), "看得见又看得见"},
		{"hidden by style", para(run("甲"), `<w:r><w:rPr><w:rStyle w:val="hid"/></w:rPr><w:t>藏</w:t></w:r>`) + styled("hp", "全藏") + p("", "乙"), "甲\n\n乙"},
		{"text box once", para(run("正文"), `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+textBox("框内53件")+`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+textBox("框内53件")+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, run("续")) + p("", "下段"), "正文续\n框内53件\n下段"},
		{"old text box", para(run("正文"), `<w:r><w:pict><v:shape><v:textbox>`+textBox("框")+`</v:textbox></v:shape></w:pict></w:r>`), "正文\n框"},
		{"empty choice", para(run("正文"), `<w:r><mc:AlternateContent><mc:Choice Requires="new"><w:drawing/></mc:Choice><mc:Choice Requires="wps"><w:drawing>`+textBox("框")+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+textBox("框")+`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`), "正文\n框"},
		{"WordArt", para(run("正文"), `<w:r><w:pict><v:shape><v:textpath string="横幅"/></v:shape></w:pict></w:r>`), "正文\n横幅"},
		{"text box in a cell", `<w:tbl><w:tr><w:tc>` + para(run("格"), `<w:r><w:pict><v:textbox>`+textBox("框")+`</v:textbox></w:pict></w:r>`) + `</w:tc></w:tr></w:tbl>`, "格 框"},
		{"complex field", para(run("共"), field(` PAGEREF _Toc1 \h `, run("53")), run("件")), "共53件"},
		{"nested field", para(field(` IF `+`</w:instrText></w:r>`+field("MERGEFIELD x", run("不显示"))+`<w:r><w:instrText> = 1 `, run("结果"))), "结果"},
		{"simple field", para(`<w:fldSimple w:instr=" DATE ">` + run("2024年3月") + `</w:fldSimple>`), "2024年3月"},
		{"lost field mark", para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>`) + p("", "后文仍在"), "\n后文仍在"[1:]},
		{"circled by EQ", para(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \o\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, run("三是")), "③三是"},
		{"check box field", para(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, run("是")), "☑是"},
		{"drop-down field", para(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="市级"/><w:listEntry w:val="县级"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`), "县级"},
		{"blank text field", para(run("人数"), field(" FORMTEXT ", run("\u2002\u2002\u2002\u2002\u2002")), run("人")), "人数_____人"},
		{"underlined blank", para(run("参加"), `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">    </w:t></w:r>`, run("人")), "参加____人"},
		{"underlined text with margins", para(run("单位"), `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">  </w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">云川局  </w:t></w:r>`, run("盖章")), "单位  云川局  盖章"},
		{"ruby", para(`<w:r><w:ruby><w:rubyPr><w:hps w:val="10"/></w:rubyPr><w:rt>` + run("hé chá") + `</w:rt><w:rubyBase>` + run("核查") + `</w:rubyBase></w:ruby></w:r>`), "核查"},
		{"smart tag and link", para(`<w:smartTag w:element="date"><w:smartTagPr/>`+run("2024")+`</w:smartTag>`, `<w:hyperlink>`+run("年度")+`</w:hyperlink>`, `<w:customXml>`+run("总结")+`</w:customXml>`), "2024年度总结"},
		{"breaks and tabs", para(run("甲"), `<w:r><w:br/></w:r>`, run("乙"), `<w:r><w:tab/></w:r>`, run("丙"), `<w:r><w:br w:type="page"/></w:r>`), "甲\n乙\t丙"},
		{"indenting tab", para(`<w:r><w:tab/></w:r>`, run("甲")), "甲"},
		{"symbols", para(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`, run("是"), `<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>`, run("否"), `<w:r><w:noBreakHyphen/></w:r>`), "☑是□否-"},
		{"fraction", para(`<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`), "1/2"},
		{"bidi wrappers", `<w:customXml><w:p>` + run("外") + `<w:dir w:val="ltr">` + run("内") + `</w:dir></w:p></w:customXml>`, "外内"},
	} {
		t.Run(c.name, func(t *testing.T) {
			styles := part{"styles", `<w:style w:type="character" w:styleId="hb"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="hid"><w:basedOn w:val="hb"/></w:style><w:style w:type="paragraph" w:styleId="hp"><w:rPr><w:vanish/></w:rPr></w:style>`}
			if got := readAs(t, "docx", "a.docx", docx(t, c.body, styles)).Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDocxTables(t *testing.T) {
	tc := func(props string, content ...string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + strings.Join(content, "") + `</w:tc>`
	}
	tr := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	body := p("", "表前") + `<w:tbl><w:tblPr/><w:tblGrid/>` +
		tr(tc(`<w:gridSpan w:val="2"/>`, p("", "项目")), tc("", p("", "数量"))) +
		tr(tc(`<w:vMerge w:val="restart"/>`, p("", "培训")), tc("", p("", "集中"), p("", "学习")), tc("", p("", "5"))) +
		tr(tc(`<w:vMerge/>`, p("", "")), tc("", p("", "自学<!-- -->")), tc("", "<w:p>"+run("1")+"<w:r><w:br/></w:r>"+run("场")+"</w:p>")) +
		`<w:tr><w:trPr><w:del w:id="1"/></w:trPr>` + tc("", `<w:p><w:del w:id="2"><w:r><w:delText>删去行</w:delText></w:r></w:del></w:p>`) + `</w:tr>` +
		`<w:tr><w:trPr><w:hidden/></w:trPr>` + tc("", p("", "隐藏行")) + `</w:tr>` +
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + tc("", `<w:tbl>`+tr(tc("", p("", "内甲")), tc("", p("", "内乙")))+`</w:tbl>`, p("", "")) + tc("", p("", "6")) + `</w:tr>` +
		`</w:tbl>` + p("", "表间") + `<w:tbl><w:sdt><w:sdtContent>` + tr(tc("", p("", "第二表"))) + `</w:sdtContent></w:sdt></w:tbl>`
	src := readAs(t, "docx", "表.docx", docx(t, body))
	want := "表前\n项目\t\t数量\n培训\t集中 学习\t5\n\t自学\t1 场\n\t内甲 内乙\t6\n表间\n第二表"
	if src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	var places []string
	for _, b := range src.Blocks {
		if b.Kind == doc.Cell && !b.Empty() {
			places = append(places, fmt.Sprintf("%s=%s", b.Origin, b.Of(src.Text)))
		}
	}
	if got, want := strings.Join(places, " "), "表1 A1=项目 表1 C1=数量 表1 A2=培训 表1 B2=集中 学习 表1 C2=5 表1 B3=自学 表1 C3=1 场 表1 B4=内甲 内乙 表1 C4=6 表2 A1=第二表"; got != want {
		t.Errorf("cells\n got %s\nwant %s", got, want)
	}
}

func TestDocxNotes(t *testing.T) {
	body := `<w:p>` + run("正文一") + `<w:r><w:footnoteReference w:id="7"/></w:r>` + run("正文二") + `<w:r><w:endnoteReference w:id="2"/></w:r></w:p>` +
		`<w:p>` + run("正文三") + `<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`
	foot := part{"footnotes", `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r>` + run(" 后注") + `</w:p></w:footnote><w:footnote w:id="7">` + p("", "先注") + `</w:footnote><w:footnote w:id="9">` + p("", "无人引用") + `</w:footnote>`}
	end := part{"endnotes", `<w:endnote w:id="2">` + p("", "尾注文字") + `</w:endnote>`}
	comments := part{"comments", `<w:comment w:id="0">` + p("", "请核实数字") + `</w:comment><w:comment w:id="1">` + p("", "已改") + `</w:comment>`}
	src := readAs(t, "docx", "注.docx", docx(t, body, foot, end, comments))
	if want := "正文一正文二\n正文三\n先注\n尾注文字\n 后注"; src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	if b := src.Blocks[2]; b.Kind != doc.Footnote || b.Origin != "脚注1" {
		t.Errorf("first note: %+v", b)
	}
	if b := src.Blocks[3]; b.Origin != "尾注1" {
		t.Errorf("endnote: %+v", b)
	}
	if n := note(src, doc.NoteComment); n.Count != 2 || n.Text != "请核实数字\n已改" {
		t.Errorf("comments: %+v", n)
	}
}

func note(src *doc.Source, kind doc.NoteKind) doc.Note {
	for _, n := range src.Notes {
		if n.Kind == kind {
			return n
		}
	}
	return doc.Note{}
}

func TestDocxRecordsWhatItLeavesOut(t *testing.T) {
	body := `<w:p>` + run("办") + `<w:del w:id="1"><w:r><w:delText>35</w:delText></w:r></w:del><w:ins w:id="2">` + run("53") + `</w:ins>` + run("件") + `</w:p>` +
		`<w:p><w:del w:id="3"><w:r><w:delText>再删</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部说明</w:t></w:r>` + run("完") + `</w:p>`
	src := readAs(t, "docx", "a.docx", docx(t, body))
	for kind, want := range map[doc.NoteKind]doc.Note{
		doc.NoteDeletion:  {Count: 2, Text: "35\n再删"},
		doc.NoteInsertion: {Count: 1},
		doc.NoteHidden:    {Count: 1, Text: "内部说明"},
	} {
		if got := note(src, kind); got.Count != want.Count || got.Text != want.Text {
			t.Errorf("%s: got %d %q, want %d %q", kind, got.Count, got.Text, want.Count, want.Text)
		}
	}
}

func TestDocxFormBlanks(t *testing.T) {
	control := func(pr, content string) string {
		return `<w:sdt><w:sdtPr>` + pr + `</w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	}
	body := `<w:p>` + run("单位:") + control("<w:showingPlcHdr/>", run("单击此处")+run("输入单位")) + run(",共") + control("", run("53")) + run("人") + control(`<w:showingPlcHdr w:val="0"/>`, run("整")) + `</w:p>` +
		control("<w:showingPlcHdr/>", p("", "请填写总结")) +
		`<w:tbl><w:tr>` + control("<w:showingPlcHdr/>", `<w:tc>`+p("", "选择一项")+`</w:tc>`) + `<w:tc>` + p("", "好") + `</w:tc></w:tr></w:tbl>`
	src := readAs(t, "docx", "表单.docx", docx(t, body))
	if want := "单位:单击此处输入单位,共53人整\n请填写总结\n选择一项\t好"; src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	var blanks []string
	for _, n := range src.Notes {
		if n.Kind == doc.NoteFormBlank {
			blanks = append(blanks, n.At.Of(src.Text))
		}
	}
	if got, want := strings.Join(blanks, "|"), "单击此处输入单位|请填写总结|选择一项"; got != want {
		t.Errorf("blanks %q, want %q", got, want)
	}
}

func TestDocxPages(t *testing.T) {
	body := p("", "首页") + `<w:p><w:r><w:lastRenderedPageBreak/><w:t>次页</w:t></w:r></w:p>` + p("", "仍在次页")
	src := readAs(t, "docx", "a.docx", docx(t, body))
	for i, want := range []string{"第1页", "第2页", "第2页"} {
		if got := src.Blocks[i].Origin; got != want {
			t.Errorf("block %d: origin %q, want %q", i, got, want)
		}
	}
}

// Text that stands in parts of its own counts when the document shows it.
func TestDocxEmbedded(t *testing.T) {
	body := p("", "前") + `<w:p>` + run("图") + `<w:r><w:drawing><a:graphicData><dgm:relIds r:dm="rd" r:lo="x"/></a:graphicData></w:drawing></w:r><w:r><w:drawing><c:chart r:id="rc"/></w:drawing></w:r></w:p>` +
		`<w:altChunk r:id="rh"/><w:altChunk r:id="rw"/><w:altChunk r:id="none"/>` + p("", "后")
	inner := docx(t, p("", "内文")+p("", "内文二"))
	src := readAs(t, "docx", "a.docx", pack(t,
		part{"word/document.xml", wordPart("document", "<w:body>"+body+"</w:body>")},
		part{"word/_rels/document.xml.rels", `<Relationships xmlns="x"><Relationship Id="rd" Type="t/diagramData" Target="diagrams/d.xml"/><Relationship Id="rc" Type="t/chart" Target="c.xml"/><Relationship Id="rh" Type="t/aFChunk" Target="h.rtf"/><Relationship Id="rw" Type="t/aFChunk" Target="w.docx"/></Relationships>`},
		part{"word/diagrams/d.xml", `<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:pt><dgm:prSet phldrT="[文本]"/><dgm:t><a:p><a:r><a:t>第一</a:t></a:r><a:r><a:t>步</a:t></a:r></a:p><a:p/></dgm:t></dgm:pt></dgm:dataModel>`},
		part{"word/c.xml", `<c:chartSpace xmlns:c="c" xmlns:a="a"><c:title><c:tx><c:rich><a:p><a:r><a:t>场次图</a:t></a:r></a:p></c:rich></c:tx></c:title><c:v>5</c:v></c:chartSpace>`},
		part{"word/h.rtf", `{\rtf1 rtf text}`},
		part{"word/w.docx", string(inner)}))
	if want := "前\n图\n第一步\n场次图\nrtf text\n内文\n内文二\n后"; src.Text != want {
		t.Errorf("got %q, want %q", src.Text, want)
	}
	if got := src.Blocks[2].Origin; got != "智能图形" {
		t.Errorf("origin %q", got)
	}
}

// The main part goes by its relationship, not by its name; so do the others.
func TestDocxFindsItsParts(t *testing.T) {
	main := wordPart("document", `<w:body>`+styled("t", "标题")+`</w:body>`)
	styles := wordPart("styles", `<w:style w:type="paragraph" w:styleId="t"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>`)
	for name, parts := range map[string][]part{
		"strange names":   {{"_rels/.rels", rels("extended-properties", "docProps/app.xml", "officeDocument", "/内容/正文2.xml")}, {"内容/正文2.xml", main}, {"内容/_rels/正文2.xml.rels", rels("styles", "../s/样式.xml")}, {"s/样式.xml", styles}},
		"case and slash":  {{"_rels/.rels", rels("officeDocument", "Word\\Document.xml")}, {"word/document.xml", main}, {"word/_rels/document.xml.rels", rels("styles", "/WORD/styles.xml")}, {"word/styles.xml", styles}},
		"no package rels": {{"word/document.xml", main}, {"word/_rels/document.xml.rels", rels("styles", "styles.xml")}, {"word/styles.xml", styles}},
		"UTF-16 part":     {{"word/document.xml", utf16(main)}, {"word/_rels/document.xml.rels", rels("styles", "styles.xml")}, {"word/styles.xml", styles}},
	} {
		t.Run(name, func(t *testing.T) {
			src := readAs(t, "docx", "a.doc", pack(t, parts...))
			if b := src.Blocks[0]; src.Text != "标题" || b.Kind != doc.Heading || b.Level != 2 {
				t.Errorf("got %q, %+v", src.Text, b)
			}
		})
	}
}

func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range strings.Replace(s, "UTF-8", "UTF-16", 1) {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestConformDocx(t *testing.T) { formattest.Conform(t, "docx") }
