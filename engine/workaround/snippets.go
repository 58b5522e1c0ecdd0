// Package workaround gives the change of code that clears only the strict flag in a client, for those who cannot
// change the CA today. No snippet switches verification off: chain, validity and host name are still checked.
package workaround

import (
	"slices"
	"strconv"
	"strings"

	"x509strict/engine/client"
	"x509strict/engine/lang"
)

// Snippet is one change of code for one library. The code expects the CA certificate as ca.crt and a server at
// localhost:9200; [Snippet.For] fills in others.
type Snippet struct {
	ID       string    // "elasticsearch"
	Library  lang.Text // "elasticsearch-py 8 and later"
	Language string    // "python" or "shell"
	Code     string    // complete and runnable
	Note     lang.Text // since when, and what is special; empty when nothing is
	Loses    lang.Text // what the change gives up; [Loses] when empty
	Strict   bool      // without the change this library is strict on Python 3.13
	Server   bool      // it is for a server that verifies its clients
	Port     int       // where such a server usually listens; 0 for HTTP
	clients  []string  // ids of clients for which it comes first
}

// Loses says what clearing the strict flag gives up.
var Loses = lang.Text{
	EN: "Certificates that break RFC 5280 (a CA without key usage, missing key identifiers, basic constraints not critical) are accepted again, in this program only. Signatures, trust, validity and the host name are still checked. Re-issuing what is at fault is better, as a rule the CA: it mends every client at once.",
	ZH: "仅在这个程序里，又会接受不符合 RFC 5280 的证书（CA 没有密钥用法、缺少密钥标识符、基本约束未标为关键）。签名、信任、有效期和主机名仍会校验。更好的办法是重新签发有问题的证书（通常是 CA）：一次修好所有客户端。",
}

const relaxed = `import ssl

ctx = ssl.create_default_context(cafile="ca.crt")
ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT
`

