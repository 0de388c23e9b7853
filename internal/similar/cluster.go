package similar

import "slices"

// clusterShare is the share of the smaller side's text that links two reports
// of a cluster.
const clusterShare = 0.5

// clusters joins reports that share half their text by union-find.
type clusters struct {
	parent map[int]int
	refs   map[int]Ref
	share  map[int][2]float64 // by root: sum and number of links
}

func newClusters() *clusters {
	return &clusters{map[int]int{}, map[int]Ref{}, map[int][2]float64{}}
}

func (c *clusters) root(i int) int {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

func (c *clusters) add(p *Pair) {
	if p.Relation == Reference || max(p.ShareA, p.ShareB) < clusterShare || min(p.ShareA, p.ShareB) < clusterShare/2 {
		return
	}
	c.know(p.Raw.A, p.A)
	c.know(p.Raw.B, p.B)
	a, b := c.root(p.Raw.A), c.root(p.Raw.B)
	to, from := min(a, b), max(a, b)
	s, t := c.share[to], c.share[from]
	if a == b {
		t = [2]float64{}
	}
	c.parent[from] = to
	delete(c.share, from)
	c.share[to] = [2]float64{s[0] + t[0] + max(p.ShareA, p.ShareB), s[1] + t[1] + 1}
}

func (c *clusters) know(i int, ref Ref) {
	if _, ok := c.parent[i]; !ok {
		c.parent[i], c.refs[i] = i, ref
	}
}

// list returns the clusters, members and clusters in input order.
func (c *clusters) list() []Cluster {
	members := make([]int, 0, len(c.parent))
	for i := range c.parent {
		members = append(members, i)
	}
	slices.Sort(members)
	out := []Cluster{}
	at := map[int]int{}
	for _, i := range members {
		r := c.root(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, Cluster{ID: k + 1, Share: round(c.share[r][0] / c.share[r][1])})
		}
		out[k].Members = append(out[k].Members, c.refs[i])
	}
	return out
}
