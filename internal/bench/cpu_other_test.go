//go:build !unix

package bench

import "time"

var start = time.Now()

// processorTime returns wall time where processor time is not at hand.
func processorTime() float64 { return time.Since(start).Seconds() }
