package ordered

import (
	"context"
	"slices"
	"testing"
	"time"
)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	for _, jobs := range []int{1, 2, 7} {
		got := slices.Collect(Map(context.Background(), jobs, count(200), func(i int) int {
			time.Sleep(time.Duration(i%3) * time.Microsecond)
			return 2 * i
		}))
		if len(got) != 200 || !slices.IsSorted(got) || got[199] != 398 {
			t.Errorf("%d jobs: %v", jobs, got)
		}
	}
}

func TestMapStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Map(ctx, 3, count(1<<30), func(i int) int { return i }) {
		if n++; n == 5 {
			cancel()
		}
		if n > 5+3 {
			break
		}
	}
	if n < 5 {
		t.Error(n)
	}
}
