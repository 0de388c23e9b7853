package formattest

// Similarity returns how alike two texts are, from 0 to 1: twice the length of
// their longest common subsequence of characters over their total length. It
// takes O((n+m)·d) time for d differences (E. Myers, An O(ND) Difference
// Algorithm, 1986), so it suits texts that are nearly the same.
func Similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	total := len(x) + len(y)
	if total == 0 {
		return 1
	}
	return float64(total-distance(x, y)) / float64(total)
}

// distance returns the number of insertions and deletions that turn x into y.
func distance(x, y []rune) int {
	n, m := len(x), len(y)
	limit := n + m
	far := make([]int, 2*limit+2) // far[k+limit]: furthest x on diagonal k
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			var i int
			if k == -d || k != d && far[k-1+limit] < far[k+1+limit] {
				i = far[k+1+limit]
			} else {
				i = far[k-1+limit] + 1
			}
			j := i - k
			for i < n && j < m && x[i] == y[j] {
				i++
				j++
			}
			if far[k+limit] = i; i >= n && j >= m {
				return d
			}
		}
	}
	return limit
}
