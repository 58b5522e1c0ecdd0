package issue

import (
	"strings"

	"x509strict/engine/plan"
)

// elasticsearchSettings returns the lines of elasticsearch.yml that use the files of one node, copied to
// config/certs. The settings are those of Elasticsearch 7 and later.
func elasticsearchSettings(base string, s *CASpec) string {
	var b strings.Builder
	b.WriteString("# elasticsearch.yml: copy " + base + ".crt, " + base + ".key and ca.crt to config/certs first.\n")
	b.WriteString("# elasticsearch.yml：请先把 " + base + ".crt、" + base + ".key 和 ca.crt 复制到 config/certs。\n")
	for _, layer := range []string{"http", "transport"} {
		p := "xpack.security." + layer + ".ssl."
		b.WriteString(p + "enabled: true\n")
		if layer == "transport" {
			b.WriteString(p + "verification_mode: full\n" + p + "client_authentication: required\n")
		}
		if s.PKCS12 {
			b.WriteString(
				"# " + p + "keystore.path: certs/" + base + ".p12   # instead of the next two lines / 可代替下面两行\n",
			)
		}
		b.WriteString(
			p + "key: certs/" + base + ".key\n" + p + "certificate: certs/" + base + ".crt\n" + p + "certificate_authorities: [ \"certs/ca.crt\" ]\n",
		)
		if s.Password != "" {
			b.WriteString("# bin/elasticsearch-keystore add " + p + "secure_key_passphrase\n")
		}
	}
	b.WriteString("# Kibana (kibana.yml): elasticsearch.ssl.certificateAuthorities: [ \"config/certs/ca.crt\" ]\n")
	b.WriteString("# Python: Elasticsearch(\"https://HOST:9200\", ca_certs=\"ca.crt\", ...)\n")
	return b.String()
}

// errShape is about a line that no instances.yml has.
var errShape = plan.Wish("this is not the shape of instances.yml", "这不是 instances.yml 的写法")

// maxNodes bounds how many nodes a list may name.
const maxNodes = 1000

// ParseNodes reads either a list of nodes, one a line, or the instances.yml of elasticsearch-certutil.
//
// A line is a name followed by DNS names and IP addresses, separated by spaces or commas; "client:" in front makes a
// client certificate. A line of one word that is a host name or address serves as both. Empty lines and lines
// starting with # are skipped.
//
// Of YAML only the shape of instances.yml is read: a mapping "instances" of a list of mappings with name, ip, dns, cn
// and filename, whose values are scalars, lists in brackets or lists of lines. A YAML library would cost more than
// the rest of this package and accept much that certutil does not.
func ParseNodes(text string) ([]Node, error) {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if trimmed := strings.TrimSpace(l); trimmed == "instances:" || strings.HasPrefix(trimmed, "instances:") {
			return parseInstances(lines, i)
		}
	}
	var out []Node
	for i, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		var n Node
		if rest, ok := strings.CutPrefix(l, "client:"); ok {
			n.Client, l = true, rest
		}
		words := strings.FieldsFunc(l, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' || r == ';' })
		if len(words) == 0 {
			return nil, plan.Wish("line %d: a name is missing", "第 %d 行：缺少名称", i+1)
		}
		n.Name, n.Names = words[0], words[1:]
		if len(words) == 1 && !n.Client {
			n.Names = words
		}
		for _, name := range n.Names {
			if err := plan.CheckAltName(name); err != nil {
				return nil, plan.Within(err, "line %d", "第 %d 行", i+1)
			}
		}
		if out = append(out, n); len(out) > maxNodes {
			return nil, plan.Wish("more than %d nodes", "多于 %d 张证书", maxNodes)
		}
	}
	return out, nil
}

// yamlLine is one line of instances.yml without comment: how far it is indented, whether it starts a list entry, its
// key and value.
type yamlLine struct {
	number, indent int
	entry          bool
	key, value     string
}

