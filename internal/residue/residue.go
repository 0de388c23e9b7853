// Package residue finds what a web page or download site left around and
// inside a report: navigation, notices, page marks, addresses.
package residue

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// phrases are the marks of residue; those with "end" in their column begin the
// lists behind a report, where everything up to the end of the page follows.
var phrases = lexicon.Define("residue")

// longest is how long a line may be, in characters, and still be residue as a
// whole because of one phrase in it.
const longest = 120

// Runs returns the runs of residue lines of d, in order.
func Runs(d *doc.Document) []doc.Span { return runs.Of(d) }

var runs = doc.Define(func(d *doc.Document) []doc.Span {
	lines := segment.Lines(d)
	bad := make([]bool, len(lines))
	rest := len(lines)
	for h := range phrases.Longest(d) {
		i := segment.LineAt(lines, h.Start)
		if i < 0 || !lines[i].Contains(h.Span) || !whole(d.Text, lines[i].Span, h) {
			continue
		}
		bad[i] = true
		if h.Row.Column(0) == "end" && h.Start > len(d.Text)/2 {
			rest = min(rest, i)
		}
	}
	for i, l := range lines {
		if i >= rest || pageMark(l.Of(d.Text)) || addressMarks.Any(d, l.Span) && address(l.Of(d.Text)) {
			bad[i] = true
		}
	}
	var out []doc.Span
	for i := 0; i < len(lines); i++ {
		if !bad[i] {
			continue
		}
		run := lines[i].Span
		for i+1 < len(lines) && bad[i+1] {
			i++
			run.End = lines[i].End
		}
		out = append(out, run)
	}
	return out
})

// whole reports whether a phrase makes its whole line residue. A phrase that
// reports use, too — 推荐阅读书目36种, 报刊责任编辑 — must open the line and stand
// alone there, as a label does.
func whole(t string, line doc.Span, h lexicon.Hit) bool {
	if longer(line.Of(t), longest) {
		return false
	}
	if strong(h) {
		// 荣誉代表过去。(此处隐藏…)展望未来。 keeps its sentences.
		before, after := t[line.Start:h.Start], t[h.End:line.End]
		return !strings.Contains(before, "。") || !strings.Contains(strings.TrimRight(after, "。"), "。")
	}
	next, _ := utf8.DecodeRuneInString(t[h.End:line.End])
	// “免费下载”专区 and 关注公众号3.6万人 go on.
	goesOn := next >= 0x3400 && next <= 0x9FFF || next == '”' || next == '》' || next >= '0' && next <= '9'
	labels := h.End == line.End || !goesOn || strings.HasSuffix(h.Row.Word, ":") || strings.HasSuffix(h.Row.Word, ">")
	return !longer(t[line.Start:h.Start], 2) && labels
}

// longer reports whether s has more than n characters, without counting those
// of a long text.
func longer(s string, n int) bool {
	return len(s) > n*utf8.UTFMax || utf8.RuneCountInString(s) > n
}

// All returns all residue of d: the runs of lines, and phrases, addresses and
// counters inside lines of the report itself.
func All(d *doc.Document) []doc.Span {
	rs := Runs(d)
	// Each phrase lies behind the one before it, so that what is added for it
	// can only overlap what was added last.
	var inside []doc.Span
	add := func(sp doc.Span) {
		if n := len(inside); !overlapped(rs, sp) && (n == 0 || !inside[n-1].Overlaps(sp)) {
			inside = append(inside, sp)
		}
	}
	sentences := segment.Sentences(d)
	for h := range phrases.Longest(d) {
		if sp, ok := bracketed(d.Text, h.Span); ok {
			add(sp)
		} else if i := segment.At(sentences, h.Start); i >= 0 && sentences[i].Contains(h.Span) && strong(h) {
			add(sentences[i])
		}
	}
	out := slices.Concat(rs, inside)
	if len(addressMarks.In(d)) > 0 {
		for _, sp := range addresses(d.Text) {
			if !overlapped(rs, sp) && !overlapped(inside, sp) {
				out = append(out, sp)
			}
		}
	}
	slices.SortFunc(out, doc.Span.Compare)
	return out
}

// overlapped reports whether sp overlaps one of the spans, which are ordered
// and disjoint.
func overlapped(spans []doc.Span, sp doc.Span) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > sp.Start })
	return i < len(spans) && spans[i].Overlaps(sp)
}

// strong tells phrases that no report uses for anything else, even inside a
// long paragraph.
func strong(h lexicon.Hit) bool { return h.Row.Column(1) == "strong" }

