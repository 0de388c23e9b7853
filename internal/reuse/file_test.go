package reuse

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/internal/reuse/spun"
)

func stored(t testing.TB) (string, []byte) {
	name := filepath.Join(t.TempDir(), "x.index")
	if err := build(t, nil, 1, corpus(5, 9)).Save(name); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return name, data
}

func TestOpenDamaged(t *testing.T) {
	name, data := stored(t)
	damaged := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(name)
		if _, ok := errors.AsType[*DamagedError](err); !ok || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
		}
	}
	damaged("empty", nil)
	damaged("other file", []byte("年度工作总结"))
	damaged("half", data[:len(data)/2])
	damaged("header only", data[:40])
	newer := append([]byte(nil), data...)
	newer[8] = 99
	damaged("newer version", newer)
	for i := 0; i < len(data); i += len(data)/211 + 1 {
		b := append([]byte(nil), data...)
		b[i] ^= 0x55
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := Open(name); err == nil {
			// Only padding between sections is not covered by a checksum.
			c := build(t, s, 1, corpus(6, 9))
			pairs(t, c)
			c.Close()
		}
	}
	if _, err := Open(name + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestStoredWords(t *testing.T) {
	pairs := []spun.Pair{{A: spun.MakeWord('一', '些'), B: spun.MakeWord('若', '干')}, {A: spun.MakeWord('达', '到'), B: spun.MakeWord('龙', '齐')}}
	table, err := parseWords(appendWords(nil, pairs))
	if err != nil || !slices.Equal(table.Pairs(), pairs) {
		t.Errorf("%v, %v", table.Pairs(), err)
	}
}

// TestInterruptedAppend: a block that was not written to its end is left out,
// one that was and is damaged is not passed over.
func TestInterruptedAppend(t *testing.T) {
	_, data := stored(t)
	for len(data)%align8 != 0 {
		data = append(data, 0)
	}
	e := &entry{Report: Report{Source: "late.txt"}}
	p := Prepare(Report{Text: "入冬以后修桥3座"})
	e.text = p.text
	block := logBlock([]*entry{e})
	var s Stored
	if err := s.parse(append(append([]byte(nil), data...), block...), true); err != nil || len(s.entries) != 6 {
		t.Fatalf("%v, %d entries", err, len(s.entries))
	}
	s = Stored{}
	if err := s.parse(append(append([]byte(nil), data...), block[:len(block)-3]...), true); err != nil || len(s.entries) != 5 {
		t.Errorf("cut block: %v, %d entries", err, len(s.entries))
	}
	block[20] ^= 1
	s = Stored{}
	if err := s.parse(append(append([]byte(nil), data...), block...), true); err == nil {
		t.Error("damaged block passes")
	}
}

// FuzzStored: whatever a file holds, opening and asking it does not crash.
func FuzzStored(f *testing.F) {
	_, data := stored(f)
	// The large sections, which are not checked in large files.
	large := int(binary.LittleEndian.Uint64(data[16+24*sectionTokens+8:]))
	f.Add(data[large:large+500], uint16(3), byte(1))
	q := corpus(1, 9)
	f.Fuzz(func(t *testing.T, raw []byte, at uint16, x byte) {
		b := append([]byte(nil), data...)
		copy(b[large:], raw)
		b[large+int(at)%(len(b)-large)] ^= x
		s := &Stored{}
		if s.parse(b, false) != nil {
			return
		}
		c := build(t, s, 1, q)
		for _, err := range c.Pairs(t.Context()) {
			if err != nil {
				return
			}
		}
	})
}
