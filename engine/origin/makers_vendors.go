package origin

import (
	"slices"

	"x509strict/engine/code"
)

// vendorMakers are devices, games and services whose vendor keeps the CA's key. What each CA of theirs has is read from
// the certificate that the source publishes; those that are not published are recognized by name.
var vendorMakers = slices.Concat(deviceMakers, cloudMakers, tunnelMakers)

var (
	// bareCA, plainCA and oldCA are what CAs of vendors mostly lack.
	bareCA  = []code.Code{code.CaBconsNotCritical, code.CaCertMissingKeyUsage}
	plainCA = []code.Code{code.CaBconsNotCritical}
	noUsage = []code.Code{code.CaCertMissingKeyUsage}
	oldCA   = []code.Code{code.InvalidCa}
)

// held makes a maker whose CA nobody but its vendor can issue again.
func held(id, name string, faults []code.Code, source string, clues ...clue) Maker {
	m := Maker{
		ID:     id,
		Name:   name,
		Faults: faults,
		Affected: t(
			"The CA certificate as its vendor gives it out.",
			"厂商发布的 CA 证书。",
		),
		FixedIn: noFix,
		Remedy: t(
			"You cannot re-issue it: the vendor holds the key. Trust the certificate that the device or server itself shows instead of this CA, since a trust anchor that is the server's own is not put to the strict checks; or clear the strict flag on a context that trusts this CA only. Tell the vendor.",
			"您无法重新签发：密钥在厂商手里。可以不信任这张 CA，而是直接信任设备或服务器自己出示的证书（服务器证书本身作信任锚时不做严格检查）；或在只信任此 CA 的上下文上关闭严格标志。并请告知厂商。",
		),
		KeyAt:   vendorHolds,
		Sources: []string{source},
		clues:   clues,
	}
	if faults == nil {
		m.FixedIn, m.Remedy = passes, nothingToDo
	}
	return m
}

// unseen makes one whose certificates are not published.
func unseen(id, name, source string, clues ...clue) Maker {
	m := held(id, name, nil, source, clues...)
	m.Affected, m.FixedIn = notSeen, unknownFix
	m.Remedy = t(
		"The provider holds the CA's key, so you cannot re-issue it. Trust the CA file that the provider offers for download; should strict mode refuse it, clear the strict flag on a context that trusts this CA only.",
		"CA 密钥在服务商手里，您无法重新签发。请信任服务商提供下载的 CA 文件；若严格模式拒绝它，请在只信任此 CA 的上下文上关闭严格标志。",
	)
	return m
}

// public makes a service whose servers show certificates of public CAs.
func public(id, name, source string, clues ...clue) Maker {
	m := held(id, name, nil, source, clues...)
	m.Public = true
	m.Affected = t("Its servers show certificates of public CAs.", "其服务器出示公共 CA 的证书。")
	m.Remedy = t(
		"Trust the system's or certifi's list of public CAs; a CA file of your own is not needed.",
		"信任系统或 certifi 的公共 CA 列表即可，不需要自备 CA 文件。",
	)
	return m
}

