package report

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// This file writes a report as encoding/json would, byte for byte, without its
// cost: TestAppendJSON holds it to the struct tags, field by field.

// AppendJSON appends the report as one JSON object, without escaping HTML.
func (r *Report) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"source":"`...), r.Source)
	b = appendInt(append(b, `","index":`...), r.Index)
	b = append(r.Span.appendJSON(append(b, `,"span":{`...)), '}')
	b = appendText(append(b, `,"title":"`...), r.Title)
	b = appendText(append(b, `","unit":"`...), r.Unit)
	b = appendList(append(b, `","places":`...), r.Places, appendString)
	b = appendText(append(b, `,"period":{"from":"`...), r.Period.From)
	b = appendText(append(b, `","to":"`...), r.Period.To)
	b = append(b, `"}`...)
	b = appendIfSet(b, `,"kind":"`, r.Kind)
	b = appendIfSet(b, `,"dated":"`, r.Dated)
	b = appendText(append(b, `,"script":"`...), r.Script)
	b = append(b, '"')
	b = appendIfSet(b, `,"format":"`, r.Format)
	if len(r.Notes) > 0 {
		b = appendList(append(b, `,"notes":`...), r.Notes, (*Note).appendJSON)
	}
	b = r.Metrics.appendJSON(append(b, `,"metrics":`...))
	b = appendText(append(b, `,"verdict":"`...), r.Verdict)
	b = appendList(append(b, `","reasons":`...), r.Reasons, appendString)
	b = r.Checked.appendJSON(append(b, `,"checked":`...))
	b = appendList(append(b, `,"quantities":`...), r.Quantities, (*Quantity).appendJSON)
	b = appendList(append(b, `,"activities":`...), r.Activities, (*Activity).appendJSON)
	b = appendList(append(b, `,"honours":`...), r.Honours, (*Honour).appendJSON)
	b = appendList(append(b, `,"placeholders":`...), r.Placeholders, (*Placeholder).appendJSON)
	b = appendList(append(b, `,"findings":`...), r.Findings, (*Finding).appendJSON)
	return append(b, '}')
}

// appendJSON appends the members of a place without braces.
func (p *Place) appendJSON(b []byte) []byte {
	b = appendInt(append(b, `"start":`...), p.Start)
	b = appendInt(append(b, `,"end":`...), p.End)
	b = appendInt(append(b, `,"line":`...), p.Line)
	return appendInt(append(b, `,"column":`...), p.Column)
}

// appendJSON appends the members of a span without braces.
func (s *Span) appendJSON(b []byte) []byte {
	b = appendText(append(s.Place.appendJSON(b), `,"text":"`...), s.Text)
	return appendIfSet(append(b, '"'), `,"origin":"`, s.Origin)
}

// appendSpan opens an object whose first member is a span.
func appendSpan(b []byte, s *Span) []byte {
	return append(s.appendJSON(append(b, `{"span":{`...)), '}')
}

func (n *Note) appendJSON(b []byte) []byte {
	b = appendText(append(b, `{"kind":"`...), n.Kind)
	b = appendText(append(b, `","message":"`...), n.Message)
	return append(appendCount(append(b, '"'), `,"count":`, n.Count), '}')
}

func (m *Metrics) appendJSON(b []byte) []byte {
	b = appendInt(append(b, `{"characters":`...), m.Characters)
	b = appendInt(append(b, `,"sentences":`...), m.Sentences)
	b = appendInt(append(b, `,"quantities":`...), m.Quantities)
	b = appendInt(append(b, `,"placeholders":`...), m.Placeholders)
	b = appendInt(append(b, `,"honours":`...), m.Honours)
	b = appendInt(append(b, `,"activities":`...), m.Activities)
	b = appendFloat(append(b, `,"boilerplate_ratio":`...), m.BoilerplateRatio)
	b = appendFloat(append(b, `,"facts_per_1000":`...), m.FactsPer1000)
	return append(b, '}')
}

func (c Checked) appendJSON(b []byte) []byte {
	if c == nil {
		return append(b, "null"...)
	}
	open := byte('{')
	for i := range c {
		b = appendText(append(b, open, '"'), c[i].Rule)
		b = appendInt(append(b, `":`...), c[i].Count)
		open = ','
	}
	if len(c) == 0 {
		b = append(b, '{')
	}
	return append(b, '}')
}

func (q *Quantity) appendJSON(b []byte) []byte {
	b = appendSpan(b, &q.Span)
	b = appendText(append(b, `,"kind":"`...), q.Kind)
	b = appendText(append(b, `","low":"`...), q.Low)
	b = appendText(append(b, `","high":"`...), q.High)
	b = appendText(append(b, `","unit":"`...), q.Unit)
	b = appendText(append(b, `","approx":"`...), q.Approx)
	b = appendText(append(b, `","subject":"`...), q.Subject)
	b = appendText(append(b, `","scope":"`...), q.Scope)
	b = append(b, '"')
	b = appendTrue(b, `,"split":true`, q.Split)
	b = appendTrue(b, `,"lost_percent":true`, q.LostPercent)
	b = appendTrue(b, `,"masked":true`, q.Masked)
	return append(b, '}')
}

func (p *Placeholder) appendJSON(b []byte) []byte {
	b = appendSpan(b, &p.Span)
	b = appendText(append(b, `,"form":"`...), p.Form)
	b = appendText(append(b, `","field":"`...), p.Field)
	return append(b, `"}`...)
}

