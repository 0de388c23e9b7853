package format

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	hansReport = "今年以来,我单位共组织志愿服务活动36次,参与人数达1280人次,办理实事53件,投入资金12.5万元。"
	hantReport = "今年以來,我單位共組織志願服務活動36次,參與人數達1280人次,辦理實事53件,投入資金12.5萬元。"
)

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

func TestDecodeText(t *testing.T) {
	bom := "\ufeff"
	for _, c := range []struct {
		name     string
		data     []byte
		hint     string
		want     string
		encoding string
		bad      int
	}{
		{"utf-8", []byte(hansReport), "", hansReport, "utf-8", 0},
		{"utf-8 with a mark", []byte(bom + hansReport), "", hansReport, "utf-8", 0},
		{"utf-8 with a wrong label", []byte(hansReport), "gbk", hansReport, "utf-8", 0},
		{"utf-8 cut", []byte(hansReport)[:len(hansReport)-1], "", strings.TrimSuffix(hansReport, "。") + "\ufffd", "utf-8", 1},
		{"utf-8 with a broken byte", []byte(hansReport[:31] + "\xff" + hansReport[31:]), "", hansReport[:31] + "\ufffd" + hansReport[31:], "utf-8", 1},
		{"gb18030", encode(t, simplifiedchinese.GB18030, hansReport), "", hansReport, "gb18030", 0},
		{"gb18030 with a wrong label", encode(t, simplifiedchinese.GB18030, hansReport), "big5", hansReport, "gb18030", 0},
		{"gb18030 labelled latin-1", encode(t, simplifiedchinese.GB18030, hansReport), "iso-8859-1", hansReport, "gb18030", 0},
		{"four-byte character under a gb2312 label", encode(t, simplifiedchinese.GB18030, "投入©\u00a0共2次,"+hansReport), "gb2312", "投入©\u00a0共2次," + hansReport, "gb18030", 0},
		{"traditional in gb18030", encode(t, simplifiedchinese.GB18030, hantReport), "", hantReport, "gb18030", 0},
		{"big5", encode(t, traditionalchinese.Big5, hantReport), "", hantReport, "big5", 0},
		{"utf-16le with a mark", encode(t, utf16le, bom+hansReport), "", hansReport, "utf-16le", 0},
		{"utf-16be with a mark", encode(t, utf16be, bom+hansReport), "", hansReport, "utf-16be", 0},
		{"utf-16le", encode(t, utf16le, hansReport), "", hansReport, "utf-16le", 0},
		{"utf-16be", encode(t, utf16be, hantReport), "", hantReport, "utf-16be", 0},
		{"utf-16le of ascii", encode(t, utf16le, "2021 annual report"), "", "2021 annual report", "utf-16le", 0},
		{"utf-32le with a mark", encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), bom+hansReport), "", hansReport, "utf-32le", 0},
		{"short gb18030", encode(t, simplifiedchinese.GB18030, "共办实事5件"), "", "共办实事5件", "gb18030", 0},
		{"short big5 with its label", encode(t, traditionalchinese.Big5, "共辦實事5件"), "big5", "共辦實事5件", "big5", 0},
		{"line ends", []byte("甲\r\n乙\r丙\n\r\n丁"), "", "甲\n乙\n丙\n\n丁", "utf-8", 0},
		{"nul", []byte(hansReport + "\x00" + hansReport), "", hansReport + "\ufffd" + hansReport, "utf-8", 1},
		{"replacement characters of the file", []byte("共\ufffd次"), "", "共\ufffd次", "utf-8", 0},
		{"windows-1252 by its label", []byte("r\xe9sum\xe9 caf\xe9 na\xefve"), "windows-1252", "résumé café naïve", "windows-1252", 0},
		{"empty", nil, "", "", "utf-8", 0},
	} {
		text, enc, bad := DecodeText(c.data, c.hint)
		if text != c.want || enc != c.encoding || bad != c.bad {
			t.Errorf("%s: got %q, %s, %d\nwant %q, %s, %d", c.name, text, enc, bad, c.want, c.encoding, c.bad)
		}
	}
}

