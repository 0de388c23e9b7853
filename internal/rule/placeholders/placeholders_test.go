package placeholders

import (
	"testing"

	"hecha/internal/rule/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, "placeholder.*") }
