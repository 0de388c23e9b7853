package honour

import (
	"sort"
	"strings"
	"unicode/utf8"

	"hecha/internal/doc"
	"hecha/internal/fold"
	"hecha/internal/lexicon"
	"hecha/internal/quantity"
)

// behind reads what follows a title — grade, 称号, count, recipient — and
// returns where it ends.
func (r *reader) behind(t *title) int {
	pos := r.afterTitle(t.End)
	if q := r.quantityAt(pos); q != nil && q.Kind == quantity.Count {
		t.count, pos = int(q.Low.IntPart()), q.End
		return r.afterTitle(pos)
	}
	if n, k := smallCount(r.t[pos:]); n > 0 {
		t.count, pos = n, pos+k
		return pos
	}
	if n := r.nameAt(pos); n > 0 {
		t.recipient, t.named = doc.Span{Start: pos, End: pos + n}, true
		return pos + n
	}
	if n := r.familyAt(pos); n > 0 {
		t.recipient = doc.Span{Start: pos, End: pos + n}
		return pos + n
	}
	return pos
}

// afterTitle skips brackets and the nouns that call a title one.
func (r *reader) afterTitle(pos int) int {
	if rest := r.t[pos:]; strings.HasPrefix(rest, "(") {
		if k := strings.IndexByte(rest[:min(len(rest), 90)], ')'); k > 0 {
			pos += k + 1
		}
	}
	if w := titleNouns.Opens(r.t[pos:]); w >= 0 {
		pos += len(titleNouns.Word(w))
	}
	return pos
}

// titleNouns call a title one.
var titleNouns = lexicon.NewList("光荣称号", "荣誉称号", "荣誉", "称号", "奖牌", "殊荣", "牌匾", "桂冠", "奖项", "证书", "奖杯")

// familyAt returns the length of a family named at pos (赵翠花家庭), or 0.
func (r *reader) familyAt(pos int) int {
	s := r.t[pos:min(len(r.t), pos+24)]
	if i := strings.Index(s, "家庭"); i >= 6 && i <= 12 && !strings.ContainsAny(s[:i], "、,。;“”的") {
		return i + len("家庭")
	}
	return 0
}

// quantityAt returns the figure that begins at pos, if any.
func (r *reader) quantityAt(pos int) *quantity.Quantity {
	if i := r.quantityFrom(pos); i < len(r.quantities) && r.quantities[i].Start == pos {
		return &r.quantities[i]
	}
	return nil
}

// quantityFrom returns the number of the first figure that does not begin before
// pos.
func (r *reader) quantityFrom(pos int) int {
	return sort.Search(len(r.quantities), func(i int) bool { return r.quantities[i].Start >= pos })
}

// smallCount reads a count in Chinese numerals below ten: 一次, 两个.
func smallCount(s string) (n, length int) {
	n, k := smallNumeral(s)
	if n == 0 {
		return 0, 0
	}
	u, m := utf8.DecodeRuneInString(s[k:])
	if !strings.ContainsRune("次个名项枚座块人户家篇件", u) {
		return 0, 0
	}
	return n, k + m
}

// smallNumeral reads the numeral below ten that s begins with.
func smallNumeral(s string) (n, length int) {
	c, k := utf8.DecodeRuneInString(s)
	return fold.Digit(c), k
}

