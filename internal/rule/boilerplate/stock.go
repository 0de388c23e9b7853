package boilerplate

import (
	"fmt"

	"hecha/internal/finding"
	"hecha/internal/placeholder"
	"hecha/internal/quantity"
	"hecha/internal/residue"
	"hecha/internal/rule"
	"hecha/internal/stock"
)

// What makes a report empty: this share of its characters in stock phrases'
// clauses, fewer facts than this per 1,000 characters, and enough text to tell.
const (
	stockShare    = 0.30
	factsPer1000  = 6
	leastSentText = 500 // characters
)

var _ = rule.Register(rule.Rule{
	ID:       "boilerplate.stock",
	Title:    "套话多、事实少",
	Why:      "通篇是谁都能用的提法,没有数字、活动和实例,看不出这家单位做了什么。",
	Severity: finding.Warning,
	Whole:    true,
	Bad:      []string{"⟦" + emptyReport + "⟧"},
	Good: []string{
		"在市委的正确领导下,我们高度重视,精心组织,取得了明显成效。",
		"在市委的正确领导下,全年举办讲座24场,听众4800人次;培训12期,培训186人次;走访困难群众16户,送去慰问金4800元;接待群众2316人次,满意率97.9%。",
	},
	Check: func(p *rule.Pass) {
		d := p.Doc
		body := residue.Body(d)
		chars := d.Source.Characters(d.RawSpan(body))
		p.Examined(1)
		if float64(chars) < p.Param("least_characters", leastSentText) {
			return
		}
		share := stock.Share(d)
		if share < p.Param("share", stockShare) {
			return
		}
		facts := 0
		qs := quantity.Of(d).Quantities
		for i := range qs {
			if q := &qs[i]; body.Contains(q.Span) && q.Kind != quantity.Ordinal && q.Kind != quantity.Date && !q.Article {
				facts++
			}
		}
		facts += len(placeholder.Of(d)) // a figure not yet filled in is no stock phrase
		per := float64(facts) * 1000 / float64(chars)
		if per >= p.Param("facts_per_1000", factsPer1000) {
			return
		}
		p.Report(finding.Finding{
			Span:       body,
			Message:    fmt.Sprintf("约%.0f%%的文字是套话,每千字只有%.1f个数据。", share*100, per),
			Suggestion: "补充具体的做法、数字和实例。",
		})
	},
})

// emptyReport says nothing of anybody.
const emptyReport = "近年来,我们在上级党委、政府的正确领导下,高度重视文明创建工作,牢固树立创建为民的理念,紧紧围绕中心工作,加强领导,精心组织,扎实推进,取得了明显成效。" +
	"一是统一思想,提高认识。把创建工作摆上重要议事日程,形成了一把手亲自抓、分管领导具体抓、层层抓落实的良好局面。坚持常抓不懈,持之以恒,建立健全长效机制,为创建工作奠定了坚实基础。" +
	"二是多措并举,狠抓落实。充分发挥党员干部的带头作用,充分调动干部职工的积极性、主动性、创造性,开展形式多样、丰富多彩的活动,进一步增强了凝聚力、向心力、战斗力,营造了良好氛围。" +
	"三是求真务实,开拓创新。不断完善机制,创新举措,深入推进作风建设,干部职工的精神面貌焕然一新,各项工作迈上新台阶。" +
	"四是真抓实干,再接再厉。认真贯彻落实上级部署,层层落实责任,齐抓共管,上下联动,人人参与,文明创建蔚然成风。" +
	"虽然取得了一定成效,但与上级要求相比还存在一定差距。在今后的工作中,我们将继续高度重视,锐意进取,砥砺前行,与时俱进,不断提升创建水平,努力开创文明创建新局面,奋力谱写新篇章,再创佳绩,再立新功,推动各项工作再上新台阶。" +
	"我们坚信,只要统一思想,真抓实干,不断加强学习,不断完善制度,进一步强化领导,进一步健全机制,就一定能够取得新的成效,作出更大贡献。"
