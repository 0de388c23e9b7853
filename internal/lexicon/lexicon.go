// Package lexicon finds the words of all dictionaries in a document in one
// pass. A dictionary is a file in dict/lexicon: its name without ".tsv" is the
// word class, its first column the word (simplified, half-width), further
// columns are data for whoever reads the class. Adding a word is adding a line.
package lexicon

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"

	"hecha/dict"
	"hecha/internal/doc"
)

// Class is a word class; classes are package-level values of those who read
// them.
type Class struct {
	name  string
	index int
}

// Row is one line of a dictionary.
type Row struct {
	Word string
	// Columns are the further columns of the line, unquoted and untrimmed.
	Columns []string
	// Number is the row's place in its class, from 0.
	Number int
}

// Column returns column i (0 is the first behind the word), "" if absent.
func (r Row) Column(i int) string {
	if i < len(r.Columns) {
		return r.Columns[i]
	}
	return ""
}

// Hit is an occurrence of a word.
type Hit struct {
	doc.Span
	Row *Row
}

var (
	classes []string
	tables  = map[int]bool{}  // classes that are not searched for
	written = map[int][]Row{} // classes whose words are in code
	extra   []userWord
	mu      sync.Mutex
)

type userWord struct {
	class string
	row   Row
}

// Define declares the class read from dict/lexicon/<name>.tsv; call it only
// from package-level variables.
func Define(name string) Class {
	classes = append(classes, name)
	return Class{name, len(classes) - 1}
}

// DefineTable declares a class whose words are looked up by its reader at
// places of its own choosing, as units behind a number are: its Rows can be
// read, In and Longest find nothing.
func DefineTable(name string) Class {
	c := Define(name)
	tables[c.index] = true
	return c
}

// DefineWords declares a class whose words are written in code: a handful that
// one rule looks for and nobody would extend. They are found in the same pass as
// the dictionaries; name must not be that of a dictionary.
func DefineWords(name string, words ...string) Class {
	c := Define(name)
	rows := make([]Row, len(words))
	for i, w := range words {
		rows[i] = Row{Word: w, Number: i}
	}
	written[c.index] = rows
	return c
}

// lex is the compiled set of all dictionaries.
type lex struct {
	trie *trie
	// rows are the rows of all words, those of a word side by side; the number
	// of the first is the word's label in the trie.
	rows  []classRow
	byRow [][]Row // rows by class, in file order
}

// classRow is a row with its class. size is the length of its word in bytes;
// last tells that no further row of the word follows.
type classRow struct {
	row   *Row
	size  int32
	class int16
	last  bool
}

// load compiles all dictionaries at first use.
var load = sync.OnceValue(func() *lex {
	l := &lex{byRow: make([][]Row, len(classes))}
	for i, name := range classes {
		if rows, ok := written[i]; ok {
			l.byRow[i] = rows
			continue
		}
		b, err := dict.Lexicon.ReadFile(path.Join("lexicon", name+".tsv"))
		if err != nil {
			panic(fmt.Errorf("word class %s: %w", name, err)) // embedded: a programming error
		}
		l.byRow[i] = Parse(string(b))
		for _, u := range extra {
			if u.class == name {
				u.row.Number = len(l.byRow[i])
				l.byRow[i] = append(l.byRow[i], u.row)
			}
		}
	}
	l.number()
	return l
})

// number gives every distinct word a number and lists its rows.
func (l *lex) number() {
	var words []string
	number := map[string]int32{}
	var of []int32 // the word of each row
	for i, rows := range l.byRow {
		if tables[i] {
			continue
		}
		for j := range rows {
			w, ok := number[rows[j].Word]
			if !ok {
				w = int32(len(words))
				number[rows[j].Word] = w
				words = append(words, rows[j].Word)
			}
			of = append(of, w)
		}
	}
	first := make([]int32, len(words)+1)
	for _, w := range of {
		first[w+1]++
	}
	for w := range words {
		first[w+1] += first[w]
	}
	l.rows = make([]classRow, len(of))
	next := slices.Clone(first)
	for i, rows := range l.byRow {
		if tables[i] {
			continue
		}
		for j := range rows {
			w := of[0]
			of = of[1:]
			l.rows[next[w]] = classRow{&rows[j], int32(len(words[w])), int16(i), next[w]+1 == first[w+1]}
			next[w]++
		}
	}
	l.trie = newTrie(words, first)
}

// Parse reads the lines of a dictionary.
func Parse(text string) []Row {
	var rows []Row
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		rows = append(rows, Row{Word: cols[0], Columns: cols[1:], Number: len(rows)})
	}
	return rows
}

// mostUserWords leaves the trie room for the words of the dictionaries.
const mostUserWords = mostLabels / 2

