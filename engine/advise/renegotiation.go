package advise

import "x509strict/engine/lang"

// meanwhile says how a program is told to speak to a server without secure renegotiation (OpenSSL's
// SSL_OP_LEGACY_SERVER_CONNECT, off since 3.0), until that server is updated.
func meanwhile(client string) lang.Text {
	here := func(line string) lang.Text {
		return t("Until then, for this one connection: "+line+".", "在此之前，可仅对该连接设置 "+line+"。")
	}
	switch client {
	case "nodejs", "vscode":
		return here("secureOptions: crypto.constants.SSL_OP_LEGACY_SERVER_CONNECT")
	case "ruby", "chef", "puppet":
		return here("ctx.options |= OpenSSL::SSL::OP_LEGACY_SERVER_CONNECT")
	}
	for _, p := range python {
		if p.ID == client {
			return here("ctx.options |= ssl.OP_LEGACY_SERVER_CONNECT")
		}
	}
	return t(
		"Until then, for this one program: a configuration for OpenSSL named by OPENSSL_CONF, with Options = UnsafeLegacyServerConnect in its section ssl_default_sect.",
		"在此之前，可仅对该程序用 OPENSSL_CONF 指定一个 OpenSSL 配置文件，在其 ssl_default_sect 小节写入 Options = UnsafeLegacyServerConnect。",
	)
}
