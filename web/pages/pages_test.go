package pages

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unicode/utf8"
	"x509strict/engine/lang"

	"x509strict/engine/cert"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/web/pages/example"
)

func files(t *testing.T) map[string][]byte {
	t.Helper()
	f, err := Files("")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// elsewhere are targets that the build adds: the tool, its icon and the single file.
var elsewhere = []string{"", "favicon.svg", "x509strict.html", Preview}

var attribute = regexp.MustCompile(`(?:href|src|url)="?([^"> ]+)"`)

func TestInternalLinksResolve(t *testing.T) {
	all := files(t)
	ids := map[string]string{}
	for name, data := range all {
		ids[name] = string(data)
	}
	links := 0
	for name, data := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range attribute.FindAllStringSubmatch(string(data), -1) {
			u, err := url.Parse(strings.ReplaceAll(m[1], "&amp;", "&"))
			if err != nil {
				t.Errorf("%s: link %q: %v", name, m[1], err)
				continue
			}
			if u.Scheme != "" {
				if u.Scheme != "https" || u.Host == "" {
					t.Errorf("%s: link %q leads neither inside nor to https", name, m[1])
				}
				continue
			}
			links++
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if strings.HasPrefix(target, "../") {
				t.Errorf("%s: link %q leaves the site", name, m[1])
			}
			if target = strings.TrimPrefix(target, "."); slices.Contains(elsewhere, target) {
				continue
			}
			body, ok := ids[target]
			if !ok {
				t.Errorf("%s: link %q leads nowhere (%s)", name, m[1], target)
			} else if u.Fragment != "" && !strings.Contains(body, `id="`+u.Fragment+`"`) {
				t.Errorf("%s: link %q: %s has no such place", name, m[1], target)
			}
		}
	}
	if links < 1000 {
		t.Errorf("only %d internal links were found", links)
	}
}

// A strict policy forbids style and script in the page, and the pages keep to it.
func TestPagesNeedNoScriptAndNoInlineStyle(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<form`)
	for name, data := range files(t) {
		if !utf8.Valid(data) || bytes.ContainsRune(data, utf8.RuneError) {
			t.Errorf("%s is not clean UTF-8", name)
		}
		if path.Base(name) == searchPage { // the one that loads a script, which lies beside it
			data = regexp.MustCompile(`<script src="(\.\./)*search-(en|zh)\.js"></script>`).ReplaceAll(data, nil)
		}
		if m := forbidden.Find(data); m != nil && strings.HasSuffix(name, ".html") {
			t.Errorf("%s holds %q", name, m)
		}
	}
}

func TestEveryPageHasAHeadAndATwinInTheOtherLanguage(t *testing.T) {
	all := files(t)
	title := regexp.MustCompile(`<title>([^<]+)</title>`)
	alternate := regexp.MustCompile(`<link rel="alternate" hreflang="(zh-Hans|en)" href="([^"]+)">`)
	titles := map[string]string{}
	for name, data := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		text := string(data)
		m := title.FindStringSubmatch(text)
		if m == nil || strings.Count(text, "<h1>") != 1 || strings.Count(text, "<main") != 1 ||
			!strings.Contains(text, `name="description" content="`) ||
			strings.Contains(text, `content=""`) {
			t.Errorf("%s: title, description, main or its one h1 is missing", name)
			continue
		}
		for _, once := range []string{
			`<meta name="description" content="`, `<link rel="canonical" href="`, `<meta property="og:title" content="`,
			`<meta property="og:description" content="`, `<meta property="og:image" content="`,
			`<meta property="og:type" content="`, `<meta property="og:locale" content="`,
		} {
			if strings.Count(text, once) != 1 {
				t.Errorf("%s: %d times %s", name, strings.Count(text, once), once)
			}
		}
		chinese := strings.Contains(name, "zh/")
		if want := map[bool]string{true: `<html lang="zh-Hans">`, false: `<html lang="en">`}[chinese]; !strings.Contains(
			text,
			want,
		) {
			t.Errorf("%s: language is not declared by %s", name, want)
		}
		key := m[1] + map[bool]string{true: " zh", false: " en"}[chinese]
		if other, twice := titles[key]; twice && !strings.Contains(text, "http-equiv=\"refresh\"") {
			t.Errorf("%s and %s share the title %q", name, other, m[1])
		} else if !strings.Contains(text, "http-equiv=\"refresh\"") {
			titles[key] = name
		}
		for _, a := range alternate.FindAllStringSubmatch(text, -1) {
			target := path.Join(path.Dir(name), a[2])
			twin, ok := all[target]
			if !ok || !strings.Contains(string(twin), `<html lang="`+a[1]+`">`) {
				t.Errorf("%s: its %s version %s is missing or in another language", name, a[1], target)
			}
		}
	}
}

