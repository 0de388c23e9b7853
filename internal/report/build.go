package report

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
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

// Build writes down what is known of d. Findings must be sorted; checked holds
// how many statements each rule examined.
func Build(d *doc.Document, findings []finding.Finding, checked map[string]int) *Report {
	b := builder{d: d}
	p := profile.Of(d)
	body := residue.Body(d)
	quantities, renumber := inside(quantity.Of(d).Quantities, func(q quantity.Quantity) bool { return body.Contains(q.Span) })
	activities, _ := inside(activity.Of(d), func(a activity.Activity) bool { return body.Contains(a.Span) })
	honours, _ := inside(honour.Of(d), func(h honour.Honour) bool { return body.Contains(h.Span) })
	placeholders, _ := inside(placeholder.Of(d), func(h placeholder.Placeholder) bool { return body.Contains(h.Span) })
	findings, _ = inside(findings, func(f finding.Finding) bool { return body.Contains(f.Span) || aboutFile(f.Rule) })
	b.renumber = renumber
	r := &Report{
		Source: strings.Clone(d.Source.Name), Index: d.Index,
		Span:  place(d.Position(body)),
		Title: b.words(p.TitleSpan), Unit: p.Unit, Places: nonNil(p.Places), Period: Period{p.From, p.To},
		Kind: string(p.Kind), Dated: p.Dated, Script: d.Script, Format: d.Source.Format,
		Checked: checked, Text: d.Raw, TextStart: d.Source.Position(d.Window).Start,
		Quantities:   each(quantities, b.quantity),
		Activities:   each(activities, b.activity),
		Honours:      each(honours, b.honour),
		Placeholders: each(placeholders, b.placeholder),
		Findings:     each(findings, b.finding),
	}
	if p.UnitSpan.Of(d.Text) == p.Unit {
		r.Unit = b.words(p.UnitSpan) // as written, in its own script
	}
	for _, n := range d.Source.Notes {
		r.Notes = append(r.Notes, Note{string(n.Kind), n.Message, n.Count})
	}
	r.Metrics = Metrics{
		Characters: d.Source.Characters(d.RawSpan(body)), Sentences: len(segment.Sentences(d)),
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
	r.Numbers = each(quantity.Of(d).Numbers, func(n quantity.Number) Number {
		return Number{b.span(n.Span), decimalText(n.Value), string(n.Role)}
	})
}

// aboutFile tells rules that look at the whole file; all others speak only of
// the report proper, not of the web page around it.
func aboutFile(id string) bool {
	f := rule.Family(id)
	return f == "boilerplate" || f == "structure" || f == "text"
}

// inside keeps the values that keep accepts and returns the new index of each
// old one, -1 for those dropped.
func inside[T any](vs []T, keep func(T) bool) ([]T, []int) {
	out := make([]T, 0, len(vs))
	index := make([]int, len(vs))
	for i, v := range vs {
		index[i] = -1
		if keep(v) {
			index[i] = len(out)
			out = append(out, v)
		}
	}
	return out, index
}

type builder struct {
	d *doc.Document
	// renumber maps indexes of quantities of the document to those printed.
	renumber []int
}

func place(p doc.Position) Place { return Place{p.Start, p.End, p.Line, p.Column} }

// span copies the words at sp; they may hold blanks that folding removed.
func (b builder) span(sp doc.Span) Span {
	raw := b.d.RawSpan(sp)
	s := Span{Place: place(b.d.Source.Position(raw)), Text: strings.Clone(raw.Of(b.d.Source.Text))}
	if bl := b.d.Source.BlockAt(raw.Start); bl != nil {
		s.Origin = bl.Origin
	}
	return s
}

// words returns the folded words at sp, "" for an empty span.
func (b builder) words(sp doc.Span) string {
	if sp.Empty() {
		return ""
	}
	return strings.Clone(b.d.RawText(sp))
}

func (b builder) quantity(q quantity.Quantity) Quantity {
	out := Quantity{
		Span: b.span(q.Span), Kind: string(q.Kind), Low: q.From, High: q.To, Unit: strings.Clone(q.Unit), Approx: string(q.Approx),
		Subject: b.words(q.Subject), Scope: b.words(q.Scope),
		Split: q.Split, LostPercent: q.LostPercent, Masked: q.Masked,
	}
	if q.Kind != quantity.Date {
		out.Low, out.High = decimalText(q.Low), decimalText(q.High)
	}
	return out
}

func (b builder) placeholder(h placeholder.Placeholder) Placeholder {
	return Placeholder{b.span(h.Span), string(h.Form), string(h.Field)}
}

func (b builder) honour(h honour.Honour) Honour {
	return Honour{
		Span: b.span(h.Span), Title: strings.Clone(h.Title), Level: string(h.Level),
		Issuer: b.words(h.Issuer), Year: h.Year, Recipient: b.words(h.Recipient), RecipientKind: string(h.RecipientKind),
		Grade: strings.Clone(h.Grade), Edition: h.Edition, Count: h.Count, Nominated: h.Nominated,
	}
}

func (b builder) activity(a activity.Activity) Activity {
	owned := make([]int, 0, len(a.Quantities))
	for _, i := range a.Quantities {
		if b.renumber[i] >= 0 {
			owned = append(owned, b.renumber[i])
		}
	}
	return Activity{
		Span: b.span(a.Span), Type: string(a.Type), Name: strings.Clone(a.Name),
		Times: nullText(a.Times), Participants: nullText(a.Participants), Money: nullText(a.Money),
		Date: a.Date, Beneficiaries: b.words(a.Beneficiaries), Quantities: owned,
	}
}

func (b builder) finding(f finding.Finding) Finding {
	out := Finding{
		Rule: f.Rule, Severity: f.Severity, Message: strings.Clone(f.Message), Span: b.span(f.Span),
		Suggestion: f.Suggestion, Evidence: []Evidence{},
	}
	for _, e := range f.Evidence {
		out.Evidence = append(out.Evidence, Evidence{Span: b.span(e.Span), Note: strings.Clone(e.Note)})
	}
	out.Fingerprint = b.fingerprint(f)
	return out
}

// fingerprint hashes the rule, the words found and the sentence around them
// without blanks: moving the paragraph or changing other text keeps it.
func (b builder) fingerprint(f finding.Finding) string {
	h := sha256.New()
	ctx := f.Span
	ss := segment.Sentences(b.d)
	if i := segment.At(ss, f.Start); i >= 0 && ss[i].Overlaps(f.Span) {
		ctx = near(b.d.Text, ss[i], f.Span)
	}
	for _, s := range []string{f.Rule, f.Span.Of(b.d.Text), strings.Join(strings.Fields(ctx.Of(b.d.Text)), "")} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
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

func each[A, B any](as []A, f func(A) B) []B {
	out := make([]B, len(as))
	for i, a := range as {
		out[i] = f(a)
	}
	return out
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func nullText(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return decimalText(d.Decimal)
}

// decimalText writes a decimal without exponent and trailing zeros.
func decimalText(d decimal.Decimal) string { return d.String() }

func round(v float64, places int) float64 {
	p := math.Pow10(places)
	return math.Round(v*p) / p
}
