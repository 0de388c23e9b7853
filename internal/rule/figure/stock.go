package figure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/lexicon"
	"hecha/internal/segment"
)

// lastVerb returns the last verb before figure i that says what was done and
// leaves a noun behind it, and its end; of each verb the last place counts. It
// stands in sp, a stretch of the figure's clause.
func (s *sentence) lastVerb(i int, sp doc.Span) (verb string, end int) {
	at := &s.sites[i]
	if at.cues&getCue == 0 {
		return
	}
	var room [8]int
	seen := room[:0]
	for k := at.to - 1; k >= at.from && s.words[k].Start >= sp.Start; k-- {
		h := &s.words[k]
		if h.End > sp.End || cueOf(h)&getCue == 0 || slices.Contains(seen, h.Row.Number) {
			continue
		}
		seen = append(seen, h.Row.Number)
		if sp.End-h.End < 6 || h.Start-sp.Start > 36 {
			continue
		}
		if h.End > end || h.End == end && h.Len() > len(verb) {
			verb, end = h.Row.Word, h.End
		}
	}
	return
}

// headed reports whether st can take up figures of any noun that ends with its
// own, not only those of the noun itself.
func (st *stock) headed() bool { return st.verb != "" || st.everyone || st.loose }

var (
	summing   = []string{"共计", "总共", "一共", "累计", "共"}
	reaching  = []string{"共有", "共计", "总数达到", "总数达", "总数为", "总数", "达到", "人数达", "达", "为", "有", "共"}
	nounless  = newWords("新建", "参加") // beside those of subsetCue
	nounMarks = newWords(",", "、", "的")
)

// The characters that scopes and owners, timeWords and summing begin with.
var (
	opensScope = charsOf("全我本村社")
	opensTime  = charsOf("全今目现一三近先已")
	opensSum   = charsOf("共总一累")
)

// stated reads the claim of st, figure i of its sentence, whose noun stands
// before it: 全村有党员31名, 共评出“美丽庭院”460户. A bare noun goes on with the
// statement before it: 全市现有工会120家,会员3万人.
func stated(d *doc.Document, i int, before, st *stock) bool {
	t := d.Text
	s, c := st.sentence, st.claim
	site := &s.sites[i]
	words, end := c.Lead.Of(t), c.Lead.End
	if !chineseEnds(words) {
		words = strings.TrimRightFunc(words, unicode.IsSpace)
		end = c.Lead.Start + len(words)
		words = strings.TrimSpace(words)
	}
	if words == "" {
		return false
	}
	if c.Tail.Len() > 0 && strings.HasSuffix(words, "有") {
		if ahead := *st; statedAhead(d, i, words, &ahead) {
			*st = ahead
			return true
		}
	}
	if site.lead&opensScope != 0 {
		st.place, words = cutScope(words)
	}
	if st.place == "" && site.clause&opensScope != 0 {
		st.place, _ = cutScope(trimmed(clauseText(t, c)))
	}
	if site.lead&opensTime != 0 {
		words = withoutTime(words)
	}
	found := st.place != ""
	if having.may(site.lead) {
		for n, h := range having.list {
			if !site.lead.have(having.need[n]) {
				continue
			}
			if k := strings.Index(words, h); k >= 0 && k <= 24 {
				if owner := strings.TrimSpace(words[:k]); owner != "" {
					st.place = ownerScope(owner)
				}
				words = words[k+len(h):]
				found, st.total = true, true
				break
			}
		}
	}
	if site.lead&opensSum != 0 {
		for _, w := range summing {
			if rest := strings.TrimPrefix(words, w); rest != words {
				words, found, st.summed = rest, true, w != "累计"
				break
			}
		}
	}
	if verb, to := s.lastVerb(i, doc.Span{Start: end - len(words), End: end}); verb != "" {
		st.verb, found = verb, true
		words = t[to:end]
	}
	switch lastRune(words) {
	case '有', '计', '到', '达', '为', '数', '共':
		for _, tail := range reaching {
			if rest := strings.TrimSuffix(words, tail); rest != words {
				words, found = rest, true
				st.total = st.total || st.place != ""
				break
			}
		}
	}
	if !found && before != nil && before.total && before.verb == "" && before.claim.Start == s.Claims[i-1].Start && c.Start-before.claim.End <= 24 {
		st.place, st.total, found = before.place, before.total, true
	}
	if !found {
		return false
	}
	st.noun = words
	if !chineseEnds(words) {
		st.noun = strings.Trim(words, " “”‘’")
	}
	if n := claim.Runes(st.noun); n < 2 || n > maxNounRunes || nounMarks.in(st.noun, site.lead) || nounless.in(st.noun, site.lead) {
		return false
	}
	if st.year = s.yearOf(d, i); st.verb != "" && st.year == "年初" {
		st.year = "" // 年初确定15件: the decision was then, the number stands
	}
	return true
}

