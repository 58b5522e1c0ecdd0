// Package content holds the long texts of the static pages: how each error comes about, how other tools mend it,
// which rules belong together. It is no part of the engine, so that none of it has to be loaded to check a
// certificate.
package content

import "x509strict/engine/lang"

// Page is what a rule's page says beside the catalog entry.
type Page struct {
	Slug    string
	Comes   lang.Text // how the error comes about
	Recipes []string  // ids of recipes that mend it
	Related []string  // slugs of rules that come with it or are mistaken for it
	Sources []string  // links for claims that the clause does not cover
}

// Of returns the page of a rule, or nil.
func Of(slug string) *Page {
	for i := range pages {
		if pages[i].Slug == slug {
			return &pages[i]
		}
	}
	return nil
}

func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }
