package format

// odtList is an open text:list.
type odtList struct {
	in    *listInstance // nil until a paragraph's style names the list
	level int
	style string
	// due tells that the item's number has not been written yet; start is the
	// number the item asks for, or noStart.
	due   bool
	start int
}

const noStart = -1 << 31

func (r *odtReader) instance(style string) *listInstance {
	if r.outline != nil && r.lists[style] == r.outline.def {
		return r.outline
	}
	d := r.lists[style]
	if d == nil {
		return nil
	}
	own := *d // counters go with the definition: each list counts for itself
	return &listInstance{def: &own}
}

func (r *odtReader) list(f *story, parent *odtList, se startElement) error {
	l := &odtList{style: attr(se, "style-name")}
	if parent != nil {
		l.level = min(parent.level+1, listLevels-1)
	}
	switch {
	case parent != nil && (l.style == "" || l.style == parent.style):
		l.in, l.style = parent.in, parent.style
	case r.byID[attr(se, "continue-list")] != nil:
		l.in = r.byID[attr(se, "continue-list")]
	case attr(se, "continue-numbering") == "true" && r.last[l.style] != nil:
		l.in = r.last[l.style]
	default:
		l.in = r.instance(l.style)
	}
	r.keep(l, attr(se, "id"))
	return r.x.each(func(se startElement) error {
		switch se.Name.Local {
		case "list-item", "list-header":
			l.due, l.start = se.Name.Local == "list-item", number(attr(se, "start-value"), noStart)
			return r.blocks(f, l)
		}
		return r.x.skip()
	})
}

// keep remembers a list for those that continue it.
func (r *odtReader) keep(l *odtList, id string) {
	if l.in == nil {
		return
	}
	r.last[l.style] = l.in
	if id != "" {
		r.byID[id] = l.in
	}
}

// label returns the label of a paragraph and whether it is a list item's first.
func (r *odtReader) label(l *odtList, se startElement, style string) (string, bool) {
	var own *string
	r.find("paragraph", style, func(st *odtStyle) bool { own = st.list; return own != nil })
	if l != nil {
		if !l.due {
			return "", false
		}
		l.due = false
		if l.in == nil && own != nil {
			l.style = *own
			l.in = r.instance(l.style)
			r.keep(l, "")
		}
		if l.in == nil {
			return "", true
		}
		if l.start != noStart {
			r.counters.set(l.in, l.level, l.start)
		}
		return r.counters.next(l.in, l.level), true
	}
	if se.Name.Local != "h" || r.outline == nil || own != nil && *own == "" || attr(se, "is-list-header") == "true" {
		return "", false
	}
	level := number(attr(se, "outline-level"), 1) - 1
	if attr(se, "restart-numbering") == "true" {
		r.counters.set(r.outline, level, number(attr(se, "start-value"), 1))
	}
	return r.counters.next(r.outline, level), false
}