// chineseEnds reports whether s begins and ends with a Chinese character.
func chineseEnds(s string) bool {
	return len(s) >= 3 && s[0] >= 0xe4 && s[0] <= 0xe9 && s[len(s)-3] >= 0xe4 && s[len(s)-3] <= 0xe9
}

// trimmed is strings.TrimSpace for words that mostly need none.
func trimmed(s string) string {
	if chineseEnds(s) {
		return s
	}
	return strings.TrimSpace(s)
}

// statedAhead reads a stock whose noun follows: 共有36支队伍参赛. lead are the
// words before figure i.
func statedAhead(d *doc.Document, i int, lead string, st *stock) bool {
	t := d.Text
	s, c := st.sentence, st.claim
	if !endsWith(lead, []string{"共有", "现有", "拥有"}) {
		return false
	}
	st.year, st.total = s.yearOf(d, i), true
	st.place, _ = cutScope(lead)
	toks := segment.Tokens(d, doc.Span{Start: c.Tail.Start, End: runeEnd(t, min(c.Tail.End, c.Tail.Start+60))})
	end := c.Tail.Start
	for _, k := range toks {
		if !strings.HasPrefix(k.POS, "n") || claim.Runes(t[c.Tail.Start:k.End]) > maxNounRunes {
			st.verb = k.Of(t)
			break
		}
		end = k.End
	}
	st.noun = t[c.Tail.Start:end]
	return claim.Runes(st.noun) >= 2
}

// opening returns where the words behind a figure begin if they may be a noun that
// was counted before, else -1.
func (l *ledger) opening(t string, c *claim.Claim) int {
	start := c.Tail.Start
	for start < c.Tail.End {
		r, w := utf8.DecodeRuneInString(t[start:])
		if r != ' ' && r != '“' && r != '‘' {
			if l.mayOpen(t[start:]) {
				return start
			}
			break
		}
		start += w
	}
	return -1
}

// takenUp reads the claim of st, figure i of its sentence, whose noun follows at
// start and that refers to all of them: 全村48名老人, 这6块奖牌, 在选出的250户“清洁
// 人家”中. Only nouns that were counted before are of interest: it returns the
// longest such noun, empty if there is none.
func (l *ledger) takenUp(d *doc.Document, i, start int, st *stock) (noun doc.Span) {
	t := d.Text
	s, c := st.sentence, st.claim
	words := trimmed(c.Lead.Of(t))
	switch {
	case strings.HasSuffix(words, "这") || strings.HasSuffix(words, "上述") || strings.HasSuffix(words, "以上"):
		st.verb = "这"
	case strings.HasSuffix(words, "的"):
		w := strings.TrimSuffix(words, "的")
		for _, g := range getting {
			if strings.HasSuffix(w, g) || strings.HasSuffix(w, g+"到") || strings.HasSuffix(w, g+"出") {
				st.verb = g
				break
			}
		}
		if st.verb == "" {
			// 参赛的32支队伍: the verb as it stood behind the noun.
			if claim.Runes(w) < 2 {
				return
			}
			st.verb = lastRunes(w, 2)
		}
	default:
		st.everyone = endsWith(words, []string{"全体", "全部", "所有"})
	}
	headed := st.headed()
	// The longest noun that was counted before and ends here.
	noun = doc.Span{Start: start}
	for k, end := 1, start; end < c.Tail.End && k <= maxNounRunes; k++ {
		end += utf8.RuneLen(firstRune(t[end:]))
		if k < 2 {
			continue
		}
		if !headed && l.withNoun(t[start:end]).any() {
			noun.End, st.loose = end, false
		} else if l.withHead(t[start:end]).any() {
			noun.End, st.loose = end, !headed
		}
	}
	if noun.Empty() {
		return
	}
	st.noun, st.year = noun.Of(t), s.yearOf(d, i)
	if st.verb != "" {
		return
	}
	for i, w := range owners {
		if strings.HasSuffix(words, w) {
			st.place = ownerScopes[i]
		}
	}
	if w := endingScope(words); w != "" {
		st.place = w
	}
	if st.place == "" && !st.everyone {
		// The owner's own words: 中心现有32人, 中心23名工作人员.
		if l.owns(words) {
			st.place = words
		} else {
			st.bare, st.place = true, lastScope(clauseText(t, c))
		}
	}
	return
}

// lastScope returns the scope word that stands last in words, or "".
func lastScope(words string) (scope string) {
	at := -1
	for _, w := range scopes {
		if k := strings.LastIndex(words, w); k > at {
			at, scope = k, w
		}
	}
	return scope
}

// endingScope returns the scope word that words end with, 共 or 共有 behind it
// allowed, or "".
func endingScope(words string) (scope string) {
	const longest = len("全支部共有")
	if !strings.Contains(words[max(0, len(words)-longest):], "全") {
		return ""
	}
	for _, w := range scopes {
		if strings.HasSuffix(words, w) || strings.HasSuffix(words, w+"共有") || strings.HasSuffix(words, w+"共") {
			scope = w
		}
	}
	return scope
}

