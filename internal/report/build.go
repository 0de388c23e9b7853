package report

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"hecha/internal/activity"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/honour"
	"hecha/internal/placeholder"
	"hecha/internal/profile"
	"hecha/internal/quantity"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/segment"
	"hecha/internal/stock"
)

// Build writes down what is known of d, and keeps neither d nor the lists given.
// Findings must be sorted; checked tells how many statements each rule examined.
func Build(d *doc.Document, findings []*finding.Finding, checked Checked) *Report {
	p, body := profile.Of(d), residue.Body(d)
	b := builders.Get().(*builder)
	*b = builder{d: d, read: quantity.Of(d).Quantities, sentences: segment.Sentences(d), text: b.text[:0], around: b.around[:0]}
	defer b.done()
	r := reports.Get().(*Report)
	old := *r
	*r = Report{
		Source: strings.Clone(d.Source.Name), Index: d.Index,
		Span:  place(d.Position(body)),
		Title: strings.Clone(b.words(p.TitleSpan)), Unit: strings.Clone(p.Unit), Places: nonNil(p.Places), Period: Period{p.From, p.To},
		Kind: string(p.Kind), Dated: p.Dated, Script: d.Script, Format: d.Source.Format,
		Checked: nonNil(append(old.Checked, checked...)), Text: d.Raw, TextStart: d.Source.Position(d.Window).Start,
	}
	if p.UnitSpan.Of(d.Text) == p.Unit {
		r.Unit = strings.Clone(b.words(p.UnitSpan)) // as written, in its own script
	}
	r.Quantities = inside(old.Quantities, b.read, func(q *quantity.Quantity) bool { return body.Contains(q.Span) }, b.quantity)
	b.own(body, len(r.Quantities), old.owned)
	r.Activities = inside(old.Activities, activity.Of(d), func(a *activity.Activity) bool { return body.Contains(a.Span) }, b.activity)
	r.Honours = inside(old.Honours, honour.Of(d), func(h *honour.Honour) bool { return body.Contains(h.Span) }, b.honour)
	r.Placeholders = inside(old.Placeholders, placeholder.Of(d), func(h *placeholder.Placeholder) bool { return body.Contains(h.Span) }, b.placeholder)
	r.Findings = inside(old.Findings, findings, func(f **finding.Finding) bool { return body.Contains((*f).Span) || aboutFile((*f).Rule) }, b.finding)
	r.owned = b.owned
	for _, n := range d.Source.Notes {
		r.Notes = append(r.Notes, Note{string(n.Kind), n.Message, n.Count})
	}
	r.Metrics = Metrics{
		Characters: d.Source.Characters(d.RawSpan(body)), Sentences: len(b.sentences),
		Quantities: len(r.Quantities), Placeholders: len(r.Placeholders),
		Honours: len(r.Honours), Activities: len(r.Activities),
		BoilerplateRatio: round(stock.Share(d), 4),
	}
	if c := r.Metrics.Characters; c > 0 {
		facts := r.Metrics.Quantities + r.Metrics.Honours + r.Metrics.Activities
		r.Metrics.FactsPer1000 = round(float64(facts)*1000/float64(c), 2)
	}
	return r
}

// AddNumbers fills in the numerals, which only some commands print.
func (r *Report) AddNumbers(d *doc.Document) {
	b := builder{d: d}
	numbers := quantity.Of(d).Numbers
	r.Numbers = make([]Number, len(numbers))
	for i, n := range numbers {
		out := &r.Numbers[i]
		b.span(&out.Span, n.Span)
		out.Value, out.Role = b.decimal(n.Value, n.Span), n.Role.String()
	}
}

// aboutFile tells rules that look at the whole file; all others speak only of
// the report proper, not of the web page around it.
func aboutFile(id string) bool {
	f := rule.Family(id)
	return f == "boilerplate" || f == "structure" || f == "text"
}

// inside writes down the values that keep accepts, in the room of old, which
// holds nothing.
func inside[A, B any](old []B, as []A, keep func(*A) bool, write func(*B, *A)) []B {
	n := 0
	for i := range as {
		if keep(&as[i]) {
			n++
		}
	}
	if old == nil {
		old = make([]B, 0, n) // empty, not null
	}
	out := slices.Grow(old[:0], n)[:n]
	n = 0
	for i := range as {
		if keep(&as[i]) {
			write(&out[n], &as[i])
			n++
		}
	}
	return out
}

type builder struct {
	d         *doc.Document
	read      []quantity.Quantity
	sentences []doc.Span
	// number maps indexes of quantities of the document to those printed, -1
	// for those that are not; nil when all are. owned is room for them.
	number, owned []int
	// text is what a fingerprint is made of; around are the words at ctx.
	text, around []byte
	ctx          doc.Span
}

// builders keeps the room for fingerprints.
var builders = sync.Pool{New: func() any { return new(builder) }}

// done gives the room of b back.
func (b *builder) done() {
	if cap(b.text) <= maxReused {
		*b = builder{text: b.text, around: b.around}
		builders.Put(b)
	}
}

// own prepares the numbering of quantities that activities point to, in room;
// printed is how many of them are printed.
func (b *builder) own(body doc.Span, printed int, room []int) {
	n := 0
	activities := activity.Of(b.d)
	for i := range activities {
		n += len(activities[i].Quantities)
	}
	b.owned = slices.Grow(room[:0], n)
	if b.owned == nil {
		b.owned = []int{} // empty, not null
	}
	if printed == len(b.read) {
		return
	}
	b.number = make([]int, len(b.read))
	n = 0
	for i := range b.read {
		b.number[i] = -1
		if body.Contains(b.read[i].Span) {
			b.number[i] = n
			n++
		}
	}
}

