package format

import (
	"context"
	"errors"
)

// ErrCostly is returned by a reader that was asked for a quick attempt and
// found that the file needs more time or memory than one may take inside the
// main process. Package isolate then reads it again in a child process.
var ErrCostly = errors.New("format: file is too costly for a quick attempt")

type quickKey struct{}

// Quick returns a context that asks readers to give up with ErrCostly rather
// than spend much on a file.
func Quick(ctx context.Context) context.Context {
	return context.WithValue(ctx, quickKey{}, true)
}

// quick reports whether ctx asks for a quick attempt.
func quick(ctx context.Context) bool { return ctx.Value(quickKey{}) != nil }
