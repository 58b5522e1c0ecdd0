package read_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// fileShapes are files of other formats.
func fileShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	both := leaf.pem + ca.pem
	return []shape{
		{"DER", string(leaf.der), "leaf", ""},
		{"DER one after another", string(leaf.der) + string(ca.der), "leaf ca", ""},
		{"DER with a line feed behind", string(leaf.der) + "\n", "leaf", ""},
		{"PKCS#7 PEM", file(t, "chain.p7b"), "leaf ca", ""},
		{"PKCS#7 DER", file(t, "chain.p7c"), "leaf ca", ""},
		{"CMS", file(t, "signed.cms"), "leaf ca", ""},
		{"streamed BER", file(t, "streamed.p7m"), "leaf ca", ""},
		{"PKCS#7 bare base64", b64(file(t, "chain.p7c")), "leaf ca", ""},
		{"gzip", gzipped(both), "leaf ca", ""},
		{"zip",
			zipOf(map[string]string{"ca/ca.crt": ca.pem, "node.crt": string(leaf.der), "readme": "hello"}),
			"ca leaf", ""},
		{"zip in zip", zipOf(map[string]string{"in.zip": zipOf(map[string]string{"ca.crt": ca.pem})}), "ca", ""},
		{"zip in base64", b64(zipOf(map[string]string{"ca.crt": ca.pem})), "ca", ""},
		{"zip without its directory",
			strings.Split(zipOf(map[string]string{"a.crt": ca.pem, "b.crt": leaf.pem}), "PK\x01\x02")[0],
			"ca leaf", "archive-damaged"},
		{"tar", tarOf("ca.crt", ca.pem) + strings.Repeat("\x00", 1024), "ca", ""},
		{"gzipped tar",
			gzipped(tarOf("ca.crt", ca.pem) + tarOf("leaf.crt", leaf.pem) + strings.Repeat("\x00", 1024)),
			"ca leaf", ""},
		{"inside an unknown binary",
			"\x00\x01\x02SST\x00\x00\x00\x10" + string(leaf.der) + "\x00\x00junk\x00" + string(ca.der) + "\x00",
			"leaf ca", ""},
		{"PEM inside a binary",
			"\x7fELF\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" + both + "\x00\x00\x00",
			"leaf ca", ""},
	}
}

