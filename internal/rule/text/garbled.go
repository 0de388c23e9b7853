package text

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/lexicon"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// mojibake are character runs that only wrong decoding produces.
var mojibake = lexicon.Define("mojibake")

var _ = rule.Register(rule.Rule{
	ID:       "text.garbled",
	Title:    "文字损坏",
	Why:      "乱码、丢字、混入的注音和杂符,说明材料由网页或旧文件转换而来,未经校对。",
	Severity: finding.Error,
	Bad: []string{
		"建成活动中心⟦锟斤拷⟧12处。",
		"⟦弘揚（yáng）新風（fēng）⟧正氣。",
		"发放手册3000份,⟦' d5 }3 ^7 F! K& H⟧群众反响热烈。",
		"围绕⟦“童心向党 ?放飞梦想”⟧主题开展活动。",
		"推行⟦“网格 警格”⟧融合机制。",
		"深化⟦“党建 网格”⟧治理模式。",
		"推进⟦%E6%96%87%E6%98%8E⟧创建,共有⟦鍏氬憳⟧36名,配备⟦<span style=\"color:red\">⟧图书。",
		"⟦工工作作总总结结⟧\n全年⟦¹¤×÷×Ü½á⟧开展活动28次。",
		"文明创⟦■■■⟧工作成效显著,⟦氵舌⟧动丰富。",
		"⟦20222022 年度年度工作总结工作总结⟧\n全年开展活动28次。",
		"共有\uFFFD⟦\uFFFD\uFFFD⟧人参加。",
		"建成活动室⟦&nbsp;⟧12处,⟦<br><p>⟧配备图书。",
		"合计#⟦REF!⟧元,占比#⟦DIV/0!⟧。",
		"共建成文化广场⟦???⟧处。",
		"⟦2O23⟧年,共有⟦1l2⟧人参加。",
	},
	Good: []string{
		"围绕“童心向党 放飞梦想”主题开展活动。",
		"推行“网格+警格”融合机制。",
		"家家户户干干净净,高高兴兴上班,平平安安回家。",
		"达到5%~10%,占比3%AB类;气温25℃±2℃,尺寸3×5。",
		"“喜迎盛会 奋进征程”服务活动,“青春向党 强国有我”模式新颖。",
		"学习APP、VR体验等活动吸引了群众。",
		"你准备好了吗?我们准备好了!",
		"年年有计划,件件有回音,人人讲文明。",
		"落实、落实、再落实,巩固、巩固、再巩固。",
		"联系邮箱: bgs@example.cn; 电话: 0931-8800123。",
	},
	Check: checkGarbled,
})

func checkGarbled(p *rule.Pass) {
	p.Examined(1)
	d := p.Doc
	for h := range mojibake.Longest(d) {
		garbled(p, h.Span, fmt.Sprintf("“%s”是乱码。", h.Of(d.Text)))
	}
	found := read.Of(d)
	for _, run := range found.runs {
		lookalikes(p, run)
		noise(p, run)
	}
	damage(p, found.odd)
	replacement(p)
	pinyin(p)
	questionMarks(p)
	lostMarks(p)
	misreadings(p, found.misread)
	for _, db := range segment.Doublings(d) {
		if db.Longest < segment.DoubledPhrase {
			garbled(p, db.Span, "文字重复叠印,同样的词连着出现两遍。")
		}
	}
	lostJoiner(p)
}

func garbled(p *rule.Pass, sp doc.Span, message string) {
	p.Report(finding.Finding{Span: sp, Message: message, Suggestion: "对照原稿改正。"})
}

// replacement reports characters that a converter could not decode.
func replacement(p *rule.Pass) {
	const unknown = string(utf8.RuneError)
	t := p.Doc.Text
	for i := 0; ; {
		k := strings.Index(t[i:], unknown)
		if k < 0 {
			return
		}
		start := i + k
		end := start
		for strings.HasPrefix(t[end:], unknown) {
			end += len(unknown)
		}
		garbled(p, doc.Span{Start: start, End: end}, fmt.Sprintf("有%d个字无法识别。", (end-start)/len(unknown)))
		i = end
	}
}

const lookalikeLetters = "OolI"

// lookalikes reports letters that stand for digits inside a number: 2O23, 1l2.
// Run is a run of ASCII characters.
func lookalikes(p *rule.Pass, run doc.Span) {
	t := p.Doc.Text
	for i := run.Start; i < run.End; i++ {
		start := i
		letters, digits := 0, 0
		for ; i < run.End && isWordByte(t[i]); i++ {
			switch {
			case strings.IndexByte(lookalikeLetters, t[i]) >= 0:
				letters++
			case t[i] >= '0' && t[i] <= '9':
				digits++
			}
		}
		word := t[start:i]
		if len(word) < leastMixed || letters == 0 || letters+digits < len(word) || len(strings.Trim(word, lookalikeLetters)) < len(word) {
			continue
		}
		garbled(p, doc.Span{Start: start, End: i}, fmt.Sprintf("“%s”里有字母混作数字。", word))
	}
}

