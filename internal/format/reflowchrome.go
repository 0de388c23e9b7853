package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// markChrome marks running headers and footers: what stands in the margin at
// one height on many pages, whatever its digits, and page numbers; watermarks
// as well. heights are the pages'.
func markChrome(lines []textLine, heights []float64) {
	tagged := 0
	for i := range lines {
		if lines[i].chrome {
			tagged++
		}
	}
	if 2*tagged > len(lines) {
		// A producer that tags everything as furniture is not believed.
		for i := range lines {
			lines[i].chrome = false
		}
	}
	const edge = 3 // lines from the top or the bottom of a page
	type slot struct {
		y    int
		text string
	}
	// Only the margins count: titles and labels of forms that fill page after
	// page repeat as well, further inside.
	within := func(l *textLine, share float64) bool {
		height := heights[l.page-1]
		margin := max(72, share*height)
		return l.y < margin || l.y > height-margin
	}
	const margin, wideMargin = 0.1, 0.17 // of the page's height
	outermost := map[int]bool{}
	count := map[slot]int{}
	var at []int
	for start := 0; start < len(lines); {
		end := start
		var order []int
		for ; end < len(lines) && lines[end].page == lines[start].page; end++ {
			if lines[end].row == nil && lines[end].size > 0 {
				order = append(order, end)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lines[b].y, lines[a].y) })
		for k, i := range order {
			outermost[i] = k == 0 || k == len(order)-1
			if k < edge || k >= len(order)-edge || lines[i].flow > 1 {
				at = append(at, i)
			}
		}
		start = end
	}
	seen := map[slot]int{} // last page a slot was counted on
	for _, i := range at {
		s := slot{int(math.Round(lines[i].y / 4)), withoutDigits(lines[i].text)}
		for d := -1; d <= 1; d++ { // heights may straddle a step
			k := slot{s.y + d, s.text}
			if seen[k] != lines[i].page {
				seen[k] = lines[i].page
				count[k]++
			}
		}
	}
	for _, i := range at {
		l := &lines[i]
		n := count[slot{int(math.Round(l.y / 4)), withoutDigits(l.text)}]
		often := n >= 3 && 10*n >= 4*len(heights)
		switch {
		case often && (within(l, margin) || l.flow > 1): // or a watermark across the page
			l.chrome = true
		case pageNumber(l.text) && (within(l, margin) || outermost[i] && within(l, wideMargin)):
			l.chrome = true
		}
	}
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// pageNumber reports whether s can only be a page number: 3, - 3 -, 3/8,
// 第3页 共8页. Dates and years are none.
func pageNumber(s string) bool {
	groups, digits, longest := 0, 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			if digits == 0 {
				groups++
			}
			digits++
			longest = max(longest, digits)
			continue
		case strings.ContainsRune(" \t-—–─·/第页共頁", r):
		default:
			return false
		}
		digits = 0
	}
	return groups >= 1 && groups <= 2 && longest <= 3
}