// furtherShapes are rarer ones of all kinds.
func furtherShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	both := leaf.pem + ca.pem
	swap := func(old, new string) string { return strings.ReplaceAll(both, old, new) }
	return []shape{
		{"typo in the label", swap("CERTIFICATE", "CERTIFCATE"), "leaf ca", ""},
		{"list of lines in Python", mustJSON(mapLines(ca, func(l string) string { return l + "\n" })), "ca", ""},
		{"lines as JSON logs",
			ca.each(
				func(i int, l string) string { return fmt.Sprintf(`{"time":"2025-01-01T00:00:%02dZ","msg":"%s"}`, i, l) },
			),
			"ca", ""},
		{"cat -A", ca.each(func(_ int, l string) string { return l + "^M$" }), "ca", ""},
		{"RTF", ca.each(func(_ int, l string) string { return l + `\par` }), "ca", ""},
		{"psql", ca.each(func(_ int, l string) string { return fmt.Sprintf(" %-64s+", l) }), "ca", ""},
		{"mysql box", ca.each(func(_ int, l string) string { return fmt.Sprintf("| %-64s |", l) }), "ca", ""},
		{"bars in place of line feeds", ca.escaped("|"), "ca", ""},
		{"underscores in place of blanks and line feeds", strings.ReplaceAll(ca.escaped("_"), " ", "_"), "ca", ""},
		{"backslashes lost", ca.escaped("n"), "ca", ""},
		{"interleaved with a log",
			ca.each(func(i int, l string) string { return l + fmt.Sprintf("\n[INFO] request %d done in 3 ms", i) }),
			"ca", ""},
		{"a comment inside", ca.each(func(i int, l string) string {
			if i == 3 {
				return l + "\n# the middle"
			}
			return l
		}), "ca", ""},
		{"diff from a web page",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%d\n+\n%s", i+1, l) }),
			"ca", ""},
		{"side by side", ca.each(func(_ int, l string) string { return fmt.Sprintf("%-66s | %s", l, l) }), "ca", ""},
		{"BEGIN twice", "-----BEGIN CERTIFICATE-----\n" + ca.pem, "ca", ""},
		{"END cut off", ca.pem[:len(ca.pem)-20], "ca", "pem-no-end"},
		{"OpenVPN profile", "client\n<ca>\n" + ca.pem + "</ca>\n<cert>\n" + leaf.pem + "</cert>\n", "ca leaf", ""},
		{"property list",
			"<dict><key>PayloadContent</key>\n<data>\n" + indent(ca.wrapped(52, "\n"), "\t\t") + "\n\t\t</data></dict>",
			"ca", ""},
		{"MIME attachment",
			"Content-Type: application/x-x509-ca-cert; name=ca.crt\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
				ca.wrapped(76, "\r\n") + "\r\n--boundary--\r\n",
			"ca", ""},
		{"Cisco IOS",
			"crypto pki certificate chain TP\n certificate ca 01\n" +
				indent(fold(fold(strings.ToUpper(hex.EncodeToString(ca.der)), 8, " "), 72, "\n"), "  ") +
				"\n  \tquit\n",
			"ca", ""},
		{"Windows registry",
			"[HKEY_LOCAL_MACHINE\\X]\n\"Blob\"=hex:20,00,00,00,01,00,00,00,\\\n  " +
				strings.ToLower(fold(colons(ca.der, ","), 75, "\\\n  ")) + "\n",
			"ca", ""},
		{"tcpdump -X in the middle of a line",
			tcpdump(append([]byte("\x16\x03\x03\x01\x80\x0b\x00\x01\x7c\x00\x01\x79\x00\x01\x76"), leaf.der...)),
			"leaf", ""},
		{"tcpdump -X between lines",
			tcpdump(append([]byte("\x16\x03\x03\x01\x80\x0b\x00\x01\x7c\x00\x01\x79\x00\x01"), leaf.der...)),
			"leaf", ""},
		{"xxd -c 30", dump(leaf.der, "%08x: ", "%x ", 30, 2, func([]byte) string { return " .." }), "leaf", ""},
		{"hex of PEM", hex.EncodeToString([]byte(both)), "leaf ca", ""},
		{"Erlang binary", "<<" + numbers(leaf.der, ",", false) + ">>", "leaf", ""},
		{"one decimal a line", numbers(leaf.der, "\n", false), "leaf", ""},
		{"DANE record",
			"_443._tcp.x. IN TLSA 3 0 0 ( " + fold(hex.EncodeToString(leaf.der), 56, " ") + " )",
			"leaf", ""},
		{"certificate inside a signed profile", file(t, "profile.p7m"), "leaf ca", ""},
		{"two PKCS#7 in YAML",
			"a: " + b64(file(t, "chain.p7c")) + "\nb: |\n" + indent(file(t, "chain.p7b"), "  "),
			"leaf ca", ""},
	}
}

// damagedShapes are damaged, empty and other things.
func damagedShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	return []shape{
		{"cut off in the middle", ca.pem + cut(leaf.pem, 0.6), "ca", "pem-truncated"},
		{"cut off with its END line",
			cut(leaf.pem, 0.6) + "\n-----END CERTIFICATE-----\n" + ca.pem,
			"ca", "pem-truncated"},
		{"a line is missing",
			strings.Join(slices.Delete(slices.Clone(leaf.lines), 3, 4), "\n") + "\n" + ca.pem,
			"ca", "pem-truncated"},
		{"a character replaced",
			strings.Replace(leaf.pem, leaf.lines[3][10:12], "?!", 1) + ca.pem,
			"ca",
			"pem-bad-base64",
		},
		{"an empty block", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" + ca.pem, "ca", "pem-empty"},
		{"left out", "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n" + ca.pem, "ca", "pem-empty"},
		{"damaged DER",
			"-----BEGIN CERTIFICATE-----\n" + base64.StdEncoding.EncodeToString(damaged(leaf.der)) +
				"\n-----END CERTIFICATE-----\n" + ca.pem,
			"ca", "certificate-damaged"},
		{"bare base64 cut off", cut(leaf.body, 0.7) + "\n" + ca.body, "ca", "base64-truncated"},
		{"hex cut off", cut(hex.EncodeToString(leaf.der), 0.7), "", "hex-truncated"},
		{"DER cut off", cut(string(leaf.der), 0.7), "", "der-truncated"},
		{"only a description", file(t, "leaf.text")[:800], "", "text-only"},
		{"markers in prose",
			"Put everything from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE----- into the file.\n" + ca.pem,
			"ca", ""},
		{"empty", " \n\t\n", "", "empty-input"},
		{"nothing", "hello world", "", "nothing-found"},
		{"a revocation list", file(t, "ca.crl") + ca.pem, "ca", "skipped"},
		{"a public key", file(t, "leaf.pub") + ca.pem, "ca", "skipped"},
		{"unknown block", "-----BEGIN FOO BAR-----\nAAAA\n-----END FOO BAR-----\n" + ca.pem, "ca", "block-skipped"},
	}
}
