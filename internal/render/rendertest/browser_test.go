package rendertest

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browsers are the programs that can drive a page, in order of preference.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}

// start runs a headless browser for the test, or skips it.
func start(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser with -short")
	}
	program := ""
	for _, b := range browsers {
		if p, err := exec.LookPath(b); err == nil {
			program = p
			break
		}
	}
	if program == "" {
		t.Skip("no Chromium, Chrome or Edge found: pages are not driven (Debian: apt-get install chromium)")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.WindowSize(1200, 900), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Skipf("%s does not start: %v", program, err)
	}
	return ctx
}

// tab is a page open in the browser, with everything it complained of or tried
// to fetch.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	events []string
}

// open shows a page, read from a file as users do.
func open(t *testing.T, browser context.Context, page []byte) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	address := (&url.URL{Scheme: "file", Path: path}).String()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(ev any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if strings.SplitN(ev.Request.URL, "#", 2)[0] != address {
				p.events = append(p.events, "fetches "+ev.Request.URL)
			}
		case *log.EventEntryAdded:
			p.events = append(p.events, "logs "+ev.Entry.Text)
		case *runtime.EventConsoleAPICalled:
			p.events = append(p.events, fmt.Sprint("console ", ev.Args))
		case *runtime.EventExceptionThrown:
			p.events = append(p.events, "throws "+fmt.Sprint(ev.ExceptionDetails.Text, " ", ev.ExceptionDetails.Exception))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(address))
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, e := range p.events {
			t.Errorf("the page %s", e)
		}
	})
	return p
}

// patience bounds one action.
const patience = 20 * time.Second

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// text evaluates a script expression to a string.
func (p *tab) text(expr string) string {
	p.t.Helper()
	s, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expr+")"))
	if err != nil {
		p.t.Fatal(expr, err)
	}
	return s
}

// is fails the test unless the expression has the wanted value, for which it
// waits a moment: jumps happen after the event that causes them.
func (p *tab) is(expr, want string) {
	p.t.Helper()
	got := p.text(expr)
	for range 20 {
		if got == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
		got = p.text(expr)
	}
	p.t.Errorf("%s is %q, want %q", expr, got, want)
}

// picture saves what is seen under $HECHA_PICTURES, for people to look at.
func (p *tab) picture(name string) {
	p.t.Helper()
	dir := os.Getenv("HECHA_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// click scrolls to an element as a person would, lets the page draw what has
// come into view, and clicks.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.text(fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'center'})", selector))
	p.do(chromedp.Sleep(100 * time.Millisecond))
	p.text(fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'center'})", selector))
	p.do(chromedp.Sleep(50*time.Millisecond), chromedp.Click(chromedp.CSS(selector)))
}

// hover moves the mouse onto an element.
func (p *tab) hover(selector string) {
	p.t.Helper()
	p.text(fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'center'})", selector))
	p.do(chromedp.Sleep(100 * time.Millisecond))
	var x, y float64
	_, err := fmt.Sscan(p.text(fmt.Sprintf("(r => (r.left + r.right) / 2 + ' ' + (r.top + r.bottom) / 2)(document.querySelector(%q).getBoundingClientRect())", selector)), &x, &y)
	if err != nil {
		p.t.Fatal(err)
	}
	p.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

// choose picks an option of a list.
func (p *tab) choose(selector, value string) {
	p.t.Helper()
	p.text(fmt.Sprintf("(l => { l.value = %q; l.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector(%q))", value, selector))
}

// visible counts the elements of a selector that are shown.
func visible(selector string) string {
	return fmt.Sprintf("Array.from(document.querySelectorAll(%q)).filter(e => e.checkVisibility({contentVisibilityAuto: false}) && e.getClientRects().length).length", selector)
}

// inView tells whether an element is inside the window.
func inView(selector string) string {
	return fmt.Sprintf("(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector(%q).getBoundingClientRect())", selector)
}

