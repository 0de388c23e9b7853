package compare

import (
	"math"
	"testing"

	"hecha/internal/report"
)

func TestSpanOf(t *testing.T) {
	for _, c := range []struct {
		words string
		years float64
		year  int
	}{
		{"", 0, 0},
		{"三年来", 3, 0},
		{"近三年来", 3, 0},
		{"近2年来", 2, 0},
		{"过去五年", 5, 0},
		{"一年来", 1, 0},
		{"全年", 1, 0},
		{"今年以来", 1, 0},
		{"去年", 1, 0},
		{"2023年", 1, 2023},
		{"2023年度", 1, 2023},
		{"2019-2021年", 3, 2021},
		{"2019年至2021年", 3, 2021},
		{"2019—2021年", 3, 2021},
		{"２０１９年～２０２１年", 3, 2021},
		{"2019年以来", 5, 2023},
		{"2024年以来", 0, 2024}, // begins after the report ends
		{"上半年", 0.5, 0},
		{"2023年上半年", 0.5, 2023},
		{"今年1-9月", 0.75, 0},
		{"2023年1月至6月", 0.5, 2023},
		{"第一季度", 0.25, 0},
		{"截至目前", 0, 0},
		{"截至2023年底", 0, 2023},
		{"近年来", 0, 0},
		{"近几年", 0, 0},
		{"目前", 0, 0},
		{"三年來", 3, 0},
		{"去年9月", 1, 0},
		{"2023年9月", 0, 2023},
	} {
		got := spanOf(c.words, 2023)
		if got.years != c.years || got.year != c.year {
			t.Errorf("%s: %v years to %d, want %v to %d", c.words, got.years, got.year, c.years, c.year)
		}
	}
}

func TestEvery(t *testing.T) {
	for _, c := range []struct {
		before string
		years  float64
	}{
		{"每年组织学习", 1},
		{"坚持每月集中学习", 1.0 / 12},
		{"每个季度召开会议", 0.25},
		{"党委会每半年专题研究", 0.5},
		{"每周开展,全年组织", 0}, // another clause
		{"今年共组织", 0},
		{"每人捐款", 0},
	} {
		got, ok := every(c.before)
		if ok != (c.years > 0) || math.Abs(got.years-c.years) > 1e-9 {
			t.Errorf("%s: %v %t, want %v", c.before, got.years, ok, c.years)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for _, c := range []struct {
		from, to string
		years    float64
	}{
		{"", "", 0}, {"2023", "2023", 1}, {"2019", "2021", 3}, {"", "2022", 1}, {"2022-03-01", "2023-02-28", 2}, {"2023", "2021", 0}, {"1949", "2023", 0}, {"不明", "", 0},
	} {
		if got := periodOf(&report.Report{Period: report.Period{From: c.from, To: c.to}}); got.years != c.years {
			t.Errorf("%s–%s: %v, want %v", c.from, c.to, got.years, c.years)
		}
	}
}
