package content

import "x509strict/engine/lang"

// Client is a program that the tool does not answer for itself.
type Client struct {
	Name    string
	Strict  lang.Text
	How     lang.Text
	Sources []string // none: measured by us against servers with one defect each
}

var (
	no       = t("no", "否")
	since313 = t("yes, on Python 3.13 and later", "是，Python 3.13 起")
)

// Clients beside those of engine/client.
var Clients = []Client{
	{
		"pip",
		t("no: truststore makes its own context", "否：truststore 使用自己的上下文"),
		t(
			"--use-deprecated=legacy-certs goes through urllib3 and is strict from pip 26.1 on.",
			"--use-deprecated=legacy-certs 走 urllib3，从 pip 26.1 起为严格。",
		),
		[]string{"https://github.com/pypa/pip/blob/main/src/pip/_internal/cli/index_command.py"},
	},
	{
		"conda",
		t("yes, with urllib3 2.4 or later on Python 3.13", "是，Python 3.13 上用 urllib3 2.4 及以后时"),
		t(
			"conda config --set ssl_verify truststore, since 23.9.0",
			"conda config --set ssl_verify truststore，23.9.0 起",
		),
		[]string{
			"https://github.com/sethmlarson/truststore/issues/211",
			"https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html",
		},
	},
	{
		"kubernetes (official client)",
		t(
			"yes, with urllib3 2.4 or later on Python 3.13; 34.1.0 wants an older urllib3",
			"是，Python 3.13 上用 urllib3 2.4 及以后时；34.1.0 要求更旧的 urllib3",
		),
		t(
			"No option; put ssl_context into api_client.rest_client.pool_manager.connection_pool_kw.",
			"没有选项；可在 api_client.rest_client.pool_manager.connection_pool_kw 中放入 ssl_context。",
		),
		[]string{
			"https://github.com/kubernetes-client/python/issues/2394",
			"https://github.com/kubernetes-client/python/blob/v34.1.0/requirements.txt",
		},
	},
	{
		"kubernetes_asyncio, kubernetes.aio",
		since313,
		t(
			"Configuration.disable_strict_ssl_verification = True, since kubernetes_asyncio 32.3.0",
			"Configuration.disable_strict_ssl_verification = True，kubernetes_asyncio 32.3.0 起",
		),
		[]string{
			"https://github.com/tomplus/kubernetes_asyncio/blob/main/CHANGELOG.md",
			"https://github.com/kubernetes-client/python/blob/master/kubernetes/aio/client/rest.py",
		},
	},
	{
		"redis-py",
		since313,
		t(
			"ssl_exclude_verify_flags=[ssl.VerifyFlags.VERIFY_X509_STRICT], since 7.0.0",
			"ssl_exclude_verify_flags=[ssl.VerifyFlags.VERIFY_X509_STRICT]，7.0.0 起",
		),
		[]string{"https://github.com/redis/redis-py/pull/3772"},
	},
	{
		"PyMySQL",
		t("no since 1.1.2; before, on Python 3.13", "1.1.2 起否；之前在 Python 3.13 上是"),
		t("Update, or connect(ssl=context).", "升级，或 connect(ssl=context)。"),
		[]string{"https://github.com/PyMySQL/PyMySQL/pull/1198"},
	},
	{
		"pika",
		t("yes for amqps:// URLs on Python 3.13", "Python 3.13 上用 amqps:// 地址时是"),
		t("SSLOptions(context, host)", "SSLOptions(context, host)"),
		[]string{"https://github.com/pika/pika/blob/main/pika/connection.py"},
	},
	{
		"paho-mqtt",
		t("tls_set(): no; tls_set_context() without argument: yes", "tls_set()：否；不带参数的 tls_set_context()：是"),
		t("tls_set_context(context)", "tls_set_context(context)"),
		[]string{"https://github.com/eclipse-paho/paho.mqtt.python/blob/master/src/paho/mqtt/client.py"},
	},
	{
		"pymongo",
		no,
		t("Nothing to relax.", "无需放宽。"),
		[]string{"https://github.com/mongodb/mongo-python-driver/blob/main/pymongo/ssl_support.py"},
	},
	{
		"kafka-python",
		no,
		t("ssl_context=context", "ssl_context=context"),
		[]string{"https://github.com/dpkp/kafka-python/blob/master/kafka/net/ssl.py"},
	},
	{
		"docker (Python SDK)",
		t("yes, with urllib3 2.4 or later on Python 3.13", "是，Python 3.13 上用 urllib3 2.4 及以后时"),
		t(
			"No option; give the client a version=, then mount an adapter with a context of its own: client.api.mount(\"https://\", adapter).",
			"没有选项；创建客户端时给出 version=，再用 client.api.mount(\"https://\", adapter) 挂载使用自己上下文的适配器。",
		),
		[]string{
			"https://github.com/docker-library/docker/pull/536",
			"https://github.com/docker/docker-py/blob/main/docker/api/client.py",
		},
	},
	{
		"Home Assistant",
		t("yes, since 2024.12", "是，2024.12 起"),
		t("Mend the CA.", "修复 CA。"),
		[]string{"https://github.com/home-assistant/core/issues/133506"},
	},
	{
		"pyca/cryptography x509.verification",
		t("rules of its own, in places stricter", "自有规则，部分更严"),
		t("PolicyBuilder.extension_policies(), since 45.0.0", "PolicyBuilder.extension_policies()，45.0.0 起"),
		[]string{
			"https://github.com/pyca/cryptography/issues/11163",
			"https://cryptography.io/en/latest/x509/verification/",
		},
	},
	{
		"Ruby net/http",
		no,
		t(
			"OpenSSL::X509::Store#flags= accepts V_FLAG_X509_STRICT.",
			"OpenSSL::X509::Store#flags= 可设 V_FLAG_X509_STRICT。",
		),
		[]string{
			"https://github.com/ruby/openssl/blob/master/lib/openssl/ssl.rb",
			"https://github.com/ruby/openssl/blob/master/ext/openssl/ossl_x509.c",
		},
	},
	{
		"rustls (webpki)",
		t("no; a trust anchor is a name, a key and name constraints", "否；信任锚只取名称、密钥和名称约束"),
		t("Nothing to relax.", "无需放宽。"),
		[]string{"https://github.com/rustls/webpki/blob/main/src/trust_anchor.rs"},
	},
	{"Java (PKIX)", no, t("Nothing to relax.", "无需放宽。"), nil},
	{"PHP 8.2", no, t("Nothing to relax.", "无需放宽。"), nil},
	{"wget, gnutls-cli (GnuTLS)", no, t("Nothing to relax.", "无需放宽。"), nil},
	{"Chromium", no, t("Nothing to relax.", "无需放宽。"), nil},
	{"NSS certutil -V", no, t("Nothing to relax.", "无需放宽。"), nil},
}