// emit turns the titles of a verb into honours.
func (r *reader) emit(f frame, ts []title) {
	if len(ts) == 0 {
		return
	}
	year := r.yearBefore(f)
	repeat := r.repeats(f)
	inherited := Unknown
	for i := range ts {
		t := &ts[i]
		h := Honour{Span: t.Span, Issuer: t.issuer, Recipient: f.subject, Year: year, Count: max(1, t.count)}
		if h.Issuer.Empty() && t.Start >= f.verb.Start || f.verb.Row.Column(0) == "grant" && h.Issuer.Empty() {
			h.Issuer = f.issuer
		}
		if h.Issuer.Empty() {
			h.Issuer = r.bracketed(t.End)
		}
		if !t.recipient.Empty() {
			h.Recipient = t.recipient
			h.Count = max(h.Count, 1+t.more)
		}
		if y := yearIn(t.Span.Of(r.t)); y != "" {
			h.Year = y
		} else if s := strings.TrimPrefix(t.Span.Of(r.t), "“"); len(s) > 4 && s[0] == '2' && digits(s[:4]) && !digits(s[:5]) {
			h.Year = s[:4]
		}
		if t.count == 0 && t.more == 0 {
			h.Count = max(r.people(h.Recipient), repeat, 1)
		}
		h.Edition = editionIn(t.Span.Of(r.t))
		h.Title, h.Grade = r.normal(t), r.grade(t)
		h.Nominated = strings.Contains(t.Span.Of(r.t), "提名")
		h.Level = r.level(t, &h)
		switch masked := strings.ContainsAny(r.t[t.Start:t.core.Start], "Xx*×"); {
		case h.Level == Unknown && masked:
			inherited = Unknown // XX“…”: a level is stated, but not legible
		case h.Level == Unknown:
			if h.Level = inherited; h.Level == Unknown && h.Issuer.Empty() && (prize(t, h.Grade) || r.during(f)) {
				h.Level, h.Issuer = r.contest(f)
			}
		case t.core.Start > t.Start || !strings.HasPrefix(t.Span.Of(r.t), "“"):
			inherited = r.stated(t)
		}
		h.RecipientKind = r.kind(t, &h)
		r.out = append(r.out, h)
		r.done = max(r.done, t.End)
	}
}

// bracketed returns the body named in brackets behind a title: (市总工会颁发).
func (r *reader) bracketed(at int) doc.Span {
	rest := r.t[at:min(len(r.t), at+120)]
	k := strings.IndexByte(rest, ')')
	if !strings.HasPrefix(rest, "(") || k < 0 {
		return doc.Span{}
	}
	sp := doc.Span{Start: at + 1, End: at + k}
	sp.End -= given(sp.Of(r.t))
	if r.lastIssuer(sp.Start, sp.End).End != sp.End || sp.Empty() {
		return doc.Span{}
	}
	return sp
}

// during reports whether the verb says on what occasion: 在…竞赛中荣获.
func (r *reader) during(f frame) bool {
	s := strings.TrimRight(r.t[f.clause:f.verb.Start], ",先后再次")
	return strings.HasSuffix(s, "中") || strings.HasSuffix(s, "上")
}

// prize reports whether a title is what a contest gives: 一等奖, 优胜杯.
func prize(t *title, grade string) bool {
	return grade != "" || t.head != nil && (strings.HasSuffix(t.head.Word, "奖") || t.head.Word == "杯" || t.head.Word == "奖杯")
}

// stated returns the level that the title's own words tell.
func (r *reader) stated(t *title) Level {
	if t.level != Unknown {
		return t.level
	}
	return r.levels.inside(t.Span.Of(r.t))
}

// level resolves the level of a title: its own words, its issuer, the
// catalogue.
func (r *reader) level(t *title, h *Honour) Level {
	if lv := r.stated(t); lv != Unknown {
		if lv == r.levels.own(Municipal) && lv != Municipal && r.issuerLevel(h.Issuer) == Municipal {
			return Municipal // 酒泉市委“全市先进”, told by a county-level city
		}
		if lv == UnitLevel {
			// 镇政府“优秀村级组织”: the word tells of whom, not by whom.
			if by := r.issuerLevel(h.Issuer); by != Unknown {
				return by
			}
		}
		return lv
	}
	if lv := r.issuerLevel(h.Issuer); lv != Unknown {
		return lv
	}
	if t.known != nil && t.known.Level != ByPrefix && t.known.Title == h.Title {
		switch t.known.Level {
		case Ministry:
			return National
		default:
			return Level(t.known.Level)
		}
	}
	return Unknown
}

