package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
	src string // relative to dir
	// no module in the source: served as a file of its own, read and run before anything else of the page. The others
	// import what it exports.
	early    bool
	blocking string // what waits until it has run: "render", or nothing
}

// earlyExports is the global that holds what the early script exports.
const earlyExports = "x509strictEarly"

var (
	styleLink   = regexp.MustCompile(`[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?`)
	scriptTag   = regexp.MustCompile(`[ \t]*<script\b([^>]*)>([^<]*)</script>\n?`)
	inlineStyle = regexp.MustCompile(`(?i)<style\b|\sstyle=|\son[a-z]+=`)
	policyMeta  = regexp.MustCompile(`[ \t]*<meta\b[^>]*http-equiv="Content-Security-Policy"[^>]*>\n?`)
	attribute   = regexp.MustCompile(`\b(href|src|type|blocking)="([^"]*)"`)
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
		return nil, fmt.Errorf(
			"%s: %q: inline styles and event attributes are forbidden by the page's policy",
			path,
			strings.TrimSpace(found),
		)
	}
	for _, tag := range styleLink.FindAllString(p.html, -1) {
		p.sheets = append(p.sheets, attributeOf(tag, "href"))
	}
	for _, m := range scriptTag.FindAllStringSubmatch(p.html, -1) {
		s := script{
			attributeOf(m[1], "src"),
			attributeOf(m[1], "type") != "module",
			attributeOf(m[1], "blocking"),
		}
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

// bundleScript joins a script and all that it imports. What it imports from the early script, when that is one of the
// names in apart, it finds where that one left it.
func (p *page) bundleScript(s script, info buildInfo, apart ...string) ([]byte, error) {
	if s.early {
		return bundle(filepath.Join(p.dir, s.src), api.FormatIIFE, earlyExports, info.plugin())
	}
	const elsewhere = "early"
	return bundle(
		filepath.Join(p.dir, s.src),
		api.FormatESModule,
		"",
		info.plugin(),
		api.Plugin{Name: elsewhere, Setup: func(b api.PluginBuild) {
			b.OnResolve(
				api.OnResolveOptions{Filter: `^\.{1,2}/.*\.js$`},
				func(a api.OnResolveArgs) (api.OnResolveResult, error) {
					if slices.Contains(apart, filepath.Base(a.Path)) {
						return api.OnResolveResult{Path: a.Path, Namespace: elsewhere}, nil
					}
					return api.OnResolveResult{}, nil
				},
			)
			b.OnLoad(
				api.OnLoadOptions{Filter: `.*`, Namespace: elsewhere},
				func(api.OnLoadArgs) (api.OnLoadResult, error) {
					contents := "module.exports = globalThis." + earlyExports
					return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
				},
			)
		}},
	)
}

// tag is the element that loads the script from src.
func (s script) tag(src string) string {
	attributes := ""
	if !s.early {
		attributes += ` type="module"`
	}
	if s.blocking != "" {
		attributes += fmt.Sprintf(" blocking=%q", s.blocking)
	}
	return fmt.Sprintf("<script%s src=\"%s\"></script>\n", attributes, src)
}

// withHead is the page with lines added to its head: the policy first, since what stands before one is not bound by
// it, then the lines to be read first, and the others at its end.
func (p *page) withHead(policy, early string, lines ...string) []byte {
	first := policyElement(policy) + early
	at := charset.FindStringIndex(p.html)[1]
	text := p.html[:at] + first + p.html[at:]
	end := strings.Index(text, "</head>")
	return []byte(text[:end] + strings.Join(lines, "") + text[end:])
}

// named gives the page its own address, where that is known.
func (s *site) named(index []byte) []byte {
	if s.base == "" {
		return index
	}
	base := html.EscapeString(s.base)
	text := strings.Replace(string(index), `content="preview.png"`, `content="`+base+`preview.png"`, 1)
	return []byte(strings.Replace(text, "</head>",
		`<link rel="canonical" href="`+base+`"><meta property="og:url" content="`+base+"\">\n</head>", 1))
}

// bundlePage is index.html as it is served, and its assets, whose names carry their hash.
func (s *site) bundlePage(info buildInfo) (index []byte, assets map[string][]byte, err error) {
	style, err := bundleStyles(s.page.sheets)
	if err != nil {
		return nil, nil, err
	}
	assets = map[string][]byte{}
	name := "assets/page-" + shortHash(style) + ".css"
	assets[name] = style
	var apart []string
	for _, script := range s.page.scripts {
		if script.early {
			apart = append(apart, filepath.Base(script.src))
		}
	}
	early, modules := "", ""
	for _, script := range s.page.scripts {
		code, err := s.page.bundleScript(script, info, apart...)
		if err != nil {
			return nil, nil, err
		}
		name := "assets/" + strings.TrimSuffix(filepath.Base(script.src), ".js") + "-" + shortHash(code) + ".js"
		assets[name] = code
		if script.early {
			early += script.tag(name)
		} else {
			modules += script.tag(name)
		}
	}
	// The page is not read on until the early scripts have run, and browsers look ahead for what else it wants only as
	// far as its policy allows. So what shall be on its way meanwhile is named before them; the style sheet itself,
	// which scripts would wait for, after.
	wanted := "<link rel=\"preload\" as=\"style\" href=\"" + name + "\">\n" + modules + early
	sheet := "<link rel=\"stylesheet\" href=\"" + name + "\">\n"
	for _, name := range []string{"app.webmanifest", "favicon.svg"} {
		if assets[name], err = os.ReadFile(filepath.Join(s.page.dir, name)); err != nil {
			return nil, nil, err
		}
	}
	index = s.named(s.page.withHead(policy.Meta(), wanted, sheet))
	if bytes.Contains(index, []byte("</body>")) != bytes.Contains(index, []byte("<body")) {
		return nil, nil, fmt.Errorf("web/index.html: body is not closed")
	}
	return index, assets, nil
}
