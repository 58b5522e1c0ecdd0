package read_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// toolShapes are what tools print and keep.
func toolShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	both := leaf.pem + ca.pem
	return []shape{
		{"nmap",
			"PORT    STATE SERVICE\n443/tcp open  https\n| ssl-cert: Subject: commonName=leaf\n| Not valid after:  2035-01-01T00:00:00\n" + leaf.each(
				func(i int, l string) string {
					if i == len(leaf.lines)-1 {
						return "|_" + l
					}
					return "| " + l
				},
			),
			"leaf", ""},
		{"openssl s_client -showcerts",
			"CONNECTED(00000003)\ndepth=1 CN = x\nverify return:1\n---\nCertificate chain\n 0 s:CN = leaf\n   i:CN = ca\n   a:PKEY: id-ecPublicKey, 256 (bit); sigalg: ecdsa-with-SHA256\n   v:NotBefore: Nov 22\n" +
				leaf.pem + " 1 s:CN = ca\n   i:CN = ca\n" + ca.pem + "---\nServer certificate\nsubject=CN = leaf\n\nissuer=CN = ca\n\n---\nNo client certificate CA names sent\n",
			"leaf ca", ""},
		{"openssl x509 -text", file(t, "leaf.text"), "leaf", ""},
		{"openssl pkcs12 output",
			"Bag Attributes\n    localKeyID: 01 02 03\n    friendlyName: x\nsubject=CN = leaf\n\nissuer=CN = ca\n\n" + leaf.pem + "Bag Attributes: <No Attributes>\n" + ca.pem,
			"leaf ca", ""},
		{"openssl storeutl", "0: Certificate\n" + leaf.pem + "Total found: 1\n", "leaf", ""},
		{"curl -v with certificate",
			"* Server certificate:\n*  subject: CN=leaf\n" + leaf.prefix("* ") + "> GET / HTTP/1.1\n",
			"leaf", ""},
		{"kubectl get secret -o yaml",
			"apiVersion: v1\ndata:\n  ca.crt: " + b64(ca.pem) + "\n  tls.crt: " + b64(leaf.pem) +
				"\nkind: Secret\nmetadata:\n  creationTimestamp: \"2024-01-01T00:00:00Z\"\n  name: tls\n",
			"ca leaf", ""},
		{"kubectl get secret -o json",
			mustJSON(map[string]any{"data": map[string]string{"tls.crt": b64(both)}}),
			"leaf ca", ""},
		{"secret encoded twice", "tls.crt: " + b64(b64(leaf.pem)) + "\n", "leaf", ""},
		{"secret encoded three times", "tls.crt: " + b64(b64(b64(leaf.pem)+"\n")) + "\n", "leaf", ""},
		{"secret wrapped",
			"  tls.crt: >-\n" + indent(fold(b64(leaf.pem), 76, "\n"), "    ") + "\n  x: y\n",
			"leaf", ""},
		{"kubeconfig",
			"clusters:\n- cluster:\n    certificate-authority-data: " + b64(
				ca.pem,
			) + "\n    server: https://10.0.0.1:6443\nusers:\n- user:\n    client-certificate-data: " + b64(
				leaf.pem,
			) + "\n",
			"ca leaf", ""},
		{"helm release (gzip in base64 twice)",
			"release: " + b64(b64(gzipped(mustJSON(map[string]string{"ca": ca.pem})))),
			"ca", ""},
		{"SAML metadata",
			"<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data>\n<ds:X509Certificate>" + leaf.body + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
			"leaf", ""},
		{"SAML metadata wrapped and indented",
			"<X509Certificate>\n" + indent(leaf.wrapped(76, "\n"), "          ") + "\n        </X509Certificate>",
			"leaf", ""},
		{"SAML two on one line",
			"<X509Certificate>" + leaf.body + "</X509Certificate><X509Certificate>" + ca.body + "</X509Certificate>",
			"leaf ca", ""},
		{"JWK x5c", mustJSON(map[string]any{"kty": "EC", "x5c": []string{leaf.body, ca.body}}), "leaf ca", ""},
		{"JWT header",
			base64.RawURLEncoding.EncodeToString(
				[]byte(mustJSON(map[string]any{"alg": "ES256", "x5c": []string{leaf.body}})),
			) + ".eyJhIjoxfQ.c2ln",
			"leaf", ""},
		{"LDIF",
			"dn: cn=ca\nobjectClass: certificationAuthority\ncACertificate;binary:: " +
				strings.ReplaceAll(fold(ca.body, 60, "\n "), "\n ", "\n ") + "\ncn: ca\n",
			"ca", ""},
		{"data URI", `<a href="data:application/x-x509-ca-cert;base64,` + ca.body + `">`, "ca", ""},
		{"nginx escaped client certificate", "X-SSL-Cert: " + url.PathEscape(leaf.pem), "leaf", ""},
		{"Envoy XFCC",
			`x-forwarded-client-cert: By=spiffe://a;Cert="` + url.QueryEscape(leaf.pem) + `";Subject="CN=leaf"`,
			"leaf", ""},
		{"Traefik header", "X-Forwarded-Tls-Client-Cert: " + url.QueryEscape(leaf.body), "leaf", ""},
		{"Java debug output",
			"***\nCertificate chain\n-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(76, "\r\n") +
				"\r\n-----END CERTIFICATE-----\n***",
			"leaf", ""},
		{"Vault JSON",
			mustJSON(map[string]any{"data": map[string]any{"ca_chain": []string{ca.pem}, "certificate": leaf.pem}}),
			"ca leaf", ""},
		{"PowerShell Format-List", "Certificate : " + fold(leaf.body, 60, "\n              ") + "\n", "leaf", ""},
		{"certutil -encode without markers", leaf.wrapped(64, "\r\n") + "\r\n", "leaf", ""},
	}
}

