package quantity

import (
	"strings"
	"testing"

	"hecha/internal/doc"
)

const (
	wordsOnly = "坚持以服务中心工作为导向,扎实推进文明单位创建,不断提高干部职工的思想觉悟、道德水准和文明素养。"
	dense     = "全年到馆读者31.5万人次,借出图书20.6万册次,办理借书证2780个;投入资金86万元,改造阅览区420平方米,覆盖率100%,服务群众9600余人次。2023年6月底,建成分馆13个、服务点四十六个,占比三分之二以上。"
)

// benchScan measures the scanner alone: subjects and scopes are measured apart.
func benchScan(b *testing.B, text string, full bool) {
	d := doc.Whole(&doc.Source{Text: strings.Repeat(text, 1<<20/len(text))})
	Of(d) // loads the tables and finds the words
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		s := newScanner(d, Reading{})
		s.scan()
		if full {
			s.subjects()
			s.scopes()
		}
	}
}

func BenchmarkScanWords(b *testing.B) { benchScan(b, wordsOnly, false) }
func BenchmarkScanDense(b *testing.B) { benchScan(b, dense, false) }
func BenchmarkReadDense(b *testing.B) { benchScan(b, dense, true) }