// leastMixed is the length from which digits and letters are a number with
// letters for digits.
const leastMixed = 3

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_'
}

// questionMarks reports three or more question marks between Chinese
// characters, what a wrong code page leaves of them.
func questionMarks(p *rule.Pass) {
	t := p.Doc.Text
	for i := 0; ; {
		k := strings.Index(t[i:], "???")
		if k < 0 {
			return
		}
		s := i + k
		e := s
		for e < len(t) && t[e] == '?' {
			e++
		}
		i = e
		if next, _ := utf8.DecodeRuneInString(t[e:]); next >= 0x3400 && next <= 0x9FFF {
			garbled(p, doc.Span{Start: s, End: e}, "这里的文字变成了问号。")
		}
	}
}

// pinyin reports readings glued onto characters, which folding removes: one
// finding a line, from the first to the last.
func pinyin(p *rule.Pass) {
	d := p.Doc
	if !anyToned(d.Raw) {
		return
	}
	for _, l := range segment.Lines(d) {
		raw := d.RawText(l.Span)
		if len(raw) == l.Len() || !strings.ContainsAny(raw, toned) {
			continue
		}
		first, last, n := -1, -1, 0
		for i, r := range l.Of(d.Text) {
			at := doc.Span{Start: l.Start + i, End: l.Start + i + utf8.RuneLen(r)}
			gap := d.RawSpan(doc.Span{Start: at.Start, End: at.End}).End
			if s := d.Source.Text[gap:min(len(d.Source.Text), gap+16)]; r >= 0x3400 && isReading(s) {
				if first < 0 {
					first = at.Start
				}
				last = at.End
				n++
			}
		}
		if n > 0 {
			garbled(p, doc.Span{Start: first, End: last}, fmt.Sprintf("正文里混入了%d处注音。", n))
		}
	}
}

// anyToned reports whether one of the letters of toned stands in s. What these
// letters begin with hardly occurs in Chinese text.
func anyToned(s string) bool {
	for _, lead := range []byte("\xC3\xC4\xC5\xC7") {
		for rest := s; ; {
			k := strings.IndexByte(rest, lead)
			if k < 0 {
				break
			}
			r, n := utf8.DecodeRuneInString(rest[k:])
			if strings.ContainsRune(toned, r) {
				return true
			}
			rest = rest[k+n:]
		}
	}
	return false
}

// isReading reports whether s begins with a bracketed syllable.
func isReading(s string) bool {
	r, w := utf8.DecodeRuneInString(s)
	if r != '(' && r != 0xFF08 { // half or full width
		return false
	}
	tone := false
	for i, r := range s[w:] {
		switch {
		case r >= 'a' && r <= 'z' || r == 'ü':
		case strings.ContainsRune("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ", r):
			tone = true
		default:
			return tone && i > 0 && (r == ')' || r == 0xFF09)
		}
	}
	return false
}

// noise reports runs of scattered ASCII signs, which forums mix in against
// copying: ' d5 }3 ^7 F! K& H. Run is a run of ASCII characters, which may go
// over line breaks.
func noise(p *rule.Pass, run doc.Span) {
	t := p.Doc.Text
	lines := segment.Lines(p.Doc)
	for start := run.Start; start < run.End; start++ {
		end := run.End
		if k := strings.IndexByte(t[start:end], '\n'); k >= 0 {
			end = start + k
		}
		if i := segment.LineAt(lines, end-1); i >= 0 && isNoise(t[max(start, lines[i].Start):max(start, min(end, lines[i].End))]) {
			s, e := max(start, lines[i].Start), min(end, lines[i].End)
			for s < e && strings.IndexByte(" 0123456789,.", t[s]) >= 0 {
				s++
			}
			for e > s && t[e-1] == ' ' {
				e--
			}
			garbled(p, doc.Span{Start: s, End: e}, fmt.Sprintf("“%s”是混入的杂乱字符。", t[s:e]))
		}
		start = end
	}
}

// leastNoise is the length from which scattered signs are noise.
const leastNoise = 8

func isNoise(s string) bool {
	signs, blanks, letters := 0, 0, 0
	longest, word := 0, 0
	for i := range len(s) {
		switch kind := kinds[s[i]]; {
		case kind&sign != 0:
			signs++
			word = 0
		case kind&blank != 0:
			blanks++
			word = 0
		default:
			if kind&letter != 0 {
				letters++
			}
			word++
			longest = max(longest, word)
		}
	}
	return signs >= 3 && blanks >= 3 && longest <= 3 && len(s) >= leastNoise && letters > 0
}

