package rules

import "slices"

// catalog holds every rule: strict families first, in the order of the rule index.
var catalog = slices.Concat(
	keyUsageRules,
	basicConstraintsRules,
	keyIDRules,
	nameRules,
	chainRules,
	signatureRules,
	validityRules,
	constraintRules,
	extensionRules,
	adviceRules,
)

// All returns the catalog, family by family; the slice is not to be changed.
func All() []Rule { return catalog }

// ByCode returns the rule for an error number as OpenSSL 3.x counts, or nil.
func ByCode(code int) *Rule {
	if code == 0 {
		return nil
	}
	return find(func(r *Rule) bool { return r.Code == code })
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
