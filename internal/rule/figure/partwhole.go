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
	ID:       "figure.part-whole",
	Title:    "分项与总数不符",
	Why:      "“9处(其中镇上3处,村里4处)”:分项加起来应等于总数,至少不能超过总数。",
	Severity: finding.Error,
	Bad: []string{
		"今年改造公厕⟦18座,其中城区7座,其余9座在乡镇⟧。",
		"全站现有职工⟦52人,其中技术人员58人⟧。",
		"共设服务点⟦20处(室内12处、室外6处)⟧。",
		"评出⟦一等奖2名、二等奖5名、三等奖8名,共16名⟧。",
		"创建示范基地⟦7个(其中省级3个,市级3个)⟧。",
		"全年办理建议⟦36件:城建类15件、教育类11件、卫生类8件⟧。",
		"现有学生⟦640人,其中男生335人、女生315人⟧。",
		"宣讲队⟦由教师12人、学生20人组成,共36人⟧。",
		"应整改问题⟦45个,已整改38个,剩余5个⟧正在推进。",
		"⟦线下参训260人次,线上参训540人次,合计参训780人次⟧。",
		"⟦一季度走访18户,二季度走访22户,三季度走访15户,全年共走访65户⟧。",
		"筹集改造资金⟦180万元,市级补助90万元,县级配套60万元,村级自筹50万元⟧。",
		"改造公厕⟦30座,其中新建12座、改建21座⟧。",
		"受理投诉⟦620件,电话受理410件,网络受理110件⟧。",
		"共下发督办单⟦36份,已办结30份,尚有9份⟧正在办理。",
		"全镇设有网格⟦48个,配齐三员的网格有54个⟧。",
		"现有医务人员⟦120人,其中主任医师12人、主治医师58人、护师65人⟧。",
	},
	Good: []string{
		"今年改造公厕18座,其中城区7座,其余11座在乡镇。",
		"全市有A级景区189家,其中5A级2家、4A级57家、3A级71家。",
		"全站现有职工52人,其中党员20人、女职工26人、高级职称15人。",
		"共设服务点20处(室内12处、室外8处)。",
		"75名歌手参赛,评出金奖2名、银奖4名、铜奖8名,共14名。",
		"办理案件57件86人,其中刑事案件12件20人。",
		"举办讲座12场、参加1800人次,其中法治讲座5场、400人次。",
		"上半年发放资料200份,张贴海报50份,共发放宣传品300份。",
		"共评出一等奖1名、二等奖2名、三等奖3名、优秀奖若干名。",
		"全镇设有网格48个,配齐三员的网格有44个。",
		"筹集改造资金180万元,市级补助90万元,县级配套60万元,村级自筹30万元。",
		"受理投诉620件,电话受理410件,网络受理210件。",
		"开展活动12场,学习活动4场,文体活动5场。",
		"化解纠纷178件,其中婚姻纠纷65件,邻里纠纷72件,土地纠纷41件。",
		"走访党员12名、群众86名,其中困难家庭90名。",
		"捐款总额98.6万元,其中助学60.2万元、助残等38.4万元。",
		"新增藏书9000册,其中农技类4000册、科普类3000册、绘本2000册。",
		"开展培训5期,其中专题培训2期,全年共培训学员320人。",
		"全镇有村民小组42个,其中山区18个(含高寒组6个)、川区24个。",
		"评出一、二、三等奖各5名,优秀奖10名,共25名。",
	},
	Check: partWhole,
})

// group is a whole with what is said to be its parts.
type group struct {
	whole *claim.Claim
	parts []*claim.Claim
	// all tells that the wording names every part.
	all bool
	// bracketed tells that the parts stand in brackets behind the whole.
	bracketed bool
	// totalLast tells that the parts come first and their sum behind them.
	totalLast bool
	// strict tells that the wording itself adds the parts up, so that they
	// cannot overlap.
	strict bool
	// other bounds the whole when a part may also belong to neighbours of it.
	other decimal.Decimal
}

func partWhole(p *rule.Pass) {
	t := p.Doc.Text
	ss := sentences.Of(p.Doc)
	for si := range ss {
		gs := groups(t, &ss[si])
		if len(gs) == 0 {
			continue
		}
		judged := make(map[[2]int]bool, len(gs)) // by whole and first part: two wordings may find one group
		for i := range gs {
			g := &gs[i]
			if key := [2]int{g.whole.Start, g.parts[0].Start}; !judged[key] {
				judged[key] = true
				judge(p, t, g)
			}
		}
	}
}

