package format

import "encoding/binary"

// readLists reads list definitions and their instances.
func (d *docFile) readLists() {
	fc, lcb := u32(d.fcLcb, 8*fcPlfLst), u32(d.fcLcb, 8*fcPlfLst+4)
	head := d.part(fcPlfLst)
	const lstf = 28
	count := min(s16(head, 0), (len(head)-2)/lstf)
	if count <= 0 || fc+lcb > len(d.table) {
		return
	}
	levels := d.table[fc+lcb:]
	defs := map[uint32]*listDef{}
	for i := range count {
		at := 2 + lstf*i
		def := &listDef{}
		n := listLevels
		if head[at+26]&1 != 0 {
			n = 1
		}
		for k := range n {
			var ok bool
			if def.levels[k], levels, ok = parseLevel(levels); !ok {
				return
			}
		}
		defs[binary.LittleEndian.Uint32(head[at:])] = def
	}
	d.readInstances(defs)
}

// readInstances reads the LFOs: uses of list definitions with what they change.
func (d *docFile) readInstances(defs map[uint32]*listDef) {
	plf := d.part(fcPlfLfo)
	const lfo = 16
	count := min(u32(plf, 0), (len(plf)-4)/lfo)
	if count <= 0 {
		return
	}
	data := plf[4+lfo*count:]
	for i := range count {
		at := 4 + lfo*i
		def := defs[binary.LittleEndian.Uint32(plf[at:])]
		if def == nil {
			def = &listDef{}
			for k := range def.levels {
				def.levels[k].format = "none"
			}
		}
		in := &listInstance{def: def}
		d.lists = append(d.lists, in)
		if len(data) >= 4 {
			data = data[4:] // cp
		}
		for range plf[at+12] {
			if len(data) < 8 {
				break
			}
			start, flags := u32(data, 0), u32(data, 4)
			data = data[8:]
			k := min(flags&15, listLevels-1)
			if flags&(1<<4) != 0 {
				in.overridden[k], in.starts[k] = true, start
			}
			if flags&(1<<5) != 0 {
				lv, rest, ok := parseLevel(data)
				if !ok {
					return
				}
				data = rest
				in.replaced[k] = &lv
				if in.overridden[k] {
					in.starts[k] = lv.start
				}
			}
		}
	}
}

// parseLevel reads a LVL and returns what follows it.
func parseLevel(b []byte) (lv listLevel, rest []byte, ok bool) {
	const lvlf = 28
	if len(b) < lvlf {
		return lv, nil, false
	}
	lv.start = int(int32(u32(b, 0)))
	lv.format = nfcFormat(int(b[4]))
	flags := b[5]
	lv.legal = flags&4 != 0
	lv.restart = restartDefault
	if flags&8 != 0 {
		lv.restart = int(b[26])
	}
	lv.tight = b[15] == 2
	at := lvlf + int(b[24]) + int(b[25])
	n := u16(b, at)
	at += 2
	if at+2*n > len(b) {
		return lv, nil, false
	}
	var text []byte
	for i := range n {
		if c := u16(b, at+2*i); c < listLevels {
			text = append(text, '%', byte('1'+c))
		} else {
			text = append(text, string(rune(c))...)
		}
	}
	lv.text = string(text)
	return lv, b[at+2*n:], true
}
