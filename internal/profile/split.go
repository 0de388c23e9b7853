package profile

import (
	"slices"
	"strings"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/residue"
	"hecha/internal/segment"
)

// Split returns the reports of a source, in order; a source with one report
// gives one document over the whole text.
func Split(src *doc.Source) []*doc.Document {
	whole := doc.Whole(src)
	joints := Joints(whole)
	if len(joints) == 0 {
		return []*doc.Document{whole}
	}
	out := make([]*doc.Document, len(joints)+1)
	from, window := 0, doc.Span{}
	for i := range out {
		next := len(whole.Text)
		window.Start, window.End = window.End, len(src.Text)
		if i < len(joints) {
			next = joints[i]
			window.End = whole.RawSpan(doc.Span{Start: next, End: next}).Start
		}
		out[i] = whole.Part(window, from, i, len(out))
		from = next
	}
	src.Memo(wholeKey{}, func() any { return whole })
	return out
}

// Whole returns the document over all of a source that Split found to hold
// several reports.
func Whole(src *doc.Source) *doc.Document {
	return src.Memo(wholeKey{}, func() any { return doc.Whole(src) }).(*doc.Document)
}

type wholeKey struct{}

// Joints returns where further reports begin in d: line starts, ascending,
// none for a single report. Explicit marks (篇一, 范文2, 总结(二)) decide alone;
// otherwise repeated titles and salutations; otherwise a lasting change of what
// the text calls itself.
func Joints(d *doc.Document) []int { return joints.Of(d) }

var joints = doc.Define(func(d *doc.Document) []int {
	lines := segment.Lines(d)
	if m := marks(d); len(m) >= 2 {
		return starts(lines, m[1:])
	}
	if len(lines) < 4 {
		return nil
	}
	found := repeated(d)
	found = append(found, changes(d, found)...)
	body := residue.Body(d)
	found = slices.DeleteFunc(found, func(i int) bool { return !body.Contains(lines[i].Span) })
	slices.Sort(found)
	return starts(lines, slices.Compact(found))
})

func starts(lines []segment.Line, index []int) []int {
	out := make([]int, len(index))
	for i, k := range index {
		out[i] = lines[k].Start
	}
	return out
}

// markLength returns the length of a mark like 篇一: or 第二篇: or 范文3 at the
// start of a line, 0 if there is none.
func markLength(s string) int {
	at := 0
	for _, p := range []string{"第", "【"} {
		if strings.HasPrefix(s, p) {
			at = len(p)
			break
		}
	}
	lead := ""
	for _, p := range []string{"篇", "范文", "样本", "例文", "材料"} {
		if strings.HasPrefix(s[at:], p) {
			lead = p
			at += len(p)
			break
		}
	}
	ordinal := strings.HasPrefix(s, "第")
	if lead == "" && !ordinal {
		return 0
	}
	n := fold.Numeral(s[at:])
	if n == 0 {
		return 0
	}
	at += n
	switch {
	case lead != "":
	case ordinal && strings.HasPrefix(s[at:], "篇"):
		at += len("篇")
	default:
		return 0
	}
	rest := strings.TrimLeft(s[at:], ":、.】 ")
	if len(rest) == len(s[at:]) && rest != "" {
		return 0 // 材料3份 is not a mark
	}
	return len(s) - len(rest)
}

// marks returns the lines that open a numbered report of a collection: 篇一…,
// 第二篇…, or titles that end in the number of the piece, 总结(二). The numbers
// must run 1, 2, 3 …; a collection whose first piece is unmarked begins at 2.
func marks(d *doc.Document) []int {
	lines := segment.Lines(d)
	ts := titles(d) // those of line i and behind
	var out []int
	want := 1
	for i, l := range lines {
		for len(ts) > 0 && ts[0].line < i {
			ts = ts[1:]
		}
		text := l.Of(d.Text)
		if longer(text, longestTitle+10) {
			continue
		}
		n := 0
		if k := markLength(text); k > 0 {
			n = numberIn(text[:k])
		} else if len(ts) > 0 && ts[0].line == i || hasTitleMark(text) {
			n = tailNumber(text)
		}
		if n == want {
			out = append(out, i)
			want++
		}
	}
	return out
}

// hasTitleMark tells lines such as 文明单位创建工作汇报篇2.
func hasTitleMark(s string) bool {
	return (strings.Contains(s, "篇") || strings.Contains(s, "范文")) && !strings.ContainsAny(s, ",。;") && tailNumber(s) > 0
}

// numberIn returns the first number in a mark.
func numberIn(s string) int {
	for i := range s {
		if k := fold.Numeral(s[i:]); k > 0 {
			return fold.NumeralValue(s[i : i+k])
		}
	}
	return 0
}

