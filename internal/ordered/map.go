// Package ordered maps a sequence on several goroutines and keeps its order.
package ordered

import (
	"context"
	"iter"
)

// Map applies f to items on jobs goroutines and yields the results in the
// order of the items. At most 2·jobs items are under way or waiting for their
// turn. When ctx ends, the sequence stops early.
func Map[A, B any](ctx context.Context, jobs int, items iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type task struct {
			item A
			done chan B
		}
		work := make(chan task)
		turns := make(chan chan B, 2*jobs)
		go func() {
			defer close(turns)
			defer close(work)
			for it := range items {
				t := task{it, make(chan B, 1)}
				select {
				case turns <- t.done:
				case <-ctx.Done():
					return
				}
				select {
				case work <- t:
				case <-ctx.Done():
					return
				}
			}
		}()
		for range jobs {
			go func() {
				for t := range work {
					t.done <- f(t.item)
				}
			}()
		}
		for turn := range turns {
			select {
			case b := <-turn:
				if !yield(b) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
