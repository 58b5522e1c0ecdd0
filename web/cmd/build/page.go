package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"x509strict/web/cmd/internal/policy"
)

// page is web/index.html, with the places known where style sheets and scripts are named.
type page struct {
	dir     string
	html    string   // with the style sheets and the scripts cut out
	sheets  []string // style sheets in order, relative to dir
	scripts []script
}

type script struct {
	src    string // relative to dir
	module bool
}

var (
	styleLink   = regexp.MustCompile(`[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?`)
	scriptTag   = regexp.MustCompile(`[ \t]*<script\b([^>]*)>([^<]*)</script>\n?`)
	inlineStyle = regexp.MustCompile(`(?i)<style\b|\sstyle=|\son[a-z]+=`)
	policyMeta  = regexp.MustCompile(`[ \t]*<meta\b[^>]*http-equiv="Content-Security-Policy"[^>]*>\n?`)
	attribute   = regexp.MustCompile(`\b(href|src|type)="([^"]*)"`)
	charset     = regexp.MustCompile(`(?i)<meta charset="utf-8"\s*/?>\n?`)
)

func attributeOf(tag, name string) string {
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		if m[1] == name {
			return html.UnescapeString(m[2])
		}
	}
	return ""
}

// readPage reads index.html of dir. What the policy would forbid later (inline scripts, style attributes, event
// attributes) is an error here.
func readPage(dir string) (*page, error) {
	path := filepath.Join(dir, "index.html")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &page{dir: dir, html: strings.ReplaceAll(string(data), "\r\n", "\n")}
	if found := inlineStyle.FindString(p.html); found != "" {
		return nil, fmt.Errorf("%s: %q: inline styles and event attributes are forbidden by the page's policy", path, strings.TrimSpace(found))
	}
	for _, tag := range styleLink.FindAllString(p.html, -1) {
		p.sheets = append(p.sheets, attributeOf(tag, "href"))
	}
	for _, m := range scriptTag.FindAllStringSubmatch(p.html, -1) {
		s := script{attributeOf(m[1], "src"), attributeOf(m[1], "type") == "module"}
		if s.src == "" {
			return nil, fmt.Errorf("%s: an inline script is forbidden by the page's policy", path)
		}
		p.scripts = append(p.scripts, s)
	}
	if len(p.sheets) == 0 || len(p.scripts) == 0 || !charset.MatchString(p.html) {
		return nil, fmt.Errorf("%s: needs <meta charset=\"utf-8\">, a style sheet and a script", path)
	}
	for _, re := range []*regexp.Regexp{styleLink, scriptTag, policyMeta} {
		p.html = re.ReplaceAllString(p.html, "")
	}
	return p, nil
}

// bundled returns the style sheet and the scripts, in the order of p.scripts.
func (p *page) bundled(info buildInfo) (style []byte, scripts [][]byte, err error) {
	if style, err = bundleStyles(p.sheets); err != nil {
		return nil, nil, err
	}
	for _, s := range p.scripts {
		format := api.FormatIIFE
		if s.module {
			format = api.FormatESModule
		}
		code, err := bundle(filepath.Join(p.dir, s.src), format, info.plugin())
		if err != nil {
			return nil, nil, err
		}
		scripts = append(scripts, code)
	}
	return style, scripts, nil
}

// withHead is the page with lines added to its head, the policy first: what stands before a policy is not bound by it.
func (p *page) withHead(policy string, lines ...string) []byte {
	first := policyElement(policy)
	at := charset.FindStringIndex(p.html)[1]
	text := p.html[:at] + first + p.html[at:]
	end := strings.Index(text, "</head>")
	return []byte(text[:end] + strings.Join(lines, "") + text[end:])
}

// bundlePage is index.html as it is served, and its assets, whose names carry their hash.
func (s *site) bundlePage(info buildInfo) (index []byte, assets map[string][]byte, err error) {
	style, scripts, err := s.page.bundled(info)
	if err != nil {
		return nil, nil, err
	}
	assets = map[string][]byte{}
	var head []string
	if info.Engines != nil {
		head = append(head, fmt.Sprintf("<link rel=\"preload\" href=\"%s\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n", info.Engines.Lean))
	}
	name := "assets/page-" + shortHash(style) + ".css"
	assets[name] = style
	head = append(head, fmt.Sprintf("<link rel=\"stylesheet\" href=\"%s\">\n", name))
	for i, code := range scripts {
		base := strings.TrimSuffix(filepath.Base(s.page.scripts[i].src), ".js")
		name := "assets/" + base + "-" + shortHash(code) + ".js"
		assets[name] = code
		kind := ""
		if s.page.scripts[i].module {
			kind = " type=\"module\""
		}
		head = append(head, fmt.Sprintf("<script%s src=\"%s\"></script>\n", kind, name))
	}
	for _, name := range []string{"app.webmanifest", "favicon.svg"} {
		if assets[name], err = os.ReadFile(filepath.Join(s.page.dir, name)); err != nil {
			return nil, nil, err
		}
	}
	index = s.page.withHead(policy.Meta(), head...)
	if bytes.Contains(index, []byte("</body>")) != bytes.Contains(index, []byte("<body")) {
		return nil, nil, fmt.Errorf("web/index.html: body is not closed")
	}
	return index, assets, nil
}