// All lists the snippets; the most general first.
var All = []Snippet{
	{
		ID: "ssl",
		Library: lang.Text{
			EN: "Python ssl, http.client, urllib.request, smtplib, imaplib, ftplib",
			ZH: "Python 的 ssl、http.client、urllib.request、smtplib、imaplib、ftplib",
		},
		Language: "python",
		Strict:   true,
		clients:  []string{"python-3.13"},
		Note: lang.Text{
			EN: "Every function of the standard library that takes context= takes this one. Strict since Python 3.13.",
			ZH: "标准库中凡有 context= 参数的函数都可以传入它。自 Python 3.13 起为严格模式。",
		},
		Code: relaxed + `
import urllib.request

with urllib.request.urlopen("https://localhost:9200/", context=ctx) as response:
    print(response.status)
`,
	},
	{
		ID: "ssl-server",
		Library: lang.Text{
			EN: "Python ssl, http.server, asyncio.start_server, socketserver",
			ZH: "Python 的 ssl、http.server、asyncio.start_server、socketserver",
		},
		Language: "python",
		Strict:   true,
		Server:   true,
		Note: lang.Text{
			EN: "For the server: it verifies its clients. Purpose.CLIENT_AUTH is strict too since Python 3.13; a context made by SSLContext() itself is not.",
			ZH: "用于服务器：由它校验客户端。自 Python 3.13 起 Purpose.CLIENT_AUTH 同样严格；直接用 SSLContext() 创建的上下文则不严格。",
		},
		Code: `import http.server
import ssl

ctx = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile="ca.crt")
ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT
ctx.verify_mode = ssl.CERT_REQUIRED
ctx.load_cert_chain("server.crt", "server.key")

with http.server.HTTPServer(("localhost", 9200), http.server.SimpleHTTPRequestHandler) as server:
    server.socket = ctx.wrap_socket(server.socket, server_side=True)
    server.serve_forever()
`,
	},
	{ID: "asyncio", Library: lang.Text{EN: "Python asyncio", ZH: "Python asyncio"}, Language: "python", Strict: true,
		Code: relaxed + `
import asyncio


async def main():
    reader, writer = await asyncio.open_connection("localhost", 9200, ssl=ctx)
    writer.close()
    print("connected")


asyncio.run(main())
`},
	{
		ID: "elasticsearch", Port: 9200,
		Library:  lang.Text{EN: "elasticsearch-py 8 and later", ZH: "elasticsearch-py 8 及以后"},
		Language: "python",
		Strict:   true,
		clients:  []string{"elasticsearch-py"},
		Note: lang.Text{
			EN: "ssl_context takes the place of ca_certs. Strict on Python 3.13 with every urllib3.",
			ZH: "用 ssl_context 代替 ca_certs。在 Python 3.13 上无论 urllib3 是哪个版本都为严格模式。",
		},
		Code: relaxed + `
from elasticsearch import Elasticsearch

client = Elasticsearch("https://localhost:9200", ssl_context=ctx, basic_auth=("elastic", "PASSWORD"))
print(client.info())
`,
	},
	{
		ID:       "requests",
		Library:  lang.Text{EN: "requests", ZH: "requests"},
		Language: "python",
		Strict:   true,
		clients:  []string{"requests"},
		Note: lang.Text{
			EN: "Strict with urllib3 2.4 and later on Python 3.13. verify= must name the CA file too: otherwise the adapter also trusts the public CAs.",
			ZH: "配合 urllib3 2.4 及以后、Python 3.13 时为严格模式。verify= 也要指向 CA 文件，否则还会信任公共 CA。",
		},
		Code: relaxed + `
import requests
from requests.adapters import HTTPAdapter


class RelaxedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, ssl_context=ctx, **kwargs)

    def proxy_manager_for(self, proxy, **kwargs):
        return super().proxy_manager_for(proxy, ssl_context=ctx, **kwargs)


session = requests.Session()
session.verify = "ca.crt"
session.mount("https://", RelaxedAdapter())
print(session.get("https://localhost:9200/").status_code)
`,
	},
	{ID: "urllib3", Library: lang.Text{EN: "urllib3", ZH: "urllib3"}, Language: "python", Strict: true,
		Note: lang.Text{EN: "Strict from 2.4 on, with Python 3.13.", ZH: "自 2.4 起配合 Python 3.13 为严格模式。"},
		Code: relaxed + `
import urllib3

http = urllib3.PoolManager(ssl_context=ctx)
print(http.request("GET", "https://localhost:9200/").status)
`},
	{ID: "httpx", Library: lang.Text{EN: "httpx", ZH: "httpx"}, Language: "python", Strict: true, clients: []string{"httpx"},
		Code: relaxed + `
import httpx

with httpx.Client(verify=ctx) as client:
    print(client.get("https://localhost:9200/").status_code)
`},
	{ID: "aiohttp", Library: lang.Text{EN: "aiohttp", ZH: "aiohttp"}, Language: "python", Strict: true,
		clients: []string{"aiohttp"},
		Code: relaxed + `
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=ctx)) as session:
        async with session.get("https://localhost:9200/") as response:
            print(response.status)


asyncio.run(main())
`},
	{
		ID: "kubernetes", Port: 6443,
		Library:  lang.Text{EN: "kubernetes (official client)", ZH: "kubernetes（官方客户端）"},
		Language: "python",
		Strict:   true,
		Note: lang.Text{
			EN: "There is no option for it: the pool's own settings take the context. Strict with urllib3 2.4 and later.",
			ZH: "没有现成的选项，只能写进连接池的设置。配合 urllib3 2.4 及以后为严格模式。",
		},
		Code: relaxed + `
from kubernetes import client

configuration = client.Configuration()
configuration.host = "https://localhost:9200"
configuration.ssl_ca_cert = "ca.crt"
api = client.ApiClient(configuration)
api.rest_client.pool_manager.connection_pool_kw["ssl_context"] = ctx
print(client.VersionApi(api).get_code(_preload_content=False).status)
`,
	},
	{ID: "kubernetes-asyncio", Port: 6443, Library: lang.Text{EN: "kubernetes_asyncio", ZH: "kubernetes_asyncio"},
		Language: "python", Strict: true,
		Code: `import asyncio

from kubernetes_asyncio import client

configuration = client.Configuration()
configuration.host = "https://localhost:9200"
configuration.ssl_ca_cert = "ca.crt"
configuration.disable_strict_ssl_verification = True


async def main():
    async with client.ApiClient(configuration) as api:
        response = await client.VersionApi(api).get_code(_preload_content=False)
        print(response.status)


asyncio.run(main())
`},
	{
		ID:       "botocore",
		Library:  lang.Text{EN: "botocore, boto3", ZH: "botocore、boto3"},
		Language: "python",
		Note: lang.Text{
			EN: "botocore makes its own context and takes none. The versions known so far are not strict: verify=\"ca.crt\" is enough. This is for one that is.",
			ZH: "botocore 自建上下文，不接受外部传入。目前已知的版本并不严格，写 verify=\"ca.crt\" 即可；以下写法用于将来变为严格的版本。",
		},
		Loses: lang.Text{
			EN: "Nothing today: botocore does not switch strict mode on. Should it do so, certificates that break RFC 5280 stay accepted in this program. The assignment reaches into botocore and may break with any release.",
			ZH: "目前没有损失：botocore 没有打开严格模式。以后若打开，这个程序仍会接受不符合 RFC 5280 的证书。这种写法改动了 botocore 内部，任何新版本都可能使它失效。",
		},
		Code: `import ssl

import botocore.httpsession
import botocore.session
from botocore.config import Config

create = botocore.httpsession.create_urllib3_context


def relaxed(*args, **kwargs):
    ctx = create(*args, **kwargs)
    ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return ctx


botocore.httpsession.create_urllib3_context = relaxed

s3 = botocore.session.get_session().create_client(
    "s3", region_name="us-east-1", endpoint_url="https://localhost:9200", verify="ca.crt",
    aws_access_key_id="ID", aws_secret_access_key="SECRET", config=Config(retries={"max_attempts": 0}))
print(s3.head_bucket(Bucket="bucket")["ResponseMetadata"]["HTTPStatusCode"])
`,
	},
	{ID: "redis", Port: 6379, Library: lang.Text{EN: "redis-py 7 and later", ZH: "redis-py 7 及以后"},
		Language: "python", Strict: true,
		Note: lang.Text{EN: "The option came with 7.0.0.", ZH: "该选项自 7.0.0 起提供。"},
		Code: `import ssl

import redis

r = redis.Redis(
    host="localhost",
    port=9200,
    ssl=True,
    ssl_ca_certs="ca.crt",
    ssl_exclude_verify_flags=[ssl.VerifyFlags.VERIFY_X509_STRICT],
)
print(r.ping())
`},
	{
		ID: "redis-old", Port: 6379,
		Library:  lang.Text{EN: "redis-py before 7", ZH: "redis-py 7 之前"},
		Language: "python",
		Strict:   true,
		Note: lang.Text{
			EN: "Before 7.0.0 there is no option: a connection class of one's own wraps the socket.",
			ZH: "7.0.0 之前没有这个选项，需自定义连接类来包装套接字。",
		},
		Code: relaxed + `
import redis


class RelaxedConnection(redis.SSLConnection):
    def _wrap_socket_with_ssl(self, sock):
        return ctx.wrap_socket(sock, server_hostname=self.host)


r = redis.Redis(connection_pool=redis.ConnectionPool(connection_class=RelaxedConnection, host="localhost", port=9200))
print(r.ping())
`,
	},
	{
		ID: "paho-mqtt", Port: 8883,
		Library:  lang.Text{EN: "paho-mqtt", ZH: "paho-mqtt"},
		Language: "python",
		Strict:   true,
		Note: lang.Text{
			EN: "tls_set(ca_certs=...) is not strict; this is for tls_set_context().",
			ZH: "tls_set(ca_certs=...) 并不严格；这里针对 tls_set_context()。",
		},
		Code: relaxed + `
import paho.mqtt.client as mqtt

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.tls_set_context(ctx)
client.connect("localhost", 9200)
print("connected")
`,
	},
	{
		ID: "pika", Port: 5671,
		Library:  lang.Text{EN: "pika", ZH: "pika"},
		Language: "python",
		Strict:   true,
		Note: lang.Text{
			EN: "amqps:// URLs are strict; give the options instead.",
			ZH: "amqps:// 形式的 URL 为严格模式，改为传入选项。",
		},
		Code: relaxed + `
import pika

parameters = pika.ConnectionParameters("localhost", 9200, ssl_options=pika.SSLOptions(ctx, "localhost"))
connection = pika.BlockingConnection(parameters)
`,
	},
	{
		ID: "pymysql", Port: 3306,
		Library:  lang.Text{EN: "PyMySQL", ZH: "PyMySQL"},
		Language: "python",
		Strict:   true,
		Note: lang.Text{
			EN: "From 1.1.2 on PyMySQL clears the flag itself unless it is given a context.",
			ZH: "自 1.1.2 起，只要不传入上下文，PyMySQL 会自行关闭该标志。",
		},
		Code: relaxed + `
import pymysql

connection = pymysql.connect(host="localhost", port=9200, user="USER", password="PASSWORD", ssl=ctx)
`,
	},
	{
		ID:       "pip",
		Library:  lang.Text{EN: "pip", ZH: "pip"},
		Language: "shell",
		Note: lang.Text{
			EN: "pip is not strict by default on any Python: naming the CA file is enough.",
			ZH: "pip 默认在任何 Python 上都不严格，指定 CA 文件即可。",
		},
		Loses: lang.Text{
			EN: "Nothing of strict mode: pip does not use it. With the setting pip trusts this CA only, so packages from the public index need the public CAs in the same file.",
			ZH: "与严格模式无关：pip 不使用它。这样设置之后 pip 只信任这个 CA；若还要从公共索引下载，需把公共 CA 也放进同一文件。",
		},
		Code: "pip config set global.cert \"$PWD/ca.crt\"\n",
	},
	{
		ID:       "openssl",
		Library:  lang.Text{EN: "openssl verify, openssl s_client", ZH: "openssl verify、openssl s_client"},
		Language: "shell",
		clients:  []string{"openssl-verify-strict"},
		Note: lang.Text{
			EN: "Only the option -x509_strict makes the command strict; leave it out.",
			ZH: "只有 -x509_strict 选项会让命令变严格，去掉即可。",
		},
		Loses: lang.Text{
			EN: "This command then no longer says what Python 3.13 will say; nothing else changes.",
			ZH: "这条命令此后不再反映 Python 3.13 的结果，其他一切不变。",
		},
		Code: "openssl s_client -connect localhost:9200 -CAfile ca.crt -verify_return_error -verify_hostname localhost </dev/null\n",
	},
}

