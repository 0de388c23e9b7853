package honour

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"hecha/internal/lexicon"
)

// titles are the known honours, one a line in dict/lexicon/honour.tsv.
var titles = lexicon.Define("honour")

// CatalogueLevel is the level a known title has by itself.
type CatalogueLevel string

// The levels a known title may have beside those of Level.
const (
	// ByPrefix titles take their level from the words before them.
	ByPrefix CatalogueLevel = "by_prefix"
	// Ministry titles are given by a national body within its own system.
	Ministry CatalogueLevel = "ministry"
)

// Entry is a known honour.
type Entry struct {
	Title string
	Level CatalogueLevel
	Kind  RecipientKind
	// Issuers is who gives it, by the date they began to; the first Date is "".
	Issuers []Issuer
	// Every is the number of years between rounds, 0 if unknown.
	Every float64
	// Since is the ISO date, as precise as known, when it was first given.
	Since string
	// Years are the only rounds known, as ISO dates as precise as known.
	Years []string
	// Editions are the dated editions, by number.
	Editions []Edition
	// From and To are the years it was given in, if it was given only then.
	From, To string
}

// Issuer is a body that gives an honour from a date on.
type Issuer struct{ Name, Date string }

// Edition is a dated edition of an honour; Date is ISO, as precise as known.
type Edition struct {
	Number int
	Date   string
}

// Catalogue returns the known honours in file order.
func Catalogue() []*Entry { return catalogue().entries }

// Lookup returns the known honour that title names: by its full name, with the
// level words 全国 or 国家 before it, or by another name; nil if none. Title is
// without quotes, year and edition.
func Lookup(title string) *Entry {
	if strings.Contains(title, "“") {
		title = unquote.Replace(title)
	}
	return catalogue().byName[title]
}

var unquote = strings.NewReplacer("“", "", "”", "")

type index struct {
	entries []*Entry
	byName  map[string]*Entry
}

var catalogue = sync.OnceValue(func() *index {
	x := &index{byName: map[string]*Entry{}}
	for _, r := range titles.Rows() {
		if strings.HasPrefix(r.Column(0), "=") {
			continue
		}
		e := parseEntry(r)
		x.entries = append(x.entries, e)
		x.byName[unquote.Replace(e.Title)] = e
	}
	for _, r := range titles.Rows() {
		if of, ok := strings.CutPrefix(r.Column(0), "="); ok && x.byName[r.Word] == nil {
			x.byName[unquote.Replace(r.Word)] = x.byName[unquote.Replace(of)]
		}
	}
	return x
})

func parseEntry(r lexicon.Row) *Entry {
	e := &Entry{Title: r.Word, Level: CatalogueLevel(r.Column(0)), Kind: RecipientKind(r.Column(1))}
	for i, part := range strings.Split(r.Column(2), ";") {
		switch date, name, ok := strings.Cut(part, "="); {
		case ok:
			e.Issuers = append(e.Issuers, Issuer{name, date})
		case i == 0 && part != "":
			e.Issuers = append(e.Issuers, Issuer{Name: part})
		}
	}
	for part := range strings.SplitSeq(r.Column(3), ";") {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "":
		case "every":
			e.Every, _ = strconv.ParseFloat(strings.TrimSuffix(value, "y"), 64)
		case "since":
			e.Since = value
		case "years":
			e.Years = strings.Split(value, ",")
		case "period":
			e.From, e.To, _ = strings.Cut(value, "/")
		default:
			if n, err := strconv.Atoi(key); err == nil {
				e.Editions = append(e.Editions, Edition{n, value})
			}
		}
	}
	slices.SortFunc(e.Editions, func(a, b Edition) int { return a.Number - b.Number })
	return e
}
