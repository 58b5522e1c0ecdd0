package pages

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"x509strict/engine/lang"
	"x509strict/web/pages/content"
)

// guides in the order of their index. Each lies in guides/ID.LANGUAGE.html: a title line, a line for search results,
// then the body.
var guides = []string{"elasticsearch", "private-ca", "python-3.13", "offline", "linking"}

// guideEntry is a guide as the index names it.
type guideEntry struct {
	Title, About, Path string
}

// guideIndex is what the index lists.
type guideIndex struct{ Guides, Products []guideEntry }

func guidePages(l lang.Lang) ([]page, error) {
	var out []page
	var index []guideEntry
	for _, id := range guides {
		source, err := sources.ReadFile("guides/" + id + "." + string(l) + ".html")
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		title, rest, _ := strings.Cut(string(source), "\n")
		about, body, ok := strings.Cut(rest, "\n")
		if !ok || title == "" || about == "" {
			return nil, fmt.Errorf("pages: guide %s needs a title line and a line about it", id)
		}
		name := "guides/" + id + ".html"
		p := page{
			path:     local(l, name),
			other:    local(otherLang(l), name),
			lang:     l,
			template: "guide.html",
			section:  "guides",
			title:    title + " · x509strict",
			about:    about,
		}
		text, err := p.guideBody(title, body)
		if err != nil {
			return nil, err
		}
		p.data = text
		out = append(out, p)
		index = append(index, guideEntry{title, about, name})
	}
	var products []guideEntry
	for i := range content.Products {
		p := &content.Products[i]
		products = append(products, guideEntry{Title: p.Name, Path: productPath(p)})
	}
	return append(
		out,
		page{
			path:     local(l, "guides/index.html"),
			other:    local(otherLang(l), "guides/index.html"),
			lang:     l,
			template: "guides.html",
			section:  "guides",
			data:     guideIndex{index, products},
			title:    lang.Text{EN: "Guides · x509strict", ZH: "指南 · x509strict"}.In(l),
			about: lang.Text{
				EN: "Short guides: repairing Elasticsearch's CA, a private CA done right, before you upgrade to Python 3.13.",
				ZH: "简短指南：修复 Elasticsearch 的 CA、正确地建私有 CA、升级到 Python 3.13 之前。",
			}.In(
				l,
			),
		},
	), nil
}

// guideBody runs a guide's text as a template, so that it links as other pages do: {{.Page "rules/…"}}, {{.To "…"}}.
func (p page) guideBody(title, body string) (template.HTML, error) {
	t, err := template.New(p.path).
		Parse(`<header class="top"><h1>` + template.HTMLEscapeString(title) + "</h1></header>\n" + body)
	if err != nil {
		return "", fmt.Errorf("pages: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view{Lang: string(p.lang), page: &p}); err != nil {
		return "", fmt.Errorf("pages: %w", err)
	}
	return template.HTML(out.String()), nil // our own text
}