// lostMarks reports question marks that stand for a lost sign: words, a blank,
// ?, and words again; or ? right behind an opening quotation mark.
func lostMarks(p *rule.Pass) {
	t := p.Doc.Text
	lines := segment.Lines(p.Doc)
	for i := 0; ; i++ {
		k := strings.IndexByte(t[i:], '?')
		if k < 0 {
			return
		}
		i += k
		lostMark(p, lines[segment.LineAt(lines, i)].Span, i)
	}
}

// lostMark examines the question mark at i in the line l.
func lostMark(p *rule.Pass, l doc.Span, i int) {
	t := p.Doc.Text
	if strings.HasSuffix(t[l.Start:i], "“") {
		garbled(p, doc.Span{Start: i - len("“"), End: i + 1}, "“?”处原来的符号或文字丢失。")
		return
	}
	if i == l.Start || t[i-1] != ' ' || i+1 >= l.End {
		return
	}
	before, wb := utf8.DecodeLastRuneInString(strings.TrimRight(t[l.Start:i], " "))
	after, wa := utf8.DecodeRuneInString(t[i+1 : l.End])
	if !isHan(before) || !isHan(after) {
		return
	}
	start := i - 1 - wb
	if q := strings.LastIndex(t[max(l.Start, i-60):i], "“"); q >= 0 {
		start = max(l.Start, i-60) + q
	}
	end := i + 1 + wa
	if q := strings.Index(t[i:min(l.End, i+60)], "”"); q >= 0 {
		end = i + q + len("”")
	}
	garbled(p, doc.Span{Start: start, End: end}, "“?”处原来的符号或文字丢失。")
}

// longestJoined is how long, in bytes, a quotation may be that lost the sign
// between its words.
const longestJoined = 57

// lostJoiner reports two short words in quotes with a blank where a sign that
// joined them was: “网格 警格”融合.
func lostJoiner(p *rule.Pass) {
	d := p.Doc
	t := d.Text
	marks := segment.Brackets(d)
	for k, open := range marks {
		if !strings.HasPrefix(t[open:], "“") {
			continue
		}
		start := open + len("“")
		end := start - 1
		for _, at := range marks[k+1:] {
			if at > start+longestJoined {
				break
			}
			if strings.HasPrefix(t[at:], "”") {
				end = at
				break
			}
		}
		if end < start {
			continue
		}
		sp := doc.Span{Start: open, End: end + len("”")}
		inside, after := strings.TrimLeft(t[start:end], "“"), t[sp.End:]
		tail := joinedTails.Opens(after)
		if tail < 0 && joinedHeads.Opens(inside) < 0 {
			continue
		}
		parts := strings.Split(strings.Trim(d.RawText(sp), "“”「」"), " ")
		if !joined(parts, tail) {
			continue
		}
		p.Report(finding.Finding{Span: sp, Severity: finding.Warning, Message: fmt.Sprintf("“%s”之间的连接号丢失,只剩空格。", strings.Join(parts, "”与“")), Suggestion: "补上“+”等连接号。"})
	}
}

// Words that tell a combination of parts: behind it, the last of them only if the
// parts end alike, and as its first part.
var (
	joinedTails = lexicon.NewList("融合", "模式", "机制", "联动", "双", "工作法", "治理", "管理", "体系", "服务", "行动")
	joinedHeads = lexicon.NewList("互联网", "党建", "支部", "网格")
)

// sureTails is how many of joinedTails tell a combination by themselves.
const sureTails = 9

// joined reports whether the words of a quotation were joined by a sign, seen
// which of joinedTails follows it, -1 for none. Two clauses of one length with a blank between are a motto.
func joined(parts []string, tail int) bool {
	if len(parts) < 2 || len(parts) > 4 {
		return false
	}
	first, last := []rune(parts[0]), []rune(parts[len(parts)-1])
	motto := len(parts) == 2 && len(first) == len(last) && len(first) >= 4
	for _, part := range parts {
		n := utf8.RuneCountInString(part)
		if r, _ := utf8.DecodeRuneInString(part); n < 2 || n > 5 || !isHan(r) {
			return false
		}
	}
	if motto && first[len(first)-1] != last[len(last)-1] {
		return false
	}
	switch {
	case tail >= 0 && tail < sureTails:
		return true
	case motto:
		return false
	case joinedHeads.Has(parts[0]):
		return true
	}
	return tail >= sureTails && len(parts) == 2 && len(first) == len(last) && first[len(first)-1] == last[len(last)-1]
}
