package format

import (
	"fmt"
	"strconv"
	"strings"

	"hecha/internal/doc"
)

// maxUnmapped is the share of characters without Unicode above which a file
// counts as unreadable.
const maxUnmapped = 0.2

// pageReading is what was read of a file in fixed layout, PDF or OFD, before it
// becomes a source.
type pageReading struct {
	label           string // of the format, for messages
	out             reflowed
	images          []float64 // share of each page that pictures cover
	paths           []int     // painted paths of each page
	more            bool      // pages were left out
	damaged         []int
	shown, unmapped int
}

func (r *pageReading) add(p *layoutPage) {
	r.out.add(p)
	r.images = append(r.images, p.images)
	r.paths = append(r.paths, p.paths)
}

// source lays the pages out and says what is missing.
func (r *pageReading) source() (*doc.Source, error) {
	if r.shown > 0 && float64(r.unmapped) > maxUnmapped*float64(r.shown) {
		return nil, &Error{Reason: NoText, Detail: fmt.Sprintf("%s 文字缺少编码信息(%d 个字无法识别),请改交 Word 原稿。", r.label, r.unmapped)}
	}
	out := &r.out
	out.finish()
	text := out.String()
	scanned, paths := r.withoutText()
	if strings.TrimSpace(text) == "" {
		switch {
		case r.more:
			return nil, &Error{Reason: TooLarge, Detail: r.label + " 内容展开后超过读取上限,已停止;文件可能已损坏,请重新导出后再提交。"}
		case len(scanned) > 0:
			return nil, &Error{Reason: NoText, Detail: r.label + " 第 " + pageList(scanned) + " 页只有图像、没有文字层,无法审核;请提交电子版或先做文字识别。"}
		case paths:
			return nil, &Error{Reason: NoText, Detail: r.label + " 中的文字已转成图形,没有文字层,无法审核;请改交 Word 原稿。"}
		case len(r.damaged) > 0:
			return nil, &Error{Reason: Damaged, Detail: r.label + " 第 " + pageList(r.damaged) + " 页已损坏,没有读到文字,请重新导出后再提交。"}
		}
		return nil, &Error{Reason: Empty, Detail: r.label + " 中没有文字。"}
	}
	src := &doc.Source{Text: text, Blocks: out.blocks}
	if out.chromeLines > 0 {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NoteChrome, Count: out.chromeLines, Text: out.chrome,
			Message: fmt.Sprintf("已略去页眉、页脚和页码 %d 行。", out.chromeLines)})
	}
	if len(scanned) > 0 {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: len(scanned),
			Message: r.label + " 第 " + pageList(scanned) + " 页只有图像、没有文字层,未能审核;请提交电子版或先做文字识别。"})
	}
	if len(r.damaged) > 0 {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: len(r.damaged),
			Message: r.label + " 第 " + pageList(r.damaged) + " 页已损坏,未能读全。"})
	}
	if r.more {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NotePartial, Count: 1,
			Message: fmt.Sprintf("文件过大,只读取到第 %d 页,其余未审核。", len(r.images))})
	}
	if r.unmapped > 0 {
		src.Notes = append(src.Notes, doc.Note{Kind: doc.NoteUnreadGlyph, Count: r.unmapped,
			Message: fmt.Sprintf("%s 中有 %d 个字缺少编码信息,无法识别,以 \uFFFD 代替。", r.label, r.unmapped)})
	}
	return src, nil
}

// A page counts as scanned when pictures cover scanCover of it and it has at
// most scanRunes characters of its own, such as a stamp.
const (
	scanCover = 0.5
	scanRunes = 12
)

// withoutText returns the pages that are pictures, and whether some page has
// only drawings.
func (r *pageReading) withoutText() (scanned []int, paths bool) {
	for i, runes := range r.out.bodyRunes {
		switch {
		case runes == 0 && r.images[i] > 0, runes <= scanRunes && r.images[i] >= scanCover:
			scanned = append(scanned, i+1)
		case runes == 0 && r.paths[i] > 20:
			paths = true
		}
	}
	return scanned, paths
}

// pageList prints page numbers: 1、3—5.
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		s := strconv.Itoa(pages[i])
		if j > i {
			s += "—" + strconv.Itoa(pages[j])
		}
		parts = append(parts, s)
		i = j + 1
	}
	return strings.Join(parts, "、")
}