func (h *Honour) appendJSON(b []byte) []byte {
	b = appendSpan(b, &h.Span)
	b = appendText(append(b, `,"title":"`...), h.Title)
	b = appendText(append(b, `","level":"`...), h.Level)
	b = appendText(append(b, `","issuer":"`...), h.Issuer)
	b = appendText(append(b, `","year":"`...), h.Year)
	b = appendText(append(b, `","recipient":"`...), h.Recipient)
	b = appendText(append(b, `","recipient_kind":"`...), h.RecipientKind)
	b = appendText(append(b, `","grade":"`...), h.Grade)
	b = appendCount(append(b, '"'), `,"edition":`, h.Edition)
	b = appendInt(append(b, `,"count":`...), h.Count)
	return append(appendTrue(b, `,"nominated":true`, h.Nominated), '}')
}

func (a *Activity) appendJSON(b []byte) []byte {
	b = appendSpan(b, &a.Span)
	b = appendText(append(b, `,"type":"`...), a.Type)
	b = appendText(append(b, `","name":"`...), a.Name)
	b = appendText(append(b, `","times":"`...), a.Times)
	b = appendText(append(b, `","participants":"`...), a.Participants)
	b = appendIfSet(append(b, '"'), `,"money":"`, a.Money)
	b = appendText(append(b, `,"date":"`...), a.Date)
	b = appendIfSet(append(b, '"'), `,"beneficiaries":"`, a.Beneficiaries)
	b = appendList(append(b, `,"quantities":`...), a.Quantities, func(i *int, b []byte) []byte { return appendInt(b, *i) })
	return append(b, '}')
}

func (f *Finding) appendJSON(b []byte) []byte {
	b = appendText(append(b, `{"rule":"`...), f.Rule)
	b = appendText(append(b, `","severity":"`...), f.Severity.String())
	b = appendText(append(b, `","message":"`...), f.Message)
	b = append(f.Span.appendJSON(append(b, `","span":{`...)), '}')
	b = appendList(append(b, `,"evidence":`...), f.Evidence, (*Evidence).appendJSON)
	b = appendText(append(b, `,"suggestion":"`...), f.Suggestion)
	b = appendText(append(b, `","fingerprint":"`...), f.Fingerprint)
	return append(b, `"}`...)
}

func (e *Evidence) appendJSON(b []byte) []byte {
	b = e.Span.appendJSON(append(b, '{'))
	b = appendText(append(b, `,"note":"`...), e.Note)
	return append(appendIfSet(append(b, '"'), `,"source":"`, e.Source), '}')
}

// appendList appends an array, null when it is nil.
func appendList[T any](b []byte, vs []T, write func(*T, []byte) []byte) []byte {
	if vs == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range vs {
		if i > 0 {
			b = append(b, ',')
		}
		b = write(&vs[i], b)
	}
	return append(b, ']')
}

// appendIfSet appends a member that is left out when empty.
func appendIfSet(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return append(appendText(append(b, key...), value), '"')
}

// appendCount appends a member that is left out when zero.
func appendCount(b []byte, key string, value int) []byte {
	if value == 0 {
		return b
	}
	return appendInt(append(b, key...), value)
}

// appendTrue appends a member that is left out unless it holds.
func appendTrue(b []byte, member string, holds bool) []byte {
	if !holds {
		return b
	}
	return append(b, member...)
}

// appendInt appends a count or a place, which seldom have more than four digits.
func appendInt(b []byte, v int) []byte {
	switch {
	case v < 0 || v > 9999:
		return strconv.AppendInt(b, int64(v), 10)
	case v < 10:
		return append(b, byte('0'+v))
	case v < 100:
		return append(b, byte('0'+v/10), byte('0'+v%10))
	case v < 1000:
		return append(b, byte('0'+v/100), byte('0'+v/10%10), byte('0'+v%10))
	}
	return append(b, byte('0'+v/1000), byte('0'+v/100%10), byte('0'+v/10%10), byte('0'+v%10))
}

// appendFloat appends a share or a rate.
func appendFloat(b []byte, v float64) []byte {
	if v == 0 || v >= 1e-6 && v < 1e21 {
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return append(b, '0') // not a number
	}
	return append(b, text...)
}

func appendString(s *string, b []byte) []byte {
	return append(appendText(append(b, '"'), *s), '"')
}

// escapes holds what stands for the ASCII characters that a JSON string cannot
// hold as they are; plain tells the others.
var escapes, plain = func() (as [utf8.RuneSelf]string, plain [256]bool) {
	for c := range 0x20 {
		as[c] = `\u00` + string("0123456789abcdef"[c>>4]) + string("0123456789abcdef"[c&0xF])
	}
	as['\b'], as['\f'], as['\n'], as['\r'], as['\t'], as['"'], as['\\'] = `\b`, `\f`, `\n`, `\r`, `\t`, `\"`, `\\`
	for c := range as {
		plain[c] = as[c] == ""
	}
	return as, plain
}()

// appendText appends the inside of a JSON string.
func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c >= 0xE3 && c <= 0xE9 && i+2 < len(s) && (uint16(s[i+1])|uint16(s[i+2])<<8)&0xC0C0 == 0x8080 {
			i += 3 // nearly all of Chinese
			continue
		}
		as, n := escape(s[i:])
		if as != "" {
			b = append(append(b, s[from:i]...), as...)
			from = i + n
		}
		i += n
	}
	return append(b, s[from:]...)
}

// escape returns what stands in JSON for the first character of s, "" for
// itself, and its length.
func escape(s string) (as string, n int) {
	if s[0] < utf8.RuneSelf {
		return escapes[s[0]], 1
	}
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n == 1:
		return `\ufffd`, 1
	case r == '\u2028':
		return `\u2028`, n // ends a line in JavaScript
	case r == '\u2029':
		return `\u2029`, n
	}
	return "", n
}
