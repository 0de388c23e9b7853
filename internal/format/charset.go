package format

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"hecha/internal/fold"
)

// DecodeText returns data as UTF-8 with LF line ends, without byte order mark
// and NUL. hint is the encoding's name as the file claims it, or ""; it decides
// only between readings that are about equally good. encoding is the WHATWG
// name of what was used; bad counts the places that could not be decoded, each
// now a U+FFFD.
//
// A byte order mark decides; then valid UTF-8 (a cut last character allowed);
// otherwise the reading wins whose characters are most often common Chinese
// ones. Labels gb2312 and gbk mean GB18030: the smaller decoders turn its
// 4-byte characters into stray digits.
func DecodeText(data []byte, hint string) (text, encoding string, bad int) {
	cs, data := detectCharset(data, hint)
	raw := cs.decode(data)
	text, bad = clean(raw)
	if cs == csUTF8 && utf8.Valid(data) { // U+FFFD that the file itself holds
		bad -= strings.Count(raw, "\ufffd")
	}
	return text, cs.name, bad
}

// Charset returns the decoder for an encoding label as web pages, mails and RTF
// use it, or nil when the label is unknown. gb2312 and gbk give GB18030.
func Charset(label string) encoding.Encoding {
	if cs := charsetByLabel(label); cs != nil {
		return cs.enc
	}
	return nil
}

// charset is a candidate reading of bytes.
type charset struct {
	name string
	enc  encoding.Encoding
	unit int // bytes of the smallest code unit
}

var (
	csUTF8    = &charset{"utf-8", xunicode.UTF8, 1}
	csGB      = &charset{"gb18030", simplifiedchinese.GB18030, 1}
	csBig5    = &charset{"big5", traditionalchinese.Big5, 1}
	csUTF16LE = &charset{"utf-16le", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), 2}
	csUTF16BE = &charset{"utf-16be", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM), 2}
	csUTF32LE = &charset{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4}
	csUTF32BE = &charset{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4}
)

// byteOrderMarks lists longer marks before those they begin with.
var byteOrderMarks = []struct {
	mark string
	cs   *charset
}{
	{"\xef\xbb\xbf", csUTF8},
	{"\xff\xfe\x00\x00", csUTF32LE},
	{"\x00\x00\xfe\xff", csUTF32BE},
	{"\xff\xfe", csUTF16LE},
	{"\xfe\xff", csUTF16BE},
	{"\x84\x31\x95\x33", csGB},
}

func (c *charset) decode(data []byte) string {
	if c == csUTF8 {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	out, err := c.enc.NewDecoder().Bytes(data)
	if err != nil { // these decoders replace instead of failing
		return strings.ToValidUTF8(string(out), "\ufffd")
	}
	return string(out)
}

func charsetByLabel(label string) *charset {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\"'"))
	switch label {
	case "":
		return nil
	case "utf8", "utf-8":
		return csUTF8
	case "gb18030", "gbk", "gb2312", "gb_2312-80", "x-gbk", "cp936", "936", "euc-cn":
		return csGB
	case "big5", "big5-hkscs", "cp950", "950":
		return csBig5
	}
	enc, err := htmlindex.Get(label)
	if err != nil {
		return nil
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return nil
	}
	switch name {
	case "gbk", "gb18030":
		return csGB
	case "big5":
		return csBig5
	case "utf-8":
		return csUTF8
	case "utf-16le":
		return csUTF16LE
	case "utf-16be":
		return csUTF16BE
	case "replacement":
		return nil
	}
	return &charset{name, enc, 1}
}

// Parameters of the choice.
const (
	charsetSample = 32 << 10 // bytes that are scored
	// A label outweighs a little better score, and on texts of fewer non-ASCII
	// bytes than shortText nearly any.
	hintBonus, shortHintBonus = 0.2, 1.5
	shortText                 = 24
)

