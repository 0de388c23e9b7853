package report

import (
	"testing"

	"hecha/internal/doc"
)

// A file of which only a part was read is never passed as it stands.
func TestJudgePartial(t *testing.T) {
	for kind, want := range map[doc.NoteKind]string{doc.NotePartial: Revise, doc.NoteHidden: Pass} {
		r := &Report{Notes: []Note{{Kind: string(kind)}}}
		if r.Judge(DefaultThresholds, 0); r.Verdict != want || (len(r.Reasons) > 0) != (want != Pass) {
			t.Errorf("%s: %s %q, want %s", kind, r.Verdict, r.Reasons, want)
		}
	}
}
