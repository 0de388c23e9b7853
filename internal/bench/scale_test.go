package bench

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// Scaling is measured between a text and one four times as long: linear work
// gives 4, two doublings at the target of 2.3 give 5.3, n log n about 4.6,
// quadratic work 16. Allocation is exact but for buffers kept from one text to
// the next and holds on any machine. Time is that of the processor, each the
// least of several tries, for whatever disturbs it can only add; it is retried
// until it holds or the tries are used up, which on a machine shared with others
// may take some.
const (
	small  = 96 << 10
	growth = 4
	most   = 2.3 * 2.3
	tries  = 40
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
			for n := 1; (timeFour > most*timeOne || allocFour > most*allocOne) && n < tries; n++ {
				x, ax := cost(func() { a.write(t, one) })
				y, ay := cost(func() { a.write(t, four) })
				timeOne, timeFour = min(timeOne, x), min(timeFour, y)
				allocOne, allocFour = max(allocOne, ax), min(allocFour, ay)
			}
			if r := allocFour / allocOne; r > most {
				t.Errorf("%.1f times the memory for %d times the text", r, growth)
			}
			if r := timeFour / timeOne; r > most {
				t.Errorf("%.1f times the time for %d times the text", r, growth)
			}
			t.Logf("%.1f times the time, %.1f times the memory", timeFour/timeOne, allocFour/allocOne)
		})
	}
}

// cost returns the processor time in seconds and the bytes allocated by f. The
// collector waits: that it runs in the longer text and not in the shorter is no
// growth.
func cost(f func()) (seconds, bytes float64) {
	var before, after runtime.MemStats
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.ReadMemStats(&before)
	start := processorTime()
	f()
	seconds = processorTime() - start
	runtime.ReadMemStats(&after)
	return seconds, float64(after.TotalAlloc - before.TotalAlloc)
}
