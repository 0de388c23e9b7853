package format

// CIDText is the embedded table of Adobe's character collections.
var CIDText = cidText

// PageNumber tells running page numbers from other short lines.
var PageNumber = pageNumber
