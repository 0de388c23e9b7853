package figure

import (
	"testing"

	"hecha/internal/rule/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, "figure.*") }
