package product

import (
	"strings"
	"testing"

	"x509strict/engine/origin"
)

// TestTable holds that every product can be met and told apart, and that its makers are known.
func TestTable(t *testing.T) {
	ids, makers := map[string]bool{}, map[string]string{}
	for _, p := range All() {
		if p.ID == "" || p.Name == "" || len(p.Ports) == 0 || !strings.HasPrefix(p.Source, "https://") || ids[p.ID] {
			t.Errorf("%q is incomplete or repeated", p.ID)
		}
		ids[p.ID] = true
		for _, id := range p.Makers {
			if origin.ByID(id) == nil || makers[id] != "" {
				t.Errorf("%s: maker %q is unknown, or that of %q too", p.ID, id, makers[id])
			}
			makers[id] = p.ID
		}
		if !SafeFile(p.File()) {
			t.Errorf("%s: file %q", p.ID, p.File())
		}
		for _, s := range p.Settings {
			if s.Title.EN == "" || s.Title.ZH == "" || !strings.HasSuffix(s.Code, "\n") ||
				!strings.Contains(s.Code, "{file}") {
				t.Errorf("%s: setting %q is incomplete", p.ID, s.Title.EN)
			}
		}
		for _, f := range p.Forms {
			if f.Title.ZH == "" || !strings.Contains(f.Code, "{value}") {
				t.Errorf("%s: form %q is incomplete", p.ID, f.Title.EN)
			}
		}
	}
}

// TestHost holds what may be filled into commands.
func TestHost(t *testing.T) {
	for _, c := range []struct {
		asked string
		names []string
		want  string
	}{
		{"db.example.com", []string{"other"}, "db.example.com"},
		{"", []string{"localhost", "127.0.0.1", "es01"}, "es01"},
		{"", []string{"localhost"}, "localhost"},
		{"localhost", []string{"es01"}, "localhost"},
		{"", []string{"*.example.com"}, "host.example.com"},
		{"[::1]", nil, "::1"},
		{"a;b", []string{"$(id)", "-x", "a b", "bücher.example"}, NoHost},
		{"", nil, NoHost},
	} {
		if got := Host(c.asked, c.names); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.asked, c.names, got, c.want)
		}
	}
	if Of([]string{"elasticsearch-certutil"}, 443).Name != "Elasticsearch" || Of(nil, 5432).ID != "postgresql" ||
		Of(nil, 0) != nil {
		t.Error("products are not told by maker and port")
	}
}
