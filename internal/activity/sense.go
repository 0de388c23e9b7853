package activity

import (
	"strings"
	"sync"

	"hecha/internal/lexicon"
)

var dictionary = lexicon.Define("activity")

// Columns of the class activity.
const (
	colType = iota
	colRole
	colClass
	colUnit
)

// role is how a word takes part; dict/lexicon/activity.tsv explains each.
type role uint8

const (
	none role = iota
	light
	verb
	act
	event
	object
	ending
	plain
	theme
	state
)

var roles = map[string]role{
	"light": light, "verb": verb, "act": act, "event": event, "object": object, "ending": ending, "plain": plain, "theme": theme, "state": state,
}

// doing reports whether a word of the role says that something is done.
func (o role) doing() bool { return o == light || o == verb || o == act }

// classes is a set of classes of verbs.
type classes uint64

// The classes that the code asks for.
const (
	building classes = 1 << iota
	founding
	printing
	giving
	composing
)

// sense is what a line of the dictionary says.
type sense struct {
	role    role
	typ     Type
	classes classes
	unit    string // further classifiers of occasions, separated by "|"
	// weak and part are the classes of that name of endings and state words.
	weak, part bool
	// festive tells that the word makes a festival of what follows it.
	festive bool
}

// senses are the lines of the dictionary by number.
var senses = sync.OnceValue(func() []sense {
	bits := map[string]classes{"build": building, "found": founding, "print": printing, "give": giving, "compose": composing}
	rows := dictionary.Rows()
	out := make([]sense, len(rows))
	for i := range rows {
		row := &rows[i]
		class := row.Column(colClass)
		s := sense{role: roles[row.Column(colRole)], typ: Type(row.Column(colType)), unit: row.Column(colUnit), weak: class == "weak", part: class == "part"}
		s.festive = s.typ == "festival" && strings.Contains(row.Word, "节日")
		for name := range strings.SplitSeq(class, "|") {
			if name == "" {
				continue
			}
			if bits[name] == 0 {
				bits[name] = 1 << len(bits)
			}
			s.classes |= bits[name]
		}
		out[i] = s
	}
	return out
})