func TestEveryRuleHasItsPagesAndSaysItsMessages(t *testing.T) {
	all := files(t)
	for i := range rules.All() {
		r := &rules.All()[i]
		for _, name := range []string{"rules/" + r.Slug + ".html", "rules/zh/" + r.Slug + ".html"} {
			text := string(all[name])
			if text == "" {
				t.Errorf("%s is missing", name)
				continue
			}
			if r.Code == 0 {
				continue
			}
			for _, rel := range release.All {
				message := html.EscapeString(r.Code.Text(rel))
				if r.Code.In(rel) && !strings.Contains(text, "<code>"+message+"</code>") {
					t.Errorf("%s does not hold OpenSSL %s's %q", name, rel, message)
				}
			}
			if !strings.Contains(text, r.Constant()) {
				t.Errorf("%s does not name %s", name, r.Constant())
			}
		}
		if r.Code != 0 {
			for _, name := range []string{
				"rules/" + strconv.Itoa(int(r.Code)) + ".html", "rules/zh/" + strconv.Itoa(int(r.Code)) + ".html",
			} {
				if !strings.Contains(string(all[name]), r.Slug+".html") {
					t.Errorf("%s does not lead to %s", name, r.Slug)
				}
			}
		}
	}
	// Error 24 is 1.1.1's number for 79, and 79 is its number for 94: both pages must say so.
	for name, slugs := range map[string][]string{"rules/24.html": {"invalid-ca"}, "rules/79.html": {"invalid-ca", "ec-key-explicit-params"}} {
		for _, slug := range slugs {
			if !strings.Contains(string(all[name]), slug+".html") {
				t.Errorf("%s does not lead to %s", name, slug)
			}
		}
	}
}

// The example links hold the example's certificates, and nothing else.
func TestExampleLinksHoldTheCertificates(t *testing.T) {
	all := files(t)
	for _, c := range example.Cases {
		fragment, err := example.Fragment(c, false)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(html.UnescapeString(string(all["rules/"+c.Slug+".html"])), fragment) {
			t.Errorf("%s: the page does not link to its example", c.Slug)
		}
		data, ok := strings.CutPrefix(fragment, "cert=")
		if !ok {
			continue
		}
		data, _, _ = strings.Cut(data, "&")
		plain, count := inflate(t, data), 0
		for len(plain) > 0 {
			if _, plain, err = cert.Parse(plain); err != nil {
				t.Fatalf("%s: %v", c.Slug, err)
			}
			count++
		}
		if count != len(c.Broken.All()) {
			t.Errorf("%s: the link holds %d certificates, the example %d", c.Slug, count, len(c.Broken.All()))
		}
	}
}

// inflate undoes a cert= fragment.
func inflate(t *testing.T, fragment string) []byte {
	t.Helper()
	packed, err := base64.RawURLEncoding.DecodeString(fragment)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestSameSourcesMakeTheSamePages(t *testing.T) {
	a, b := files(t), files(t)
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs from one run to the next", name)
		}
	}
}

// TestRulePagesListTheWordsOfPrograms wants the words of every program on the page of the rule they mean.
func TestRulePagesListTheWordsOfPrograms(t *testing.T) {
	all, err := rulePages(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"rules/hostname-mismatch.html":                "ERR_CERT_COMMON_NAME_INVALID",
		"rules/invalid-ca.html":                       "SEC_ERROR_CA_CERT_INVALID",
		"rules/ca-bcons-not-critical.html":            "basicConstraints.critical MUST be asserted",
		"rules/missing-authority-key-identifier.html": "authorityKeyIdentifier.keyIdentifier must be present",
	}
	want["rules/unable-to-get-issuer-cert-locally.html"] = "unable to find valid certification path to requested target"
	for _, p := range all {
		text, ok := want[p.path]
		if !ok {
			continue
		}
		delete(want, p.path)
		found := false
		for _, s := range p.data.(*rulePage).Seen {
			found = found || strings.Contains(s.Text, text)
		}
		if !found {
			t.Errorf("%s does not hold %q", p.path, text)
		}
	}
	for path := range want {
		t.Errorf("no page %s", path)
	}
}

// TestBase gives the site an address: canonical names, alternates and previews are whole then, and links stay relative.
func TestBase(t *testing.T) {
	const base = "https://x.example/tool/"
	all, err := Files(base)
	if err != nil {
		t.Fatal(err)
	}
	text := string(all["rules/zh/92.html"])
	for _, want := range []string{
		`<link rel="canonical" href="` + base + `rules/zh/ca-cert-missing-key-usage.html">`,
		`hreflang="en" href="` + base + `rules/92.html"`,
		`<meta property="og:image" content="` + base + Preview + `">`,
		`<a href="../../rules/92.html" hreflang="en"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(string(files(t)["rules/zh/92.html"]), "og:url") {
		t.Error("a page says where it lies, and nobody told it")
	}
}