// tailNumber returns the number a title ends with — (二), 篇3, 之二 — or 0.
func tailNumber(s string) int {
	s = strings.TrimRight(s, ") ：:")
	if piece, ok := strings.CutSuffix(s, "篇"); ok {
		if i := strings.LastIndex(piece, "第"); i > 0 {
			if k := fold.Numeral(piece[i+len("第"):]); k > 0 && i+len("第")+k == len(piece) {
				return fold.NumeralValue(piece[i+len("第"):])
			}
		}
		return 0
	}
	for _, lead := range []string{"(", "篇", "之", "范文"} {
		i := strings.LastIndex(s, lead)
		if i < 0 {
			continue
		}
		rest := s[i+len(lead):]
		if k := fold.Numeral(rest); k > 0 && k == len(rest) {
			return fold.NumeralValue(rest)
		}
	}
	return 0
}

// leastReport is how much text, in characters, makes a report on its own
// between two titles.
const leastReport = 200

// leastTitled is the same where both titles name their unit and year.
const leastTitled = 20

// greetings are what a salutation begins with.
var greetings = lexicon.NewList("各位", "尊敬的", "同志们")

// salutation reports whether a line greets an audience: 尊敬的各位评委:
func salutation(s string) bool {
	if greetings.Opens(s) < 0 {
		return false
	}
	s, colon := strings.CutSuffix(strings.TrimRight(s, " "), ":")
	s = strings.TrimRight(s, ",! ")
	if s == "各位领导" || s == "同志们" || s == "各位代表" {
		return true
	}
	return colon && !longer(s, 20) && !strings.ContainsAny(s, "0123456789。;“") && (strings.HasPrefix(s, "尊敬的") || strings.HasPrefix(s, "各位"))
}

// repeated returns the lines at which a new report begins because a title
// comes again, or the salutation does.
func repeated(d *doc.Document) []int {
	lines := segment.Lines(d)
	ts := titles(d)
	var out []int
	begin := 0 // byte offset of the current report
	seen := map[string]bool{}
	var head *title
	for i := range ts {
		t := &ts[i]
		key := normalTitle(t.Of(d.Text))
		least := leastReport
		if head != nil && len(years(d, head.Span)) > 0 && len(years(d, t.Span)) > 0 && otherUnit(d, head, t) {
			least = leastTitled
		}
		far := longer(d.Text[begin:t.Start], least-1) && strings.Contains(d.Text[begin:t.Start], "。")
		if head != nil && far && opens(d, lines, t.line) && (seen[key] || signedBefore(d, lines, t.line) || otherUnit(d, head, t)) {
			out = append(out, t.line)
			begin = t.Start
		}
		if head == nil || far {
			head = t
		}
		seen[key] = true
	}
	salutations := 0
	for i, l := range lines {
		if !salutation(l.Of(d.Text)) {
			continue
		}
		if salutations++; salutations > 1 && thanked(d, lines, i) && !slices.ContainsFunc(out, func(k int) bool { return k <= i && i-k <= 4 }) {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

// opens reports whether a title at line i is followed by text of its own and
// not by another title or the end.
func opens(d *doc.Document, lines []segment.Line, i int) bool {
	rs := residue.Runs(d)
	for j := i + 1; j < len(lines) && j <= i+6; j++ {
		if k := segment.At(rs, lines[j].Start); k >= 0 && rs[k].Overlaps(lines[j].Span) {
			return false
		}
		if strings.Contains(lines[j].Of(d.Text), "。") {
			return true
		}
	}
	return false
}

// signedBefore reports whether one of the two lines before i signs a report:
// nothing but a name or a date.
func signedBefore(d *doc.Document, lines []segment.Line, i int) bool {
	for j := max(0, i-2); j < i; j++ {
		l := lines[j].Span
		if strings.ContainsAny(l.Of(d.Text), "。,;:、") || longer(l.Of(d.Text), 30) {
			continue
		}
		for _, o := range orgsIn(d, l) {
			if o.Len()*2 > l.Len() {
				return true
			}
		}
		if ys := years(d, l); len(ys) > 0 && ys[0].m > 0 && l.Len()-ys[0].Len() <= 6 {
			return true
		}
	}
	return false
}

// otherUnit reports whether two titles name different organisations.
func otherUnit(d *doc.Document, a, b *title) bool {
	oa, ob := orgsIn(d, a.Span), orgsIn(d, b.Span)
	return len(oa) > 0 && len(ob) > 0 && oa[0].Of(d.Text) != ob[0].Of(d.Text)
}

// thanked reports whether one of the three lines before i closes a speech.
func thanked(d *doc.Document, lines []segment.Line, i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if s := lines[j].Of(d.Text); strings.HasPrefix(s, "谢谢") || strings.HasSuffix(strings.TrimRight(s, "!。"), "谢谢大家") || strings.Contains(s, "批评指正") && !longer(s, 30) || strings.Contains(s, "汇报完毕") {
			return true
		}
	}
	return false
}

// normalTitle drops what differs between repetitions of a title.
func normalTitle(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "最新"), "关于")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" 《》“”()的", r) {
			return -1
		}
		return r
	}, s)
}
