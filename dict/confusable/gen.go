//go:build ignore

// Gen makes ../confusable.tsv: for every character of the collocations and of
// gse's idioms, the characters it is mistaken for — of the same sound, by the readings
// of go-pinyin (MIT), or of like shape, by shape.txt. Run in this folder, with
// the folder of github.com/mozillazg/go-pinyin v0.21.0:
//
//	go run gen.go FOLDER > ../confusable.tsv
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// usual is how often a character must occur in gse's words to be one that
// people type.
const usual = 200

var tones = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ī", "i", "í", "i", "ǐ", "i", "ì", "i",
	"ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ü", "v")

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go FOLDER")
	}
	freq := map[rune]int{}
	each("../gse/words.txt", func(line string) {
		f := strings.Fields(line)
		n, err := strconv.Atoi(f[1])
		if err != nil {
			log.Fatal(err)
		}
		for _, r := range f[0] {
			freq[r] += n
		}
	})
	row := regexp.MustCompile(`0x([0-9A-F]+): "([^"]+)"`)
	sounds := map[rune][]string{}
	bySound := map[string][]rune{}
	each(filepath.Join(os.Args[1], "pinyin_dict.go"), func(line string) {
		m := row.FindStringSubmatch(line)
		if m == nil {
			return
		}
		n, err := strconv.ParseInt(m[1], 16, 32)
		if err != nil {
			log.Fatal(err)
		}
		r := rune(n)
		for _, s := range strings.Split(tones.Replace(m[2]), ",") {
			if slices.Contains(sounds[r], s) {
				continue
			}
			sounds[r] = append(sounds[r], s)
			if freq[r] >= usual {
				bySound[s] = append(bySound[s], r)
			}
		}
	})
	like := map[rune]string{}
	each("shape.txt", func(line string) {
		for _, r := range line {
			like[r] += line
		}
	})
	var wanted []rune
	each("../lexicon/collocation.tsv", func(line string) {
		for _, r := range line {
			if !slices.Contains(wanted, r) {
				wanted = append(wanted, r)
			}
		}
	})
	each("../gse/words.txt", func(line string) {
		f := strings.Fields(line)
		if f[2] != "i" {
			return
		}
		for _, r := range f[0] {
			if !slices.Contains(wanted, r) {
				wanted = append(wanted, r)
			}
		}
	})
	slices.Sort(wanted)
	fmt.Println("# What a character is mistaken for. Made by dict/confusable/gen.go.")
	for _, r := range wanted {
		var out []rune
		for _, s := range sounds[r] {
			out = append(out, bySound[s]...)
		}
		out = append(out, []rune(like[r])...)
		slices.Sort(out)
		out = slices.DeleteFunc(slices.Compact(out), func(c rune) bool { return c == r })
		if len(out) > 0 {
			fmt.Printf("%c\t%s\n", r, string(out))
		}
	}
}

func each(name string, f func(line string)) {
	file, err := os.Open(name)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	for sc := bufio.NewScanner(file); sc.Scan(); {
		if line := sc.Text(); line != "" && line[0] != '#' {
			f(line)
		}
	}
}
