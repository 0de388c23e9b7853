package fold

// Simplify returns the simplified form of one character, r itself when it has
// none. It knows characters only; Fold also knows phrases.
func Simplify(r rune) rune { return loadTables().simplify(r) }
