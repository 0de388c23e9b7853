package figure

import "hecha/internal/lexicon"

// cue is what a word near a figure tells of it.
type cue uint8

const (
	otherTimeCue cue = 1 << iota // it is not of the report's own time
	planCue                      // it is meant to be
	aimCue                       // it is meant to be, unless it was reached
	partCue                      // its parts follow
	subsetCue                    // it is one of a part, a change, an average
	averageCue                   // it may be an average
	getCue                       // it is what was done: the same verb may take the number up again
	thenCue                      // it is what was before a change
)

// madeOf is the part mark that needs more: 由12名医生、30名护士组成.
const madeOf = "由"

// cueWords are the words of each cue; a word may have several. Of the words for
// other times the first counts.
var cueWords = []struct {
	cue   cue
	words []string
}{
	{otherTimeCue, []string{"去年", "上年", "前年", "上半年", "下半年", "季度", "同期", "年初", "原有", "原来", "过去", "此前"}},
	{planCue, []string{"力争", "将达到", "预计", "原定", "拟"}},
	{aimCue, []string{"计划", "目标"}},
	{partCue, append([]string{"其中", "包括", madeOf}, wholeMarks...)},
	{subsetCue, []string{"其中", "每", "均", "新增", "新发展", "增加", "减少", "增长", "比上", "较", "分别", "其余", "剩余", "当年", "选派", "各", "上半年", "下半年", "季度", "包括", "部分"}},
	{averageCue, []string{"均", "每"}},
	{getCue, getting},
	{thenCue, then.list},
}

// wholeMarks are the part marks that promise all parts.
var wholeMarks = []string{"分别为", "分别是", "分别有", "分为", madeOf}

// cueClass finds the words, cuesOf holds the cues of each by row.
var cueClass, cuesOf = func() (lexicon.Class, []cue) {
	var list []string
	var cues []cue
	number := map[string]int{}
	for _, c := range cueWords {
		for _, w := range c.words {
			k, ok := number[w]
			if !ok {
				k = len(list)
				number[w] = k
				list, cues = append(list, w), append(cues, 0)
			}
			cues[k] |= c.cue
		}
	}
	return lexicon.DefineWords("figure.cue", list...), cues
}()

// cueOf returns the cues of an occurrence.
func cueOf(h *lexicon.Hit) cue { return cuesOf[h.Row.Number] }
