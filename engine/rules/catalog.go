package rules

import (
	"slices"

	"x509strict/engine/code"
)

// catalog holds every rule: strict families first, in the order of the rule index.
var catalog = named(slices.Concat(
	keyUsageRules,
	basicConstraintsRules,
	keyIDRules,
	nameRules,
	chainRules,
	signatureRules,
	validityRules,
	constraintRules,
	extensionRules,
	elsewhereRules,
	rustlsRules,
	adviceRules,
))

// named gives every rule of a code the code's slug.
func named(list []Rule) []Rule {
	for i := range list {
		if list[i].Code != 0 {
			list[i].Slug = list[i].Code.Slug()
		}
	}
	return list
}

// All returns the catalog, family by family; the slice is not to be changed.
func All() []Rule { return catalog }

// ByCode returns the rule for an error, or nil.
func ByCode(c code.Code) *Rule {
	if c == 0 {
		return nil
	}
	return find(func(r *Rule) bool { return r.Code == c })
}

// BySlug returns the rule of that slug, or nil.
func BySlug(slug string) *Rule { return find(func(r *Rule) bool { return r.Slug == slug }) }

func find(ok func(*Rule) bool) *Rule {
	for i := range catalog {
		if ok(&catalog[i]) {
			return &catalog[i]
		}
	}
	return nil
}
