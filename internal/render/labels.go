package render

import (
	"hecha/internal/finding"
	"hecha/internal/report"
)

// severityLabels, verdictLabels and the rest are the Chinese names that people
// read; machine formats print the contract's values.
var severityLabels = map[finding.Severity]string{finding.Error: "错误", finding.Warning: "存疑", finding.Info: "提示"}

var verdictLabels = map[string]string{report.Pass: "通过", report.Revise: "修改", report.Return: "退回"}

// SeverityLabel returns the Chinese name of a severity.
func SeverityLabel(s finding.Severity) string { return severityLabels[s] }

// VerdictLabel returns the Chinese name of a verdict.
func VerdictLabel(v string) string { return verdictLabels[v] }

// FactLabels are the Chinese names of the kinds of facts.
var FactLabels = map[report.FactKind]string{
	report.FactNumber: "数字", report.FactQuantity: "数据", report.FactActivity: "活动", report.FactHonour: "荣誉", report.FactPlaceholder: "空白",
}

// KindLabels are the Chinese names of quantity kinds.
var KindLabels = map[string]string{
	"count": "计数", "money": "金额", "percent": "百分比", "multiple": "倍数", "measure": "度量",
	"date": "日期", "duration": "时长", "ordinal": "序数",
}

// ApproxLabels are the Chinese names of approximations; an exact figure needs
// none.
var ApproxLabels = map[string]string{"over": "以上", "under": "不足", "about": "约"}

// LevelLabels are the Chinese names of honour levels.
var LevelLabels = map[string]string{
	"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级", "township": "乡镇级", "unit": "单位内", "unknown": "未明",
}

// TypeLabels are the Chinese names of activity types.
var TypeLabels = map[string]string{
	"study": "学习教育", "training": "培训", "lecture": "讲座宣讲", "volunteer": "志愿服务", "publicity": "宣传",
	"visit": "慰问走访", "donation": "捐赠救助", "culture": "文艺", "sport": "体育", "contest": "竞赛",
	"selection": "评选表彰", "meeting": "会议", "inspection": "督查", "survey": "调研", "twinning": "结对帮扶",
	"employment": "就业招聘", "environment": "环境", "service": "维权便民", "health": "义诊健康", "reading": "阅读诵读",
	"festival": "节日主题", "facility": "阵地建设", "publication": "编印制度材料", "other": "其他",
}

// UnreadableLabels are the Chinese names of the reasons why a file was not
// read.
var UnreadableLabels = map[string]string{
	"encrypted": "已加密", "damaged": "已损坏", "unsupported": "格式不支持", "empty": "空文件",
	"too-large": "超出限制", "no-text": "没有文字", "io": "无法打开",
}

// RecipientLabels are the Chinese names of who an honour went to.
var RecipientLabels = map[string]string{
	"organization": "单位", "person": "个人", "family": "家庭", "place": "地方", "work": "作品", "team": "集体", "unknown": "未明",
}

// periodLabel writes a period for people.
func periodLabel(p report.Period) string {
	switch {
	case p.From == p.To || p.From == "":
		return p.To
	case p.To == "":
		return p.From
	default:
		return p.From + "—" + p.To
	}
}
