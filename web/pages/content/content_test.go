package content

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"x509strict/engine/lang"
	"x509strict/engine/rules"
)

func TestEveryRuleHasAPage(t *testing.T) {
	for _, r := range rules.All() {
		p := Of(r.Slug)
		if p == nil {
			t.Errorf("%s has no page", r.Slug)
			continue
		}
		complete(t, r.Slug+" comes", p.Comes)
		if len(p.Recipes) == 0 || len(p.Related) == 0 {
			t.Errorf("%s has no recipe or nothing related", r.Slug)
		}
		for _, id := range p.Recipes {
			if RecipeByID(id) == nil {
				t.Errorf("%s: no recipe %q", r.Slug, id)
			}
		}
		for _, other := range p.Related {
			if rules.BySlug(other) == nil || other == r.Slug {
				t.Errorf("%s: related to %q", r.Slug, other)
			}
		}
		for _, s := range p.Sources {
			if !strings.HasPrefix(s, "https://") {
				t.Errorf("%s: source %q is no link", r.Slug, s)
			}
		}
	}
	for _, p := range pages {
		if rules.BySlug(p.Slug) == nil {
			t.Errorf("%s is the page of no rule", p.Slug)
		}
	}
}

func TestRecipesAreComplete(t *testing.T) {
	for _, r := range recipes {
		complete(t, r.ID+" title", r.Title)
		complete(t, r.ID+" intro", r.Intro)
		for _, s := range r.Steps {
			complete(t, r.ID+" tool", s.Tool)
			if strings.TrimSpace(s.Code) == "" {
				t.Errorf("%s: %s has no code", r.ID, s.Tool.EN)
			}
		}
	}
}

func complete(t *testing.T, what string, text lang.Text) {
	t.Helper()
	if text.EN == "" || text.ZH == "" {
		t.Errorf("%s is not in both languages", what)
	}
}

// The OpenSSL commands of the recipes do what the pages say: a stock CA is refused in strict mode, and accepted once
// re-issued, with the server certificate that the other recipe signs.
func TestRecipesWorkWithOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("X509STRICT_REQUIRE") == "1" {
			t.Fatal("openssl is not there")
		}
		t.Skip("openssl is not there (apt-get install openssl)")
	}
	dir := t.TempDir()
	sh := func(script string) (string, error) {
		cmd := exec.Command("sh", "-ec", script)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	setup := `openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj "/O=Example/CN=Example CA" -days 100
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key`
	if out, err := sh(setup); err != nil {
		t.Fatalf("setup: %v\n%s", err, out)
	}
	if out, err := sh(SignLeaf); err == nil || !strings.Contains(out, "error 92 at 1 depth") {
		t.Fatalf("a stock CA was not refused for its key usage: %v\n%s", err, out)
	}
	if out, err := sh(ReissueCA); err != nil || !strings.Contains(out, "server.crt: OK") {
		t.Fatalf("re-issued: %v\n%s", err, out)
	}
	serials, err := sh(
		"openssl x509 -in ca.crt -noout -serial -subject -startdate -enddate; openssl x509 -in ca.new.crt -noout -serial -subject -startdate -enddate",
	)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(serials), "\n")
	if len(lines) != 8 || strings.Join(lines[:4], "\n") != strings.Join(lines[4:], "\n") {
		t.Errorf("serial number, subject or dates changed:\n%s", serials)
	}
	renew := `openssl x509 -in ca.new.crt -signkey ca.key -days 3650 -out ca.renewed.crt
openssl x509 -in ca.new.crt -noout -serial >a; openssl x509 -in ca.renewed.crt -noout -serial >b; cmp a b
openssl verify -x509_strict -CAfile ca.renewed.crt server.crt`
	if out, err := sh(renew); err != nil {
		t.Errorf("a new period: %v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "ca.renewed.crt")); err != nil {
		t.Error(err)
	}
}

// keytool's recipes make a CA and a server certificate that pass, and the server certificate survives the CA's new
// serial number.
func TestRecipesWorkWithKeytool(t *testing.T) {
	for _, program := range []string{"keytool", "openssl"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("X509STRICT_REQUIRE") == "1" {
				t.Fatalf("%s is not there", program)
			}
			t.Skipf("%s is not there (apt-get install default-jre-headless openssl)", program)
		}
	}
	recipe := func(id string) string {
		for _, s := range RecipeByID(id).Steps {
			if s.Tool.EN == "keytool" {
				return strings.ReplaceAll(s.Code, "-keystore ca.p12", "-keystore ca.p12 -storepass changeit")
			}
		}
		t.Fatalf("%s has no keytool step", id)
		return ""
	}
	export := "keytool -exportcert -keystore ca.p12 -storepass changeit -alias ca -rfc >"
	script := `keytool -genkeypair -keystore ca.p12 -storepass changeit -alias ca -keyalg EC -dname CN=ca -ext bc:c
openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server.example
` + recipe("leaf") + "\n" + export + `old.crt
if openssl verify -x509_strict -CAfile old.crt server.crt; then exit 1; fi
` + recipe("ca") + "\n" + export + `ca.crt
openssl verify -x509_strict -CAfile ca.crt server.crt`
	cmd := exec.Command("sh", "-ec", script)
	cmd.Dir = t.TempDir()
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "server.crt: OK") {
		t.Errorf("%v\n%s", err, out)
	}
}

// Where a step's commands are documented is a click away; a step named in words, not by a tool, needs none.
func TestEveryToolOfARecipeHasItsManual(t *testing.T) {
	met := map[string]bool{}
	for _, r := range recipes {
		for _, s := range r.Steps {
			met[s.Tool.EN] = true
			if s.Tool.EN == s.Tool.ZH && !strings.HasPrefix(s.Manual(), "https://") {
				t.Errorf("%s: %s has no manual", r.ID, s.Tool.EN)
			}
		}
	}
	for tool := range manuals {
		if !met[tool] {
			t.Errorf("no recipe uses %s", tool)
		}
	}
}

// A client stands in the table with where to read it up, or was measured; none is there without either.
func TestEveryClientHasASource(t *testing.T) {
	measured := []string{"Java (PKIX)", "PHP 8.2", "wget, gnutls-cli (GnuTLS)", "Chromium", "NSS certutil -V"}
	for _, c := range Clients {
		complete(t, c.Name+" strict", c.Strict)
		complete(t, c.Name+" how", c.How)
		if (len(c.Sources) == 0) != slices.Contains(measured, c.Name) {
			t.Errorf("%s has no source, or was measured and has one", c.Name)
		}
		for i, s := range c.Sources {
			if !strings.HasPrefix(s, "https://") || slices.Contains(c.Sources[:i], s) {
				t.Errorf("%s: source %q is no link, or there twice", c.Name, s)
			}
		}
	}
}
