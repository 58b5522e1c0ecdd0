package pages

import (
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/engine/rules"
	"x509strict/web/pages/content"
)

func clientPages(l lang.Lang) ([]page, error) {
	data := struct {
		Known  []*client.Client
		Others []content.Client
	}{client.All, content.Clients}
	return []page{
		{
			path:     local(l, "clients.html"),
			other:    local(otherLang(l), "clients.html"),
			lang:     l,
			template: "clients.html",
			section:  "clients",
			wide:     true,
			data:     data,
			title: lang.Text{
				EN: "Which TLS clients verify strictly, and since when · x509strict",
				ZH: "哪些 TLS 客户端做严格校验、从何时起 · x509strict",
			}.In(
				l,
			),
			about: lang.Text{
				EN: "Python 3.13, requests, httpx, aiohttp, elasticsearch-py, curl, Node.js, Go, Java and more: who refuses what, and how to relax it.",
				ZH: "Python 3.13、requests、httpx、aiohttp、elasticsearch-py、curl、Node.js、Go、Java 等：谁会拒绝什么，怎样放宽。",
			}.In(
				l,
			),
		},
	}, nil
}

// makerEntry is a maker with links to the rules its certificates break.
type makerEntry struct {
	Maker  *origin.Maker
	Faults []link
	Mended bool // it says more than Affected does
}

func newMaker(m *origin.Maker, l lang.Lang) makerEntry {
	e := makerEntry{Maker: m, Mended: len(m.Faults) > 0}
	for _, code := range m.Faults {
		if r := rules.ByCode(code); r != nil {
			e.Faults = append(e.Faults, linkTo(r, l))
		}
	}
	return e
}

func makerPages(l lang.Lang) ([]page, error) {
	var list []makerEntry
	for i := range origin.All() {
		list = append(list, newMaker(&origin.All()[i], l))
	}
	return []page{
		{
			path:     local(l, "makers.html"),
			other:    local(otherLang(l), "makers.html"),
			lang:     l,
			template: "makers.html",
			section:  "makers",
			data:     list,
			title: lang.Text{
				EN: "Products whose certificates Python 3.13 refuses, and their remedies · x509strict",
				ZH: "哪些产品的证书会被 Python 3.13 拒绝，怎样修复 · x509strict",
			}.In(
				l,
			),
			about: lang.Text{
				EN: "Elasticsearch, Easy-RSA, MicroK8s, Proxmox, Zscaler, MySQL and many more: affected versions, fixed versions, where the CA key lies, what to run.",
				ZH: "Elasticsearch、Easy-RSA、MicroK8s、Proxmox、Zscaler、MySQL 等：受影响版本、修复版本、CA 密钥位置与修复命令。",
			}.In(
				l,
			),
		},
	}, nil
}
