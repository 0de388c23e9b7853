package figure

import (
	"fmt"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

// pointers are the words by which prose refers to the table beside it.
var pointers = []string{"下表", "上表", "见表", "附表", "表中", "如表", "所示", "如下", "明细", "统计表", "汇总表"}

// overall marks a figure of the prose as the total of something.
var overall = []string{"共", "总", "合计", "累计", "全年"}

// maxBeside is how far from a table, in bytes, the prose that refers to it
// may stand.
const maxBeside = 240

// columnUnits are column names that are units by themselves.
var columnUnits = map[string]string{
	"场次": "场", "场数": "场", "人次": "人次", "人数": "人", "户数": "户", "件数": "件", "次数": "次", "期数": "期", "参与人次": "人次", "参与人数": "人", "参加人数": "人", "参加人次": "人次", "受益人数": "人", "受益人次": "人次", "受益户数": "户",
}

// proseTotals compares the totals that the prose beside a table states with
// the table's own.
func proseTotals(p *rule.Pass, tb *claim.Table) {
	t := p.Doc.Text
	from, to := extent(tb)
	ss := sentences.Of(p.Doc)
	k := sort.Search(len(ss), func(i int) bool { return ss[i].End > from-maxBeside })
	for ; k < len(ss) && ss[k].Start < to+maxBeside; k++ {
		s := &ss[k]
		if s.Start >= from && s.Start < to || !containsAny(t[s.Start:runeEnd(t, min(s.End, s.Start+2*maxBeside))], pointers...) {
			continue
		}
		for i := range s.Claims[:min(len(s.Claims), maxNear)] {
			c := &s.Claims[i]
			if isAmount(c) && c.Depth == 0 && containsAny(clauseText(t, c), overall...) && s.sites[i].cues&subsetCue == 0 && !otherYear(t, s.Sentence, from, to) {
				compareTotal(p, tb, c)
			}
		}
	}
}

// otherYear reports whether a sentence is about a year that the lines around
// the table contradict.
func otherYear(t string, s *claim.Sentence, from, to int) bool {
	own := lastYear(t[s.Start:runeEnd(t, min(s.End, s.Start+2*maxBeside))])
	near := lastYear(t[to:runeEnd(t, min(len(t), to+maxBeside))])
	return own != "" && near != "" && own != near && s.End <= from
}

// extent returns where a table begins and ends.
func extent(tb *claim.Table) (from, to int) {
	first := tb.Header
	if len(first) == 0 {
		first = tb.Rows[0].Cells
	}
	last := tb.Rows[len(tb.Rows)-1].Cells
	return first[0].Start, last[len(last)-1].End
}

// compareTotal holds a figure against the total of the one column in its unit.
func compareTotal(p *rule.Pass, tb *claim.Table, c *claim.Claim) {
	t := p.Doc.Text
	col, factor, named, rivals := -1, decimal.Zero, false, false
	for i := range tb.Columns {
		f, ok := inUnit(tb.Name(i), c)
		if !ok || !additive(tb, i) {
			continue
		}
		// Of two columns in one unit the clause must name its own.
		what, _, _ := strings.Cut(tb.Name(i), "(")
		own := what != "" && strings.Contains(clauseText(t, c), what)
		switch {
		case col < 0 || own && !named:
			col, factor, named, rivals = i, f, own, false
		case own == named:
			rivals = true
		}
	}
	if col < 0 || rivals {
		return
	}
	var total *claim.Cell
	sum, finest := decimal.Zero, int32(0)
	for ri := range tb.Rows {
		r := &tb.Rows[ri]
		cell := &r.Cells[col]
		if !cell.Numeric {
			continue
		}
		finest = max(finest, cell.Places)
		if c.Range().Widen(claim.Slack(c.Quantity, t)).Meets(exactly(cell.Value.Mul(factor))) && (r.Total == claim.Total || len(tb.Rows) > 1) {
			if r.Total == claim.Total {
				p.Examined(1)
			}
			return // the figure stands in the table
		}
		switch r.Total {
		case claim.Total:
			total = cell
		case claim.NoTotal:
			if !r.Part {
				sum = sum.Add(cell.Value)
			}
		}
	}
	if total == nil {
		return
	}
	p.Examined(1)
	room := claim.Slack(c.Quantity, t).Add(decimal.New(1, -finest).Mul(factor))
	if finest == 0 {
		room = claim.Slack(c.Quantity, t)
	}
	for _, v := range []decimal.Decimal{total.Value, sum} {
		if c.Range().Widen(room).Meets(exactly(v.Mul(factor))) {
			return
		}
	}
	p.Report(finding.Finding{
		Span:       c.Span,
		Message:    fmt.Sprintf("正文写作 %s,而表中“%s”合计为 %s", full(t, c), tb.Name(col), total.Text),
		Evidence:   []finding.Evidence{note(doc.Span(total.Span), "表中合计")},
		Suggestion: "核对正文与表格,统一为一个数。",
	})
}

func exactly(v decimal.Decimal) claim.Interval { return claim.Interval{Low: v, High: v} }

// inUnit reports whether a column's name says that it is in the unit of a
// figure, and what its numbers are multiplied by: 金额(万元), 场次.
func inUnit(name string, c *claim.Claim) (factor decimal.Decimal, ok bool) {
	unit := ""
	if open := strings.IndexByte(name, '('); open >= 0 && strings.HasSuffix(name, ")") {
		unit = strings.TrimPrefix(strings.TrimPrefix(name[open+1:len(name)-1], "单位"), ":")
	} else if unit = columnUnits[name]; unit == "" {
		return factor, false
	}
	factor = decimal.NewFromInt(1)
	for _, m := range []struct {
		word string
		by   int64
	}{{"万", 10_000}, {"亿", 100_000_000}} {
		if rest := strings.TrimPrefix(unit, m.word); rest != unit && rest != "" {
			unit, factor = rest, decimal.NewFromInt(m.by)
		}
	}
	return factor, unit != "" && claim.Class(unit) == c.Class
}