// maxNounRunes is how long a counted noun may be, in characters.
const maxNounRunes = 12

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// runeEnd moves a limit back to the end of a character.
func runeEnd(t string, at int) int {
	for at > 0 && at < len(t) && !utf8.RuneStart(t[at]) {
		at--
	}
	return at
}

// endsNoun reports whether a noun ends at a word's end and no further noun is
// joined to it (党员 but not 党员干部) up to limit.
func endsNoun(d *doc.Document, noun doc.Span, limit int) bool {
	end := noun.End
	if end >= limit || !strings.ContainsRune(d.Text[end:limit], firstRune(d.Text[end:])) {
		return true
	}
	if r := firstRune(d.Text[end:]); r < 0x4e00 || r == '的' {
		return true
	}
	toks := segment.Tokens(d, doc.Span{Start: noun.Start, End: runeEnd(d.Text, min(limit, end+60))})
	for i, k := range toks {
		if k.Start != end {
			continue
		}
		if i == 0 {
			return false
		}
		if containsAny(k.Of(d.Text), "全部", "全体", "均", "都", "常态", "全面", "每") {
			return true
		}
		// A noun made of a verb goes on with the phrase (培训班) or is its
		// verb (活跃在).
		if k.POS == "vn" && i+1 < len(toks) && !strings.HasPrefix(toks[i+1].POS, "n") && toks[i+1].POS != "vn" {
			return true
		}
		return !strings.HasPrefix(k.POS, "n") && k.POS != "vn" && k.POS != "k"
	}
	return false
}

// cutScope takes a scope word off the start of words.
func cutScope(words string) (scope, rest string) {
	switch firstRune(words) {
	case '全':
		for _, w := range scopeOpens[firstRune(words[len("全"):])] {
			if strings.HasPrefix(words, w) {
				return w, words[len(w):]
			}
		}
	case '我', '本', '村', '社':
		for i, w := range owners {
			if strings.HasPrefix(words, w) {
				return ownerScopes[i], words[len(w):]
			}
		}
	}
	return "", words
}

// ownerScopes are what owners stand for: 我县 is 全县.
var ownerScopes = func() []string {
	var out []string
	for _, w := range owners {
		out = append(out, "全"+strings.TrimPrefix(strings.TrimPrefix(w, "我"), "本"))
	}
	return out
}()

// scopeOpens holds scopes by their second character, scopeTails by what stands
// behind 全.
var scopeOpens, scopeTails = func() (map[rune][]string, map[string]string) {
	opens, tails := map[rune][]string{}, map[string]string{}
	for _, w := range scopes {
		tail := strings.TrimPrefix(w, "全")
		opens[firstRune(tail)] = append(opens[firstRune(tail)], w)
		tails[tail] = w
	}
	return opens, tails
}()

// yearOf returns the year or half year that figure i is stated for.
func (s *sentence) yearOf(d *doc.Document, i int) string {
	t := d.Text
	c := &s.Claims[i]
	from := max(s.Start, c.ClauseStart(t)-90)
	var other *lexicon.Row
	if s.cues&otherTimeCue != 0 {
		for k := s.sites[i].to - 1; k >= 0 && s.words[k].Start >= from; k-- {
			other = earlierTime(other, &s.words[k], c.Start)
		}
	}
	if !c.Scope.Empty() {
		hits := cueClass.Within(d, c.Scope)
		for k := range hits {
			other = earlierTime(other, &hits[k], c.Scope.End)
		}
	}
	if other != nil {
		return other.Word
	}
	if s.chars.have(namesYear) {
		if y := lastYear(t[from:c.Start]); y != "" {
			return y
		}
	}
	return lastYear(c.Scope.Of(t))
}

// earlierTime returns the row of h if it is of another time, ends in front of end
// and comes before row, else row.
func earlierTime(row *lexicon.Row, h *lexicon.Hit, end int) *lexicon.Row {
	if cueOf(h)&otherTimeCue != 0 && h.End <= end && (row == nil || h.Row.Number < row.Number) {
		return h.Row
	}
	return row
}

// lastYear returns the last year named in s as four digits, or "".
func lastYear(s string) string {
	if k := lastChar(s, "年"); k >= 4 && digits(s[k-4:k]) {
		return s[k-4 : k]
	}
	return ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// ownerScope turns the owner of a stock into the scope word it stands for:
// 学校 is 全校; a name stays itself.
func ownerScope(owner string) string {
	if k := max(lastChar(owner, "我"), lastChar(owner, "本"), lastChar(owner, "全")); k >= 0 {
		if w := scopeTails[owner[k+len("全"):]]; w != "" {
			return w
		}
	}
	switch {
	case strings.HasSuffix(owner, "学校"):
		return "全校"
	case strings.HasSuffix(owner, "医院"):
		return "全院"
	case owner == "目前" || owner == "现" || owner == "截至目前" || owner == "共":
		return ""
	}
	return owner
}