// bracketed returns the brackets around a phrase, if it stands in a pair of at
// most 40 characters.
func bracketed(t string, sp doc.Span) (doc.Span, bool) {
	const most = 42
	from := max(0, sp.Start-most*utf8.UTFMax)
	open := opener(t[from:sp.Start])
	if open < 0 {
		return sp, false
	}
	open += from
	k := strings.IndexAny(t[sp.End:min(len(t), sp.End+most*utf8.UTFMax)], ")】]")
	if k < 0 || strings.ContainsAny(t[sp.End:sp.End+k], "\n") {
		return sp, false
	}
	_, w := utf8.DecodeRuneInString(t[sp.End+k:])
	out := doc.Span{Start: open, End: sp.End + k + w}
	return out, !longer(out.Of(t), most)
}

// opener returns where the bracket begins that is open at the end of s, -1 if
// there is none in the sentence.
func opener(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case '(', '[':
			return i
		case ')', ']', '\n':
			return -1
		case 0x82, 0x90, 0x91: // the last bytes of 。【】
			switch before := s[:i+1]; {
			case strings.HasSuffix(before, "【"):
				return i + 1 - len("【")
			case strings.HasSuffix(before, "。"), strings.HasSuffix(before, "】"):
				return -1
			}
		}
	}
	return -1
}

// pageMark tells lines like 第1页/共12页, - 3 -, 在…讲话_第1页.
func pageMark(s string) bool {
	if !strings.HasSuffix(s, "页") || longer(s, 40) {
		return false
	}
	if strings.Contains(s, "_第") {
		return true
	}
	s = strings.ReplaceAll(s, " ", "")
	if !strings.HasPrefix(s, "第") {
		return false
	}
	rest := strings.TrimLeft(strings.TrimPrefix(s, "第"), "0123456789")
	return len(rest) < len(s)-len("第") && (rest == "页" || strings.HasPrefix(rest, "页/共") || strings.HasPrefix(rest, "页共") || strings.HasPrefix(rest, "页,共"))
}

// address tells lines that are little more than a web address.
func address(s string) bool {
	return !longer(s, 60) && strings.Contains(s, ".") && len(addresses(s)) > 0 && !strings.Contains(s, "。")
}

// webMarks begin a web address; addressMarks tells where there are any.
var (
	webMarks     = []string{"http://", "https://", "www."}
	addressMarks = lexicon.DefineWords("residue.address", webMarks...)
)

// addresses returns the web addresses in t, with a 【…】 around them.
func addresses(t string) []doc.Span {
	var out []doc.Span
	for _, mark := range webMarks {
		for i := 0; ; {
			k := strings.Index(t[i:], mark)
			if k < 0 {
				break
			}
			sp := doc.Span{Start: i + k, End: i + k + len(mark)}
			for sp.End < len(t) && t[sp.End] > ' ' && t[sp.End] < 0x7F {
				sp.End++
			}
			i = sp.End
			if sp.Len() <= len(mark)+2 || len(out) > 0 && out[len(out)-1].Contains(sp) {
				continue
			}
			if b, ok := bracketed(t, sp); ok {
				sp = b
			}
			out = append(out, sp)
		}
	}
	slices.SortFunc(out, doc.Span.Compare)
	kept := out[:0]
	for _, sp := range out {
		if len(kept) == 0 || !kept[len(kept)-1].Overlaps(sp) {
			kept = append(kept, sp)
		}
	}
	return kept
}

// ChunkNumbers returns the numbers 2、 3、 … that preview sites put where they
// cut a text, in the middle of sentences: at least two of them, counting on.
func ChunkNumbers(d *doc.Document) []doc.Span {
	lines := segment.Lines(d)
	var out []doc.Span
	want := 2
	for i := 1; i < len(lines); i++ {
		e := lines[i].Enumerator
		if e.Empty() || fold.NumeralValue(e.Of(d.Text)) != want || d.Text[e.Start] < '0' || d.Text[e.Start] > '9' {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(lines[i-1].Of(d.Text))
		if (r < 0x3400 || r > 0x9FFF) && r != ',' && r != '、' || lines[i-1].Len() < 3*40 {
			continue
		}
		out = append(out, e)
		want++
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// Body returns the stretch of d between the residue at its start and the
// residue at its end: the report proper.
func Body(d *doc.Document) doc.Span { return body.Of(d) }

var body = doc.Define(func(d *doc.Document) doc.Span {
	b := doc.Span{Start: 0, End: len(d.Text)}
	rs := Runs(d)
	for _, r := range rs {
		if slight(d.Text[b.Start:r.Start]) {
			b.Start = r.End
		}
	}
	for i := len(rs) - 1; i >= 0; i-- {
		if rs[i].Start >= b.Start && slight(d.Text[rs[i].End:b.End]) {
			b.End = rs[i].Start
		}
	}
	if b.Start >= b.End {
		return doc.Span{Start: 0, End: len(d.Text)}
	}
	return b
})

// slight reports whether text between residue and the edge is too slight to be
// a report: a few short lines without a sentence.
func slight(s string) bool {
	return !longer(s, 399) && !strings.Contains(s, "。")
}
