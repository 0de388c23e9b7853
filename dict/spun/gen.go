//go:build ignore

// Gen makes ../lexicon/swapped.tsv: the phrases of phrases.txt with one or two
// of their words replaced by what word-swapping programs put there (swap.txt).
// A result that reads like a phrase of its own is left out: one listed in
// plain.txt, one that is itself a phrase, or a word of gse's. Run in this
// folder:
//
//	go run gen.go > ../lexicon/swapped.tsv
package main

import (
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

func main() {
	swaps := map[string][]string{}
	for _, f := range fields("swap.txt") {
		swaps[f[0]] = append(swaps[f[0]], f[1:]...)
	}
	var phrases []string
	plain := map[string]bool{}
	for _, f := range fields("phrases.txt") {
		for _, tail := range f[1:] {
			phrases = append(phrases, f[0]+tail)
			plain[f[0]+tail] = true
		}
	}
	for _, f := range fields("plain.txt") {
		plain[f[0]] = true
	}
	for _, f := range fields("../gse/words.txt") {
		plain[f[0]] = true
	}
	made := map[string]string{}
	for _, p := range phrases {
		for _, once := range variants(p, swaps) {
			add(made, once, p)
			for _, twice := range variants(once, swaps) {
				add(made, twice, p)
			}
		}
	}
	var out []string
	for v, p := range made {
		if !plain[v] && v != p && utf8.RuneCountInString(v) >= 4 {
			out = append(out, v+"\t"+p)
		}
	}
	slices.Sort(out)
	fmt.Println("# Phrases with words swapped by a program: swapped, original. Made by dict/spun/gen.go.")
	for _, l := range out {
		fmt.Println(l)
	}
}

func add(made map[string]string, v, p string) {
	if old, ok := made[v]; !ok || len(p) < len(old) || len(p) == len(old) && p < old {
		made[v] = p
	}
}

// variants returns p with one word swapped, for every word of two characters
// or more that stands in it.
func variants(p string, swaps map[string][]string) []string {
	var out []string
	for i := range p {
		for n := 2; n <= 3; n++ {
			if i+3*n > len(p) {
				break
			}
			for _, s := range swaps[p[i:i+3*n]] {
				out = append(out, p[:i]+s+p[i+3*n:])
			}
		}
	}
	return out
}

// fields returns the words of every line of a file but comments.
func fields(name string) [][]string {
	b, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 0 && f[0][0] != '#' {
			out = append(out, f)
		}
	}
	return out
}
