package figure

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.table-total",
	Title:    "表格合计与各行各列不符",
	Why:      "合计行、合计列应等于各项之和;对不上时,不是某一格填错,就是合计没有重算。",
	Severity: finding.Error,
	Bad: []string{
		"科室|人数|培训场次\n办公室|6|4\n业务科|11|7\n宣传科|5|3\n合计|⟦23⟧|14",
		"镇别\t新建(处)\t改建(处)\t合计\n东岭镇\t3\t4\t7\n西坪镇\t5\t2\t⟦8⟧\n高桥镇\t1\t6\t7",
		"物资发放情况\n品名 数量 金额\n棉被 120 14400\n大米 300 18900\n食油 210 12600\n合计 630 ⟦46900⟧",
		"| 项目 | 经费(万元) |\n|---|---|\n| 阵地 | 3.2 |\n| 活动 | 5.6 |\n| 宣传 | 1.9 |\n| 合计 | ⟦11.7⟧ |",
		"学历|人数|占比\n本科|30|50%\n大专|18|⟦40%⟧\n高中|12|20%\n合计|60|100%",
		"班组,应到,实到\n一班,12,12\n二班,15,14\n三班,11,10\n合计,38,⟦35⟧",
		"科室|人数|男|女\n内科|20|8|12\n外科|⟦25⟧|15|15\n儿科|12|3|9",
		"全年共举办活动⟦32场⟧,明细如下:\n类型|场次|经费(万元)\n讲座|16|2.4\n展览|6|3.1\n演出|7|5.0\n合计|29|10.5",
		"科室|发文(篇)|采用(篇)\n一科|30|12\n二科|24|15\n三科|16|9\n合计|70|36\n从上表看出,全年共发文⟦80篇⟧。",
		"项目|经费(万元)\n阵地|3.2\n活动|5.6\n宣传|1.9\n合计|10.7\n如上表所示,全年共投入⟦12.7万元⟧。",
		"项目|一季度|二季度\n来信|12|9\n来访|20|16\n小计|32|25\n来电|41|38\n网络|7|12\n小计|48|50\n合计|80|⟦85⟧",
	},
	Good: []string{
		"科室|人数|培训场次\n办公室|6|4\n业务科|11|7\n宣传科|5|3\n合计|22|14",
		"项目|一季度|二季度\n来信|12|9\n来访|20|16\n小计|32|25\n来电|41|38\n网络|7|12\n小计|48|50\n合计|80|75",
		"单位|户数|达标率(%)\n东岭村|120|96.5\n西坪村|98|94.0\n合计|218|95.4",
		"序号|名称|金额(万元)\n1|长廊|2.33\n2|展板|1.33\n3|灯箱|1.33\n合计||5.0",
		"名称\t数量\n党员\t31\n其中:预备党员\t4\n群众\t50\n合计\t81",
		"学历|人数|占比\n本科|30|50%\n大专|18|30%\n高中|12|20%\n合计|60|100%",
		"镇别|户数|达标率\n东岭|120|96%\n西坪|80|92%\n合计|200|94.4%",
		"全年共举办活动29场,明细如下:\n类型|场次|经费(万元)\n讲座|16|2.4\n展览|6|3.1\n演出|7|5.0\n合计|29|10.5\n如上表所示,共投入10.5万元,其中演出5万元。",
		"表1为部分活动明细,五年来共举办活动\n类型|场次\n讲座|16\n展览|6",
		"今天,张三,12\n我们,李四,13\n他们,王五,14",
		"电话 0931 8812345\n传真 0931 8812346\n邮编 730000",
	},
	Check: tableTotal,
})

func tableTotal(p *rule.Pass) {
	ts := claim.Tables(p.Doc)
	for i := range ts {
		t := &ts[i]
		totalRows(p, t)
		totalColumn(p, t)
		shares(p, t)
		proseTotals(p, t)
	}
}

// term is one way to read which cells a total adds up.
type term struct {
	cells []claim.Cell
	sum   decimal.Decimal
}

