package read_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"x509strict/engine/read"
)

func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sample is a certificate in the forms that pastes are made of.
type sample struct {
	pem   string   // with its final line feed
	lines []string // of the PEM, markers included
	body  string   // base64 on one line
	der   []byte
}

func newSample(t testing.TB, name string) sample {
	text := file(t, name)
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatalf("%s holds no PEM", name)
		return sample{}
	}
	text = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: block.Bytes}))
	return sample{
		pem:   text,
		lines: strings.Split(strings.TrimSpace(text), "\n"),
		body:  base64.StdEncoding.EncodeToString(block.Bytes),
		der:   block.Bytes,
	}
}

// each puts every line of the PEM through f.
func (s sample) each(f func(i int, line string) string) string {
	var out strings.Builder
	for i, l := range s.lines {
		out.WriteString(f(i, l))
		out.WriteByte('\n')
	}
	return out.String()
}

func (s sample) prefix(p string) string {
	return s.each(func(_ int, l string) string { return p + l })
}

// escaped is the PEM on one line with nl between its lines.
func (s sample) escaped(nl string) string { return strings.Join(s.lines, nl) }

// wrapped is the base64 in lines of n characters.
func (s sample) wrapped(n int, nl string) string { return fold(s.body, n, nl) }

func fold(s string, n int, nl string) string {
	var out []string
	for len(s) > n {
		out = append(out, s[:n])
		s = s[n:]
	}
	return strings.Join(append(out, s), nl)
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func utf16LE(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

// xxd prints b as xxd and hexdump -C do, by the format of one group of bytes.
func dump(b []byte, offset, group string, per, perGroup int, column func(line []byte) string) string {
	var out strings.Builder
	for i := 0; i < len(b); i += per {
		line := b[i:min(i+per, len(b))]
		fmt.Fprintf(&out, offset, i)
		for k := 0; k < len(line); k += perGroup {
			fmt.Fprintf(&out, group, line[k:min(k+perGroup, len(line))])
		}
		out.WriteString(column(line) + "\n")
	}
	return out.String()
}

func asciiColumn(line []byte) string {
	s := []byte(strings.Repeat("   ", 16-len(line)) + "  |")
	for _, c := range line {
		if c < ' ' || c > '~' {
			c = '.'
		}
		s = append(s, c)
	}
	return string(s) + "|"
}

func tcpdump(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i += 16 {
		line := b[i:min(i+16, len(b))]
		fmt.Fprintf(&out, "\t0x%04x: ", i)
		for k := 0; k < len(line); k += 2 {
			fmt.Fprintf(&out, " %x", line[k:min(k+2, len(line))])
		}
		out.WriteString("  " + strings.Trim(asciiColumn(line), " |") + "\n")
	}
	return out.String()
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func colons(b []byte, sep string) string {
	var out []string
	for _, c := range b {
		out = append(out, fmt.Sprintf("%02X", c))
	}
	return strings.Join(out, sep)
}

func numbers(b []byte, sep string, signed bool) string {
	var out []string
	for _, c := range b {
		if signed {
			out = append(out, strconv.Itoa(int(int8(c))))
		} else {
			out = append(out, strconv.Itoa(int(c)))
		}
	}
	return strings.Join(out, sep)
}

// shape is one way in which people paste.
type shape struct {
	name  string
	text  string
	want  string // our names of the certificates, in order
	notes string // note IDs, sorted
}

func shapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	both := leaf.pem + ca.pem
	crlf := strings.ReplaceAll(both, "\n", "\r\n")
	swap := func(old, new string) string { return strings.ReplaceAll(both, old, new) }
	quoted := func(s sample, open, close string) string {
		return s.each(func(_ int, l string) string { return open + l + close })
	}
	cut := func(s string, at float64) string { return s[:int(float64(len(s))*at)] }
	qp := func(s string) string { // RFC 2045, lines of 60
		var out strings.Builder
		for _, line := range strings.Split(strings.ReplaceAll(s, "=", "=3D"), "\n") {
			out.WriteString(fold(line, 60, "=\n") + "\n")
		}
		return out.String()
	}
	list := []shape{
		// PEM and its variants
		{"plain PEM", both, "leaf ca", ""},
		{"CRLF", crlf, "leaf ca", ""},
		{"lone CR", strings.ReplaceAll(both, "\n", "\r"), "leaf ca", ""},
		{"no final newline", strings.TrimSpace(both), "leaf ca", ""},
		{"blocks without newline between", strings.ReplaceAll(both, "-----\n-----", "----------"), "leaf ca", ""},
		{"tabs in front", leaf.prefix("\t") + ca.prefix("\t\t"), "leaf ca", ""},
		{
			"lines of 76",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(76, "\n") + "\n-----END CERTIFICATE-----",
			"leaf",
			"",
		},
		{
			"lines of 1",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(1, "\n") + "\n-----END CERTIFICATE-----",
			"leaf",
			"",
		},
		{"one long line", "-----BEGIN CERTIFICATE-----\n" + leaf.body + "\n-----END CERTIFICATE-----", "leaf", ""},
		{"all on one line with blanks", strings.Join(leaf.lines, " "), "leaf", ""},
		{"all on one line with nothing", strings.Join(leaf.lines, ""), "leaf", ""},
		{"blank lines in the middle", leaf.each(func(_ int, l string) string { return l + "\n" }), "leaf", ""},
		{"trailing blanks", leaf.each(func(_ int, l string) string { return l + "  \t" }), "leaf", ""},
		{"four dashes", swap("-----", "----"), "leaf ca", ""},
		{
			"three dashes in front only",
			strings.ReplaceAll(swap("-----BEGIN", "---BEGIN"), "CERTIFICATE-----", "CERTIFICATE"),
			"leaf ca",
			"",
		},
		{"no dashes", swap("-----", ""), "leaf ca", ""},
		{"en dashes", swap("-----", "–––––"), "leaf ca", ""},
		{"em dashes", swap("-----", "——-"), "leaf ca", ""},
		{
			"blanks inside the dashes",
			swap("-----BEGIN CERTIFICATE-----", "----- BEGIN CERTIFICATE -----"),
			"leaf ca",
			"",
		},
		{"no-break spaces", swap(" ", "\u00a0"), "leaf ca", ""},
		{"zero-width spaces", leaf.each(func(_ int, l string) string { return "\u200b" + l + "\ufeff" }), "leaf", ""},
		{
			"lower-case markers",
			strings.ReplaceAll(
				strings.ReplaceAll(both, "BEGIN CERTIFICATE", "begin certificate"),
				"END CERTIFICATE",
				"end certificate",
			),
			"leaf ca",
			"",
		},
		{
			"X509 CERTIFICATE",
			swap("CERTIFICATE-----", "X509 CERTIFICATE-----")[:0] + strings.ReplaceAll(
				strings.ReplaceAll(both, "BEGIN C", "BEGIN X509 C"),
				"END C",
				"END X509 C",
			),
			"leaf ca",
			"",
		},
		{"TRUSTED CERTIFICATE", file(t, "trusted.pem"), "leaf", ""},
		{"UTF-8 byte order mark", "\ufeff" + both, "leaf ca", ""},
		{"UTF-16 with byte order mark", utf16LE(both), "leaf ca", ""},
		{"UTF-16 without", utf16LE(both)[2:], "leaf ca", ""},
		{
			"PKCS#7 in a CERTIFICATE block",
			strings.ReplaceAll(file(t, "chain.p7b"), "PKCS7", "CERTIFICATE"),
			"leaf ca",
			"",
		},
		{
			"two certificates in one block",
			"-----BEGIN CERTIFICATE-----\n" +
				base64.StdEncoding.EncodeToString(append(slices.Clone(leaf.der), ca.der...)) +
				"\n-----END CERTIFICATE-----", "leaf ca",
			"",
		},
		{"the same twice", both + leaf.pem, "leaf ca", ""},
		{
			"padding missing",
			"-----BEGIN CERTIFICATE-----\n" + strings.TrimRight(leaf.body, "=") + "\n-----END CERTIFICATE-----",
			"leaf",
			"",
		},
		{
			"header lines as in RFC 1421",
			"-----BEGIN CERTIFICATE-----\nComment: ours\nX-Foo: bar\n\n" + leaf.wrapped(64, "\n") +
				"\n-----END CERTIFICATE-----", "leaf",
			"",
		},

		// inside programs and data
		{
			"YAML block scalar",
			"apiVersion: v1\ndata:\n  ca.crt: |\n" + ca.prefix("    ") + "  tls.crt: |-\n" + leaf.prefix("    "),
			"ca leaf",
			"",
		},
		{"YAML folded onto one line", "ca: \"" + ca.escaped("\\n") + "\\n\"\n", "ca", ""},
		{"YAML double quoted with continuation", "ca: \"" + strings.Join(ca.lines, "\\n\\\n  ") + "\"\n", "ca", ""},
		{"JSON", mustJSON(map[string]string{"a": leaf.pem, "b": ca.pem}), "leaf ca", ""},
		{"JSON in JSON", mustJSON(mustJSON(map[string]string{"a": leaf.pem})), "leaf", ""},
		{"JSON with CRLF escapes", `{"cert":"` + leaf.escaped(`\r\n`) + `"}`, "leaf", ""},
		{
			"JSON with escaped slashes",
			`{"cert":"` + strings.ReplaceAll(leaf.escaped(`\n`), "/", `\/`) + `"}`,
			"leaf",
			"",
		},
		{
			"JSON with plus as \\u002B",
			`{"cert":"` + strings.ReplaceAll(leaf.escaped(`\n`), "+", `\u002B`) + `"}`,
			"leaf",
			"",
		},
		{".env with \\n", "CA_CERT=\"" + ca.escaped(`\n`) + `\n"` + "\nOTHER=1\n", "ca", ""},
		{".env unquoted", "CA_CERT=" + ca.escaped(`\n`) + "\nOTHER=1\n", "ca", ""},
		{
			"Go string concatenated",
			"const ca = " + strings.Join(mapLines(ca, func(l string) string { return `"` + l + `\n"` }), " +\n\t"),
			"ca",
			"",
		},
		{
			"Java string concatenated in front",
			"String ca =\n" + strings.Join(
				mapLines(ca, func(l string) string { return `      "` + l + `\n"` }),
				"\n      + ",
			),
			"ca",
			"",
		},
		{
			"Java on one line",
			"String ca = " + strings.Join(mapLines(ca, func(l string) string { return `"` + l + `\n"` }), " + ") + ";",
			"ca",
			"",
		},
		{"Python implicit concatenation", "CA = (\n" + quoted(ca, `    b"`, `\n"`) + ")", "ca", ""},
		{"Python triple quotes", `CA = """` + ca.pem + `"""`, "ca", ""},
		{"Python repr", `'` + ca.escaped(`\n`) + `\n'`, "ca", ""},
		{"C string", "static const char ca[] =\n" + quoted(ca, `"`, `\n"`) + ";", "ca", ""},
		{"C string with \\r\\n and backslashes", "#define CA \\\n" + quoted(ca, `"`, `\r\n" \`), "ca", ""},
		{"C# verbatim", "var ca = @\"" + ca.pem + "\";", "ca", ""},
		{
			"Visual Basic",
			"ca = " + strings.Join(
				mapLines(ca, func(l string) string { return `"` + l + `"` }),
				" & vbCrLf & _\n     ",
			),
			"ca",
			"",
		},
		{
			"PHP dots",
			strings.Join(mapLines(ca, func(l string) string { return `'` + l + `'` }), " . \"\\n\" .\n"),
			"ca",
			"",
		},
		{"JavaScript array joined", "const ca = [\n" + quoted(ca, "  '", "',") + "].join('\\n')", "ca", ""},
		{"JavaScript template", "const ca = `" + ca.pem + "`", "ca", ""},
		{"shell heredoc", "cat > ca.crt <<EOF\n" + ca.pem + "EOF\n", "ca", ""},
		{"shell echo -e", `echo -e "` + ca.escaped(`\n`) + `" > ca.crt`, "ca", ""},
		{"Terraform heredoc", "ca = <<-EOT\n" + ca.prefix("      ") + "    EOT\n", "ca", ""},
		{"Dockerfile ENV", "ENV CA=\"" + ca.escaped(`\n\`+"\n") + "\"", "ca", ""},
		{"Ansible variable", "ca_certificate: \"{{ '" + ca.escaped(`\n`) + "' }}\"\n", "ca", ""},
		{"TOML", "ca = '''\n" + ca.pem + "'''\n", "ca", ""},
		{"properties file with continuation", "ca=" + strings.Join(ca.lines, "\\n\\\n   ") + "\n", "ca", ""},
		{"XML", "<cert>\n" + ca.prefix("    ") + "</cert>", "ca", ""},
		{"XML with line feeds as entities", "<cert>" + ca.escaped("&#10;") + "</cert>", "ca", ""},
		{"XML with &#xD;", "<cert>" + ca.escaped("&#xD;\n") + "</cert>", "ca", ""},
		{"HTML escaped", html.EscapeString(ca.each(func(_ int, l string) string { return l + "<br>" })), "ca", ""},
		{"HTML with plus as entity", strings.ReplaceAll(ca.escaped("<br/>"), "+", "&#43;"), "ca", ""},
		{
			"HTML with spans",
			ca.each(func(_ int, l string) string { return `<span class="line">` + l + `</span>` }),
			"ca",
			"",
		},
		{"HTML table of lines", ca.each(func(i int, l string) string {
			return fmt.Sprintf(`<tr><td data-line="%d">%d</td><td>%s</td></tr>`, i, i, l)
		}), "ca", ""},
		{"URL encoded", url.QueryEscape(ca.pem), "ca", ""},
		{"URL path encoded twice", url.PathEscape(url.PathEscape(ca.pem)), "ca", ""},
		{"Markdown fence", "Here it is:\n\n```pem\n" + ca.pem + "```\n\nand thanks", "ca", ""},
		{"Markdown quote", ca.prefix("> "), "ca", ""},
		{"Markdown list", ca.each(func(i int, l string) string {
			if i == 0 {
				return "- " + l
			}
			return "  " + l
		}), "ca", ""},
		{"comment //", ca.prefix("// "), "ca", ""},
		{"comment // tight", ca.prefix("//"), "ca", ""},
		{"comment #", ca.prefix("# "), "ca", ""},
		{"comment *", "/**\n" + ca.prefix(" * ") + " */", "ca", ""},
		{"comment --", ca.prefix("-- "), "ca", ""},
		{"diff +", ca.prefix("+"), "ca", ""},
		{"diff -", ca.prefix("-"), "ca", ""},
		{"diff of both", ca.prefix("-") + leaf.prefix("+"), "ca leaf", ""},
		{"bars", ca.prefix("| "), "ca", ""},
		{"box", ca.each(func(_ int, l string) string { return fmt.Sprintf("│ %-70s │", l) }), "ca", ""},
		{"line numbers", ca.each(func(i int, l string) string { return fmt.Sprintf("%4d  %s", i+7, l) }), "ca", ""},
		{
			"line numbers with colon",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%d:%s", i+7, l) }),
			"ca",
			"",
		},
		{
			"line numbers with bar",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%2d | %s", i+1, l) }),
			"ca",
			"",
		},
		{"docker compose log", ca.prefix("web-1  | "), "ca", ""},
		{
			"log with times",
			ca.each(
				func(i int, l string) string { return fmt.Sprintf("2025-04-0%d 10:1%d:22,123 INFO %s", i%9, i%10, l) },
			),
			"ca",
			"",
		},
		{"terminal colors", ca.each(func(_ int, l string) string { return "\x1b[32m" + l + "\x1b[0m" }), "ca", ""},
		{"e-mail quoting", ca.prefix("> > "), "ca", ""},
		{"quoted-printable", qp(ca.pem), "ca", ""},
		{"typographic quotes", "“" + ca.pem + "”", "ca", ""},

		// tools
		{
			"nmap",
			"PORT    STATE SERVICE\n443/tcp open  https\n| ssl-cert: Subject: commonName=leaf\n| Not valid after:  2035-01-01T00:00:00\n" + leaf.each(
				func(i int, l string) string {
					if i == len(leaf.lines)-1 {
						return "|_" + l
					}
					return "| " + l
				},
			),
			"leaf",
			"",
		},
		{
			"openssl s_client -showcerts",
			"CONNECTED(00000003)\ndepth=1 CN = x\nverify return:1\n---\nCertificate chain\n 0 s:CN = leaf\n   i:CN = ca\n   a:PKEY: id-ecPublicKey, 256 (bit); sigalg: ecdsa-with-SHA256\n   v:NotBefore: Nov 22\n" +
				leaf.pem + " 1 s:CN = ca\n   i:CN = ca\n" + ca.pem + "---\nServer certificate\nsubject=CN = leaf\n\nissuer=CN = ca\n\n---\nNo client certificate CA names sent\n",
			"leaf ca",
			"",
		},
		{"openssl x509 -text", file(t, "leaf.text"), "leaf", ""},
		{
			"openssl pkcs12 output",
			"Bag Attributes\n    localKeyID: 01 02 03\n    friendlyName: x\nsubject=CN = leaf\n\nissuer=CN = ca\n\n" + leaf.pem + "Bag Attributes: <No Attributes>\n" + ca.pem,
			"leaf ca",
			"",
		},
		{"openssl storeutl", "0: Certificate\n" + leaf.pem + "Total found: 1\n", "leaf", ""},
		{
			"curl -v with certificate",
			"* Server certificate:\n*  subject: CN=leaf\n" + leaf.prefix("* ") + "> GET / HTTP/1.1\n",
			"leaf",
			"",
		},
		{
			"kubectl get secret -o yaml",
			"apiVersion: v1\ndata:\n  ca.crt: " + b64(ca.pem) + "\n  tls.crt: " + b64(leaf.pem) +
				"\nkind: Secret\nmetadata:\n  creationTimestamp: \"2024-01-01T00:00:00Z\"\n  name: tls\n",
			"ca leaf",
			"",
		},
		{
			"kubectl get secret -o json",
			mustJSON(map[string]any{"data": map[string]string{"tls.crt": b64(both)}}),
			"leaf ca",
			"",
		},
		{"secret encoded twice", "tls.crt: " + b64(b64(leaf.pem)) + "\n", "leaf", ""},
		{"secret encoded three times", "tls.crt: " + b64(b64(b64(leaf.pem)+"\n")) + "\n", "leaf", ""},
		{
			"secret wrapped",
			"  tls.crt: >-\n" + indent(fold(b64(leaf.pem), 76, "\n"), "    ") + "\n  x: y\n",
			"leaf",
			"",
		},
		{
			"kubeconfig",
			"clusters:\n- cluster:\n    certificate-authority-data: " + b64(
				ca.pem,
			) + "\n    server: https://10.0.0.1:6443\nusers:\n- user:\n    client-certificate-data: " + b64(
				leaf.pem,
			) + "\n",
			"ca leaf",
			"",
		},
		{
			"helm release (gzip in base64 twice)",
			"release: " + b64(b64(gzipped(mustJSON(map[string]string{"ca": ca.pem})))),
			"ca",
			"",
		},
		{
			"SAML metadata",
			"<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data>\n<ds:X509Certificate>" + leaf.body + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
			"leaf",
			"",
		},
		{
			"SAML metadata wrapped and indented",
			"<X509Certificate>\n" + indent(leaf.wrapped(76, "\n"), "          ") + "\n        </X509Certificate>",
			"leaf",
			"",
		},
		{
			"SAML two on one line",
			"<X509Certificate>" + leaf.body + "</X509Certificate><X509Certificate>" + ca.body + "</X509Certificate>",
			"leaf ca",
			"",
		},
		{"JWK x5c", mustJSON(map[string]any{"kty": "EC", "x5c": []string{leaf.body, ca.body}}), "leaf ca", ""},
		{
			"JWT header",
			base64.RawURLEncoding.EncodeToString(
				[]byte(mustJSON(map[string]any{"alg": "ES256", "x5c": []string{leaf.body}})),
			) + ".eyJhIjoxfQ.c2ln",
			"leaf",
			"",
		},
		{
			"LDIF",
			"dn: cn=ca\nobjectClass: certificationAuthority\ncACertificate;binary:: " +
				strings.ReplaceAll(fold(ca.body, 60, "\n "), "\n ", "\n ") + "\ncn: ca\n", "ca",
			"",
		},
		{"data URI", `<a href="data:application/x-x509-ca-cert;base64,` + ca.body + `">`, "ca", ""},
		{"nginx escaped client certificate", "X-SSL-Cert: " + url.PathEscape(leaf.pem), "leaf", ""},
		{
			"Envoy XFCC",
			`x-forwarded-client-cert: By=spiffe://a;Cert="` + url.QueryEscape(leaf.pem) + `";Subject="CN=leaf"`,
			"leaf",
			"",
		},
		{"Traefik header", "X-Forwarded-Tls-Client-Cert: " + url.QueryEscape(leaf.body), "leaf", ""},
		{
			"Java debug output",
			"***\nCertificate chain\n-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(76, "\r\n") +
				"\r\n-----END CERTIFICATE-----\n***", "leaf",
			"",
		},
		{
			"Vault JSON",
			mustJSON(map[string]any{"data": map[string]any{"ca_chain": []string{ca.pem}, "certificate": leaf.pem}}),
			"ca leaf",
			"",
		},
		{"PowerShell Format-List", "Certificate : " + fold(leaf.body, 60, "\n              ") + "\n", "leaf", ""},
		{"certutil -encode without markers", leaf.wrapped(64, "\r\n") + "\r\n", "leaf", ""},

		// base64 without armor
		{"bare base64", leaf.body, "leaf", ""},
		{"bare base64 in lines", leaf.wrapped(64, "\n"), "leaf", ""},
		{"bare base64 quoted", `cert = "` + leaf.body + `"`, "leaf", ""},
		{
			"bare base64 concatenated",
			"var c = " + strings.Join(quoteAll(leaf.wrapped(64, "\n")), " +\n    ") + ";",
			"leaf",
			"",
		},
		{"bare base64 prefixed", indent(leaf.wrapped(64, "\n"), "// "), "leaf", ""},
		{"bare base64 in a diff", indent(leaf.wrapped(64, "\n"), "+"), "leaf", ""},
		{
			"bare base64 in a log",
			indentEach(leaf.wrapped(64, "\n"), func(i int) string { return fmt.Sprintf("%3d: ", i+98) }),
			"leaf",
			"",
		},
		{"two bare, one a line", leaf.body + "\n" + ca.body + "\n", "leaf ca", ""},
		{"two bare in lines", leaf.wrapped(64, "\n") + "\n\n" + ca.wrapped(64, "\n") + "\n", "leaf ca", ""},
		{"base64url", strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(leaf.body), "="), "leaf", ""},
		{
			"only BEGIN",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(64, "\n") + "\n\nsome text",
			"leaf",
			"pem-no-end",
		},
		{"only END", leaf.wrapped(64, "\n") + "\n-----END CERTIFICATE-----\n", "leaf", ""},
		{
			"END missing before the next",
			strings.Join(leaf.lines[:len(leaf.lines)-1], "\n") + "\n" + ca.pem,
			"leaf ca",
			"pem-no-end",
		},
		{"BEGIN missing after the first", leaf.pem + strings.Join(ca.lines[1:], "\n"), "leaf ca", ""},

		// hex
		{"xxd", dump(leaf.der, "%08x: ", "%x ", 16, 2, asciiColumn), "leaf", ""},
		{
			"hexdump -C",
			dump(leaf.der, "%08x  ", "%x ", 16, 1, asciiColumn) + fmt.Sprintf("%08x\n", len(leaf.der)),
			"leaf",
			"",
		},
		{"hexdump", dump(swapBytes(leaf.der), "%07x ", "%x ", 16, 2, func([]byte) string { return "" }), "leaf", ""},
		{"od -tx1", dump(leaf.der, "%07o ", "%x ", 16, 1, func([]byte) string { return "" }), "leaf", ""},
		{"od -Ad -tx1", dump(leaf.der, "%07d ", "%x ", 16, 1, func([]byte) string { return "" }), "leaf", ""},
		{"Wireshark", dump(leaf.der, "%04x   ", "%x ", 16, 1, asciiColumn), "leaf", ""},
		{
			"PowerShell Format-Hex",
			"           00 01 02 03\n\n" + dump(leaf.der, "%08X   ", "%X ", 16, 1, asciiColumn),
			"leaf",
			"",
		},
		{"xxd -p", fold(hex.EncodeToString(leaf.der), 60, "\n"), "leaf", ""},
		{
			"xxd -i",
			"unsigned char leaf_der[] = {\n  0x" +
				strings.ReplaceAll(strings.ToLower(colons(leaf.der, ", 0x")), "0x0d, ", "0x0d,\n  ") +
				"\n};\nunsigned int leaf_der_len = 1;\n", "leaf",
			"",
		},
		{"hex with colons", colons(leaf.der, ":"), "leaf", ""},
		{"hex with colons in lines", fold(colons(leaf.der, ":"), 54, "\n        "), "leaf", ""},
		{"hex with blanks", colons(leaf.der, " "), "leaf", ""},
		{"hex upper case in one", strings.ToUpper(hex.EncodeToString(leaf.der)), "leaf", ""},
		{"SQL literal", "INSERT INTO c VALUES (X'" + hex.EncodeToString(leaf.der) + "');", "leaf", ""},
		{"PostgreSQL bytea", ` \x` + hex.EncodeToString(leaf.der) + "\n(1 row)", "leaf", ""},
		{"hex of PEM is not guessed", hex.EncodeToString([]byte("hello, this is text")), "", "nothing-found"},
		{"C escapes", `"\x` + strings.ToLower(colons(leaf.der, `\x`)) + `"`, "leaf", ""},
		{"Python bytes repr", pythonRepr(leaf.der), "leaf", ""},
		{"decimal bytes of Go", "[" + numbers(leaf.der, " ", false) + "]", "leaf", ""},
		{"decimal bytes of Node", `{"type":"Buffer","data":[` + numbers(leaf.der, ",", false) + `]}`, "leaf", ""},
		{"signed bytes of Java", "[" + numbers(leaf.der, ", ", true) + "]", "leaf", ""},

		// files
		{"DER", string(leaf.der), "leaf", ""},
		{"DER one after another", string(leaf.der) + string(ca.der), "leaf ca", ""},
		{"DER with a line feed behind", string(leaf.der) + "\n", "leaf", ""},
		{"PKCS#7 PEM", file(t, "chain.p7b"), "leaf ca", ""},
		{"PKCS#7 DER", file(t, "chain.p7c"), "leaf ca", ""},
		{"CMS", file(t, "signed.cms"), "leaf ca", ""},
		{"streamed BER", file(t, "streamed.p7m"), "leaf ca", ""},
		{"PKCS#7 bare base64", b64(file(t, "chain.p7c")), "leaf ca", ""},
		{"gzip", gzipped(both), "leaf ca", ""},
		{
			"zip",
			zipOf(map[string]string{"ca/ca.crt": ca.pem, "node.crt": string(leaf.der), "readme": "hello"}),
			"ca leaf",
			"",
		},
		{"zip in zip", zipOf(map[string]string{"in.zip": zipOf(map[string]string{"ca.crt": ca.pem})}), "ca", ""},
		{"zip in base64", b64(zipOf(map[string]string{"ca.crt": ca.pem})), "ca", ""},
		{
			"zip without its directory",
			strings.Split(zipOf(map[string]string{"a.crt": ca.pem, "b.crt": leaf.pem}), "PK\x01\x02")[0],
			"ca leaf",
			"archive-damaged",
		},
		{"tar", tarOf("ca.crt", ca.pem) + strings.Repeat("\x00", 1024), "ca", ""},
		{
			"gzipped tar",
			gzipped(tarOf("ca.crt", ca.pem) + tarOf("leaf.crt", leaf.pem) + strings.Repeat("\x00", 1024)),
			"ca leaf",
			"",
		},
		{
			"inside an unknown binary",
			"\x00\x01\x02SST\x00\x00\x00\x10" + string(leaf.der) + "\x00\x00junk\x00" + string(ca.der) + "\x00",
			"leaf ca",
			"",
		},
		{
			"PEM inside a binary",
			"\x7fELF\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" + both + "\x00\x00\x00",
			"leaf ca",
			"",
		},

		// more of the kinds above
		{"typo in the label", swap("CERTIFICATE", "CERTIFCATE"), "leaf ca", ""},
		{"list of lines in Python", mustJSON(mapLines(ca, func(l string) string { return l + "\n" })), "ca", ""},
		{
			"lines as JSON logs",
			ca.each(
				func(i int, l string) string { return fmt.Sprintf(`{"time":"2025-01-01T00:00:%02dZ","msg":"%s"}`, i, l) },
			),
			"ca",
			"",
		},
		{"cat -A", ca.each(func(_ int, l string) string { return l + "^M$" }), "ca", ""},
		{"RTF", ca.each(func(_ int, l string) string { return l + `\par` }), "ca", ""},
		{"psql", ca.each(func(_ int, l string) string { return fmt.Sprintf(" %-64s+", l) }), "ca", ""},
		{"mysql box", ca.each(func(_ int, l string) string { return fmt.Sprintf("| %-64s |", l) }), "ca", ""},
		{"bars in place of line feeds", ca.escaped("|"), "ca", ""},
		{"underscores in place of blanks and line feeds", strings.ReplaceAll(ca.escaped("_"), " ", "_"), "ca", ""},
		{"backslashes lost", ca.escaped("n"), "ca", ""},
		{
			"interleaved with a log",
			ca.each(func(i int, l string) string { return l + fmt.Sprintf("\n[INFO] request %d done in 3 ms", i) }),
			"ca",
			"",
		},
		{"a comment inside", ca.each(func(i int, l string) string {
			if i == 3 {
				return l + "\n# the middle"
			}
			return l
		}), "ca", ""},
		{
			"diff from a web page",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%d\n+\n%s", i+1, l) }),
			"ca",
			"",
		},
		{"side by side", ca.each(func(_ int, l string) string { return fmt.Sprintf("%-66s | %s", l, l) }), "ca", ""},
		{"BEGIN twice", "-----BEGIN CERTIFICATE-----\n" + ca.pem, "ca", ""},
		{"END cut off", ca.pem[:len(ca.pem)-20], "ca", "pem-no-end"},
		{"OpenVPN profile", "client\n<ca>\n" + ca.pem + "</ca>\n<cert>\n" + leaf.pem + "</cert>\n", "ca leaf", ""},
		{
			"property list",
			"<dict><key>PayloadContent</key>\n<data>\n" + indent(ca.wrapped(52, "\n"), "\t\t") + "\n\t\t</data></dict>",
			"ca",
			"",
		},
		{
			"MIME attachment",
			"Content-Type: application/x-x509-ca-cert; name=ca.crt\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
				ca.wrapped(76, "\r\n") + "\r\n--boundary--\r\n", "ca",
			"",
		},
		{
			"Cisco IOS",
			"crypto pki certificate chain TP\n certificate ca 01\n" +
				indent(fold(fold(strings.ToUpper(hex.EncodeToString(ca.der)), 8, " "), 72, "\n"), "  ") +
				"\n  \tquit\n", "ca",
			"",
		},
		{
			"Windows registry",
			"[HKEY_LOCAL_MACHINE\\X]\n\"Blob\"=hex:20,00,00,00,01,00,00,00,\\\n  " +
				strings.ToLower(fold(colons(ca.der, ","), 75, "\\\n  ")) + "\n", "ca",
			"",
		},
		{
			"tcpdump -X in the middle of a line",
			tcpdump(append([]byte("\x16\x03\x03\x01\x80\x0b\x00\x01\x7c\x00\x01\x79\x00\x01\x76"), leaf.der...)),
			"leaf",
			"",
		},
		{
			"tcpdump -X between lines",
			tcpdump(append([]byte("\x16\x03\x03\x01\x80\x0b\x00\x01\x7c\x00\x01\x79\x00\x01"), leaf.der...)),
			"leaf",
			"",
		},
		{"xxd -c 30", dump(leaf.der, "%08x: ", "%x ", 30, 2, func([]byte) string { return " .." }), "leaf", ""},
		{"hex of PEM", hex.EncodeToString([]byte(both)), "leaf ca", ""},
		{"Erlang binary", "<<" + numbers(leaf.der, ",", false) + ">>", "leaf", ""},
		{"one decimal a line", numbers(leaf.der, "\n", false), "leaf", ""},
		{
			"DANE record",
			"_443._tcp.x. IN TLSA 3 0 0 ( " + fold(hex.EncodeToString(leaf.der), 56, " ") + " )",
			"leaf",
			"",
		},
		{"certificate inside a signed profile", file(t, "profile.p7m"), "leaf ca", ""},
		{
			"two PKCS#7 in YAML",
			"a: " + b64(file(t, "chain.p7c")) + "\nb: |\n" + indent(file(t, "chain.p7b"), "  "),
			"leaf ca",
			"",
		},

		// damage
		{"cut off in the middle", ca.pem + cut(leaf.pem, 0.6), "ca", "pem-truncated"},
		{
			"cut off with its END line",
			cut(leaf.pem, 0.6) + "\n-----END CERTIFICATE-----\n" + ca.pem,
			"ca",
			"pem-truncated",
		},
		{
			"a line is missing",
			strings.Join(slices.Delete(slices.Clone(leaf.lines), 3, 4), "\n") + "\n" + ca.pem,
			"ca",
			"pem-truncated",
		},
		{
			"a character replaced",
			strings.Replace(leaf.pem, leaf.lines[3][10:12], "?!", 1) + ca.pem,
			"ca",
			"pem-bad-base64",
		},
		{"an empty block", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" + ca.pem, "ca", "pem-empty"},
		{"left out", "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n" + ca.pem, "ca", "pem-empty"},
		{
			"damaged DER",
			"-----BEGIN CERTIFICATE-----\n" + base64.StdEncoding.EncodeToString(damaged(leaf.der)) +
				"\n-----END CERTIFICATE-----\n" + ca.pem, "ca",
			"certificate-damaged",
		},
		{"bare base64 cut off", cut(leaf.body, 0.7) + "\n" + ca.body, "ca", "base64-truncated"},
		{"hex cut off", cut(hex.EncodeToString(leaf.der), 0.7), "", "hex-truncated"},
		{"DER cut off", cut(string(leaf.der), 0.7), "", "der-truncated"},
		{"only a description", file(t, "leaf.text")[:800], "", "text-only"},
		{
			"markers in prose",
			"Put everything from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE----- into the file.\n" + ca.pem,
			"ca",
			"",
		},
		{"empty", " \n\t\n", "", "empty-input"},
		{"nothing", "hello world", "", "nothing-found"},
		{"a revocation list", file(t, "ca.crl") + ca.pem, "ca", "skipped"},
		{"a public key", file(t, "leaf.pub") + ca.pem, "ca", "skipped"},
		{"unknown block", "-----BEGIN FOO BAR-----\nAAAA\n-----END FOO BAR-----\n" + ca.pem, "ca", "block-skipped"},
	}
	return list
}

func mapLines(s sample, f func(string) string) []string {
	var out []string
	for _, l := range s.lines {
		out = append(out, f(l))
	}
	return out
}

func indent(s, p string) string { return p + strings.ReplaceAll(s, "\n", "\n"+p) }

func indentEach(s string, p func(i int) string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = p(i) + lines[i]
	}
	return strings.Join(lines, "\n")
}

func quoteAll(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		out = append(out, strconv.Quote(l))
	}
	return out
}

func swapBytes(b []byte) []byte {
	b = slices.Clone(b)
	if len(b)%2 == 1 {
		b = append(b, 0)
	}
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}

// damaged breaks the first object identifier.
func damaged(der []byte) []byte {
	out := slices.Clone(der)
	i := bytes.Index(out, []byte{6, 8, 0x2a})
	out[i] = 4
	return out
}

func pythonRepr(b []byte) string {
	var out strings.Builder
	out.WriteString("b'")
	for _, c := range b {
		switch {
		case c == '\n':
			out.WriteString(`\n`)
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\t':
			out.WriteString(`\t`)
		case c == '\'' || c == '\\':
			out.WriteString(`\` + string(rune(c)))
		case c < ' ' || c > '~':
			fmt.Fprintf(&out, `\x%02x`, c)
		default:
			out.WriteByte(c)
		}
	}
	return out.String() + "'"
}

func noteIDs(b *read.Bundle) string {
	var out []string
	for _, n := range b.Notes {
		out = append(out, n.ID)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func certNames(t testing.TB, b *read.Bundle) string {
	known := map[[32]byte]string{}
	for _, n := range []string{"ca", "leaf"} {
		known[sha256.Sum256(newSample(t, n+".pem").der)] = n
	}
	var out []string
	for _, c := range b.Certificates {
		name := known[sha256.Sum256(c.Raw)]
		if name == "" {
			name = "unknown"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

func TestShapes(t *testing.T) {
	list := shapes(t)
	if len(list) < 80 {
		t.Fatalf("only %d shapes", len(list))
	}
	t.Logf("%d shapes", len(list))
	for _, s := range list {
		t.Run(s.name, func(t *testing.T) {
			b, err := read.Read([]read.Input{{Data: []byte(s.text)}}, read.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := certNames(t, b); got != s.want {
				t.Errorf("certificates %q, want %q\n%s", got, s.want, clip(s.text))
			}
			if got := noteIDs(b); got != s.notes {
				t.Errorf("notes %q, want %q: %v", got, s.notes, b.Notes)
			}
		})
	}
}

func clip(s string) string {
	if len(s) > 400 {
		return s[:400]
	}
	return s
}
