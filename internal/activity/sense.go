package activity

import (
	"slices"
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
type classes uint32

// The classes that the code asks for.
const (
	building classes = 1 << iota
	founding
	printing
	giving
	composing
)

// sense is what a line of the dictionary says, small because every word of a
// text gets one.
type sense struct {
	role role
	// weak and part are the classes of that name of endings and state words.
	weak, part bool
	// festive tells that the word makes a festival of what follows it.
	festive bool
	typ     kind
	unit    uint16 // numbers vocabulary.units
	classes classes
}

// kind is the number of an activity type in vocabulary.types.
type kind uint16

// The kinds that the code asks for.
const (
	untyped kind = iota
	volunteer
	publication
	facility
	culture
	festival
	contest
	selection
	donation
	other
)

// vocabulary is the dictionary as read.
type vocabulary struct {
	senses []sense // by line
	types  []Type  // by kind
	// units are further classifiers of occasions, separated by "|".
	units []string
}

// numbered returns the number of s in all, to which it is added if need be.
func numbered[T ~string](all *[]T, s T) int {
	i := slices.Index(*all, s)
	if i < 0 {
		i = len(*all)
		*all = append(*all, s)
	}
	return i
}

var vocabularyOf = sync.OnceValue(func() *vocabulary {
	bits := map[string]classes{"build": building, "found": founding, "print": printing, "give": giving, "compose": composing}
	v := &vocabulary{
		types: []Type{"", "volunteer", "publication", "facility", "culture", "festival", "contest", "selection", "donation", "other"},
		units: []string{""},
	}
	rows := dictionary.Rows()
	v.senses = make([]sense, len(rows))
	for i := range rows {
		row := &rows[i]
		class := row.Column(colClass)
		s := sense{role: roles[row.Column(colRole)], weak: class == "weak", part: class == "part"}
		s.typ = kind(numbered(&v.types, Type(row.Column(colType))))
		s.unit = uint16(numbered(&v.units, row.Column(colUnit)))
		s.festive = s.typ == festival && strings.Contains(row.Word, "节日")
		for name := range strings.SplitSeq(class, "|") {
			if name == "" {
				continue
			}
			if bits[name] == 0 {
				bits[name] = 1 << len(bits)
			}
			s.classes |= bits[name]
		}
		v.senses[i] = s
	}
	return v
})