// totalRows checks every total row, column by column.
func totalRows(p *rule.Pass, t *claim.Table) {
	for ri, r := range t.Rows {
		if r.Total == claim.NoTotal {
			continue
		}
		var wrong []finding.Finding
		right := 0
		for col, c := range r.Cells {
			if !c.Numeric || c.Percent || !additive(t, col) {
				continue
			}
			readings := columnTerms(t, ri, col)
			if len(readings) == 0 {
				continue
			}
			p.Examined(1)
			if anyHolds(c, readings) {
				right++
				continue
			}
			wrong = append(wrong, mismatch(c, readings[0], strings.TrimSpace(label(r)+" "+t.Name(col))))
		}
		for _, f := range wrong {
			// A sheet none of whose columns adds up is a part of a larger one.
			if right == 0 && len(wrong) > 1 {
				f.Severity = finding.Info
				p.ReportAs(f)
				continue
			}
			p.Report(f)
		}
	}
}

// label returns the words of a row.
func label(r claim.Row) string {
	for _, c := range r.Cells {
		if !c.Numeric && !c.Blank() {
			return c.Text
		}
	}
	return ""
}

// noSum are marks of columns that are not added up.
var noSum = []string{"率", "%", "比", "均", "单价", "序号", "编号", "名次", "排名", "年份", "年度", "电话", "得分", "分值", "指数", "温度", "日期", "时间", "年龄", "标准"}

func additive(t *claim.Table, col int) bool {
	name := t.Name(col)
	for _, w := range noSum {
		if strings.Contains(name, w) {
			return false
		}
	}
	if col == 0 {
		return false
	}
	for _, r := range t.Rows {
		c := r.Cells[col]
		if c.Percent || !c.Numeric && !c.Blank() {
			return false
		}
	}
	return true
}

// columnTerms returns the ways in which the total of row ri may add up the
// column: the most natural first.
func columnTerms(t *claim.Table, ri, col int) []term {
	lo, hi := 0, ri
	if ri == 0 {
		lo, hi = 1, len(t.Rows) // the total stands on top
	}
	var plain, sub, since, parts, all term
	for i := lo; i < hi; i++ {
		r := t.Rows[i]
		c := r.Cells[col]
		if !c.Numeric {
			continue
		}
		all.add(c)
		switch {
		case r.Total == claim.Total && i != ri:
			plain, sub, since, parts = term{}, term{}, term{}, term{}
		case r.Total == claim.Subtotal:
			sub.add(c)
			since = term{}
		default:
			parts.add(c)
			if !r.Part {
				plain.add(c)
				since.add(c)
			}
		}
	}
	// Subtotals with the rows that belong to none.
	mixed := sub
	mixed.cells = append([]claim.Cell(nil), sub.cells...)
	for _, c := range since.cells {
		mixed.add(c)
	}
	var out []term
	order := []term{plain, sub, mixed, parts, since, all}
	if t.Rows[ri].Total == claim.Subtotal {
		order = []term{since, plain, parts}
	}
	for _, x := range order {
		if len(x.cells) >= 2 {
			out = append(out, x)
		}
	}
	return out
}

func (x *term) add(c claim.Cell) {
	x.cells = append(x.cells, c)
	x.sum = x.sum.Add(c.Value)
}

func anyHolds(c claim.Cell, readings []term) bool {
	for _, x := range readings {
		if x.sum.Sub(c.Value).Abs().LessThanOrEqual(slackOf(c, x.cells)) {
			return true
		}
	}
	return false
}

// slackOf is what rounding may make of a sum: nothing for whole numbers, else
// one unit in the last printed place of the coarsest figure.
func slackOf(total claim.Cell, cells []claim.Cell) decimal.Decimal {
	decimals := total.Places > 0
	coarsest := total.Places
	for _, c := range cells {
		decimals = decimals || c.Places > 0
		coarsest = min(coarsest, c.Places)
	}
	if !decimals {
		return decimal.Zero
	}
	if coarsest == 0 {
		// 5 beside 2.5: the whole number may be exact, rounding is in the rest.
		coarsest = max(total.Places, 1)
	}
	return decimal.New(1, -coarsest)
}

func mismatch(c claim.Cell, x term, what string) finding.Finding {
	f := finding.Finding{
		Span: c.Span,
		Message: fmt.Sprintf("表中“%s”写作 %s,而 %s = %s,相差 %s", what, c.Text, sumOf(x.cells), x.sum,
			c.Value.Sub(x.sum).Abs()),
		Suggestion: "重新合计,核对是分项还是合计填错。",
	}
	for _, k := range x.cells {
		f.Evidence = append(f.Evidence, note(k.Span, "加数"))
	}
	return f
}