// TestAuditPage drives the page of an audit as a reviewer does.
func TestAuditPage(t *testing.T) {
	browser := start(t)
	rs := audit(t)
	errors, all, ofRule := 0, 0, map[string]int{}
	for _, r := range rs {
		for _, f := range r.Findings {
			all++
			ofRule[f.Rule]++
			if f.Severity.String() == "error" {
				errors++
			}
		}
	}
	const cross = "placeholder.cross"
	if errors == 0 || errors == all || ofRule[cross] == 0 {
		t.Fatalf("%d errors of %d findings, %v", errors, all, ofRule)
	}
	p := open(t, browser, write(t, "html", rs))
	rows := visible("tr[data-rule]")
	p.picture("audit")

	t.Run("filter", func(t *testing.T) {
		p.is(rows, fmt.Sprint(all))
		p.click(`input[data-severity="error"]`)
		p.is(rows, fmt.Sprint(all-errors))
		p.is("document.querySelectorAll('.text a.error:not(.off)').length", "0")
		p.click(`input[data-severity="error"]`)
		p.choose("#rule", cross)
		p.is(rows, fmt.Sprint(ofRule[cross]))
		p.click("#troubled")
		p.is(visible("section.report"), "1")
		p.picture("audit-filtered")
		p.is(visible("tr[data-report]"), "1")
		p.click("#troubled")
		p.choose("#rule", "")
		p.is(rows, fmt.Sprint(all))
	})
	t.Run("sort", func(t *testing.T) {
		p.click("#overview th:nth-child(4) button")
		p.is("document.querySelector('#overview th:nth-child(4)').getAttribute('aria-sort')", "descending")
		column := "Array.from(document.querySelectorAll('#overview table.sortable tbody td:nth-child(4)')).map(c => +c.textContent)"
		p.is(column+".every((v, i, a) => i == 0 || a[i-1] >= v)", "true")
		p.click("#overview th:nth-child(4) button")
		p.is(column+".every((v, i, a) => i == 0 || a[i-1] <= v)", "true")
	})
	t.Run("keys", func(t *testing.T) {
		p.do(chromedp.KeyEvent("n"))
		first := strings.Replace(p.text("document.querySelector('tr[data-rule]').id"), "w", "", 1)
		p.is("location.hash", "#"+first)
		p.is(inView("#"+first+" + a"), "true")
		p.is("document.querySelector('#"+first+" + a').classList.contains('flash')", "true")
		p.picture("audit-jump")
		p.is("document.getElementById('position').textContent", fmt.Sprintf("1/%d", all))
		p.do(chromedp.KeyEvent("p"))
		p.is("document.getElementById('position').textContent", fmt.Sprintf("%d/%d", all, all))
	})
	t.Run("pairs", func(t *testing.T) {
		// A row leads to the words, the words back to the row.
		p.click("#r2wf3 td:nth-child(5)")
		p.is("location.hash", "#r2f3")
		p.is(inView("#r2f3 + a"), "true")
		p.click("#r2f3 + a")
		p.is("location.hash", "#r2wf3")
		p.is(inView("#r2wf3"), "true")
		p.is("document.getElementById('r2wf3').classList.contains('current')", "true")
		// The evidence of a finding is lit with it.
		p.do(chromedp.Focus(chromedp.CSS(".findings li a")))
		p.is("document.querySelectorAll('.text a.hot').length > 1", "true")
		// A fact's place opens the list of facts.
		p.is("document.querySelector('#r1 details.list').open", "false")
		p.click("#r1q2 + a")
		p.is("document.querySelector('#r1 details.list').open", "true")
		p.is(inView("#r1wq2"), "true")
		p.picture("audit-fact")
	})
}

// TestHostilePage: words of reports stay words.
func TestHostilePage(t *testing.T) {
	browser := start(t)
	r := small(0, "</script><script>document.title='taken'</script><img src=http://127.0.0.1:1/x onerror=\"document.title='taken'\"></a></div>")
	r.Unit, r.Title, r.Source = r.Text, r.Text, r.Text+"javascript:alert(1)"
	r.Findings[0].Message, r.Findings[0].Suggestion, r.Findings[0].Span.Text = r.Text, r.Text, r.Text
	r.Honours[0].Title, r.Honours[0].Issuer = r.Text, r.Text
	p := open(t, browser, write(t, "html", append(audit(t, "02"), r)))
	p.is("document.title", "核查结果")
	p.is("document.scripts.length", "1")
	p.is("document.images.length", "0")
	p.is("document.querySelector('#r2 .text').textContent === "+fmt.Sprintf("%q", r.Text), "true")
	p.is(visible("section.report"), "2")
}

// TestPageWithoutScript: everything but filtering and sorting is there.
func TestPageWithoutScript(t *testing.T) {
	checkPage(t, write(t, "html", audit(t, "02", "03")), 100)
}

// checkPage checks that a page needs nothing outside itself, and that its links
// lead somewhere; it has at least so many of them.
func checkPage(t *testing.T, page []byte, atLeast int) {
	t.Helper()
	ids, inline := map[string]bool{}, map[string]string{}
	var links []string
	policy := ""
	for _, n := range elements(t, page) {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("two elements have the id %s", id)
			}
			ids[id] = true
		}
		for _, a := range []string{"src", "srcset", "action", "onclick", "onerror", "style", "background"} {
			if attr(n, a) != "" {
				t.Errorf("<%s> has %s=%q", n.Data, a, attr(n, a))
			}
		}
		if n.Data == "a" && attr(n, "href") != "" {
			links = append(links, attr(n, "href"))
		}
		if n.Data == "script" || n.Data == "style" {
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			inline[n.Data] += n.Data + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		}
		if attr(n, "http-equiv") == "Content-Security-Policy" {
			policy = attr(n, "content")
		}
		if n.Data == "link" || n.Data == "img" || n.Data == "iframe" {
			t.Errorf("<%s> in a self-contained page", n.Data)
		}
	}
	// One script and one style, and the policy allows just these.
	if want := "default-src 'none'; base-uri 'none'; form-action 'none'; " + inline["style"] + "; " + inline["script"]; policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
	if len(links) < atLeast {
		t.Errorf("only %d links", len(links))
	}
	for _, l := range links {
		if !strings.HasPrefix(l, "#") || !ids[l[1:]] {
			t.Errorf("link %s leads nowhere", l)
		}
	}
}
