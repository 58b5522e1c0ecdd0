//go:build !lean

package host_test

import (
	"net/netip"
	"testing"

	"x509strict/engine/host"
	"x509strict/engine/release"
)

// TestSubject takes apart what people paste for a host.
func TestSubject(t *testing.T) {
	for _, x := range []struct{ text, name, ip string }{
		{"es01.example", "es01.example", ""},
		{"es01.example.", "es01.example", ""},
		{" es01.example ", "es01.example", ""},
		{"es01.example:9200", "es01.example", ""},
		{"es01.example:", "es01.example", ""},
		{"https://es01.example", "es01.example", ""},
		{"https://es01.example:9200/_cat?v#x", "es01.example", ""},
		{"https://elastic:secret@es01.example:9200/", "es01.example", ""},
		{"https://[fd00::1]:9200/", "", "fd00::1"},
		{"[fd00::1]:9200", "", "fd00::1"},
		{"[::1]", "", "::1"},
		{"::1", "", "::1"},
		{"fe80::1%eth0", "", "fe80::1"},
		{"::ffff:127.0.0.1", "", "::ffff:127.0.0.1"},
		{"127.0.0.1", "", "127.0.0.1"},
		{"127.0.0.1:9200", "", "127.0.0.1"},
		{"my_host", "my_host", ""},
		{"*.example.com", "*.example.com", ""},
		{"https://bücher.example/", "xn--bcher-kva.example", ""},
		{"es01:http", "es01:http", ""},
		{"[::1", "[::1", ""},
		{"", "", ""},
	} {
		got := host.Subject(x.text)
		var ip []byte
		if x.ip != "" {
			ip = netip.MustParseAddr(x.ip).AsSlice()
		}
		if got.Name != x.name || string(got.IP) != string(ip) {
			t.Errorf("%q: name %q, address %x; want %q, %x", x.text, got.Name, got.IP, x.name, ip)
		}
	}
}

// TestLiteral: what stands around a host is part of it for Python, which takes a bare name.
func TestLiteral(t *testing.T) {
	for _, text := range []string{"[::1]", "https://es01.example/", "es01.example:9200", "127.0.0.1:443"} {
		if got := host.Python(text, release.Default); got.Name != text || got.IP != nil {
			t.Errorf("%q: name %q, address %x", text, got.Name, got.IP)
		}
	}
	if got := host.Python("::ffff:127.0.0.1", release.Default); len(got.IP) != 16 || got.Name != "" {
		t.Errorf("mapped address: name %q, address %x", got.Name, got.IP)
	}
}
