package read_test

import (
	"encoding/base64"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// pemShapes are PEM and its variants.
func pemShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	both := leaf.pem + ca.pem
	swap := func(old, new string) string { return strings.ReplaceAll(both, old, new) }
	return []shape{
		{"plain PEM", both, "leaf ca", ""},
		{"CRLF", strings.ReplaceAll(both, "\n", "\r\n"), "leaf ca", ""},
		{"lone CR", strings.ReplaceAll(both, "\n", "\r"), "leaf ca", ""},
		{"no final newline", strings.TrimSpace(both), "leaf ca", ""},
		{"blocks without newline between", strings.ReplaceAll(both, "-----\n-----", "----------"), "leaf ca", ""},
		{"tabs in front", leaf.prefix("\t") + ca.prefix("\t\t"), "leaf ca", ""},
		{"lines of 76",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(76, "\n") + "\n-----END CERTIFICATE-----",
			"leaf", ""},
		{"lines of 1",
			"-----BEGIN CERTIFICATE-----\n" + leaf.wrapped(1, "\n") + "\n-----END CERTIFICATE-----",
			"leaf", ""},
		{"one long line", "-----BEGIN CERTIFICATE-----\n" + leaf.body + "\n-----END CERTIFICATE-----", "leaf", ""},
		{"all on one line with blanks", strings.Join(leaf.lines, " "), "leaf", ""},
		{"all on one line with nothing", strings.Join(leaf.lines, ""), "leaf", ""},
		{"blank lines in the middle", leaf.each(func(_ int, l string) string { return l + "\n" }), "leaf", ""},
		{"trailing blanks", leaf.each(func(_ int, l string) string { return l + "  \t" }), "leaf", ""},
		{"four dashes", swap("-----", "----"), "leaf ca", ""},
		{"three dashes in front only",
			strings.ReplaceAll(swap("-----BEGIN", "---BEGIN"), "CERTIFICATE-----", "CERTIFICATE"),
			"leaf ca", ""},
		{"no dashes", swap("-----", ""), "leaf ca", ""},
		{"en dashes", swap("-----", "–––––"), "leaf ca", ""},
		{"em dashes", swap("-----", "——-"), "leaf ca", ""},
		{"blanks inside the dashes",
			swap("-----BEGIN CERTIFICATE-----", "----- BEGIN CERTIFICATE -----"),
			"leaf ca", ""},
		{"no-break spaces", swap(" ", "\u00a0"), "leaf ca", ""},
		{"zero-width spaces", leaf.each(func(_ int, l string) string { return "\u200b" + l + "\ufeff" }), "leaf", ""},
		{"lower-case markers",
			strings.ReplaceAll(
				strings.ReplaceAll(both, "BEGIN CERTIFICATE", "begin certificate"),
				"END CERTIFICATE",
				"end certificate",
			),
			"leaf ca", ""},
		{"X509 CERTIFICATE",
			strings.ReplaceAll(
				strings.ReplaceAll(both, "BEGIN C", "BEGIN X509 C"),
				"END C",
				"END X509 C",
			),
			"leaf ca", ""},
		{"TRUSTED CERTIFICATE", file(t, "trusted.pem"), "leaf", ""},
		{"UTF-8 byte order mark", "\ufeff" + both, "leaf ca", ""},
		{"UTF-16 with byte order mark", utf16LE(both), "leaf ca", ""},
		{"UTF-16 without", utf16LE(both)[2:], "leaf ca", ""},
		{"PKCS#7 in a CERTIFICATE block",
			strings.ReplaceAll(file(t, "chain.p7b"), "PKCS7", "CERTIFICATE"),
			"leaf ca", ""},
		{"two certificates in one block",
			"-----BEGIN CERTIFICATE-----\n" +
				base64.StdEncoding.EncodeToString(append(slices.Clone(leaf.der), ca.der...)) +
				"\n-----END CERTIFICATE-----",
			"leaf ca", ""},
		{"the same twice", both + leaf.pem, "leaf ca", ""},
		{"padding missing",
			"-----BEGIN CERTIFICATE-----\n" + strings.TrimRight(leaf.body, "=") + "\n-----END CERTIFICATE-----",
			"leaf", ""},
		{"header lines as in RFC 1421",
			"-----BEGIN CERTIFICATE-----\nComment: ours\nX-Foo: bar\n\n" + leaf.wrapped(64, "\n") +
				"\n-----END CERTIFICATE-----",
			"leaf", ""},
	}
}

