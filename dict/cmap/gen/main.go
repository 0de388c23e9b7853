// Command gen turns Adobe's CMap resources (BSD-3, as Debian's poppler-data
// ships them below cMap/) into the table hecha embeds: for every CID of the
// Chinese, Japanese and Korean character collections, its Unicode text.
//
//	go run ./dict/cmap/gen /usr/share/poppler/cMap dict/cmap/cid.bin.gz
//
// The table, inflated, is a sequence of collections: a name ending in NUL, the
// number of CIDs as uvarint, then one signed varint a CID: the difference
// between its code point and that of the CID before it plus one. Code point 0
// stands for a CID without Unicode; of a CID that is several characters only
// those with one code point are kept.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
)

// maxCID bounds the CIDs of a collection; the largest has about 30,600.
const maxCID = 1 << 15

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: gen CMAPDIR OUT")
	}
	var raw bytes.Buffer
	for _, name := range []string{"GB1", "CNS1", "Japan1", "Korea1"} {
		table, err := read(filepath.Join(os.Args[1], "Adobe-"+name, "Adobe-"+name+"-UCS2"))
		if err != nil {
			log.Fatal(err)
		}
		raw.WriteString(name + "\x00")
		raw.Write(binary.AppendUvarint(nil, uint64(len(table))))
		prev := rune(-1)
		for _, r := range table {
			raw.Write(binary.AppendVarint(nil, int64(r-prev-1)))
			prev = r
		}
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if _, err := z.Write(raw.Bytes()); err != nil {
		log.Fatal(err)
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[2], out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// read returns the code point of each CID that the bfchar and bfrange sections
// of an Adobe-*-UCS2 resource name.
func read(file string) ([]rune, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var table []rune
	set := func(cid int, r rune) {
		for len(table) <= cid {
			table = append(table, 0)
		}
		table[cid] = r
	}
	section := ""
	in := bufio.NewScanner(f)
	for in.Scan() {
		fields := strings.Fields(in.Text())
		switch {
		case len(fields) == 0:
		case strings.HasPrefix(fields[len(fields)-1], "beginbf"):
			section = fields[len(fields)-1]
		case strings.HasPrefix(fields[0], "endbf"):
			section = ""
		case section == "beginbfchar" && len(fields) == 2, section == "beginbfrange" && len(fields) == 3:
			from, err := cid(fields[0])
			if err != nil {
				return nil, err
			}
			to, err := cid(fields[len(fields)-2])
			if err != nil {
				return nil, err
			}
			r, err := text(fields[len(fields)-1])
			if err != nil {
				return nil, err
			}
			for c := from; r > 0 && c <= to; c++ {
				set(c, r+rune(c-from))
			}
		case section != "":
			return nil, fmt.Errorf("%s: unexpected line %q", file, in.Text())
		}
	}
	return table, in.Err()
}

func cid(s string) (int, error) {
	n, err := strconv.ParseUint(strings.Trim(s, "<>"), 16, 16)
	if err == nil && n >= maxCID {
		err = fmt.Errorf("CID %d out of range", n)
	}
	return int(n), err
}

// text returns the single code point of a UTF-16BE hex string, or 0.
func text(s string) (rune, error) {
	b, err := hex.DecodeString(strings.Trim(s, "<>"))
	if err != nil || len(b)%2 != 0 {
		return 0, fmt.Errorf("bad text %q: %v", s, err)
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	if rs := utf16.Decode(u); len(rs) == 1 {
		return rs[0], nil
	}
	return 0, nil
}