// TestDecodeTextCuts decodes pieces of a report, as short files are.
func TestDecodeTextCuts(t *testing.T) {
	const want = 0.97
	for _, c := range []struct {
		enc  encoding.Encoding
		name string
		text string
	}{
		{simplifiedchinese.GB18030, "gb18030", longReport},
		{traditionalchinese.Big5, "big5", longReportHant},
		{utf16le, "utf-16le", longReport},
		{utf16be, "utf-16be", longReportHant},
	} {
		rs := []rune(c.text)
		for _, n := range []int{12, 20, 30} {
			right, all := 0, 0
			for i := 0; i+n <= len(rs); i += 3 {
				piece := string(rs[i : i+n])
				got, _, _ := DecodeText(encode(t, c.enc, piece), "")
				all++
				if got == piece {
					right++
				} else {
					t.Logf("%s: %q read as %q", c.name, piece, got)
				}
			}
			if float64(right) < want*float64(all) {
				t.Errorf("%s, %d characters: %d of %d right", c.name, n, right, all)
			}
		}
	}
}

const (
	longReport = "一年来,云岭县供销合作社联合社坚持把文明单位创建摆上重要位置,成立由主任任组长的领导小组,先后召开专题会议7次。" +
		"围绕乡村振兴,结对帮扶青石村42户,落实帮扶资金18.6万元,修缮水渠3.2公里;开展“邻里守望”志愿服务26场,惠及群众2300余人次。" +
		"机关食堂全面推行“光盘行动”,全年节约粮食约1.4吨,垃圾分类准确率由71%提高到93%。" +
		"窗口单位开展服务技能比武,涌现出市级青年文明号1个、县级巾帼文明岗2个,群众满意率达到98.7%。"
	longReportHant = "一年來,雲嶺縣供銷合作社聯合社堅持把文明單位創建擺上重要位置,成立由主任任組長的領導小組,先後召開專題會議7次。" +
		"圍繞鄉村振興,結對幫扶青石村42戶,落實幫扶資金18.6萬元,修繕水渠3.2公里;開展鄰里守望志願服務26場,惠及群眾2300餘人次。" +
		"機關食堂全面推行光盤行動,全年節約糧食約1.4噸,垃圾分類準確率由71%提高到93%。" +
		"窗口單位開展服務技能比武,湧現出市級青年文明號1個、縣級巾幗文明崗2個,群眾滿意率達到98.7%。"
)

func TestReadText(t *testing.T) {
	random := []byte{0x7f, 'E', 'L', 'F'}
	for i := range 4000 {
		random = append(random, byte(i*i*31+i*7))
	}
	for _, c := range []struct {
		name   string
		data   string
		reason Reason
	}{
		{"a.txt", "", Empty},
		{"a.txt", " \r\n\u3000\t\ufeff\n", Empty},
		{"a.txt", string(random), Unsupported},
		{"a.csv", ",,\n,\n", Empty},
		{"a.xml", "<?xml version=\"1.0\"?><w:wordDocument><w:t>甲</w:t></w:wordDocument>", Unsupported},
		{"a.txt", hansReport, ""},
		{"a.csv", "单位,次数\n云岭,3", ""},
	} {
		in := Input{Name: c.name, Data: []byte(c.data)}
		r := &plainText
		if strings.HasSuffix(c.name, ".csv") {
			r = &delimited
		}
		src, err := r.Read(t.Context(), in, Options{})
		if c.reason == "" {
			if err != nil || src.Text == "" {
				t.Errorf("%s %.20q: %v", c.name, c.data, err)
			}
			continue
		}
		if err == nil || AsError(err).Reason != c.reason {
			t.Errorf("%s %.20q: got %v, want reason %s", c.name, c.data, err, c.reason)
		}
	}
}

func TestDetectText(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.txt", hansReport, "text"},
		{"a", hansReport, "text"},
		{"a.xyz", hansReport, "text"},
		{"a.csv", "单位,次数", "csv"},
		{"a.bin", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00", ""},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01", ""},
	} {
		got := ""
		if r := Detect(Input{Name: c.name, Data: []byte(c.data)}); r != nil {
			got = r.Name
		}
		if got != c.want {
			t.Errorf("Detect(%s, %.12q) = %q, want %q", c.name, c.data, got, c.want)
		}
	}
}

func TestCellName(t *testing.T) {
	for _, c := range []struct {
		row, col int
		want     string
	}{{5, 2, "B5"}, {1, 26, "Z1"}, {1, 27, "AA1"}, {3, 703, "AAA3"}} {
		if got := cellName(c.row, c.col); got != c.want {
			t.Errorf("cellName(%d, %d) = %s, want %s", c.row, c.col, got, c.want)
		}
	}
}

func BenchmarkDecodeGB18030(b *testing.B) {
	data := encode(b, simplifiedchinese.GB18030, strings.Repeat(longReport, 30))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		DecodeText(data, "")
	}
}
