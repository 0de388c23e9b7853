// Package fold makes the copy of a text that rules match on, and the map that
// carries any place in the copy back to the text as it was written.
package fold

import "sort"

// Map maps byte offsets of a folded text to byte offsets of the raw text. It
// is a sorted list of the places where the distance between the two changes,
// as in Lucene's BaseCharFilter. The zero Map is the identity.
type Map struct {
	marks []mark
	// first[i] is the number of marks before folded offset i*mapStep; offsets
	// behind the last mark are left out.
	first []uint32
}

const mapStep = 128

// mark says that folded offset at stands between raw offsets before and after:
// what was removed lies between the two.
type mark struct{ at, before, after uint32 }

// add records a change of distance; at must not decrease.
func (m *Map) add(at, before, after int) {
	if n := len(m.marks); n > 0 && m.marks[n-1].at == uint32(at) {
		m.marks[n-1].after = uint32(after)
		return
	}
	for len(m.first) <= at/mapStep {
		m.first = append(m.first, uint32(len(m.marks)))
	}
	m.marks = append(m.marks, mark{uint32(at), uint32(before), uint32(after)})
}

// find returns the index of the first mark beyond folded offset p.
func (m *Map) find(p int) int {
	b := p / mapStep
	if b >= len(m.first) {
		return len(m.marks)
	}
	i := int(m.first[b])
	for i < len(m.marks) && int(m.marks[i].at) <= p {
		i++
	}
	return i
}

// Start maps the first byte of a folded span: text removed before it stays out.
func (m *Map) Start(p int) int {
	i := m.find(p)
	if i == 0 {
		return p
	}
	k := m.marks[i-1]
	return int(k.after) + p - int(k.at)
}

// End maps the end of a folded span: text removed behind it stays out.
func (m *Map) End(p int) int {
	i := m.find(p)
	if i == 0 {
		return p
	}
	k := m.marks[i-1]
	if int(k.at) == p {
		return int(k.before)
	}
	return int(k.after) + p - int(k.at)
}

// Folded maps a raw offset into the folded text; an offset inside removed text
// maps to the place it was removed from.
func (m *Map) Folded(raw int) int {
	i := sort.Search(len(m.marks), func(i int) bool { return int(m.marks[i].before) > raw })
	if i == 0 {
		return raw
	}
	k := m.marks[i-1]
	if raw < int(k.after) {
		return int(k.at)
	}
	p := int(k.at) + raw - int(k.after)
	if i < len(m.marks) {
		p = min(p, int(m.marks[i].at))
	}
	return p
}