// Light, homes, printers, games.
var deviceMakers = []Maker{
	held("philips-hue", "Philips Hue bridge", nil,
		"https://developers.meethue.com/develop/application-design-guidance/using-https/",
		clue{in: caO, text: "Philips Hue", sure: Certain}, clue{in: caO, text: "Signify Hue", sure: Certain}),
	held("bambu-lab", "Bambu Lab 3D printer", noUsage,
		"https://github.com/greghesp/ha-bambulab/blob/main/custom_components/bambu_lab/pybambu/certs/bambu.cert",
		clue{in: caCN, text: "BBL CA", sure: Certain}, clue{in: caCN, how: starts, text: "BBL CA2 ", sure: Certain},
		clue{in: caCN, how: starts, text: "BBL Device CA ", sure: Certain}),
	held("homewizard", "HomeWizard energy meter", oldCA,
		"https://github.com/homewizard/python-homewizard-energy/blob/main/homewizard_energy/v2/cacert.py",
		clue{in: caO, text: "HomeWizard", sure: Certain}),
	held("lutron-caseta", "Lutron Caséta bridge", plainCA,
		"https://github.com/gurumitts/pylutron-caseta/blob/dev/src/pylutron_caseta/assets.py",
		clue{in: caCN, text: "Caseta Local Access Protocol Cert Authority", sure: Certain},
		clue{in: caCN, text: "lutron-root", sure: Certain}),
	held("bosch-shc", "Bosch Smart Home Controller", nil,
		"https://github.com/tschamm/boschshcpy/blob/master/boschshcpy/tls_ca_chain.pem",
		clue{in: caCN, how: starts, text: "Smart Home Controller ", sure: Certain}),
	held("riot-games", "Riot Games client (League of Legends)", oldCA,
		"https://static.developer.riotgames.com/docs/lol/riotgames.pem",
		clue{in: caCN, text: "LoL Game Engineering Certificate Authority", sure: Certain}),
}

// Databases and clusters that somebody else runs.
var cloudMakers = []Maker{
	eks,
	unseen("supabase", "Supabase", "https://supabase.com/docs/guides/platform/ssl-enforcement",
		clue{in: caCN, how: starts, text: "Supabase Root ", sure: Certain},
		clue{in: caCN, how: starts, text: "Supabase Intermediate ", sure: Certain},
		clue{in: altName, how: ends, text: ".supabase.co", sure: Likely},
		clue{in: altName, how: ends, text: ".supabase.com", sure: Likely}),
	unseen("cloud-sql", "Google Cloud SQL", "https://cloud.google.com/sql/docs/postgres/configure-ssl-instance",
		clue{in: caCN, how: starts, text: "Google Cloud SQL ", sure: Certain}),
	unseen("aiven", "Aiven", "https://aiven.io/docs/platform/concepts/tls-ssl-certificates",
		clue{in: altName, how: ends, text: ".aivencloud.com", sure: Likely}),
	unseen("digitalocean", "DigitalOcean managed database",
		"https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/",
		clue{in: altName, how: ends, text: ".db.ondigitalocean.com", sure: Likely}),
	unseen("yandex-cloud", "Yandex Cloud managed database",
		"https://yandex.cloud/en/docs/managed-postgresql/operations/connect",
		clue{in: caCN, text: "YandexInternalRootCA", sure: Certain}),
	public("mongodb-atlas", "MongoDB Atlas", "https://www.mongodb.com/docs/atlas/reference/faq/security/",
		clue{in: altName, how: ends, text: ".mongodb.net", sure: Likely}),
	public("azure-database", "Azure Database or Azure SQL",
		"https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-networking-ssl-tls",
		clue{in: altName, how: ends, text: ".database.azure.com", sure: Likely},
		clue{in: altName, how: ends, text: ".database.windows.net", sure: Likely}),
	public("elasticache", "Amazon ElastiCache or MemoryDB",
		"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
		clue{in: altName, how: ends, text: ".cache.amazonaws.com", sure: Likely},
		clue{in: altName, how: ends, text: ".memorydb.us-east-1.amazonaws.com", sure: Likely}),
}

