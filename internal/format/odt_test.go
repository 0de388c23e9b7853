package format_test

import (
	"testing"

	"hecha/internal/format/formattest"
)

func TestConformODT(t *testing.T) { formattest.Conform(t, "odt") }

func BenchmarkODT(b *testing.B) { benchmark(b, "odt") }
