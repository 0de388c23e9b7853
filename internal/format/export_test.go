package format

// CIDText is the embedded table of Adobe's character collections.
var CIDText = cidText