// programShapes are PEM inside programs and data.
func programShapes(t testing.TB) []shape {
	ca, leaf := newSample(t, "ca.pem"), newSample(t, "leaf.pem")
	return []shape{
		{"YAML block scalar",
			"apiVersion: v1\ndata:\n  ca.crt: |\n" + ca.prefix("    ") + "  tls.crt: |-\n" + leaf.prefix("    "),
			"ca leaf", ""},
		{"YAML folded onto one line", "ca: \"" + ca.escaped("\\n") + "\\n\"\n", "ca", ""},
		{"YAML double quoted with continuation", "ca: \"" + strings.Join(ca.lines, "\\n\\\n  ") + "\"\n", "ca", ""},
		{"JSON", mustJSON(map[string]string{"a": leaf.pem, "b": ca.pem}), "leaf ca", ""},
		{"JSON in JSON", mustJSON(mustJSON(map[string]string{"a": leaf.pem})), "leaf", ""},
		{"JSON with CRLF escapes", `{"cert":"` + leaf.escaped(`\r\n`) + `"}`, "leaf", ""},
		{"JSON with escaped slashes",
			`{"cert":"` + strings.ReplaceAll(leaf.escaped(`\n`), "/", `\/`) + `"}`,
			"leaf", ""},
		{"JSON with plus as \\u002B",
			`{"cert":"` + strings.ReplaceAll(leaf.escaped(`\n`), "+", `\u002B`) + `"}`,
			"leaf", ""},
		{".env with \\n", "CA_CERT=\"" + ca.escaped(`\n`) + `\n"` + "\nOTHER=1\n", "ca", ""},
		{".env unquoted", "CA_CERT=" + ca.escaped(`\n`) + "\nOTHER=1\n", "ca", ""},
		{"Go string concatenated",
			"const ca = " + strings.Join(mapLines(ca, func(l string) string { return `"` + l + `\n"` }), " +\n\t"),
			"ca", ""},
		{"Java string concatenated in front",
			"String ca =\n" + strings.Join(
				mapLines(ca, func(l string) string { return `      "` + l + `\n"` }),
				"\n      + ",
			),
			"ca", ""},
		{"Java on one line",
			"String ca = " + strings.Join(mapLines(ca, func(l string) string { return `"` + l + `\n"` }), " + ") + ";",
			"ca", ""},
		{"Python implicit concatenation", "CA = (\n" + ca.quoted(`    b"`, `\n"`) + ")", "ca", ""},
		{"Python triple quotes", `CA = """` + ca.pem + `"""`, "ca", ""},
		{"Python repr", `'` + ca.escaped(`\n`) + `\n'`, "ca", ""},
		{"C string", "static const char ca[] =\n" + ca.quoted(`"`, `\n"`) + ";", "ca", ""},
		{"C string with \\r\\n and backslashes", "#define CA \\\n" + ca.quoted(`"`, `\r\n" \`), "ca", ""},
		{"C# verbatim", "var ca = @\"" + ca.pem + "\";", "ca", ""},
		{"Visual Basic",
			"ca = " + strings.Join(
				mapLines(ca, func(l string) string { return `"` + l + `"` }),
				" & vbCrLf & _\n     ",
			),
			"ca", ""},
		{"PHP dots",
			strings.Join(mapLines(ca, func(l string) string { return `'` + l + `'` }), " . \"\\n\" .\n"),
			"ca", ""},
		{"JavaScript array joined", "const ca = [\n" + ca.quoted("  '", "',") + "].join('\\n')", "ca", ""},
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
		{"HTML with spans",
			ca.each(func(_ int, l string) string { return `<span class="line">` + l + `</span>` }),
			"ca", ""},
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
		{"line numbers with colon",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%d:%s", i+7, l) }),
			"ca", ""},
		{"line numbers with bar",
			ca.each(func(i int, l string) string { return fmt.Sprintf("%2d | %s", i+1, l) }),
			"ca", ""},
		{"docker compose log", ca.prefix("web-1  | "), "ca", ""},
		{"log with times",
			ca.each(
				func(i int, l string) string { return fmt.Sprintf("2025-04-0%d 10:1%d:22,123 INFO %s", i%9, i%10, l) },
			),
			"ca", ""},
		{"terminal colors", ca.each(func(_ int, l string) string { return "\x1b[32m" + l + "\x1b[0m" }), "ca", ""},
		{"e-mail quoting", ca.prefix("> > "), "ca", ""},
		{"quoted-printable", quotedPrintable(ca.pem), "ca", ""},
		{"typographic quotes", "“" + ca.pem + "”", "ca", ""},
	}
}
