package plan_test

import (
	"errors"
	"strings"
	"testing"

	"x509strict/engine/plan"
	"x509strict/engine/tbs"
)

// TestWishErrors asks for what cannot be: every answer is a wish's, in both languages, and names what was typed.
func TestWishErrors(t *testing.T) {
	node := func(name string, names ...string) plan.CASpec {
		return plan.CASpec{
			Subject: tbs.Subject{CommonName: "CA"},
			Nodes:   []plan.Node{{Name: name, Names: names}},
		}
	}
	for _, c := range []struct {
		name, en, zh string
		spec         plan.CASpec
	}{
		{"no common name", "common name", "通用名", plan.CASpec{}},
		{"country", `not "de"`, `不是 "de"`, plan.CASpec{Subject: tbs.Subject{CommonName: "CA", Country: "de"}}},
		{"no names", `the server "a"`, `服务器 "a"`, node("a")},
		{"bad name", `node "a": "b!" is no DNS name`, `证书 "a"："b!" 不是 DNS 名称`, node("a", "b!")},
		{"days", "100 years", "100 年", plan.CASpec{Subject: tbs.Subject{CommonName: "CA"}, Days: -1}},
		{"empty", "needs a name", "要有名称", node(" ", "a")},
		{"above", `"../x" cannot be the name`, `"../x" 不能用作`, node("../x", "a")},
		{"dots", `".." cannot be the name`, `".." 不能用作`, node("..", "a")},
		{"backslash", `cannot be the name`, `不能用作`, node(`a\b`, "a")},
	} {
		filled, err := c.spec.Fill()
		if err == nil {
			err = filled.CheckNames()
		}
		var wish *plan.WishError
		if !errors.As(err, &wish) || !errors.Is(err, plan.ErrSpec) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !strings.Contains(wish.Text.EN, c.en) || !strings.Contains(wish.Text.ZH, c.zh) {
			t.Errorf("%s: %s / %s", c.name, wish.Text.EN, wish.Text.ZH)
		}
	}
	for _, name := range []string{"es01", "a.b", "*.example.com", "节点 1", "..a"} {
		filled, err := node(name, "a").Fill()
		if err == nil {
			err = filled.CheckNames()
		}
		if err != nil {
			t.Error(err)
		}
	}
}
