package origin

import "x509strict/engine/lang"

// Called returns the maker's name in both languages. Names of products stay as they are; what describes one is said in
// the language.
func (m *Maker) Called() lang.Text {
	if zh := chinese[m.ID]; zh != "" {
		return lang.Text{EN: m.Name, ZH: zh}
	}
	return lang.Text{EN: m.Name, ZH: m.Name}
}

// chinese are the names that hold words of their language, by id.
var chinese = map[string]string{
	"elasticache":                  "Amazon ElastiCache 或 MemoryDB",
	"rds":                          "Amazon RDS、Aurora 或 DocumentDB",
	"azure-database":               "Azure Database 或 Azure SQL",
	"bambu-lab":                    "拓竹（Bambu Lab）3D 打印机",
	"browserup":                    "BrowserUp 或 BrowserMob 代理",
	"caddy":                        "Caddy 的本地 CA",
	"charles":                      "Charles 代理",
	"root-epki":                    "中华电信 ePKI 根证书",
	"digitalocean":                 "DigitalOcean 托管数据库",
	"easy-rsa":                     "Easy-RSA 3（OpenVPN）",
	"eck-selfsigned-doc":           "Elastic Cloud on Kubernetes（自签名示例）",
	"elasticsearch-http-auto":      "Elasticsearch 自动配置（http_ca.crt）",
	"elasticsearch-transport-auto": "Elasticsearch 自动配置（transport CA）",
	"fortinet-inspection":          "FortiGate 或 FortiProxy 深度检测",
	"dependabot-proxy":             "GitHub Dependabot 的作业代理",
	"http-toolkit":                 "HTTP Toolkit 或 mockttp",
	"homewizard":                   "HomeWizard 电表",
	"juju-selfsigned":              "Juju self-signed-certificates 算子",
	"kubernetes":                   "Kubernetes 集群 CA（kubeadm、kind、EKS）",
	"lutron-caseta":                "Lutron Caséta 网桥",
	"mysql-auto":                   "MySQL（服务器自动生成）",
	"netskope":                     "Netskope TLS 检测",
	"opensearch-demo":              "OpenSearch Security 演示证书",
	"opensearch-docs-openssl":      "OpenSearch 文档（生成证书）",
	"paloalto-inspection":          "Palo Alto Networks 转发信任 CA",
	"philips-hue":                  "Philips Hue 网桥",
	"proxysql":                     "ProxySQL（自动生成）",
	"puppet-ca":                    "Puppet 或 OpenVox CA",
	"redhat-uep":                   "Red Hat 订阅 CA",
	"riot-games":                   "Riot Games 客户端（英雄联盟）",
	"strimzi":                      "Strimzi（Kubernetes 上的 Kafka）",
	"trawl":                        "TRAWL 转发代理",
	"requests-tests":               "requests 的测试 CA",
	"unifi":                        "UniFi 控制台",
	"vpn-unlimited":                "VPN Unlimited（KeepSolid）",
	"vyprvpn":                      "VyprVPN 和 Giganews（Golden Frog）",
	"yandex-cloud":                 "Yandex Cloud 托管数据库",
	"zap":                          "ZAP（Zed Attack Proxy）",
	"zscaler":                      "Zscaler TLS 检测",
	"cert-manager-emptydn":         "cert-manager（无名称的自签名 CA）",
	"docker-dind":                  "docker:dind 镜像",
	"openvpn-easyrsa2":             "easy-rsa 2（旧版 OpenVPN 教程）",
	"hudsucker":                    "hudsucker（示例 CA）",
	"k3s-rancher":                  "k3s、RKE2 或 Rancher",
	"openssl-req-10x":              "openssl req -x509（OpenSSL 1.0 的配置）",
	"openssl-req-11-3x":            "openssl req -x509（默认配置）",
	"openssl-v1-root":              "openssl x509 -req -signkey（不带扩展）",
	"rcgen":                        "rcgen（Rust，默认设置）",
	"sscg":                         "sscg（Fedora 和 RHEL：mod_ssl、Cockpit）",
	"trustme":                      "trustme（Python 测试库）",
}
