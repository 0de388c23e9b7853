package figure

import (
	"strings"

	"github.com/shopspring/decimal"

	"hecha/internal/claim"
	"hecha/internal/quantity"
)

var hundred = decimal.NewFromInt(100)

// maxNear is how many claims a rule looks back or ahead in a sentence; it
// keeps the cost linear.
const maxNear = 12

// show prints a computed value with at most two decimals.
func show(v decimal.Decimal) string {
	s := v.Round(2).String()
	return s
}

// plain prints a figure as it stands in the text, without its unit.
func plain(t string, c *claim.Claim) string { return strings.ReplaceAll(c.Number.Of(t), ",", "") }

// full prints a figure as it stands in the text, on one line.
func full(t string, c *claim.Claim) string {
	return strings.ReplaceAll(strings.TrimSpace(c.Of(t)), "\n", "")
}

// agrees reports whether a computed interval can be the printed figure: it
// meets what the figure stands for, one unit in its last place allowed.
func agrees(computed claim.Interval, c *claim.Claim) bool {
	return computed.Meets(c.Range().Widen(c.Step))
}

// containsAny reports whether s holds one of the words.
func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// clauseText is a claim's clause up to the claim, its last maxClause bytes.
func clauseText(t string, c *claim.Claim) string { return t[c.ClauseStart(t):c.Start] }

// wholeDigits returns how many digits v, not negative, has before the point.
func wholeDigits(v decimal.Decimal) int { return v.NumDigits() + int(v.Exponent()) }

// isPercent tells a share or rate, also one that lost its sign.
func isPercent(c *claim.Claim) bool {
	return c.Kind == quantity.Percent && c.Class != "个百分点"
}

// isPoints tells a difference in percentage points.
func isPoints(c *claim.Claim) bool { return c.Kind == quantity.Percent && c.Class == "个百分点" }

// isAmount tells a figure that can be added or divided.
func isAmount(c *claim.Claim) bool {
	switch c.Kind {
	case quantity.Count, quantity.Money, quantity.Measure, quantity.Duration:
		return c.Class != ""
	}
	return false
}
