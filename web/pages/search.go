package pages

import (
	"encoding/json"
	"fmt"
	"strings"

	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/read/message"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/web/pages/content"
)

// found is an entry of the search index (web/pages/search.js).
type found struct {
	Kind  string   `json:"kind"`
	Title string   `json:"title"`
	Path  string   `json:"path"` // relative to the search page
	About string   `json:"about"`
	Words string   `json:"words"` // further words that find it
	Says  []string `json:"says"`  // messages that find it when they stand in what was pasted
}

const searchPage = "search.html"

// searchScript is the file that the search page of a language loads: its index, then what searches it.
func searchScript(l lang.Lang) string { return "search-" + string(l) + ".js" }

// searchPages is the page that searches all others; like them it needs no server.
func searchPages(l lang.Lang) ([]page, error) {
	return []page{{
		path:     local(l, searchPage),
		other:    local(otherLang(l), searchPage),
		lang:     l,
		template: "search.html",
		section:  "search",
		script:   searchScript(l),
		title: lang.Text{
			EN: "Search rules, products, clients and guides · x509strict",
			ZH: "搜索规则、产品、客户端和指南 · x509strict",
		}.In(l),
		about: lang.Text{
			EN: "Search by a word, an error number, a product, or a whole pasted error message. Nothing is sent anywhere.",
			ZH: "可按词语、错误编号、产品搜索，也可粘贴整段报错。不发送任何内容。",
		}.In(l),
	}}, nil
}

// searchIndex is the script of a language.
func searchIndex(l lang.Lang) ([]byte, error) {
	from := local(l, searchPage)
	link := func(name string) string { return to(from, withFragment(l, name)) }
	kind := func(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(l) }
	var list []found
	for i := range rules.All() {
		r := &rules.All()[i]
		k := linkTo(r, l)
		e := found{Kind: kind("Rule", "规则"), Title: k.Heading, Path: link(k.Path), About: r.Title.In(l), Says: []string{}}
		e.Words = r.Slug
		if e.About == e.Title {
			e.About = r.Why.In(l) // what OpenSSL has no message for is headed by its title
		}
		if r.Code != 0 {
			e.Words += " " + r.Constant()
			for _, rel := range release.All {
				if r.Code.In(rel) {
					e.Words += fmt.Sprintf(" %d", r.Code.Number(rel))
					e.Says = appendNew(e.Says, r.Code.Text(rel))
				}
			}
		}
		for _, w := range message.SeenAs(r.Slug) {
			e.Says = appendNew(e.Says, w.Text)
		}
		list = append(list, e)
	}
	for i := range content.Products {
		p := &content.Products[i]
		e := found{Kind: kind("Product", "产品"), Title: p.Name, Path: link(productPath(p)), About: p.About.In(l), Says: []string{}}
		for _, f := range p.Facts {
			e.Words += " " + f.Code
		}
		list = append(list, e)
	}
	for i := range origin.All() {
		m := &origin.All()[i]
		list = append(list, found{
			Kind: kind("Maker", "证书来源"), Title: m.Called().In(l), Path: link("makers.html#" + m.ID), About: m.Affected.In(l),
			Words: m.ID + " " + m.Name + " " + m.KeyAt.In(l), Says: []string{},
		})
	}
	for _, c := range client.All {
		list = append(list, found{
			Kind: kind("Client", "客户端"), Title: c.Name.In(l), Path: link("clients.html#" + c.ID), About: c.About.In(l),
			Words: c.ID, Says: []string{},
		})
	}
	for _, c := range content.Clients {
		list = append(list, found{
			Kind: kind("Client", "客户端"), Title: c.Name, Path: link("clients.html"), About: c.How.In(l),
			Words: c.Strict.In(l), Says: []string{},
		})
	}
	all, err := guidePages(l)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.template == "guide.html" {
			list = append(list, found{
				Kind: kind("Guide", "指南"), Title: strings.TrimSuffix(p.title, " · x509strict"), Path: to(from, p.path),
				About: p.about, Says: []string{},
			})
		}
	}
	data, err := json.Marshal(map[string]any{
		"entries": list,
		"none": lang.Text{
			EN: "Nothing found. Paste the whole message, or the certificate itself into the tool.",
			ZH: "没有找到。请粘贴整段报错，或把证书本身粘贴到工具里。",
		}.In(l),
		"one":  lang.Text{EN: "1 result", ZH: "1 条结果"}.In(l),
		"some": lang.Text{EN: "{n} results", ZH: "{n} 条结果"}.In(l),
	})
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	code, err := sources.ReadFile("search.js")
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	return append([]byte("globalThis.x509strictIndex = "+string(data)+";\n"), code...), nil
}

// withFragment puts a page of language l at its place; a # part stays.
func withFragment(l lang.Lang, name string) string {
	name, fragment, has := strings.Cut(name, "#")
	if name = local(l, name); has {
		name += "#" + fragment
	}
	return name
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}