// detectCharset returns how to read data, and data without its mark.
func detectCharset(data []byte, hint string) (*charset, []byte) {
	for _, b := range byteOrderMarks {
		if rest, ok := bytes.CutPrefix(data, []byte(b.mark)); ok {
			return b.cs, rest
		}
	}
	if validUTF8(data) && bytes.IndexByte(data, 0) < 0 {
		return csUTF8, data
	}
	sample := data[:min(len(data), charsetSample)]
	label := charsetByLabel(hint)
	bonus := hintBonus
	if nonASCII(sample) < shortText {
		bonus = shortHintBonus
	}
	candidates := []*charset{csUTF8, csGB, csBig5, csUTF16LE, csUTF16BE}
	if label != nil && label.unit == 1 && label != csUTF8 && label != csGB && label != csBig5 {
		candidates = append(candidates, label)
	}
	best, top := csUTF8, 0.0
	for i, cs := range candidates {
		score := plausibility(cs, sample)
		if cs == label {
			score += bonus
		}
		if i == 0 || score > top {
			best, top = cs, score
		}
	}
	return best, data
}

// validUTF8 reports whether b is UTF-8 but for a last character cut short.
func validUTF8(b []byte) bool {
	for i := 1; i <= min(3, len(b)); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
				b = b[:len(b)-i]
			}
			break
		}
	}
	return utf8.Valid(b)
}

func nonASCII(b []byte) (n int) {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// plausibility scores a reading by its characters outside ASCII: the share of
// common Chinese characters and punctuation, less four for each character that
// is an error, private or a control.
func plausibility(cs *charset, sample []byte) float64 {
	text := cs.decode(sample[:len(sample)-len(sample)%cs.unit])
	score, total := 0, 0
	common := commonSet()
	for _, r := range text {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), unicode.Is(unicode.Cn, r), r < ' ' && !isLayout(r):
			score -= 4
			total++
		case r < utf8.RuneSelf:
		case common[r] || r >= 0x4E00 && r <= 0x9FFF && common[fold.Simplified(r)]:
			score++
			total++
		default:
			total++
		}
	}
	if total == 0 {
		return 0
	}
	// A character cut by the end of the sample is no error.
	if len(text) > 0 && strings.HasSuffix(text, "\ufffd") {
		score += 4
	}
	return float64(score) / float64(total)
}

func isLayout(r rune) bool { return r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v' }

// clean turns CRLF and CR into LF and NUL into U+FFFD, and counts U+FFFD.
func clean(s string) (string, int) {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\ufffd")
	}
	return s, strings.Count(s, "\ufffd")
}

// commonSet holds the characters that make most of a Chinese report.
var commonSet = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, 800)
	for _, r := range commonHan + "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·　％０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩×" {
		set[r] = true
	}
	return set
})

// commonHan lists the commonest characters of work reports, in falling order;
// they make up nine tenths of one.
const commonHan = "" +
	"文工建的作明人全年动一创市活展为了和中化家开学会位进成部实不个任等务组大我体次题" +
	"名报同以国有心行设万三在主要改党区力新度单后制正村是到服级社上问职发推办干织员应" +
	"合好元庭入机精提公导关结加志项生业平缺政地方段重理分愿先道各习范评何教民德总出共" +
	"陷日余省月神强书持号传领场率集时来女深目立现面与宣小抓件下育城对参广美局定标做保" +
	"二长基县增点户四们能事查妇管支五落确读高意示者法通核坚数群造多前选经形效助整篇步" +
	"自引手安奖用得处完期讲镇众责过规委求想风考思施联优两量室网第训列放册被获治于培型" +
	"善内达计健校专十金之比表院爱举米代品资赛老及最其产促系模科观台黨信常间积质团农均" +
	"把队守游将每情所收线天性值升节围层红實本近检向旅可义环营份乡程巾青格断称案功议至" +
	"送困荣园帼相色動境取八打调百身子接研卫未強条划創特典知班具字届识树类儿注廉良践记" +
	"价路电超秀流汇今图续物周并告阅亿水投式清由极编绿护无設關指習素童學交解牌會策使真" +
	"微里争视批容康况从门锋利贫富益予照认载歌街师占供開氛旗见验馆乐技际难居為進果職起" +
	"授外影统响负阵头论受写荐别协非艺劳婦國務象律弘章六站帮满修着权星機員義九伍扎千反" +
	"措复带播采息费傳究敬演丰准种走连测口维少丽只聯單唱堂切感绩序综限雷车留導央念府聚" +
	"突源融督南贯召态绕扬捐岗待巴再首救回充拓排如按严截养献款访谐去遗煌医石页泛組例防" +
	"普光止决副络扶约洁底然誉热失庆继敦码貫風凝配望彻历栏印话彰礼扫征执亮努半香企免残" +
	"梦累倍丢某根時徹個言布档纪互亲运奋气座换盖就双济转更積極都史媒織花才倡夯础硬证迹"
