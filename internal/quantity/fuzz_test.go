package quantity

import (
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/internal/doc"
)

func documentOf(text string) *doc.Document {
	return doc.Whole(&doc.Source{Text: text, Wrapped: true})
}

// checkReading tests what every reading promises.
func checkReading(t *testing.T, d *doc.Document) {
	t.Helper()
	whole := func(sp doc.Span) bool {
		return sp.Start >= 0 && sp.Start < sp.End && sp.End <= len(d.Text) &&
			utf8.RuneStart(d.Text[sp.Start]) && (sp.End == len(d.Text) || utf8.RuneStart(d.Text[sp.End]))
	}
	r := Of(d)
	end := 0
	for _, q := range r.Quantities {
		if !whole(q.Span) || q.Start < end {
			t.Fatalf("quantity %v after %d in %q", q.Span, end, d.Text)
		}
		end = q.End
		if !whole(q.Number) || !q.Contains(q.Number) {
			t.Fatalf("number %v outside quantity %q in %q", q.Number, q.Of(d.Text), d.Text)
		}
		for _, a := range q.Approximators {
			if !whole(a) || !q.Contains(a) {
				t.Fatalf("approximator %v outside quantity %q in %q", a, q.Of(d.Text), d.Text)
			}
		}
		for _, sp := range []doc.Span{q.Subject, q.Scope} {
			if sp != (doc.Span{}) && !whole(sp) {
				t.Fatalf("subject or scope %v of %q in %q", sp, q.Of(d.Text), d.Text)
			}
		}
		if (q.Kind == Date) != (q.From != "") || q.Kind == 0 || q.Approx == 0 {
			t.Fatalf("quantity %+v in %q", q, d.Text)
		}
	}
	end = 0
	for _, n := range r.Numbers {
		if !whole(n.Span) || n.Start < end {
			t.Fatalf("number %v after %d in %q", n.Span, end, d.Text)
		}
		end = n.End
		if n.Role == 0 {
			t.Fatalf("number %q without role in %q", n.Of(d.Text), d.Text)
		}
	}
	// No digit is left out; those of a unit (m2) belong to its quantity.
	k, j := 0, 0
	for i := range len(d.Text) {
		if d.Text[i] < '0' || d.Text[i] > '9' {
			continue
		}
		for k < len(r.Numbers) && r.Numbers[k].End <= i {
			k++
		}
		for j < len(r.Quantities) && r.Quantities[j].End <= i {
			j++
		}
		if j < len(r.Quantities) && r.Quantities[j].Start <= i {
			continue
		}
		if k == len(r.Numbers) || r.Numbers[k].Start > i {
			t.Fatalf("digit at %d unaccounted for in %q", i, d.Text)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"近400多名,约1200余人,7.9万余元,4.2万人次", "2006年6月12日至7月1日,2018、2020年,1-9月,201X年",
		"二〇二三年十二月三十一日,一千二百余人,十几件,几十万,百分之五,三分之一以上", "第六届,全市第一,前十名,第3页",
		"结案率达98 ,总收入100\n4.48亿元,活动惠及群众3\n000余人", "1+N,6·5,N95,12338热线,310国道,http://a.b/123?x=%28",
		"426台(套),32微克/立方米,50元6角三分,一年半,负三分之负二,1:3,5:00,2^5,1 4/3", "一、二、三 1.2.3 (一) ①",
		"今年1-9月办理3件,比上年的2件增长5%,截至目前7户,近三年来,“十四五”期间8个,“七五”普法以来9场,全县各级各部门各单位认真贯彻落实精神文明建设各项工作要求开展活动以来7次,201X年3月1次",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkReading(t, documentOf(strings.ToValidUTF8(s, "?")))
	})
}
