package advise

import "x509strict/engine/lang"

// meanwhile says how a program is told to speak to a server without secure renegotiation (OpenSSL's
// SSL_OP_LEGACY_SERVER_CONNECT, off since 3.0), until that server is updated.
func meanwhile(client string) lang.Text {
	here := func(line string) lang.Text {
		return t("Until then, for this one connection: "+line+".", "在此之前，可仅对该连接设置："+line+"。")
	}
	switch client {
	case "nodejs", "vscode":
		return here("secureOptions: crypto.constants.SSL_OP_LEGACY_SERVER_CONNECT")
	case "ruby", "chef", "puppet":
		return here("ctx.options |= OpenSSL::SSL::OP_LEGACY_SERVER_CONNECT")
	}
	for _, p := range python {
		if p.ID == client {
			return t("Until then, for this one connection: ctx.options |= 0x4 (named ssl.OP_LEGACY_SERVER_CONNECT since Python 3.12).",
				"在此之前，可仅对该连接设置 ctx.options |= 0x4（自 Python 3.12 起名为 ssl.OP_LEGACY_SERVER_CONNECT）。")
		}
	}
	return t("Until then, for this one program: run it with OPENSSL_CONF=legacy.cnf, a configuration that the last command writes.",
		"在此之前，可仅对该程序设置 OPENSSL_CONF=legacy.cnf，该配置由最后一条命令写出。")
}

// legacyConfig writes a configuration of OpenSSL that lets libssl speak to such servers (config(5)).
const legacyConfig = "printf '%s\\n' 'openssl_conf = a' '[a]' 'ssl_conf = b' '[b]' 'system_default = c' '[c]' " +
	"'Options = UnsafeLegacyServerConnect' >legacy.cnf"
