package advise

import "strconv"

// otherwise prints the certificates where openssl s_client can't: TLS that is wrapped in another protocol, or runs over
// UDP.
var otherwise = map[string]func(to place) []Command{
	"openvpn": func(place) []Command {
		return []Command{
			{
				t("The server's certificate, on the server (the path stands behind cert in its configuration):",
					"服务器证书，在服务器上（路径见其配置中的 cert）："),
				"cat /etc/openvpn/server/server.crt",
			},
			{
				t("The CA that a client was given, in its profile:", "客户端配置文件中的 CA："),
				"sed -n '/<ca>/,/<\\/ca>/p' client.ovpn",
			},
		}
	},
	"freeradius": ofRADIUS,

	"wpa-supplicant": ofRADIUS,

	"strongswan": func(place) []Command {
		return []Command{{
			t("The certificates that strongSwan holds, CAs too:", "strongSwan 持有的证书（含 CA）："),
			"swanctl --list-certs --pem",
		}}
	},
	"mssql": func(to place) []Command { // TLS inside of TDS packets
		return []Command{showing("nmap -Pn -vv --script ssl-cert -p " + strconv.Itoa(to.port) + " " + Shell(to.host))}
	},
	"msquic": func(to place) []Command {
		return []Command{showing(to.dial() + " -quic -alpn h3 -showcerts </dev/null")}
	},
}

// ofRADIUS prints what is sent inside of EAP.
func ofRADIUS(place) []Command {
	return []Command{
		{
			t("The certificates of the RADIUS server, on it:", "RADIUS 服务器的证书（在该服务器上）："),
			"cat /etc/freeradius/3.0/certs/server.crt /etc/freeradius/3.0/certs/ca.pem",
		},
		{
			t("What it sends, written to a file by a test client:", "用测试客户端把它发送的证书写入文件："),
			"eapol_test -c eapol.conf -a RADIUS_ADDRESS -s SECRET -o eap-sent.pem",
		},
	}
}
