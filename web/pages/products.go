package pages

import (
	"fmt"

	"x509strict/engine/lang"
	"x509strict/engine/origin"
	"x509strict/web/pages/content"
)

// productPage is a product with the makers whose certificates it meets.
type productPage struct {
	*content.Product
	Makers []makerEntry
}

// productPath is where a product's page lies, or the guide that tells all of it.
func productPath(p *content.Product) string {
	if p.Guide != "" {
		return "guides/" + p.Guide + ".html"
	}
	return "products/" + p.ID + ".html"
}

func productPages(l lang.Lang) ([]page, error) {
	var out []page
	for i := range content.Products {
		p := &content.Products[i]
		if p.Guide != "" {
			continue
		}
		data := productPage{Product: p}
		for _, id := range p.Makers {
			m := origin.ByID(id)
			if m == nil {
				return nil, fmt.Errorf("pages: product %s: no maker %q", p.ID, id)
			}
			data.Makers = append(data.Makers, newMaker(m, l))
		}
		out = append(out, page{
			path:     local(l, productPath(p)),
			other:    local(otherLang(l), productPath(p)),
			lang:     l,
			template: "product.html",
			section:  "guides",
			data:     data,
			title: lang.Text{
				EN: p.Name + " and Python 3.13: certificate verify failed · x509strict",
				ZH: p.Name + " 与 Python 3.13：certificate verify failed · x509strict",
			}.In(l),
			about: p.About.In(l),
		})
	}
	return out, nil
}
