package boilerplate

import (
	"testing"

	"hecha/internal/rule/ruletest"
)

func TestRules(t *testing.T) { ruletest.Run(t, "boilerplate.*") }
