// Package all links every rule family into the program.
package all

import (
	_ "hecha/internal/rule/boilerplate"
	_ "hecha/internal/rule/date"
	_ "hecha/internal/rule/figure"
	_ "hecha/internal/rule/honours"
	_ "hecha/internal/rule/placeholders" // rules register themselves
	_ "hecha/internal/rule/structure"
	_ "hecha/internal/rule/text"
)
