package report

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"hecha/internal/finding"
)

// fill sets every field of v to something arbitrary, at times to nothing.
func fill(rnd *rand.Rand, v reflect.Value) {
	if rnd.IntN(4) == 0 {
		v.SetZero()
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(rnd, v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rnd.IntN(3), 3))
		for i := range v.Len() {
			fill(rnd, v.Index(i))
		}
	case reflect.String:
		pieces := []string{"讲座", "a&<b>", "\"", "\\", "\n\r\t\b\f", "\x00\x1f\x7f", "\xff", "\xe4\xb8", "\u2028\u2029", "👍", "“·”…", "é", "\ufffd", "％"}
		s := ""
		for range rnd.IntN(4) {
			s += pieces[rnd.IntN(len(pieces))]
		}
		v.SetString(s)
	case reflect.Int:
		v.SetInt(int64(rnd.Uint64()) >> rnd.IntN(64))
		if v.Type() == reflect.TypeFor[finding.Severity]() {
			v.SetInt(rnd.Int64N(3))
		}
	case reflect.Float64:
		v.SetFloat(rnd.NormFloat64() * []float64{1e-9, 1, 1e5, 1e25}[rnd.IntN(4)])
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no values of type " + v.Type().String())
	}
}

// TestAppendJSON holds the encoder to the struct tags: any report comes out as
// encoding/json writes it, also one with a field that was added today.
func TestAppendJSON(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var r Report
		fill(rnd, reflect.ValueOf(&r).Elem())
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(&r); err != nil {
			t.Fatal(err)
		}
		got := append(r.AppendJSON(nil), '\n')
		if !bytes.Equal(got, want.Bytes()) {
			i := 0
			for got[i] == want.Bytes()[i] {
				i++
			}
			from := max(0, i-60)
			t.Fatalf("at %d:\ngot  %s\nwant %s", i, got[from:min(len(got), i+60)], want.Bytes()[from:min(want.Len(), i+60)])
		}
		var back, again Report
		if json.Unmarshal(got, &back) != nil || json.Unmarshal(want.Bytes(), &again) != nil || !reflect.DeepEqual(back, again) {
			t.Fatalf("does not read back: %s", got)
		}
	}
}

// TestChecked checks that the list reads and writes as the object it stands for.
func TestChecked(t *testing.T) {
	var c Checked
	for _, id := range []string{"text.typo", "date.order", "text.typo", "figure.tally"} {
		c.Add(id)
	}
	want, err := json.Marshal(map[string]int{"text.typo": 2, "date.order": 1, "figure.tally": 1})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(c)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s %v, want %s", got, err, want)
	}
	var back Checked
	if err := json.Unmarshal(got, &back); err != nil || !reflect.DeepEqual(back, c) {
		t.Errorf("read back %v %v, want %v", back, err, c)
	}
}