// judge compares parts and whole.
func judge(p *rule.Pass, t string, g *group) {
	parts, ok := multiplied(t, g)
	if !ok {
		return
	}
	p.Examined(1)
	whole := g.whole.Range()
	sum := claim.Interval{}
	finer, rounded := false, false
	step := decimal.Zero
	for i, c := range g.parts {
		if i == 0 {
			sum = parts[i]
		} else {
			sum = sum.Plus(parts[i])
		}
		if s := claim.Slack(c.Quantity, t); s.IsPositive() {
			rounded = true
			step = decimal.Max(step, s)
		}
		finer = finer || c.Step.LessThan(g.whole.Step)
	}
	slack := claim.Slack(g.whole.Quantity, t)
	if rounded {
		// Rounded parts: their printed sum may be off by a unit of the last
		// place, by more when there are many.
		half := sum.Low.Add(sum.High).Div(decimal.NewFromInt(2))
		sum = claim.Interval{Low: half, High: half}
		slack = decimal.Max(slack, step).Mul(decimal.NewFromInt(int64(max(1, (len(g.parts)+3)/4)))).Sub(g.whole.Range().High.Sub(g.whole.High))
	}
	if finer {
		// 2万 beside 9500: the round figure is only good to half its step.
		slack = slack.Add(g.whole.Step.Div(decimal.NewFromInt(2)))
	}
	allowed := whole.Widen(slack)
	for i, c := range g.parts {
		if parts[i].Low.GreaterThan(allowed.High) && parts[i].Low.GreaterThan(g.other) {
			report(p, t, g, fmt.Sprintf("其中一项 %s 大于总数 %s", describe(t, c), full(t, g.whole)), finding.Error)
			return
		}
	}
	if sum.Meets(allowed) || len(g.parts) < 2 {
		return
	}
	words := make([]string, len(g.parts))
	open := false
	for i, c := range g.parts {
		words[i] = c.Words(t)
		open = open || strings.HasSuffix(strings.TrimSpace(c.Lead.Of(t)), "等")
	}
	over := sum.Low.GreaterThan(allowed.High)
	said := func() string {
		return fmt.Sprintf("%s = %s,与总数 %s 不符", added(t, g.parts, parts), show(sum.Low), full(t, g.whole))
	}
	complete := g.all || claim.Complete(words)
	switch {
	case over && sum.Low.LessThanOrEqual(g.other) && !g.all:
	case over && !g.strict && claim.Overlap(words) && !claim.Complete(words) && !hasRest(t, g.parts) && !g.totalLast:
	case over && !complete:
		report(p, t, g, fmt.Sprintf("%s = %s,超过总数 %s", added(t, g.parts, parts), show(sum.Low), full(t, g.whole)), finding.Error)
	case open && !hasRest(t, g.parts):
	case complete && !g.strict && claim.Overlap(words) && !hasRest(t, g.parts) && !claim.Complete(words) && !g.totalLast:
	case complete:
		report(p, t, g, said(), finding.Error)
	case g.bracketed && claim.Levels(words):
		report(p, t, g, said(), finding.Warning)
	case !over && sum.High.Mul(decimal.NewFromInt(10)).GreaterThanOrEqual(whole.Low.Mul(decimal.NewFromInt(9))) && !claim.Overlap(words):
		report(p, t, g, said()+";若所列不是全部,请写明", finding.Info)
	}
}

// multiplied returns what each part adds: 一、二、三等奖各5名 adds 15. ok is
// false when 各 cannot be counted.
func multiplied(t string, g *group) ([]claim.Interval, bool) {
	out := make([]claim.Interval, len(g.parts))
	for i, c := range g.parts {
		out[i] = c.Range()
		lead := strings.TrimSpace(clauseText(t, c))
		if !strings.HasSuffix(lead, "各") && !strings.HasSuffix(lead, "各有") {
			if strings.HasSuffix(lead, "每") || strings.Contains(c.Lead.Of(t), "均") {
				return nil, false
			}
			continue
		}
		end := c.Start - len(clauseText(t, c)) + strings.LastIndex(clauseText(t, c), "各")
		l := claim.Before(t, end)
		// Only the names behind the last figure belong to 各.
		n := 0
		for _, it := range l.Items {
			if i > 0 && it.End <= g.parts[i-1].End {
				continue
			}
			n++
		}
		if n < 2 || l.Joints > 1 {
			return nil, false
		}
		n += l.Joints
		out[i] = c.Range().Times(decimal.NewFromInt(int64(n)))
	}
	return out, true
}

// describe names a part: 省级2个.
func describe(t string, c *claim.Claim) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(c.Lead.Of(t)), "其中")) + full(t, c)
}

// added prints the sum of parts with their names.
func added(t string, parts []*claim.Claim, values []claim.Interval) string {
	var b strings.Builder
	for i, c := range parts {
		if i == maxShown {
			fmt.Fprintf(&b, " + …(共%d项)", len(parts))
			break
		}
		if i > 0 {
			b.WriteString(" + ")
		}
		name := strings.TrimPrefix(strings.TrimSpace(c.Lead.Of(t)), "其中")
		if claim.Runes(name) > 8 {
			name = ""
		}
		b.WriteString(name)
		if values[i].Low.Equal(c.Range().Low) {
			b.WriteString(plain(t, c))
		} else {
			b.WriteString(show(values[i].Low))
		}
	}
	return b.String()
}

func report(p *rule.Pass, t string, g *group, message string, sev finding.Severity) {
	sp := g.whole.Span
	f := finding.Finding{Severity: sev, Message: message, Suggestion: "核对总数与各分项,改正其中有误的一个。", Evidence: []finding.Evidence{note(g.whole.Span, "总数")}}
	for _, c := range g.parts {
		sp = sp.Join(c.Span)
		f.Evidence = append(f.Evidence, note(c.Span, "分项"))
	}
	f.Span = sp
	p.ReportAs(f)
}