func parseInstances(lines []string, start int) ([]Node, error) {
	var out []Node
	var current *Node
	field := ""
	fieldIndent, entryIndent := 0, -1
	fail := func(n int, what error) ([]Node, error) {
		return nil, plan.Within(what, "instances.yml line %d", "instances.yml 第 %d 行", n)
	}
	add := func(n *Node, key string, values []string) error {
		switch key {
		case "name", "filename":
			if len(values) != 1 || values[0] == "" {
				return plan.Wish("%s wants one value", "%s 要有一个值", key)
			}
			if key == "name" {
				n.Name = strings.TrimPrefix(values[0], "CN=")
			}
		case "ip", "dns", "cn":
			for _, v := range values {
				if err := plan.CheckAltName(v); err != nil {
					return err
				}
			}
			n.Names = append(n.Names, values...)
		default:
			return plan.Wish(
				"the key %q is not one of name, ip, dns, cn, filename",
				"键 %q 不是 name、ip、dns、cn、filename 之一",
				key,
			)
		}
		return nil
	}
	for i := start + 1; i < len(lines); i++ {
		y, skip, err := readYAMLLine(lines[i], i+1)
		if err != nil {
			return fail(i+1, err)
		}
		switch {
		case skip:
			continue
		case y.entry && y.key == "" && field != "" && y.indent >= fieldIndent:
			if err := add(current, field, []string{y.value}); err != nil {
				return fail(y.number, err)
			}
			continue
		case y.entry && y.key != "" && (entryIndent < 0 || y.indent == entryIndent):
			entryIndent = y.indent
			if len(out) == maxNodes {
				return fail(y.number, plan.Wish("more than %d instances", "多于 %d 个实例", maxNodes))
			}
			out = append(out, Node{})
			current = &out[len(out)-1]
		case !y.entry && y.key != "" && current != nil && y.indent > entryIndent:
		case !y.entry && y.key != "" && y.indent == 0:
			return fail(y.number, plan.Wish("only the key instances is understood", "只认识键 instances"))
		default:
			return fail(y.number, errShape)
		}
		field, fieldIndent = "", y.indent
		if y.value == "" {
			field = y.key
			continue
		}
		values, err := yamlValues(y.value)
		if err == nil {
			err = add(current, y.key, values)
		}
		if err != nil {
			return fail(y.number, err)
		}
	}
	for _, n := range out {
		if n.Name == "" {
			return nil, plan.Wish("instances.yml: an instance has no name", "instances.yml：有一个实例没有名称")
		}
	}
	return out, nil
}

func readYAMLLine(line string, number int) (y yamlLine, skip bool, err error) {
	text := strings.TrimLeft(line, " ")
	y.number, y.indent = number, len(line)-len(text)
	if strings.HasPrefix(text, "\t") {
		return y, false, plan.Wish("YAML is not indented by tabs", "YAML 不用制表符缩进")
	}
	if rest, ok := strings.CutPrefix(text, "- "); ok {
		y.entry = true
		text = strings.TrimLeft(rest, " ")
	} else if text == "-" {
		return y, false, plan.Wish("a list entry is empty", "有一个列表项是空的")
	}
	if strings.HasPrefix(text, "#") || text == "" || text == "---" || text == "..." {
		return y, true, nil
	}
	if text, err = dropComment(text); err != nil {
		return y, false, err
	}
	if key, value, ok := strings.Cut(
		text,
		":",
	); ok && !strings.ContainsAny(key, "\"'[ ") &&
		(value == "" || value[0] == ' ') {
		y.key, y.value = key, strings.TrimSpace(value)
		return y, false, nil
	}
	values, err := yamlValues(text)
	if err != nil || len(values) != 1 || !y.entry {
		return y, false, errShape
	}
	y.value = values[0]
	return y, false, nil
}

func dropComment(text string) (string, error) {
	quote := byte(0)
	for i := range len(text) {
		switch b := text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '#' && i > 0 && text[i-1] == ' ':
			return strings.TrimSpace(text[:i]), nil
		case b == '&' || b == '{' || b == '|' || b == '>' || b == '!':
			return "", plan.Wish(
				"%q is YAML that instances.yml does not need",
				"%q 这种 YAML 写法在 instances.yml 中用不到",
				string(b),
			)
		}
	}
	if quote != 0 {
		return "", plan.Wish("a quote is not closed", "有引号没有闭合")
	}
	return strings.TrimSpace(text), nil
}

// yamlValues reads a scalar, quoted or not, or a list in brackets.
func yamlValues(text string) ([]string, error) {
	scalar := func(s string) (string, error) {
		s = strings.TrimSpace(s)
		if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') {
			if s[len(s)-1] != s[0] || strings.ContainsAny(s[1:len(s)-1], "\"'\\") {
				return "", plan.Wish("a quoted value is not plain", "引号中的值不是简单文本")
			}
			s = s[1 : len(s)-1]
		}
		if s == "" {
			return "", plan.Wish("a value is empty", "有一个值是空的")
		}
		return s, nil
	}
	inner, list := strings.CutPrefix(text, "[")
	if !list {
		v, err := scalar(text)
		return []string{v}, err
	}
	inner, closed := strings.CutSuffix(inner, "]")
	if !closed {
		return nil, plan.Wish("a list in brackets has to end on its line", "方括号里的列表要在同一行结束")
	}
	out := []string{}
	for part := range strings.SplitSeq(inner, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		v, err := scalar(part)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