// issuerLevel returns the level of a body by its name.
func (r *reader) issuerLevel(sp doc.Span) Level {
	if sp.Empty() {
		return Unknown
	}
	s := sp.Of(r.t)
	for _, p := range [...]string{"共青团", "中共", "团"} {
		s = strings.TrimPrefix(s, p)
	}
	if s == "中央" {
		return National
	}
	if lv, _ := r.levels.prefix(s); lv != Unknown {
		return lv
	}
	for _, h := range begins(r.issuers, doc.Span{Start: sp.Start, End: sp.Start + 1}) {
		// 镇党委、政府: the first body tells whose the others are.
		if lv := Level(h.Row.Column(0)); h.End <= sp.End && lv != "" && lv != UnitLevel {
			return lv
		}
	}
	h := r.lastIssuer(sp.Start, sp.End)
	if h.End > 0 && h.Row.Column(0) != "" {
		return Level(h.Row.Column(0))
	}
	for _, own := range []string{"公司", "集团", "本单位", "总公司"} {
		if strings.HasSuffix(s, own) {
			return UnitLevel
		}
	}
	return Unknown
}

// contestWords end the name of an occasion at which prizes are won.
var contestWords = lexicon.Define("contest")

// contest returns the level and host of the occasion named before the verb:
// 在市文旅局举办的全市业务竞赛中.
func (r *reader) contest(f frame) (Level, doc.Span) {
	base := f.sentence.Start
	if base < r.done && r.done < f.verb.Start {
		base = r.done
	}
	i := sort.Search(len(r.contests), func(i int) bool { return r.contests[i].Start >= f.verb.Start }) - 1
	if i < 0 || r.contests[i].Start < base {
		return Unknown, doc.Span{}
	}
	s, at := r.t[base:f.verb.Start], r.contests[i].Start-base
	start := 0
	for _, in := range []string{"在", "参加", "于", ",", "《", "》", "参与"} {
		if i := strings.LastIndex(s[:at], in); i >= 0 {
			start = max(start, i+len(in))
		}
	}
	name := s[start:at]
	var issuer doc.Span
	for _, by := range []string{"举办", "组织", "主办", "开展", "承办"} {
		if i := strings.Index(name, by); i > 0 {
			issuer = r.trimAdverbs(doc.Span{Start: base + start, End: base + start + i})
			break
		}
	}
	lv := r.levels.of(strings.TrimLeft(name[min(len(name), max(0, issuer.End-base-start)):], "举办组织主开展承的"))
	if lv == Unknown {
		lv = r.issuerLevel(issuer)
	}
	return lv, issuer
}

// normal returns the title without level words, year, edition and quotes.
func (r *reader) normal(t *title) string {
	s := t.core.Of(r.t)
	if t.core.Start > t.Start && strings.HasPrefix(s, "“") || strings.HasPrefix(s, "“") && strings.HasSuffix(s, "”") {
		s = strings.TrimSuffix(strings.TrimPrefix(s, "“"), "”")
	}
	if t.known != nil && (t.known.Level == CatalogueLevel(National)) && t.known.Title == s && !strings.HasPrefix(s, "全国") && !strings.HasPrefix(s, "国家") {
		return s
	}
	n := t.opening
	if s != t.Span.Of(r.t) {
		_, n = r.levels.prefix(s)
	}
	if rest := strings.Trim(s[n:], " 级的"); n < len(s) && rest != "" {
		s = rest
	}
	if strings.Count(s, "“") != strings.Count(s, "”") {
		s = unquote.Replace(s)
	}
	return s
}

// repeats returns how often the verb's clause says the honour was won: 两度, 三次.
func (r *reader) repeats(f frame) int {
	w := repetitions.First(r.t[f.subject.End:f.verb.Start])
	if w < 0 {
		return 1
	}
	n, _ := smallNumeral(repetitions.Word(w))
	return n
}

// repetitions say how often, the smallest first.
var repetitions = lexicon.NewList("一度", "一次", "二度", "二次", "三度", "三次", "四度", "四次", "五度", "五次", "六度", "六次", "七度", "七次", "八度", "八次", "九度", "九次", "两度", "两次")

// people returns the number of recipients a recipient names: 3名同志.
func (r *reader) people(sp doc.Span) int {
	if sp.Empty() {
		return 0
	}
	for i := r.quantityFrom(sp.Start); i < len(r.quantities) && r.quantities[i].Start < sp.End; i++ {
		q := &r.quantities[i]
		if q.Kind == quantity.Count && !q.Article && strings.Contains("名人户个家位", q.Unit) && q.Low.Equal(q.High) {
			return int(min(q.Low.IntPart(), 1e6))
		}
	}
	return 0
}
