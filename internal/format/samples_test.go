package format_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"hecha/internal/format/formattest"
)

// madeSamples are the text samples in testdata/formats; -update writes them.
var madeSamples = []struct {
	path string // below testdata/formats
	enc  encoding.Encoding
	text string
}{
	{"text/utf8-bom.txt", unicode.UTF8, "\ufeff" + textSample},
	{"text/gb18030.txt", simplifiedchinese.GB18030, textSample},
	{"text/big5.txt", traditionalchinese.Big5, textSampleHant},
	{"text/utf16le.txt", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), textSample},
	{"text/utf16be-nobom.txt", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), textSampleHant},
	{"text/notes.md", unicode.UTF8, "# 三河口镇文明单位创建情况\n\n- **志愿服务** 41场\n- 评选“最美家庭” 12户\n\n| 项目 | 次数 |\n| --- | --- |\n| 宣讲 | 9 |\n"},
	{"csv/table.csv", simplifiedchinese.GB18030, "单位,\"场次\n(全年)\",人次\r\n三河口镇,41,\"1,280\"\r\n柳塘镇,,960\r\n\r\n合计,41,\"2,240\"\r\n"},
	{"csv/semicolon.csv", unicode.UTF8, "单位;场次\n\"柳塘\"\"示范\"\"村\";7\n"},
	{"csv/table.tsv", unicode.UTF8, "单位\t场次\n柳塘镇\t7\n"},
}

const (
	textSample = "三河口镇文明单位创建工作汇报\r\n\r\n" +
		"　　一、加强组织领导。镇党委召开专题会议6次,印发《创建工作方案》120份。\r\n" +
		"　　二、开展志愿服务。全年共开展活动41场,参与1280人次,投入经费3.6万元©。\r\n"
	textSampleHant = "三河口鎮文明單位創建工作匯報\r" +
		"　　一、加強組織領導。鎮黨委召開專題會議6次,印發《創建工作方案》120份。\r" +
		"　　二、開展志願服務。全年共開展活動41場,參與1280人次,投入經費3.6萬元。"
)

// madeSample checks that a sample is what the test makes; -update writes it.
func madeSample(t *testing.T, path string, data []byte) {
	t.Helper()
	file := filepath.Join(formattest.Root(t), "testdata", "formats", filepath.FromSlash(path))
	if *formattest.Update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%s is not what -update writes (%v)", path, err)
	}
}

func TestMadeSamples(t *testing.T) {
	for _, s := range madeSamples {
		data, err := s.enc.NewEncoder().Bytes([]byte(s.text))
		if err != nil {
			t.Fatal(err)
		}
		madeSample(t, s.path, data)
	}
}

func TestText(t *testing.T) { formattest.Conform(t, "text") }
func TestCSV(t *testing.T)  { formattest.Conform(t, "csv") }

func FuzzText(f *testing.F) { formattest.Fuzz(f, "text") }
func FuzzCSV(f *testing.F)  { formattest.Fuzz(f, "csv") }
