package message_test

import (
	"cmp"
	"strings"
	"testing"
)

// TestBeside reads every thirteenth message with what people write around one: what they installed and in which
// versions, how they build, what they ran before and what of it worked, other services' lines. None of it takes the
// message over.
func TestBeside(t *testing.T) {
	all := everySample(t)
	for n, way := range []struct{ name, above, below string }{
		{"after", "", "\n\nThe same host works with curl, git, docker and python requests.\n"},
		{"before", "We use nginx, traefik, vault, terraform, ansible and mosquitto here.\n\n", ""},
		{
			"versions",
			"",
			"\n\nOS: Ubuntu 22.04\nPython 3.11.4, Node.js v18.16, Go 1.21, openssl 3.0.2, curl 7.81\n" +
				"Docker version 24.0.5, kubectl v1.27\n",
		},
		{
			"urls",
			"DATABASE_URL=postgres://u:p@db/app\nREDIS_URL=rediss://cache.internal\n" +
				"MONGO_URL=mongodb://mongo/app\n\n",
			"",
		},
		{"nginxconf", "", "\n\nlocation /api {\n    proxy_pass https://backend;\n    proxy_ssl_verify off;\n}\n"},
		{
			"access",
			"nginx-1  | 10.0.0.1 - - [01/May/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 612\n" +
				"redis-1  | Ready to accept connections\n\n",
			"",
		},
		{
			"systemd",
			"May 01 10:00:00 host systemd[1]: Started Docker Application Container Engine.\n" +
				"May 01 10:00:00 host sshd[1]: Accepted publickey\n\n",
			"",
		},
		{
			"links",
			"",
			"\n\n" +
				"Related: https://github.com/docker/cli/issues/1, hashicorp/vault#123 and " +
				"https://stackoverflow.com/q/1 (git).\n" +
				"",
		},
		{
			"aptok",
			"Get:1 http://archive.ubuntu.com/ubuntu jammy InRelease [270 kB]\n" +
				"Hit:2 http://security.ubuntu.com/ubuntu jammy-security InRelease\n" +
				"Reading package lists... Done\n\n",
			"",
		},
		{
			"gitok",
			"$ git clone https://github.com/a/b\nCloning into 'b'...\n" +
				"remote: Counting objects: 10, done.\n$ cd b\n",
			"",
		},
		{"composeok", "$ docker compose up -d\n[+] Running 3/3\n ✔ Container web-1 Started\n\n", ""},
		{"npmok", "$ npm install\nadded 120 packages in 5s\n\n", ""},
		{"kubectlok", "$ kubectl apply -f x.yaml\ndeployment.apps/x created\n\n", ""},
		{"tfok", "$ terraform init\nTerraform has been successfully initialized!\n\n", ""},
		{"pipok", "$ pip install -r requirements.txt\nSuccessfully installed a-1.0 b-2.0\n\n", ""},
		{
			"paths",
			"",
			"\n\n" +
				"The CA is in /etc/nginx/ssl/ca.pem, /etc/docker/certs.d/ca.crt and /opt/bitnami/redis/certs/ca.crt.\n" +
				"",
		},
		{"title", "[Bug]: Docker container fails on Synology\n\n", ""},
		{"tags", "", "\n\nTags: python ssl docker kubernetes nginx\n"},
		{
			"env",
			"",
			"\n\n### Environment\n- OS: macOS 13\n- Terraform v1.5.7\n- Helm: v3.12.1\n" +
				"- Kubernetes: 1.27\n- Cloud provider: AWS\n",
		},
		{"colon", "", "\n\n**Version info**\ndocker: 24.0.5\ncontainerd: 1.7.2\nkubectl: 1.27.3\n"},
		{"ha", "", "\n\nHome Assistant Core 2024.1.2, Supervisor 2023.12.1, Mosquitto 6.4.0, ESPHome 2023.12.5\n"},
		{
			"freeze",
			"",
			"\n\n$ pip freeze\naiohttp==3.8.1\nbotocore==1.29.1\nelasticsearch==8.9.0\nhttpx==0.24.1\n" +
				"kubernetes==26.1.0\npsycopg2==2.9.6\nredis==4.5.1\nrequests==2.31.0\nurllib3==1.26.1\n",
		},
		{
			"compose",
			"services:\n  traefik:\n    image: traefik:v2.10\n  db:\n    image: mariadb:10.11\n  web:\n" +
				"    image: nginx:1.25\n    depends_on:\n      - db\n\n",
			"",
		},
		{
			"dockerfile",
			"FROM python:3.11\nRUN apt-get update && apt-get install -y curl\n" +
				"RUN pip install -r requirements.txt\nCMD [\"python\", \"main.py\"]\n\n",
			"",
		},
		{
			"template",
			"",
			"\n\n**Docker version:** 24.0.5\n**Kubernetes version:** v1.27.3\n" +
				"**Traefik version:** v2.10\n",
		},
		{
			"workaround",
			"",
			"\n\n" +
				"As a workaround I set REQUESTS_CA_BUNDLE and NODE_EXTRA_CA_CERTS and " +
				"git config --global http.sslVerify false, and ran update-ca-certificates.\n" +
				"",
		},
		{
			"curlok",
			"",
			"\n\ncurl -v https://example.com works:\n" +
				"* Connected to example.com (93.184.216.34) port 443\n* SSL certificate verify ok.\n" +
				"< HTTP/1.1 200 OK\n",
		},
		{"sclient", "", "\n\nopenssl s_client -connect example.com:443 shows Verify return code: 0 (ok)\n"},
		{"oneline", "I run this in docker on kubernetes with helm. ", ""},
		{
			"daemon's line",
			"May 01 10:00:00 host dockerd[1]: time=\"2024-05-01T10:00:00Z\" level=info msg=\"container started\"\n",
			"",
		},
		{"mail's line", "May 01 10:00:00 mx postfix/qmgr[12]: 4ABC: removed\n", ""},
		{"event", "Normal  Pulled  5m  kubelet  Successfully pulled image \"web:1\"\n", ""},
		{"versions asked", "", "\n\n$ git --version\ngit version 2.40.1\n$ curl --version\ncurl 7.88.1 (x86_64)\n"},
	} {
		wrong, tried := 0, 0
		for i := n % 13; i < len(all); i += 13 {
			s := all[i]
			tried++
			got := taken(way.above + s.text + way.below)
			if len(got) == 0 {
				wrong++
				t.Logf("%s: nothing found in %s", way.name, s.text)
			} else if client := got[0].Client; cmp.Or(client, "-") != s.client && client != "python-3.12" &&
				client != "requests-old" { // whose version is told
				wrong++
				t.Logf("%s: %s, want %s\n%s", way.name, client, s.client, s.text)
			}
		}
		if wrong*60 > tried {
			t.Errorf("%s: %d of %d wrong", way.name, wrong, tried)
		}
	}
}

