package report

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestAppendDecimal(t *testing.T) {
	for _, s := range []string{
		"0", "7", "-7", "162", "80000", "9999999999999999", "999999999999999999", "1000000000000000000", "-123456789012345678901234567890",
		"1.2", "0.5", "-0.5", "0.05", "100.10", "0.000", "-3.140", "0.000000000000000001", "0.0000000000000000000001", "12345678901234567.8",
	} {
		d, err := decimal.NewFromString(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, shift := range []int32{0, 1, 4, 8, 17, 30, -1, -2, -8, -18} {
			d := d.Shift(shift)
			if got, want := string(appendDecimal(nil, d)), d.String(); got != want {
				t.Errorf("%s shifted by %d: %s, want %s", s, shift, got, want)
			}
		}
	}
}
