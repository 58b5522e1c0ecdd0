// Package pages writes the static pages beside the tool: one for each rule, the rule index and the table for
// printing, makers, clients and guides, each in English and Chinese. They are plain HTML that needs no script, and
// are made from the engine's own tables, so that pages and tool say the same.
package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"os"
	"path"
	"path/filepath"
	"strings"

	"x509strict/engine/lang"
	"x509strict/web/css"
)

//go:embed templates guides search.js
var sources embed.FS

// Languages of the pages. English pages lie in a folder, Chinese ones in its subfolder zh.
var languages = []lang.Lang{lang.English, lang.Chinese}

// page is one file to be written.
type page struct {
	path     string // "rules/92.html"
	lang     lang.Lang
	template string
	title    string // of the browser's tab and of search results
	about    string // one or two sentences for search results
	other    string // path of the same page in the other language
	original string // path of the page that this one repeats; "" for itself
	section  string // which entry of the navigation is current
	wide     bool
	forward  string // where a reader is taken at once; "" for staying
	script   string // the one script that it loads; "" for none
	data     any
}

// Preview is the picture that stands for the site where a link to it is shown.
const Preview = "preview.png"

// Files returns every static page, its style sheet and what the search page loads, by path relative to the site's
// folder. base is the address that the site has, ending in "/", where that is known: then canonical names, alternates
// and previews are whole addresses. With "" they are relative, so that the site works anywhere.
func Files(base string) (map[string][]byte, error) {
	list, err := allPages()
	if err != nil {
		return nil, err
	}
	sheet, err := css.Static()
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{"pages.css": sheet}
	for _, p := range list {
		if _, twice := out[p.path]; twice {
			return nil, fmt.Errorf("pages: %s is written twice", p.path)
		}
		if out[p.path], err = p.render(base); err != nil {
			return nil, err
		}
	}
	for _, l := range languages {
		if out[searchScript(l)], err = searchIndex(l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Write writes every static page and its style sheet under dir. Files of the same name are replaced.
func Write(dir string) error {
	files, err := Files("")
	if err != nil {
		return err
	}
	for name, data := range files {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return fmt.Errorf("pages: %w", err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return fmt.Errorf("pages: %w", err)
		}
	}
	return nil
}

func allPages() ([]page, error) {
	var out []page
	for _, l := range languages {
		for _, make := range []func(lang.Lang) ([]page, error){
			rulePages, codePages, listPages, clientPages, makerPages, guidePages, productPages, searchPages,
		} {
			list, err := make(l)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
	}
	return out, nil
}

// local puts a page of language l at its place: "rules/x.html" or "rules/zh/x.html".
func local(l lang.Lang, name string) string {
	if l == lang.Chinese {
		return path.Join(path.Dir(name), "zh", path.Base(name))
	}
	return name
}

// to returns how to link from the page at from to the file at name; a # part of name stays.
func to(from, name string) string {
	name, fragment, has := strings.Cut(name, "#")
	up := strings.Repeat("../", strings.Count(from, "/"))
	link := up + name
	if link == "" {
		link = "./"
	}
	if has {
		link += "#" + fragment
	}
	return link
}

// view is what templates see.
type view struct {
	Lang, HTMLLang, OtherHTMLLang  string
	Title, About, Section          string
	Wide                           bool
	Original, Other, Forward, Path string
	OtherLink                      string // relative, for the link in the page
	Script, Address, Preview       string // Address is "" where nobody knows it
	Data                           any
	page                           *page
}

// To links to a file of the site.
func (v view) To(name string) string { return to(v.page.path, name) }

// Page links to a page of the site in this page's language.
func (v view) Page(name string) string {
	name, fragment, has := strings.Cut(name, "#")
	link := to(v.page.path, local(v.page.lang, name))
	if has {
		link += "#" + fragment
	}
	return link
}

// Tool links into the tool with a fragment, in this page's language.
func (v view) Tool(fragment string) template.URL {
	if fragment != "" {
		fragment += "&"
	}
	root := to(v.page.path, "")
	return template.URL(root + "#" + fragment + "lang=" + string(v.page.lang)) // made from our own examples only
}

// T picks the text of this page's language.
func (v view) T(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(v.page.lang) }

// In picks from a text.
func (v view) In(t lang.Text) string { return t.In(v.page.lang) }

// Sentences joins sentences as this page's language does.
func (v view) Sentences(list ...string) string {
	return strings.Join(list, lang.Text{EN: " "}.In(v.page.lang))
}

var templates = template.Must(template.ParseFS(sources, "templates/*.html"))

func (p page) render(base string) ([]byte, error) {
	v := view{
		Lang:          string(p.lang),
		HTMLLang:      "en",
		OtherHTMLLang: "zh-Hans",
		Title:         p.title,
		About:         p.about,
		Section:       p.section,
		Wide:          p.wide,
		Data:          p.data,
		page:          &p,
	}
	if p.lang == lang.Chinese {
		v.HTMLLang, v.OtherHTMLLang = "zh-Hans", "en"
	}
	v.Path = path.Base(p.path)
	v.Original = v.Path
	if p.original != "" {
		v.Original = to(p.path, p.original)
	}
	v.Other = to(p.path, p.other)
	v.OtherLink = v.Other
	if p.forward != "" {
		v.Forward = to(p.path, p.forward)
	}
	if p.script != "" {
		v.Script = to(p.path, p.script)
	}
	v.Preview = to(p.path, Preview)
	if base != "" {
		v.Address, v.Path, v.Other, v.Preview = base+p.path, base+p.path, base+p.other, base+Preview
		v.Original = v.Path
		if p.original != "" {
			v.Original = base + p.original
		}
	}
	var body bytes.Buffer
	if err := templates.ExecuteTemplate(&body, p.template, v); err != nil {
		return nil, fmt.Errorf("pages: %s: %w", p.path, err)
	}
	var out bytes.Buffer
	frame := struct {
		view
		Body template.HTML
	}{v, template.HTML(unbroken(body.String()))} // the output of a template
	if err := templates.ExecuteTemplate(&out, "frame.html", frame); err != nil {
		return nil, fmt.Errorf("pages: %s: %w", p.path, err)
	}
	return out.Bytes(), nil
}