// TestHostsBeside reads every seventh message with hosts around that it was not said of: of what worked, of pages and
// pictures. None becomes its host.
func TestHostsBeside(t *testing.T) {
	all := everySample(t)
	for n, below := range []string{
		"\n\ncurl -v https://fine.example works:\n* Connected to fine.example (192.0.2.1) port 443\n" +
			"* SSL certificate verify ok.\n< HTTP/1.1 200 OK\n",
		"\n\nopenssl s_client -connect fine.example:443 shows Verify return code: 0 (ok)\n",
		"\n\nRelated: https://gitlab.fine.example/docker/cli/issues/1\n",
		"\n\nI followed https://fine.example/tutorials/tls and https://blog.fine.example/y.\n",
		"\n\n![screenshot](https://fine.example/1/2.png)\n",
	} {
		wrong := 0
		for i := n; i < len(all); i += 7 {
			alone, beside := taken(all[i].text), taken(all[i].text+below)
			if len(alone) > 0 && len(beside) > 0 && alone[0].Host != beside[0].Host {
				wrong++
				t.Logf("%s, not %s\n%s%s", beside[0].Host, alone[0].Host, all[i].text, below)
			}
		}
		if wrong > 3 {
			t.Errorf("%d wrong: %s", wrong, below)
		}
	}
}

// TestWithoutHead leaves out the first lines of every fourth message. What is left may name the library or the language
// that printed it where the words that named the program are gone, and never another program.
func TestWithoutHead(t *testing.T) {
	inner := map[string]bool{}
	for _, client := range []string{
		"", "python-3.13", "python-3.12", "requests", "requests-old", "urllib3", "aiohttp", "httpx", "botocore", "paho",
		"go", "java", "nodejs", "rustls", "reqwest", "curl", "openssl", "schannel", "gnutls", "firefox", "libgit2",
		"erlang", "ruby", "dotnet", "postgres", "mysql", "boringssl", "apple", "php",
	} {
		inner[client] = true
	}
	all, wrong, tried := everySample(t), 0, 0
	for i := 1; i < len(all); i += 4 {
		lines := strings.SplitAfter(all[i].text, "\n")
		for n := 1; n < len(lines); n++ {
			tried++
			got := taken(strings.Join(lines[n:], ""))
			if len(got) > 0 && got[0].Client != all[i].client && !inner[got[0].Client] {
				wrong++
				t.Logf("%s, not %s\n%s", got[0].Client, all[i].client, strings.Join(lines[n:], ""))
			}
		}
	}
	if wrong*200 > tried {
		t.Errorf("%d of %d wrong", wrong, tried)
	}
}
