package isolate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"hecha/internal/doc"
	"hecha/internal/format"
)

// The test binary is its own child, as the program is.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == Command {
		if err := Child(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// trial is a reader that does what its input says.
var _ = format.Register(format.Reader{
	Name: "trial", Label: "试验", Extensions: []string{".trial"}, Isolate: true,
	Sniff: func(in format.Input) format.Confidence {
		if strings.HasPrefix(string(in.Data), "trial ") {
			return format.Certain
		}
		return format.No
	},
	Read: func(ctx context.Context, in format.Input, _ format.Options) (*doc.Source, error) {
		_, hasDeadline := ctx.Deadline()
		inChild := len(os.Args) == 2 && os.Args[1] == Command
		text := fmt.Sprintf("子进程 %v", inChild)
		switch strings.TrimPrefix(string(in.Data), "trial ") {
		case "plain":
		case "costly":
			if !inChild {
				return nil, format.ErrCostly
			}
		case "encrypted":
			return nil, &format.Error{Reason: format.Encrypted, Detail: "文件设有打开密码。"}
		case "panic":
			panic("trial")
		case "memory":
			if !inChild {
				return nil, format.ErrCostly
			}
			var hoard [][]byte
			for {
				b := make([]byte, 1<<20)
				for i := range b {
					b[i] = 1
				}
				hoard = append(hoard, b)
				if len(hoard) > 4096 {
					return nil, errors.New("not stopped")
				}
			}
		case "hang":
			if !inChild {
				<-ctx.Done()
				return nil, ctx.Err()
			}
		}
		if !hasDeadline {
			return nil, errors.New("no deadline")
		}
		return &doc.Source{Text: text, Blocks: []doc.Block{{Span: doc.Span{End: len(text)}, Origin: "第1页"}},
			Notes: []doc.Note{{Kind: doc.NotePartial, Message: "提示", Count: 2}}}, nil
	},
})

func TestRun(t *testing.T) {
	for _, c := range []struct {
		input  string
		text   string
		reason format.Reason
	}{
		{"plain", "子进程 false", ""},
		{"costly", "子进程 true", ""},
		{"hang", "子进程 true", ""},
		{"encrypted", "", format.Encrypted},
		{"panic", "", format.Damaged},
		{"memory", "", format.TooLarge},
	} {
		t.Run(c.input, func(t *testing.T) {
			start := time.Now()
			src, err := Run(t.Context(), "", format.Input{Name: "a.trial", Data: []byte("trial " + c.input)}, format.Options{})
			if c.reason != "" {
				if fe, ok := errors.AsType[*format.Error](err); !ok || fe.Reason != c.reason {
					t.Fatalf("error %v, want reason %s", err, c.reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if src.Text != c.text || len(src.Blocks) != 1 || src.Blocks[0].Origin != "第1页" || len(src.Notes) != 1 || src.Notes[0].Count != 2 {
				t.Errorf("got %+v, want text %q and its block and note", src, c.text)
			}
			if took := time.Since(start); took > childTime {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := Run(ctx, "", format.Input{Name: "a.trial", Data: []byte("trial hang")}, format.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
}

func TestMissingProgram(t *testing.T) {
	_, err := Run(t.Context(), "/no/such/program", format.Input{Name: "a.trial", Data: []byte("trial costly")}, format.Options{})
	if fe, ok := errors.AsType[*format.Error](err); !ok || fe.Reason != format.IO {
		t.Fatalf("got %v", err)
	}
}
