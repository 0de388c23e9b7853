package placeholder

import (
	"fmt"
	"strings"
	"testing"

	"hecha/internal/doc"
)

// sample is a report of an invented unit with masks and sound figures mixed.
var sample = strings.Repeat("2023年,青溪县图书馆共接待读者26.4万人次,举办讲座24场,**街道参加活动*次,投入资金XX万元。"+
	"把群众放在心上,扎实推进全民阅读,建成分馆13个、服务点46个,覆盖率达到100%,件件有回音。"+
	"开展志愿服务活动,参与志愿者1200余人次,为群众送去温暖,社区各项工作取得新的成效;____年__月召开会议。\n", 20)

func document(text string) *doc.Document {
	return doc.Whole(&doc.Source{Name: "例.txt", Text: text, Wrapped: true})
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1, 25, 50, 1000} {
		text := strings.ReplaceAll(strings.Repeat(sample, n), "\n", "")
		b.Run(fmt.Sprintf("%dKB", len(text)>>10), func(b *testing.B) {
			d := document(text)
			promptRows.In(d)
			b.SetBytes(int64(len(d.Text)))
			for b.Loop() {
				find(d, nil)
			}
		})
	}
}
