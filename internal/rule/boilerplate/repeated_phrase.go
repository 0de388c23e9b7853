package boilerplate

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
	"hecha/internal/segment"
)

// longestPhrase is the longest phrase looked for, in characters; longer ones
// are sentences.
const longestPhrase = 12

// repeatedPhrases reports a phrase written twice in a row inside a sentence:
// 推动文明创建推动文明创建工作. A mark between the two makes it a figure of speech
// unless the phrase is a clause of four characters or more.
func repeatedPhrases(p *rule.Pass, body doc.Span) {
	d := p.Doc
	ls := segment.Lines(d)
	printedTwice := map[int]bool{} // lines, by their start
	for _, db := range segment.Doublings(d) {
		if i := segment.LineAt(ls, db.Start); i >= 0 {
			printedTwice[ls[i].Start] = true
		}
	}
	var rs []rune
	var at []int
	var recent recurrence
	for _, l := range ls {
		if !body.Contains(l.Span) || printedTwice[l.Start] || !recent.some(d.Text, l.Span) {
			continue
		}
		rs, at = rs[:0], at[:0]
		for i, r := range l.Of(d.Text) {
			rs, at = append(rs, r), append(at, l.Start+i)
		}
		at = append(at, l.End)
		// same[n] counts how many characters up to here equal those n before.
		var same [longestPhrase + 2]int
		for i := range rs {
			for n := leastPhrase; n <= longestPhrase+1 && n <= i; n++ {
				if rs[i] != rs[i-n] {
					same[n] = 0
					continue
				}
				if same[n]++; same[n] < n {
					continue
				}
				same[n] = 0
				// A blank between is the end of a heading whose line break was lost.
				sp := doc.Span{Start: at[i+1-2*n], End: at[i+1]}
				if !phraseTwice(rs[i+1-2*n:i+1-n]) || strings.ContainsAny(d.RawText(sp), " \n\t\u3000") {
					continue
				}
				p.Report(finding.Finding{
					Span:       sp,
					Message:    fmt.Sprintf("“%s”连着写了两遍。", string(rs[i+1-2*n:i+1-n])),
					Suggestion: "删去重复的一遍。",
				})
				same = [longestPhrase + 2]int{}
				break
			}
		}
	}
}

// phraseTwice reports whether a phrase that stands twice in a row is a slip: all
// characters, not all alike, with at most one comma at its start or end and
// then a clause.
func phraseTwice(rs []rune) bool {
	han, marks := 0, 0
	alike := true
	for i, r := range rs {
		switch {
		case r >= 0x3400 && r <= 0x9FFF:
			han++
		case r == ',' && (i == 0 || i == len(rs)-1):
			marks++
		default:
			return false
		}
		alike = alike && r == rs[0]
	}
	return !alike && (marks == 0 && han >= leastPhrase || marks == 1 && han >= leastPhrase+1)
}

// recurrence remembers where each three characters stood last, by their hash.
type recurrence [1 << recurrenceBits]int32

const recurrenceBits = 11

// some reports whether a line may hold what repeatedPhrases looks for: a stretch
// of at least three characters, no longer than a phrase, that stands twice in a
// row. Then three characters come again within the length of a phrase, which is
// seldom: only there the text is compared.
func (last *recurrence) some(t string, line doc.Span) bool {
	const three, farthest = 3 * 3, 3 * (longestPhrase + 1)
	for i := line.Start; i+three <= line.End; {
		c := t[i]
		if c < utf8.RuneSelf {
			i++
			continue
		}
		// Without the first character's lead byte, which tells little.
		x := binary.LittleEndian.Uint64([]byte(t[i+1 : i+three]))
		h := x * hashPrime >> (64 - recurrenceBits)
		before := int(last[h])
		last[h] = int32(i)
		if i-before <= farthest {
			for k := min(before, i-three); k >= max(line.Start, i-farthest); k-- {
				if binary.LittleEndian.Uint64([]byte(t[k+1:k+three])) == x && recurs(t[:line.End], i, i-k) {
					return true
				}
			}
		}
		switch {
		case c >= 0xF0:
			i += 4
		case c >= 0xE0:
			i += 3
		default:
			i += 2
		}
	}
	return false
}

// recurs reports whether a stretch of n bytes that stands twice in a row lies
// around t[i+1], which equals the byte n before it.
func recurs(t string, i, n int) bool {
	lo, hi := i+1, i+2
	for lo > n && hi-lo < n && t[lo-1] == t[lo-1-n] {
		lo--
	}
	for hi < len(t) && hi-lo < n && t[hi] == t[hi-n] {
		hi++
	}
	return hi-lo >= n
}
