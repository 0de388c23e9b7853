package bench

import (
	"runtime"
	"testing"
)

// Scaling is measured between a text and one four times as long. Linear work
// gives 4, two doublings at the target of 2.3 give 5.3, quadratic work 16. Time
// is that of the processor and the best of several tries, so that a busy
// machine does not fail the test. Allocation is nearly exact: some buffers are kept
// from one text to the next.
const (
	small     = 48 << 10
	growth    = 4
	mostTime  = 8.0
	mostAlloc = 8.0
	tries     = 6
)

func TestScaling(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	a := newAuditor(t, "jsonl")
	a.write(t, Report(1, 10_000))
	for _, s := range Shapes {
		t.Run(s.Name, func(t *testing.T) {
			one, four := s.Make(small), s.Make(growth*small)
			timeOne, allocOne := cost(func() { a.write(t, one) })
			timeFour, allocFour := cost(func() { a.write(t, four) })
			if r := allocFour / allocOne; r > mostAlloc {
				t.Errorf("%.1f times the memory for %d times the text", r, growth)
			}
			for n := 1; timeFour > mostTime*timeOne && n < tries; n++ {
				x, _ := cost(func() { a.write(t, one) })
				y, _ := cost(func() { a.write(t, four) })
				// The larger of the short and the smaller of the long times: an
				// interruption must not look like growth.
				timeOne, timeFour = max(timeOne, x), min(timeFour, y)
			}
			if r := timeFour / timeOne; r > mostTime {
				t.Errorf("%.1f times the time for %d times the text", r, growth)
			}
		})
	}
}

// cost returns the processor time in seconds and the bytes allocated by f.
func cost(f func()) (seconds, bytes float64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := processorTime()
	f()
	seconds = processorTime() - start
	runtime.ReadMemStats(&after)
	return seconds, float64(after.TotalAlloc - before.TotalAlloc)
}