// ForServers returns the snippets for servers that verify their clients.
func ForServers() (out []Snippet) {
	for _, s := range All {
		if s.Server {
			out = append(out, s)
		}
	}
	return out
}

// For returns the snippets for a client (an id of the client list; "" for python-3.13), its own first; none for a
// client that is never strict.
func For(id string) []Snippet {
	who := client.Find(id)
	if who == nil || !who.Strict() {
		return nil
	}
	var first, rest []Snippet
	for _, s := range All {
		switch {
		case s.Server:
		case slices.Contains(s.clients, who.ID):
			first = append(first, s)
		case s.group() == who.Group:
			rest = append(rest, s)
		}
	}
	return append(first, rest...)
}

// group is what the snippet is for: what its clients are run in, Python where it has none of its own.
func (s Snippet) group() client.Group {
	if len(s.clients) == 0 {
		return client.Python
	}
	return client.Find(s.clients[0]).Group
}

// For returns the code with a server, a port and the name of the CA file in place of those it was written with. What
// is empty or zero stays as it was, but for the port of a protocol that has one of its own; host and file have to be
// fit for code, as [product.Host] and [product.SafeFile] say.
func (s Snippet) For(host string, port int, file string) string {
	code := s.Code
	if s.Port != 0 && (port == 0 || port == 443) {
		port = s.Port
	}
	if file != "" {
		code = strings.ReplaceAll(code, "ca.crt", file)
	}
	if port != 0 {
		code = strings.ReplaceAll(code, "9200", strconv.Itoa(port))
	}
	if host == "" {
		return code
	}
	if strings.Contains(host, ":") { // an IPv6 address stands in brackets before a port
		code = strings.ReplaceAll(code, "//localhost:", "//["+host+"]:")
		code = strings.ReplaceAll(code, "-connect localhost:", "-connect ["+host+"]:")
	}
	return strings.ReplaceAll(code, "localhost", host)
}

// Cost is what the change gives up.
func (s Snippet) Cost() lang.Text {
	if s.Loses.EN != "" {
		return s.Loses
	}
	return Loses
}
