package client

import (
	"slices"

	"x509strict/engine/lang"
	"x509strict/engine/verify"
)

const (
	strictPartial = verify.TrustedFirst | verify.Strict | verify.PartialChain
	pythonHosts   = verify.NoPartialWildcards
	urllib3Hosts  = verify.NoPartialWildcards | verify.NeverCheckSubject
)

// All lists the clients in the order in which a report shows them.
var All = slices.Concat(openSSLClients, webServers, others)

// openSSLClients are the clients that verify with OpenSSL.
var openSSLClients = []*Client{
	{
		ID:   "python-3.13",
		Name: lang.Text{EN: "Python 3.13 and later", ZH: "Python 3.13 及以后"},
		About: lang.Text{
			EN: "ssl.create_default_context() sets VERIFY_X509_STRICT and VERIFY_X509_PARTIAL_CHAIN since Python 3.13; http.client, urllib and asyncio use it. Security level 2.",
			ZH: "自 Python 3.13 起，ssl.create_default_context() 默认开启 VERIFY_X509_STRICT 和 VERIFY_X509_PARTIAL_CHAIN；http.client、urllib、asyncio 都经由它。安全级别 2。",
		},
		Source:   "https://docs.python.org/3/whatsnew/3.13.html#ssl",
		Group:    Python,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: strictPartial, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID:   "python-3.13-relaxed",
		Name: lang.Text{EN: "Python 3.13, strict flag cleared", ZH: "Python 3.13（关闭严格模式）"},
		About: lang.Text{
			EN: "A default context after ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT: trust, dates and host name are still checked.",
			ZH: "对默认上下文执行 ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT 之后：信任、有效期和主机名仍会检查。",
		},
		Source:   "https://docs.python.org/3/library/ssl.html#ssl.create_default_context",
		Group:    Python,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: verify.TrustedFirst | verify.PartialChain, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID:   "python-3.12",
		Name: lang.Text{EN: "Python 3.10 to 3.12", ZH: "Python 3.10 至 3.12"},
		About: lang.Text{
			EN: "No strict checks and no partial chains: the CA file has to hold the self-signed root. Security level 2.",
			ZH: "不做严格检查，也不接受部分链：CA 文件里必须有自签名的根证书。安全级别 2。",
		},
		Source:   "https://docs.python.org/3.12/library/ssl.html#ssl.create_default_context",
		Group:    Python,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID:   "elasticsearch-py",
		Name: lang.Text{EN: "elasticsearch-py on Python 3.13", ZH: "elasticsearch-py（Python 3.13）"},
		About: lang.Text{
			EN: "elastic-transport calls ssl.create_default_context() itself, so it is strict on Python 3.13 and later with any urllib3.",
			ZH: "elastic-transport 自己调用 ssl.create_default_context()，因此在 Python 3.13 及以后始终是严格模式，与 urllib3 的版本无关。",
		},
		Source:   "https://github.com/elastic/elastic-transport-python/blob/main/elastic_transport/_node/_base.py",
		Group:    Python,
		Compared: true,
		Program: openSSL{
			flags: strictPartial, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID: "requests",
		Name: lang.Text{
			EN: "requests with urllib3 2.4 or later, Python 3.13",
			ZH: "requests（urllib3 2.4 及以后，Python 3.13）",
		},
		About: lang.Text{
			EN: "urllib3 sets the strict and partial-chain flags since 2.4.0, on Python 3.13 and later only. It never looks at the common name.",
			ZH: "urllib3 自 2.4.0 起设置严格和部分链标志，且只在 Python 3.13 及以后生效。它从不看通用名（CN）。",
		},
		Source:   "https://github.com/urllib3/urllib3/blob/2.7.0/CHANGES.rst",
		Group:    Python,
		Compared: true,
		Program: openSSL{
			flags: strictPartial, purpose: verify.SSLServer, level: two,
			hosts: urllib3Hosts, voice: pythonVoice,
		},
	},
	{
		ID:   "requests-old",
		Name: lang.Text{EN: "requests with urllib3 before 2.4", ZH: "requests（urllib3 2.4 之前）"},
		About: lang.Text{
			EN: "urllib3 2.0 to 2.3 builds its own SSLContext, which is not strict on any Python and takes no partial chains.",
			ZH: "urllib3 2.0 至 2.3 自建 SSLContext：在任何 Python 版本上都不严格，也不接受部分链。",
		},
		Source:   "https://github.com/urllib3/urllib3/pull/3577",
		Group:    Python,
		Compared: true,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.SSLServer, level: two,
			hosts: urllib3Hosts, voice: pythonVoice,
		},
	},
	{
		ID:   "httpx",
		Name: lang.Text{EN: "httpx on Python 3.13", ZH: "httpx（Python 3.13）"},
		About: lang.Text{
			EN: "Uses ssl.create_default_context(), so it is strict on Python 3.13 and later.",
			ZH: "使用 ssl.create_default_context()，因此在 Python 3.13 及以后为严格模式。",
		},
		Source:   "https://github.com/encode/httpx/blob/master/httpx/_config.py",
		Group:    Python,
		Compared: true,
		Program: openSSL{
			flags: strictPartial, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID:   "aiohttp",
		Name: lang.Text{EN: "aiohttp on Python 3.13", ZH: "aiohttp（Python 3.13）"},
		About: lang.Text{
			EN: "Uses ssl.create_default_context(), so it is strict on Python 3.13 and later.",
			ZH: "使用 ssl.create_default_context()，因此在 Python 3.13 及以后为严格模式。",
		},
		Source:   "https://github.com/aio-libs/aiohttp/blob/master/aiohttp/connector.py",
		Group:    Python,
		Compared: true,
		Program: openSSL{
			flags: strictPartial, purpose: verify.SSLServer, level: two,
			hosts: pythonHosts, voice: pythonVoice,
		},
	},
	{
		ID:   "curl",
		Name: lang.Text{EN: "curl (OpenSSL)", ZH: "curl（OpenSSL）"},
		About: lang.Text{
			EN: "Accepts partial chains since 7.68.0 and never sets the strict flag. Matches the host name itself. Security level 2, as distributions build OpenSSL.",
			ZH: "自 7.68.0 起接受部分链，从不设置严格标志；主机名由它自己比对。安全级别 2（各发行版的 OpenSSL 默认值）。",
		},
		Source:   "https://github.com/curl/curl/pull/4655",
		Group:    CommandLine,
		Compared: true,
		Program: openSSL{
			flags: verify.TrustedFirst | verify.PartialChain, purpose: verify.SSLServer, level: two,
			voice: curlVoice,
		},
	},
	{
		ID:   "nodejs",
		Name: lang.Text{EN: "Node.js", ZH: "Node.js"},
		About: lang.Text{
			EN: "No strict checks, no partial chains by default. Its verify callback goes on after an error, so it reports the last one. Matches the host name itself. Security level 1 up to Node.js 24.4, 2 from 24.5 on.",
			ZH: "不做严格检查，默认不接受部分链。它的校验回调遇错继续，因此报告的是最后一个错误；主机名由它自己比对。安全级别在 Node.js 24.4 及以前为 1，自 24.5 起为 2。",
		},
		Source:   "https://github.com/nodejs/node/pull/54790",
		Group:    JavaScript,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.SSLServer, level: upstream,
			voice: nodeVoice,
		},
	},
	{
		ID:   "openssl-verify",
		Name: lang.Text{EN: "openssl verify", ZH: "openssl verify"},
		About: lang.Text{
			EN: "openssl verify -CAfile, without options: no strict checks, no purpose, no security level. The name is checked only when -verify_hostname asks.",
			ZH: "不带其他选项的 openssl verify -CAfile：不做严格检查，不看用途，没有安全级别；只有 -verify_hostname 才检查主机名。",
		},
		Source:   "https://docs.openssl.org/master/man1/openssl-verification-options/",
		Group:    CommandLine,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: verify.TrustedFirst, purpose: verify.NoPurpose, level: none,
			voice: openSSLVoice,
		},
	},
	{
		ID:   "openssl-verify-strict",
		Name: lang.Text{EN: "openssl verify -x509_strict", ZH: "openssl verify -x509_strict"},
		About: lang.Text{
			EN: "openssl verify -x509_strict -CAfile: the strict checks of Python 3.13 without partial chains, purpose or security level.",
			ZH: "openssl verify -x509_strict -CAfile：与 Python 3.13 相同的严格检查，但不接受部分链，不看用途和安全级别。",
		},
		Source:   "https://docs.openssl.org/master/man1/openssl-verification-options/",
		Group:    CommandLine,
		Compared: true,
		Verifies: Both,
		Program: openSSL{
			flags: verify.TrustedFirst | verify.Strict, purpose: verify.NoPurpose, level: none,
			voice: openSSLVoice,
		},
	},
}
