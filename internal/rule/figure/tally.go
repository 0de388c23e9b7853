package figure

import (
	"fmt"
	"strings"

	"hecha/internal/claim"
	"hecha/internal/doc"
	"hecha/internal/finding"
	"hecha/internal/rule"
)

var _ = rule.Register(rule.Rule{
	ID:       "figure.tally",
	Title:    "所称项数与所列项数不符",
	Why:      "“五个方面”后面只写了四条、“三送”列出四项,说明稿子改过而数字没有跟着改,或漏抄了一段。",
	Severity: finding.Error,
	Bad: []string{
		"重点做好⟦六项工作⟧:一是整理台账,二是清理楼道,三是更新展板,四是走访住户,五是开展评议。",
		"今年着力抓了⟦三件实事⟧。一是改造路灯。二是新建停车场。三是清淤河道。四是加装电梯。",
		"推行⟦“四到”⟧服务,即走到、看到、问到、记到、办到,居民反映良好。",
		"建成⟦“一廊一室一角”⟧,即荣誉长廊、谈心室、阅读角、健身站,使用率很高。",
		"做到了人员、经费、场所⟦“四落实”⟧。",
		"今年在东岭、西坪、高桥⟦四个村⟧试点。",
		"把好⟦“三关”⟧:准入关、考核关。",
		"打造“学习、服务、创新、廉洁”⟦五型⟧机关。",
		"形成书记牵头抓、委员分工抓、支部协同抓的⟦“四抓”⟧机制。",
		"设立先锋岗、示范岗、监督岗、服务岗等⟦三类岗位⟧。",
		"今年重点办了⟦四件事⟧:第一,修路。第二,通水。第三,绿化。",
		"采取⟦五项措施⟧(领导包片、干部包户、定期通报、年终考评),责任落到了人。",
		"二、开展⟦三项活动⟧\n(一)读书活动\n每月一次。\n(二)健身活动\n每周一次。\n三、存在问题",
	},
	Good: []string{
		"重点做好五项工作:一是整理台账,二是清理楼道,三是更新展板,四是走访住户,五是开展评议。",
		"推行“四到”服务,即走到、看到、问到、记到,居民反映良好。",
		"做到了人员、经费、场所和时间“四落实”。",
		"抓好学习、宣传等六个方面的工作,其余三个方面明年推进。",
		"在东岭、西坪等四个村试点,惠及低保户、残疾户、独居老人42户。",
		"增强“四个意识”、坚定“四个自信”,学习“三个代表”重要思想。",
		"下设12个部门(公安、消防、城管等),实行三级联动。",
		"二、开展三项活动\n(一)读书活动\n每月一次。\n(二)健身活动\n每周一次。\n(三)文艺活动\n每季一场。\n三、存在问题",
		"评出一、二、三等奖各5名。",
		"设立先锋岗、示范岗、监督岗等五类岗位。",
	},
	Check: tally,
})

// count is a list of items that may answer an announcement.
type count struct {
	items []doc.Span
	// low and high are how many items it can be read as.
	low, high int
	// sure tells that a mismatch is an error of the text and not of our
	// reading.
	sure bool
	// where names the list in a message.
	where string
}

func tally(p *rule.Pass) {
	t := p.Doc.Text
	as := claim.Announcements(p.Doc)
	runs := claim.Runs(p.Doc)
	ri := 0
	var room [4]count
	counts := room[:]
	for i, a := range as {
		limit := len(t)
		if i+1 < len(as) {
			limit = as[i+1].Start
		}
		for ri < len(runs) && runs[ri].Items[0].Start < a.End {
			ri++
		}
		counts = listedBefore(counts[:0], t, a)
		if c := bracketed(t, a); len(c) > 0 {
			counts = append(counts, c...)
		} else {
			counts = spelledOut(counts, t, a)
		}
		if ri < len(runs) && runs[ri].Items[0].Start <= limit {
			counts = enumerated(counts, t, a, runs[ri])
		}
		if len(counts) == 0 {
			continue
		}
		p.Examined(1)
		var worst *count
		for k := range counts {
			c := &counts[k]
			if a.N >= c.low && a.N <= c.high {
				worst = nil
				break
			}
			if worst == nil && c.sure {
				worst = c
			}
		}
		if worst == nil {
			continue
		}
		f := finding.Finding{
			Span:       a.Span,
			Message:    fmt.Sprintf("称“%s”,应有%d项,而%s%d项:%s", strings.Trim(a.Of(t), "“”"), a.N, worst.where, worst.low, names(t, worst.items)),
			Suggestion: "核对项数,补全所列内容或改正数字。",
		}
		for n, it := range worst.items {
			f.Evidence = append(f.Evidence, note(it, fmt.Sprintf("第%d项", n+1)))
		}
		p.Report(f)
	}
}

// maxNamed is how many items a message names.
const maxNamed = 12

// names prints the items of a list, shortened.
func names(t string, items []doc.Span) string {
	var b strings.Builder
	for i, it := range items {
		if i > 0 {
			b.WriteString("、")
		}
		if i == maxNamed {
			b.WriteString("……")
			break
		}
		s := []rune(strings.Trim(it.Of(t), " \n\t“”,。;:"))
		if len(s) > 12 {
			s = append(s[:11:11], '…')
		}
		b.WriteString(string(s))
	}
	return b.String()
}