var eks = Maker{
	ID:     "eks",
	Name:   "Amazon EKS",
	Faults: []code.Code{code.MissingAuthorityKeyIdentifier, code.MissingSubjectKeyIdentifier},
	Affected: t(
		"Clusters made with Kubernetes 1.16 or before (early 2020): their CA has no subject key identifier, so the API server's certificate has no authority key identifier.",
		"以 Kubernetes 1.16 或更早版本（2020 年初之前）创建的集群：其 CA 没有主体密钥标识符，API 服务器证书因此没有颁发者密钥标识符。",
	),
	FixedIn: t(
		"Clusters made since then; an update of an older cluster keeps its CA.",
		"此后创建的集群；旧集群升级后仍保留原 CA。",
	),
	Remedy: t(
		"AWS holds the CA's key and offers no rotation: you cannot re-issue it. Make a new cluster, or clear the strict flag on the context that trusts this cluster's CA only (kubernetes client: the snippet on this page).",
		"CA 密钥在 AWS 手里且不提供轮换：您无法重新签发。请新建集群，或在只信任该集群 CA 的上下文上关闭严格标志（kubernetes 客户端见本页代码）。",
	),
	KeyAt: vendorHolds,
	Sources: []string{
		"https://github.com/aws/containers-roadmap/issues/2638",
		"https://github.com/kubernetes-client/python/issues/2394",
	},
	clues: []clue{{in: altName, how: ends, text: ".eks.amazonaws.com", sure: Certain}},
}

// gluetun is where the CAs of VPN providers are published together.
const gluetun = "https://github.com/qdm12/gluetun/tree/master/internal/provider/"

// VPN providers.
var tunnelMakers = []Maker{
	held("nordvpn", "NordVPN", []code.Code{code.CaBconsNotCritical, code.MissingSubjectKeyIdentifier}, gluetun+"nordvpn",
		clue{in: caCN, text: "NordVPN Root CA", sure: Certain}),
	held("surfshark", "Surfshark", bareCA, gluetun+"surfshark", clue{in: caCN, text: "Surfshark Root CA", sure: Certain}),
	held("protonvpn", "Proton VPN", noUsage, gluetun+"protonvpn", clue{in: caCN, text: "ProtonVPN Root CA", sure: Certain}),
	held("ivpn", "IVPN", plainCA, gluetun+"ivpn", clue{in: caO, text: "IVPN.net", sure: Certain}),
	held("ipvanish", "IPVanish", bareCA, gluetun+"ipvanish", clue{in: caCN, text: "IPVanish CA", sure: Certain}),
	held("cyberghost", "CyberGhost", bareCA, gluetun+"cyberghost", clue{in: caCN, text: "CyberGhost Root CA", sure: Certain}),
	held("airvpn", "AirVPN", bareCA, gluetun+"airvpn", clue{in: caCN, text: "airvpn.org CA", sure: Certain}),
	held("privado", "PrivadoVPN", plainCA, gluetun+"privado", clue{in: caCN, text: "Privado", sure: Likely}),
	held("privatevpn", "PrivateVPN", bareCA, gluetun+"privatevpn", clue{in: caCN, text: "PrivateVPN CA", sure: Certain}),
	held("purevpn", "PureVPN", noUsage, gluetun+"purevpn", clue{in: caO, text: "Secure-ServerQ", sure: Certain}),
	held("torguard", "TorGuard", plainCA, gluetun+"torguard", clue{in: caCN, text: "TG-VPN-CA", sure: Certain}),
	held("vpn-unlimited", "VPN Unlimited (KeepSolid)", plainCA, gluetun+"vpnunlimited",
		clue{in: caO, text: "KeepSolid Inc.", sure: Certain}),
	held("vpnsecure", "VPNSecure", bareCA, gluetun+"vpnsecure", clue{in: caO, text: "vpnsecure.me", sure: Certain}),
	held("windscribe", "Windscribe", nil, gluetun+"windscribe", clue{in: caO, text: "Windscribe Limited", sure: Certain}),
	held("expressvpn", "ExpressVPN", nil, gluetun+"expressvpn", clue{in: caO, text: "ExpressVPN", sure: Certain}),
	held("vyprvpn", "VyprVPN and Giganews (Golden Frog)", nil, gluetun+"vyprvpn",
		clue{in: caO, text: "Golden Frog GmbH", sure: Certain}),
	held("fastestvpn", "FastestVPN", nil, gluetun+"fastestvpn", clue{in: caCN, text: "FastestVPN Root CA", sure: Certain}),
}
