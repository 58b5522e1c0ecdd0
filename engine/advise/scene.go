package advise

import (
	"regexp"
	"strings"

	"x509strict/engine/lang"
	"x509strict/engine/read/message"
)

// caFileOf is where a program is told its CA file, as it is in the part that it has in a message and on that system.
func caFileOf(p *Program, m message.Message) lang.Text {
	switch {
	case m.Scene.Android:
		return t(
			"the app's res/xml/network_security_config.xml: <trust-anchors> with the CA in res/raw; CAs that users install count only where it says src=\"user\"",
			"应用的 res/xml/network_security_config.xml：在 <trust-anchors> 中指向 res/raw 里的 CA；用户自行安装的 CA 只有写了 src=\"user\" 才有效",
		)
	case p.ID == "ansible" && m.Port == 5986: // WinRM
		return t("ansible_winrm_ca_trust_path, on the controller", "ansible_winrm_ca_trust_path（在控制节点上）")
	case p.ID == "curl" && ofSchannel(m.Text):
		return t("--cacert ca.crt (CURL_CA_BUNDLE is not read with Schannel), or Windows' own store",
			"--cacert ca.crt（使用 Schannel 时不读取 CURL_CA_BUNDLE），或 Windows 自己的证书库")
	case p.ID == "nginx" && m.Side == message.ClientSide && strings.Contains(m.Text, "lua ssl"):
		return t("lua_ssl_trusted_certificate, and lua_ssl_verify_depth, which is 1 unless set",
			"lua_ssl_trusted_certificate，以及 lua_ssl_verify_depth（默认为 1）")
	case p.ID == "git" && ofSchannel(m.Text):
		return t(
			"Windows' own store; or git config http.sslBackend openssl with http.sslCAInfo ca.crt",
			"Windows 自己的证书库；或 git config http.sslBackend openssl 并设置 http.sslCAInfo ca.crt",
		)
	case p.ID == "go" && m.Side == message.ServerSide:
		return t("tls.Config.ClientCAs of the server", "服务器的 tls.Config.ClientCAs")
	case p.ID == "kubernetes-go" && m.Side == message.ClientSide:
		return t(
			"certificate-authority in the kubeconfig; --kubelet-certificate-authority of the API server for its kubelets; caBundle of a webhook",
			"kubeconfig 中的 certificate-authority；API server 访问 kubelet 用 --kubelet-certificate-authority；webhook 的 caBundle",
		)
	}
	return p.CAFile
}

// ofSchannel reports whether the words of a message are those of Windows' library.
func ofSchannel(words string) bool {
	return strings.Contains(words, "SEC_E_") || strings.Contains(words, "CRYPT_E_") || strings.Contains(words, "schannel")
}

// onWindows are commands as PowerShell and cmd take them: an openssl is there as Git brings it, nc, grep, env, getent
// and /dev/null are not.
func onWindows(list []Command) []Command {
	out := make([]Command, len(list))
	for i, c := range list {
		line := strings.ReplaceAll(c.Code, " 2>/dev/null", "")
		if strings.Contains(line, " </dev/null") {
			line = "echo Q | " + strings.Replace(line, " </dev/null", "", 1)
		}
		if rest, is := strings.CutPrefix(line, "nc -vz -w 5 "); is {
			line = "Test-NetConnection " + strings.Replace(rest, " ", " -Port ", 1)
		}
		if rest, is := strings.CutPrefix(line, "getent hosts "); is {
			host, _, _ := strings.Cut(rest, " ")
			line = "nslookup " + host
		}
		if strings.HasPrefix(line, "env | grep -i _proxy") {
			line = "cmd /c set | findstr /i proxy"
		}
		line = drives.ReplaceAllString(line, `"$1"`)
		line = strings.NewReplacer("| grep -E 'Public-Key|Signature Algorithm'", `| findstr "Public-Key Signature"`,
			"| grep ", "| findstr ").Replace(line)
		out[i] = Command{c.Why, line}
	}
	return out
}

// drives matches a path of Windows in the quotes of a shell, which cmd does not know.
var drives = regexp.MustCompile(`'([A-Za-z]:\\[^']*)'`)

// withLibreSSL are commands as its openssl takes them, which has no storeutl.
func withLibreSSL(list []Command) []Command {
	out := make([]Command, len(list))
	for i, c := range list {
		c.Code = strings.Replace(c.Code, " -noout -subject -ext subjectAltName", " -noout -text | grep -A1 'Alternative Name'", 1)
		if name, is := strings.CutPrefix(c.Code, "openssl storeutl -noout -certs "); is {
			c.Code = "openssl crl2pkcs7 -nocrl -certfile " + name + " | openssl pkcs7 -print_certs -noout"
		} else if name, is := strings.CutPrefix(c.Code, "openssl storeutl -noout "); is && holdsKey(name) {
			c.Code = "openssl pkey -noout -in " + name
		} else if is {
			c.Code = "openssl x509 -noout -subject -in " + name
		}
		out[i] = c
	}
	return out
}