// bareShapes are base64 without armor.
func bareShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	return []shape{
		{"bare base64", leaf.body, "leaf", ""},
		{"bare base64 in lines", leaf.wrapped(64, "\n"), "leaf", ""},
		{"bare base64 quoted", `cert = "` + leaf.body + `"`, "leaf", ""},
		{"bare base64 concatenated",
			"var c = " + strings.Join(quoteAll(leaf.wrapped(64, "\n")), " +\n    ") + ";",
			"leaf", ""},
		{"bare base64 prefixed", indent(leaf.wrapped(64, "\n"), "// "), "leaf", ""},
		{"bare base64 in a diff", indent(leaf.wrapped(64, "\n"), "+"), "leaf", ""},
		{"bare base64 in a log",
			indentEach(leaf.wrapped(64, "\n"), func(i int) string { return fmt.Sprintf("%3d: ", i+98) }),
			"leaf", ""},
		{"two bare, one a line", leaf.body + "\n" + ca.body + "\n", "leaf ca", ""},
		{"two bare in lines", leaf.wrapped(64, "\n") + "\n\n" + ca.wrapped(64, "\n") + "\n", "leaf ca", ""},
		{"base64url", strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(leaf.body), "="), "leaf", ""},
		{"only BEGIN",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(64, "\n") + "\n\nsome text",
			"leaf", "pem-no-end"},
		{"only END", leaf.wrapped(64, "\n") + "\n-----END CERTIFICATE-----\n", "leaf", ""},
		{"END missing before the next",
			strings.Join(leaf.lines[:len(leaf.lines)-1], "\n") + "\n" + ca.pem,
			"leaf ca", "pem-no-end"},
		{"BEGIN missing after the first", leaf.pem + strings.Join(ca.lines[1:], "\n"), "leaf ca", ""},
	}
}

// hexShapes are bytes written in hexadecimal and as numbers.
func hexShapes(t testing.TB) []shape {
	leaf := newSample(t, "leaf.pem")
	return []shape{
		{"xxd", dump(leaf.der, "%08x: ", "%x ", 16, 2, asciiColumn), "leaf", ""},
		{"hexdump -C",
			dump(leaf.der, "%08x  ", "%x ", 16, 1, asciiColumn) + fmt.Sprintf("%08x\n", len(leaf.der)),
			"leaf", ""},
		{"hexdump", dump(swapBytes(leaf.der), "%07x ", "%x ", 16, 2, func([]byte) string { return "" }), "leaf", ""},
		{"od -tx1", dump(leaf.der, "%07o ", "%x ", 16, 1, func([]byte) string { return "" }), "leaf", ""},
		{"od -Ad -tx1", dump(leaf.der, "%07d ", "%x ", 16, 1, func([]byte) string { return "" }), "leaf", ""},
		{"Wireshark", dump(leaf.der, "%04x   ", "%x ", 16, 1, asciiColumn), "leaf", ""},
		{"PowerShell Format-Hex",
			"           00 01 02 03\n\n" + dump(leaf.der, "%08X   ", "%X ", 16, 1, asciiColumn),
			"leaf", ""},
		{"xxd -p", fold(hex.EncodeToString(leaf.der), 60, "\n"), "leaf", ""},
		{"xxd -i",
			"unsigned char leaf_der[] = {\n  0x" +
				strings.ReplaceAll(strings.ToLower(colons(leaf.der, ", 0x")), "0x0d, ", "0x0d,\n  ") +
				"\n};\nunsigned int leaf_der_len = 1;\n",
			"leaf", ""},
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
	}
}
