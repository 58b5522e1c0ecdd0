package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/advise"
	"x509strict/engine/lang"
	"x509strict/engine/read/message"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/web/pages/content"
	"x509strict/web/pages/example"
)

// link is a rule as other pages name it.
type link struct {
	*rules.Rule
	Heading string // the literal message, or the title of advice
	Path    string
}

// rulePath is where a rule's page lies.
func rulePath(slug string) string { return "rules/" + slug + ".html" }

func linkTo(r *rules.Rule, l lang.Lang) link { return link{r, heading(r, l), rulePath(r.Slug)} }

// heading is what people search for: Python's own message, else that of the newest release that has it; for advice
// its title.
func heading(r *rules.Rule, l lang.Lang) string {
	if r.Code == 0 {
		return r.Title.In(l)
	}
	if own := pythonText(r); own != "" {
		return strings.TrimSuffix(own, ".")
	}
	for _, rel := range []release.Release{release.Default, release.Open40, release.Open111} {
		if r.Code.In(rel) {
			return r.Code.Text(rel)
		}
	}
	return r.Constant()
}

type rulePage struct {
	link
	Rule      *rules.Rule
	Number    string
	Family    lang.Text
	Page      *content.Page
	Recipes   []*content.Recipe
	Example   *examplePart
	NoExample lang.Text
	Texts     []versionText
	Seen      []seenAs
	Related   []link
	CiteLink  string
}

// seenAs is what one program says where it means the rule.
type seenAs struct{ Program, Text string }

// versionText is how one release calls an error.
type versionText struct {
	Release string
	Number  string
	Text    string // "" when the release does not have the error
}

func rulePages(l lang.Lang) ([]page, error) {
	var out []page
	for i := range rules.All() {
		r := &rules.All()[i]
		data, err := newRulePage(r, l)
		if err != nil {
			return nil, err
		}
		name := rulePath(r.Slug)
		title := data.Heading
		if r.Code != 0 {
			title += lang.Text{
				EN: " (" + r.Constant() + ", " + strconv.Itoa(int(r.Code)) + ")",
				ZH: "（" + strconv.Itoa(int(r.Code)) + "）：" + r.Title.ZH,
			}.In(
				l,
			)
		}
		out = append(
			out,
			page{
				path:     local(l, name),
				other:    local(otherLang(l), name),
				lang:     l,
				template: "rule.html",
				section:  "rules",
				title:    title + " · x509strict",
				about:    r.Title.In(l) + lang.Text{EN: ". ", ZH: "。"}.In(l) + r.Means.In(l),
				data:     data,
			},
		)
	}
	return out, nil
}

func otherLang(l lang.Lang) lang.Lang {
	if l == lang.Chinese {
		return lang.English
	}
	return lang.Chinese
}

func newRulePage(r *rules.Rule, l lang.Lang) (*rulePage, error) {
	p := &rulePage{
		link:      linkTo(r, l),
		Rule:      r,
		Page:      content.Of(r.Slug),
		Family:    familyOf(r.Slug),
		NoExample: example.None[r.Slug],
		CiteLink:  citeLink(r.Cite),
	}
	if p.Page == nil {
		return nil, fmt.Errorf("pages: %s has no text", r.Slug)
	}
	for _, id := range p.Page.Recipes {
		recipe := content.RecipeByID(id)
		if recipe == nil {
			return nil, fmt.Errorf("pages: %s: no recipe %q", r.Slug, id)
		}
		p.Recipes = append(p.Recipes, recipe)
	}
	for _, slug := range p.Page.Related {
		other := rules.BySlug(slug)
		if other == nil {
			return nil, fmt.Errorf("pages: %s: related to %q, which is no rule", r.Slug, slug)
		}
		p.Related = append(p.Related, linkTo(other, l))
	}
	for _, w := range message.SeenAs(r.Slug) {
		name := ""
		if program := advise.ProgramByID(w.Client); program != nil {
			name = program.Name
		}
		p.Seen = append(p.Seen, seenAs{name, w.Text})
	}
	if r.Code != 0 {
		p.Texts = versionTexts(r)
		p.Number = numbers(r, l)
	}
	c := example.Of(r.Slug)
	if c == nil {
		return p, nil
	}
	var err error
	p.Example, err = newExample(c, l)
	return p, err
}

func versionTexts(r *rules.Rule) (out []versionText) {
	for _, rel := range release.All {
		if r.Code.In(rel) {
			out = append(out, versionText{rel.String(), strconv.Itoa(r.Code.Number(rel)), r.Code.Text(rel)})
		} else {
			out = append(out, versionText{Release: rel.String(), Number: "–"})
		}
	}
	if own := pythonText(r); own != "" {
		out = append(out, versionText{"Python", strconv.Itoa(int(r.Code)), own})
	}
	return out
}

// pythonText is the message that CPython writes itself in place of OpenSSL's, "" for none: the one that OpenSSL has
// no text for.
func pythonText(r *rules.Rule) string {
	for _, m := range rules.Messages() {
		if m.Slug != r.Slug {
			continue
		}
		theirs := func(rel release.Release) bool { return r.Code.Text(rel) == m.Text }
		if !slices.ContainsFunc(release.All, theirs) {
			return m.Text
		}
	}
	return ""
}

// numbers is the error's number, with 1.1.1's own where it differs: "79 (24 in OpenSSL 1.1.1)".
func numbers(r *rules.Rule, l lang.Lang) string {
	n := strconv.Itoa(int(r.Code))
	if old := r.Code.Number(release.Open111); old != int(r.Code) && r.Code.In(release.Open111) {
		n += lang.Text{
			EN: " (" + strconv.Itoa(old) + " in OpenSSL 1.1.1)",
			ZH: "（OpenSSL 1.1.1 中为 " + strconv.Itoa(old) + "）",
		}.In(
			l,
		)
	}
	return n
}

// citeLink makes a link of the clauses that have a stable address.
func citeLink(cite string) string {
	switch {
	case strings.HasPrefix(cite, "RFC "):
		words := strings.Fields(cite)
		url := "https://www.rfc-editor.org/rfc/rfc" + words[1]
		if len(words) > 3 && strings.HasPrefix(words[2], "section") {
			url += "#section-" + strings.TrimSuffix(words[3], ",")
		}
		return url
	case strings.HasPrefix(cite, "NIST SP 800-57"):
		return "https://doi.org/10.6028/NIST.SP.800-57pt1r5"
	case strings.HasPrefix(cite, "Apple "):
		return "https://support.apple.com/en-us/" + strings.TrimPrefix(cite, "Apple ")
	case strings.HasPrefix(cite, "OpenSSL "):
		switch strings.TrimPrefix(cite, "OpenSSL ") {
		case "X509_VERIFY_PARAM_set_depth":
			return "https://docs.openssl.org/3.5/man3/X509_VERIFY_PARAM_set_flags/"
		case "X509_verify_cert":
			return "https://docs.openssl.org/3.5/man3/X509_verify_cert/"
		case "TRUSTED CERTIFICATE":
			return "https://docs.openssl.org/3.5/man1/openssl-x509/"
		case "check_extensions":
			return "https://github.com/openssl/openssl/blob/openssl-3.5/crypto/x509/x509_vfy.c"
		}
	}
	return ""
}
