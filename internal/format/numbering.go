package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// List numbering as Word keeps it, shared by every reader whose format stores
// the rule of a list and not its numbers (docx, doc, odt): a list definition
// has nine levels, the counters belong to the definition, and instances point
// at a definition and may override levels or start values.

// listLevels is how many levels a list has in Word and in OpenDocument's
// common use.
const listLevels = 9

// listLevel is the rule of one level.
type listLevel struct {
	// start is the first number of the level.
	start int
	// format is the number format by its WordprocessingML name ("decimal",
	// "chineseCounting", "bullet", "none").
	format string
	// text is the label with %1…%9 for the numbers of levels 1…9. For bullets
	// it is the bullet itself.
	text string
	// legal shows all numbers of the label as decimals.
	legal bool
	// restart is the highest level, counted from 1, whose use restarts this
	// one; 0 means never and restartDefault any higher level.
	restart int
	// tight says that nothing stands between label and text.
	tight bool
}

const restartDefault = -1

// listDef is a list definition: an abstractNum of docx, an LST of doc. Several
// instances with the same *listDef count on.
type listDef struct {
	levels [listLevels]listLevel
}

// listInstance is one use of a definition: a num of docx, an LFO of doc.
type listInstance struct {
	def *listDef
	// replaced holds levels redefined by the instance; nil keeps def's.
	replaced [listLevels]*listLevel
	// starts holds start overrides where overridden is set. They take effect
	// when the instance is used for the first time.
	starts     [listLevels]int
	overridden [listLevels]bool
}

func (in *listInstance) level(i int) *listLevel {
	if in.replaced[i] != nil {
		return in.replaced[i]
	}
	return &in.def.levels[i]
}

func (in *listInstance) start(i int) int {
	if in.overridden[i] {
		return in.starts[i]
	}
	return in.level(i).start
}

// listCounters are the running numbers of one story (body, notes, text box
// share one in Word).
type listCounters struct {
	byDef map[*listDef]*levelCounters
	used  map[*listInstance]bool
}

type levelCounters struct {
	value   [listLevels]int
	started [listLevels]bool
}

// next counts one paragraph at level (0-based) of in and returns its label,
// ready to be written before the paragraph's text; "" when the level shows
// none. Levels out of range are clamped.
func (lc *listCounters) next(in *listInstance, level int) string {
	if lc.byDef == nil {
		lc.byDef = map[*listDef]*levelCounters{}
		lc.used = map[*listInstance]bool{}
	}
	level = min(max(level, 0), listLevels-1)
	c := lc.byDef[in.def]
	if c == nil {
		c = new(levelCounters)
		lc.byDef[in.def] = c
	}
	if !lc.used[in] {
		lc.used[in] = true
		for i, over := range in.overridden {
			if over {
				c.started[i] = false
			}
		}
	}
	if c.started[level] {
		c.value[level]++
	} else {
		c.value[level], c.started[level] = in.start(level), true
	}
	for i := level + 1; i < listLevels; i++ {
		if r := in.level(i).restart; r == restartDefault || r > level {
			c.started[i] = false
		}
	}
	return label(in, level, c)
}

// set makes n the next number of a level.
func (lc *listCounters) set(in *listInstance, level, n int) {
	lc.next(in, level)
	lc.byDef[in.def].value[min(max(level, 0), listLevels-1)] = n - 1
}

// label renders the label of a level from the counters.
func label(in *listInstance, level int, c *levelCounters) string {
	lv := in.level(level)
	switch lv.format {
	case "none":
		// Text without a number is still shown: 第%1条 with no number is rare,
		// a constant label such as "附件:" is not.
	case "bullet":
		return glueLabel(bulletText(lv.text), lv.tight)
	}
	var b strings.Builder
	t := lv.text
	for {
		i := strings.IndexByte(t, '%')
		if i < 0 || i+1 >= len(t) {
			b.WriteString(t)
			break
		}
		b.WriteString(t[:i])
		k := int(t[i+1]) - '1'
		if k < 0 || k >= listLevels {
			b.WriteByte('%')
			t = t[i+1:]
			continue
		}
		t = t[i+2:]
		if k > level {
			continue
		}
		n := c.value[k]
		if !c.started[k] {
			n = in.start(k)
		}
		format := in.level(k).format
		if lv.legal && format != "none" {
			format = "decimal"
		}
		b.WriteString(formatNumber(format, n))
	}
	return glueLabel(b.String(), lv.tight)
}

// glueLabel adds the space that keeps a label from running into the text:
// "1." before "3个" would read as 1.3. Labels that end in a bracket or a
// Chinese comma need none.
func glueLabel(label string, tight bool) string {
	label = strings.TrimRight(label, " \t\u00a0\u3000")
	if label == "" || tight {
		return label
	}
	last, _ := utf8.DecodeLastRuneInString(label)
	if strings.ContainsRune("、)）．。，:：】]》〉", last) || unicode.Is(unicode.No, last) {
		return label // ① and ⑴ stand apart as well
	}
	return label + " "
}

// bulletText maps the private-use characters of the symbol fonts, which Word
// uses for its bullets, to characters that other programs show.
func bulletText(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= 0xF000 && r <= 0xF0FF {
			r = symbolRune("Wingdings", r&0xFF)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// symbolRune returns the character that a code of a symbol font draws, or a
// plain bullet when the drawing has no character of its own.
func symbolRune(font string, code rune) rune {
	if font == "Wingdings 2" {
		switch code {
		case 0x52, 0x54:
			return '☑'
		case 0x53, 0x51, 0x55:
			return '☒'
		case 0xA3, 0x2A, 0x30:
			return '□'
		case 0x50:
			return '✓'
		}
		return '•'
	}
	switch code {
	case 0x6C:
		return '●'
	case 0x6E:
		return '■'
	case 0x6F, 0x70, 0x71, 0x72, 0xA8:
		return '□'
	case 0x75:
		return '◆'
	case 0x76:
		return '❖'
	case 0xAB:
		return '★'
	case 0xD8:
		return '➢'
	case 0xE0, 0xE8:
		return '→'
	case 0xFC:
		return '✓'
	case 0xFB:
		return '✗'
	case 0xFD, 0x78:
		return '☒'
	case 0xFE:
		return '☑'
	}
	return '•'
}