// maxShown is how many addends a message spells out.
const maxShown = 8

// sumOf prints a sum: 3 + 4 + 5.
func sumOf(cells []claim.Cell) string {
	var b strings.Builder
	for i, c := range cells {
		if i == maxShown {
			fmt.Fprintf(&b, " + …(共%d项)", len(cells))
			break
		}
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(c.Text)
	}
	return b.String()
}

// totalColumn checks the column whose header says it adds up the others. It
// speaks only when most rows show that it does.
func totalColumn(p *rule.Pass, t *claim.Table) {
	for col := range t.Columns {
		if t.HeaderTotal(col) == claim.NoTotal && !divided(t, col) || !additive(t, col) {
			continue
		}
		var wrong []finding.Finding
		right := 0
		for _, r := range t.Rows {
			c := r.Cells[col]
			if !c.Numeric {
				continue
			}
			var before, others term
			for k, o := range r.Cells {
				if k == col || !o.Numeric || !additive(t, k) || t.HeaderTotal(k) != claim.NoTotal {
					continue
				}
				others.add(o)
				if k < col {
					before.add(o)
				}
			}
			if len(others.cells) < 2 {
				continue
			}
			p.Examined(1)
			if anyHolds(c, []term{others, before}) {
				right++
			} else {
				wrong = append(wrong, mismatch(c, others, strings.TrimSpace(label(r)+" "+t.Name(col))))
			}
		}
		if right >= len(wrong) && right > 0 {
			for _, f := range wrong {
				p.Report(f)
			}
		}
	}
}

// divided reports whether the columns behind col sort what it counts into two
// kinds that leave nothing out: 人数|男|女.
func divided(t *claim.Table, col int) bool {
	var names []string
	for k := range t.Columns {
		if k > 0 && k != col {
			names = append(names, t.Name(k))
		}
	}
	return col == 1 && len(names) == 2 && t.Name(col) != "" && claim.Complete(names)
}

// shareNames head the columns of shares of the total.
var shareNames = []string{"占比", "比例", "比重", "所占"}

// hundredPercent reports whether a column without a name holds percentages and
// its total is 100 %.
func hundredPercent(t *claim.Table, col int) bool {
	whole := false
	for _, r := range t.Rows {
		if !r.Cells[col].Percent {
			return false
		}
		whole = whole || r.Total == claim.Total && r.Cells[col].Value.Equal(hundred)
	}
	return whole
}

// shares checks a column of shares against the one column of numbers beside
// it. It speaks only when most rows show that the shares are of that column.
func shares(p *rule.Pass, t *claim.Table) {
	share, number := -1, -1
	for col := range t.Columns {
		name := t.Name(col)
		switch {
		case containsAny(name, shareNames...):
			if share >= 0 {
				return
			}
			share = col
		case additive(t, col) && share < 0:
			number = col // the nearest before the shares
		case name == "" && hundredPercent(t, col):
			share = col
		}
	}
	if share < 0 || number < 0 || share != number+1 {
		return
	}
	total := decimal.Zero
	for _, r := range t.Rows {
		if c := r.Cells[number]; r.Total == claim.Total && c.Numeric {
			total = c.Value
		}
	}
	if !total.IsPositive() {
		return
	}
	var wrong []finding.Finding
	right := 0
	for _, r := range t.Rows {
		n, c := r.Cells[number], r.Cells[share]
		if r.Total != claim.NoTotal || !n.Numeric || !c.Numeric {
			continue
		}
		p.Examined(1)
		v := n.Value.Mul(hundred).DivRound(total, 6)
		if v.Sub(c.Value).Abs().LessThanOrEqual(decimal.New(1, -c.Places)) {
			right++
			continue
		}
		wrong = append(wrong, finding.Finding{
			Span:       c.Span,
			Message:    fmt.Sprintf("表中“%s”占比写作 %s,而 %s ÷ %s = %s%%", label(r), c.Text, n.Text, total, show(v)),
			Evidence:   []finding.Evidence{note(n.Span, "分子")},
			Suggestion: "重新计算占比,核对人数与合计。",
		})
	}
	if right > len(wrong) {
		for _, f := range wrong {
			p.Report(f)
		}
	}
}
