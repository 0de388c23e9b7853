package report

import (
	"strconv"

	"github.com/shopspring/decimal"
)

var pow10 = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// appendDecimal appends d without exponent and trailing zeros, as its String
// method writes it, which is slow: it goes by big integers.
func appendDecimal(b []byte, d decimal.Decimal) []byte {
	c, e := d.CoefficientInt64(), int(d.Exponent())
	if n := d.NumDigits(); n > 18 || n+e > 18 || e < -18 {
		return append(b, d.String()...)
	}
	if e >= 0 {
		return strconv.AppendInt(b, c*pow10[e], 10)
	}
	if c < 0 {
		b, c = append(b, '-'), -c
	}
	whole, part := c/pow10[-e], c%pow10[-e]
	b = strconv.AppendInt(b, whole, 10)
	if part == 0 {
		return b
	}
	b = append(b, '.')
	for e++; part < pow10[-e]; e++ {
		b = append(b, '0')
	}
	for part%10 == 0 {
		part /= 10
	}
	return strconv.AppendInt(b, part, 10)
}
