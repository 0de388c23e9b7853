package render

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"hecha/internal/reuse"
	"hecha/internal/similar"
)

// pageFiles are the templates, styles and scripts of the self-contained pages;
// html/template escapes whatever comes from reports.
//
//go:embed html
var pageFiles embed.FS

// pages are the parsed templates. They are parsed on first use: most runs
// write no page.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"severity": SeverityLabel, "verdict": VerdictLabel,
		"level": func(s string) string { return LevelLabels[s] }, "type": func(s string) string { return TypeLabels[s] },
		"kind": func(s string) string { return KindLabels[s] }, "approx": func(s string) string { return ApproxLabels[s] },
		"recipient": func(s string) string { return RecipientLabels[s] },
		"reason":    func(s string) string { return UnreadableLabels[s] },
		"facts":     factsSummary, "checked": checkedLine, "clean": Clean, "abridge": abridge, "percent": percent,
		"reuse":      func(k reuse.Kind) string { return ReuseLabels[k] },
		"relation":   func(r similar.Relation) string { return RelationLabels[r] },
		"visible":    visible,
		"sharedName": func(r similar.Ref) string { return Clean(refName(r)) },
		"inc":        func(i int) int { return i + 1 },
	}).ParseFS(pageFiles, "html/*.gohtml"))
})

// shell is what surrounds every page: one style, one script, and a policy that
// lets the browser run nothing else and fetch nothing.
type shell struct {
	Title, Version string
	Style          template.CSS
	Script         template.JS
	// Policy is the Content-Security-Policy: the page's own style and script
	// by their hashes.
	Policy string
}

// newShell joins the named styles and scripts of html/.
func newShell(env Env, title string, files ...string) shell {
	var style, script strings.Builder
	for _, f := range files {
		b, err := pageFiles.ReadFile("html/" + f)
		if err != nil {
			panic(err) // a wrong name in this package
		}
		if strings.HasSuffix(f, ".css") {
			style.Write(b)
		} else {
			script.Write(b)
		}
	}
	return shell{
		Title: title, Version: env.Version,
		Style: template.CSS(style.String()), Script: template.JS(script.String()),
		Policy: "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(style.String()) + "; script-src " + hash(script.String()),
	}
}

// hash names an inline style or script in a Content-Security-Policy.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// visible replaces what a browser would hide or obey by signs: control
// characters by their pictures, bidirectional marks by their names.
func visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune('␀' + r)
		case r == 0x7F:
			b.WriteRune('␡')
		default:
			fmt.Fprintf(&b, "[%U]", r)
		}
	}
	return b.String()
}

func hidden(r rune) bool { return control(r) && r != '\n' && r != '\t' }