func place(p doc.Position) Place { return Place{p.Start, p.End, p.Line, p.Column} }

// span fills in the place and the words of sp; they may hold blanks that
// folding removed.
func (b *builder) span(out *Span, sp doc.Span) {
	raw := b.d.RawSpan(sp)
	out.Place = place(b.d.Source.Position(raw))
	out.Text = raw.Of(b.d.Source.Text)
	if bl := b.d.Source.BlockAt(raw.Start); bl != nil {
		out.Origin = bl.Origin
	}
}

// words returns the words at sp, "" for an empty span.
func (b *builder) words(sp doc.Span) string {
	if sp.Empty() {
		return ""
	}
	return b.d.RawText(sp)
}

func (b *builder) quantity(out *Quantity, q *quantity.Quantity) {
	b.span(&out.Span, q.Span)
	out.Kind, out.Unit, out.Approx = q.Kind.String(), q.Unit, q.Approx.String()
	out.Subject, out.Scope = b.words(q.Subject), b.words(q.Scope)
	out.Split, out.LostPercent, out.Masked = q.Split, q.LostPercent, q.Masked
	if q.Kind == quantity.Date {
		out.Low, out.High = q.From, q.To
		return
	}
	out.Low = b.decimal(q.Low, q.Number)
	out.High = out.Low
	if q.High != q.Low {
		out.High = b.decimal(q.High, doc.Span{})
	}
}

func (b *builder) placeholder(out *Placeholder, h *placeholder.Placeholder) {
	b.span(&out.Span, h.Span)
	out.Form, out.Field = string(h.Form), string(h.Field)
}

func (b *builder) honour(out *Honour, h *honour.Honour) {
	b.span(&out.Span, h.Span)
	out.Title, out.Level, out.Issuer, out.Year = h.Title, string(h.Level), b.words(h.Issuer), h.Year
	out.Recipient, out.RecipientKind = b.words(h.Recipient), string(h.RecipientKind)
	out.Grade, out.Edition, out.Count, out.Nominated = h.Grade, h.Edition, h.Count, h.Nominated
}

func (b *builder) activity(out *Activity, a *activity.Activity) {
	b.span(&out.Span, a.Span)
	out.Type, out.Name, out.Date, out.Beneficiaries = string(a.Type), a.Name, a.Date, b.words(a.Beneficiaries)
	out.Times, out.Participants, out.Money = b.stated(a.Times), b.stated(a.Participants), b.stated(a.Money)
	from := len(b.owned)
	for _, i := range a.Quantities {
		if b.number != nil {
			i = b.number[i]
		}
		if i >= 0 {
			b.owned = append(b.owned, i)
		}
	}
	out.Quantities = b.owned[from:len(b.owned):len(b.owned)]
}

func (b *builder) finding(out *Finding, p **finding.Finding) {
	f := *p
	b.span(&out.Span, f.Span)
	out.Rule, out.Severity, out.Message, out.Suggestion = f.Rule, f.Severity, f.Message, f.Suggestion
	out.Evidence = make([]Evidence, len(f.Evidence))
	for i, e := range f.Evidence {
		b.span(&out.Evidence[i].Span, e.Span)
		out.Evidence[i].Note = e.Note
	}
	out.Fingerprint = b.fingerprint(f)
}

// fingerprint hashes the rule, the words found and the sentence around them
// without blanks: moving the paragraph or changing other text keeps it.
func (b *builder) fingerprint(f *finding.Finding) string {
	ctx := f.Span
	if i := segment.At(b.sentences, f.Start); i >= 0 && b.sentences[i].Overlaps(f.Span) {
		ctx = near(b.d.Text, b.sentences[i], f.Span)
	}
	b.text = append(append(b.text[:0], f.Rule...), 0)
	b.text = append(append(b.text, f.Span.Of(b.d.Text)...), 0)
	if ctx != b.ctx { // a sentence often has several findings
		b.ctx, b.around = ctx, appendWords(b.around[:0], ctx.Of(b.d.Text))
	}
	b.text = append(append(b.text, b.around...), 0)
	sum := sha256.Sum256(b.text)
	var name [16]byte
	hex.Encode(name[:], sum[:8])
	return string(name[:])
}

// appendWords appends folded text without blanks.
func appendWords(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= 0xE3 {
			i += 3 // no blank that folding leaves begins so
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			b = append(b, s[from:i]...)
			from = i + w
		}
		i += w
	}
	return append(b, s[from:]...)
}

// near returns the sentence around a place, or so much of a text without full
// stops as a sentence can be.
func near(t string, sentence, at doc.Span) doc.Span {
	const longest = 3000 // bytes
	if sentence.Len() <= longest {
		return sentence
	}
	sp := doc.Span{Start: max(sentence.Start, at.Start-longest/10), End: min(sentence.End, at.End+longest/10)}
	for sp.Start > sentence.Start && !utf8.RuneStart(t[sp.Start]) {
		sp.Start--
	}
	for sp.End < sentence.End && !utf8.RuneStart(t[sp.End]) {
		sp.End++
	}
	return sp
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// stated writes a figure that may be missing.
func (b *builder) stated(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return b.decimal(d.Decimal, doc.Span{})
}

// decimal writes d without exponent and trailing zeros. It returns the words at
// sp themselves where they read the same, which saves a copy.
func (b *builder) decimal(d decimal.Decimal, sp doc.Span) string {
	var buf [24]byte
	text := appendDecimal(buf[:0], d)
	if s := sp.Of(b.d.Text); s == string(text) {
		return s
	}
	return string(text)
}

func round(v float64, places int) float64 {
	p := math.Pow10(places)
	return math.Round(v*p) / p
}
