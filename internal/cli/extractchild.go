package cli

import (
	"context"

	"github.com/spf13/cobra"

	"hecha/internal/doc"
	"hecha/internal/format"
	"hecha/internal/format/isolate"
)

var _ = addCommand(newChild)

// newChild is the hidden command that reads one risky file in a process of its
// own.
func newChild(s *Streams) *cobra.Command {
	return &cobra.Command{
		Use: isolate.Command, Hidden: true, Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return isolate.Child(s.In, s.Out) },
	}
}

// inChild reads a file that may make its reader hang where it can be stopped.
func inChild(ctx context.Context, in format.Input, opt format.Options) (*doc.Source, error) {
	return isolate.Run(ctx, "", in, opt)
}