// AddWords reads further words from r, before the first document is read: each
// line is a class, a TAB, and a line as in that class's dictionary. It returns
// an error that names the first line it cannot use.
func AddWords(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		class, rest, ok := strings.Cut(line, "\t")
		if !ok || rest == "" {
			return fmt.Errorf("第%d行:应为“词类<TAB>词”", n)
		}
		if !slices.Contains(Classes(), class) {
			return fmt.Errorf("第%d行:没有词类 %q,可用: %s", n, class, strings.Join(Classes(), " "))
		}
		if len(extra) == mostUserWords {
			return fmt.Errorf("第%d行:自备词超过%d个,请分几次检查", n, mostUserWords)
		}
		extra = append(extra, userWord{class, Parse(rest)[0]})
	}
	return nil
}

// Classes returns the names of all classes that are dictionaries, sorted.
func Classes() []string {
	var names []string
	for i, name := range classes {
		if _, ok := written[i]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Files returns the names of the embedded dictionaries without extension; a
// test compares them with Classes.
func Files() ([]string, error) {
	names, err := fs.Glob(dict.Lexicon, "lexicon/*.tsv")
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".tsv")
	}
	return names, err
}

// Rows returns all rows of a class in file order.
func (c Class) Rows() []Row { return load().byRow[c.index] }

// occurrences holds the occurrences in a document by class; one array, room, holds
// them all.
type occurrences struct {
	byClass [][]Hit
	room    []Hit
}

// anew returns o, or a new one, with room for n occurrences.
func (o *occurrences) anew(classes, n int) *occurrences {
	if o == nil {
		o = new(occurrences)
	}
	o.byClass = slices.Grow(o.byClass[:0], classes)[:classes]
	o.room = slices.Grow(o.room[:0], n)[:n]
	return o
}

var hits = doc.DefineLocal(scan, cut)

// scan finds the words of all classes.
func scan(d *doc.Document, spent *occurrences) *occurrences {
	l := load()
	s := scanners.Get().(*scanner)
	fs := s.scan(l.trie, d.Text)
	// next is where the next hit of each class goes.
	next := slices.Grow(s.byClass[:0], len(l.byRow))[:len(l.byRow)]
	clear(next)
	s.byClass = next
	for _, f := range fs {
		for k := f.label; ; k++ {
			r := &l.rows[k]
			next[r.class]++
			if r.last {
				break
			}
		}
	}
	all := int32(0)
	for c, n := range next {
		next[c] = all
		all += n
	}
	out := spent.anew(len(l.byRow), int(all))
	room, first := out.room, int32(0)
	for _, f := range fs {
		for k := f.label; ; k++ {
			r := &l.rows[k]
			room[next[r.class]] = Hit{doc.Span{Start: int(f.start), End: int(f.start + r.size)}, r.row}
			next[r.class]++
			if r.last {
				break
			}
		}
	}
	for c, end := range next {
		out.byClass[c] = room[first:end:end]
		first = end
	}
	scanners.Put(s)
	return out
}

// cut returns the occurrences that lie inside sp, counted from its start.
func cut(whole *occurrences, sp doc.Span, spent *occurrences) *occurrences {
	all := 0
	for _, hs := range whole.byClass {
		all += from(hs, sp.End) - from(hs, sp.Start)
	}
	out := spent.anew(len(whole.byClass), all)
	room := out.room[:0]
	for c, hs := range whole.byClass {
		first := len(room)
		for _, h := range hs[from(hs, sp.Start):from(hs, sp.End)] {
			if h.End <= sp.End {
				h.Start, h.End = h.Start-sp.Start, h.End-sp.Start
				room = append(room, h)
			}
		}
		out.byClass[c] = room[first:len(room):len(room)]
	}
	return out
}

// In returns every occurrence of the class's words in d.Text, overlapping ones
// included, by start and then longest first.
func (c Class) In(d *doc.Document) []Hit { return hits.Of(d).byClass[c.index] }

// Within returns the occurrences that begin inside sp, a span of d.Text, in the
// order of In; the last may reach beyond its end.
func (c Class) Within(d *doc.Document, sp doc.Span) []Hit {
	hs := c.In(d)
	lo := from(hs, sp.Start)
	hi := lo
	for hi < len(hs) && hs[hi].Start < sp.End {
		hi++
	}
	return hs[lo:hi:hi]
}

// Any reports whether one of the class's words stands inside sp, a span of
// d.Text.
func (c Class) Any(d *doc.Document, sp doc.Span) bool {
	hs := c.In(d)
	for i := from(hs, sp.Start); i < len(hs) && hs[i].Start < sp.End; i++ {
		if hs[i].End <= sp.End {
			return true
		}
	}
	return false
}

// from returns the number of the first hit that does not begin before start.
func from(hs []Hit, start int) int {
	lo, hi := 0, len(hs)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); hs[m].Start < start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// Longest returns the occurrences left after taking, from left to right, the
// longest word and passing over what overlaps it.
func (c Class) Longest(d *doc.Document) iter.Seq[Hit] {
	return func(yield func(Hit) bool) {
		end := 0
		for _, h := range c.In(d) {
			if h.Start < end {
				continue
			}
			if !yield(h) {
				return
			}
			end = h.End
		}
	}
}
