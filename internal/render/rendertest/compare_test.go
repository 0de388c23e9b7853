package rendertest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hecha/internal/compare"
	"hecha/internal/render"
)

// comparison sets all sample reports side by side.
func comparison(t testing.TB) *compare.Table {
	t.Helper()
	b, err := compare.NewBuilder(compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range audit(t) {
		b.Add(r)
	}
	return b.Finish()
}

func writeCompare(t testing.TB, name string, table *compare.Table) []byte {
	t.Helper()
	f, err := render.ByName(name, func(f render.Format) bool { return f.Compare != nil })
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Compare(&b, render.Env{Version: "0.0.0"}).Close(table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCompareFormatsAgree: every machine-readable comparison has the same
// figures in the same cells.
func TestCompareFormatsAgree(t *testing.T) {
	table := comparison(t)
	want := map[string]string{} // row and indicator → number
	for i, r := range table.Rows {
		for k, c := range r.Cells {
			if v, ok := c.Number(); ok {
				want[fmt.Sprint(i, table.Columns[k].ID)] = fmt.Sprint(v)
			}
		}
	}
	if len(want) < 100 {
		t.Fatalf("only %d figures in the samples", len(want))
	}
	got := map[string]map[string]string{"json": {}, "csv": {}, "html": {}}
	var doc struct {
		Rows []*compare.Row `json:"rows"`
	}
	if err := json.Unmarshal(writeCompare(t, "json", table), &doc); err != nil {
		t.Fatal(err)
	}
	for i, r := range doc.Rows {
		for _, c := range r.Cells {
			if v, ok := c.Number(); ok {
				got["json"][fmt.Sprint(i, c.Indicator)] = fmt.Sprint(v)
			}
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(writeCompare(t, "csv", table), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, c := range table.Columns {
		ids[c.ID] = true
	}
	for i, row := range rows[1:] {
		for k, v := range row {
			if ids[rows[0][k]] && v != "" {
				got["csv"][fmt.Sprint(i, rows[0][k])] = number(t, v)
			}
		}
	}
	readPage(t, writeCompare(t, "html", table), table, got["html"])
	for name, cells := range got {
		for at, v := range want {
			if cells[at] != v {
				t.Errorf("%s: %s is %q, want %s", name, at, cells[at], v)
			}
		}
		if len(cells) != len(want) {
			t.Errorf("%s has %d figures, want %d", name, len(cells), len(want))
		}
	}
}

func number(t testing.TB, s string) string {
	t.Helper()
	var v float64
	if _, err := fmt.Sscan(s, &v); err != nil {
		t.Errorf("%q: %v", s, err)
	}
	return fmt.Sprint(v)
}

// readPage reads the cells of the page's tables, one a group, back.
func readPage(t testing.TB, page []byte, table *compare.Table, cells map[string]string) {
	t.Helper()
	for _, g := range elements(t, page) {
		if g.Data != "section" || attr(g, "class") != "group" {
			continue
		}
		var columns []string
		for _, c := range table.Columns {
			if c.Group == attr(g, "data-group") {
				columns = append(columns, c.ID)
			}
		}
		row := -1
		k := 0
		for n := range g.Descendants() {
			switch {
			case n.Type != html.ElementNode || n.Parent.Parent.Data == "tfoot":
			case n.Data == "tr" && n.Parent.Data == "tbody":
				row++
				k = 0
			case n.Data == "td":
				if v := attr(n, "data-value"); v != "" {
					cells[fmt.Sprint(row, columns[k])] = number(t, v)
				}
				k++
			}
		}
		if row+1 != len(table.Rows) {
			t.Errorf("group %s has %d rows, want %d", attr(g, "id"), row+1, len(table.Rows))
		}
	}
}

// TestComparePageLinks: every figure leads to its sentences and back.
func TestComparePageLinks(t *testing.T) {
	checkPage(t, writeCompare(t, "html", comparison(t)), 200)
}

// TestComparePage drives the page of a comparison.
func TestComparePage(t *testing.T) {
	browser := start(t)
	table := comparison(t)
	p := open(t, browser, writeCompare(t, "html", table))
	p.picture("compare")
	groups := visible("section.group")
	p.is(groups, fmt.Sprint(len(table.Groups)))
	p.click(`input[data-group="honour"]`)
	p.is(groups, fmt.Sprint(len(table.Groups)-1))
	p.click(`input[data-group="honour"]`)
	p.is(groups, fmt.Sprint(len(table.Groups)))

	marked := 0
	for _, r := range table.Rows {
		for k, c := range r.Cells {
			if table.Columns[k].Group == "completeness" && c != nil && len(c.Marks) > 0 {
				marked++
				break
			}
		}
	}
	if marked == 0 || marked == len(table.Rows) {
		t.Fatalf("%d of %d rows are marked", marked, len(table.Rows))
	}
	p.click("#marked")
	p.is(visible("#g-completeness tbody tr"), fmt.Sprint(marked))
	p.click("#marked")

	figure := "#g-study td a[href^='#e']"
	note := strings.TrimPrefix(p.text("document.querySelector(\""+figure+"\").getAttribute('href')"), "#")
	p.is("document.getElementById('card').hidden", "true")
	p.hover(figure)
	p.is("document.getElementById('card').hidden", "false")
	p.is("document.getElementById('card').textContent === document.getElementById('"+note+"').textContent", "true")
	p.picture("compare-card")
	p.click(figure)
	p.is("location.hash", "#"+note)
	p.is(inView("#"+note), "true")
	p.picture("compare-evidence")
	p.click("#" + note + " a.back")
	p.is("location.hash", "#c"+note[1:])
	p.is(inView("#c"+note[1:]), "true")

	p.click("#g-study thead th:nth-child(2) button")
	column := "Array.from(document.querySelectorAll('#g-study tbody td:nth-child(2)')).map(c => c.dataset.value).filter(v => v !== '').map(Number)"
	p.is(column+".every((v, i, a) => i == 0 || a[i-1] >= v)", "true")
}
