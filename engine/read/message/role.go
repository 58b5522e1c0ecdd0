//go:build !lean

package message

import (
	"slices"
	"strings"
)

// role is what a program is in a connection.
type role uint8

const (
	unknownRole role = iota
	clientRole
	serverRole
)

func (r role) side() Side {
	switch r {
	case clientRole:
		return ClientSide
	case serverRole:
		return ServerSide
	}
	return ""
}

// serverWords and clientWords show what the program is in the connection that a record tells of.
var (
	serverWords = []string{
		"tlshandshakeerrorfrom", "(nodb)/(nouser)@", ",client:", "acceptingsslconnection", "couldnotacceptsslconnection",
		"acceptingaclientconnection", "clienthttptraffic", "serversslerror", "tlsserver:", "fromclient", "ssl_accept",
		"sslaccept", "acceptedconnection", "httpclientdidnottrust", "rejectedconnection", "incomingconnection",
		"exceptionservingrequest",
		"connectionfrom", "invalidrequestfrom", "processingrequestfrom", "clientconnection", "/1:sslhandshakefailure",
		"/2:sslhandshakefailure", "smtpd[",
		"do_handshake_on_connect=false,server_side=true",
		"servererrorhandler", "httpserverrequest", "httpserver.tick", "openvpn-server@", "tornado.general-",
		"imap-login", "pop3-login", "submission-login", "httpservice", "serverbootstrap", "listener", "tls:can'taccept",
		"tags\":[\"connection\",\"client\"", "notebookapp]", "serverapp]", "_server_request_loop",
		"quiet_exceptions=iostream",
		"authenticatetherequest", "downstream", "errorwhileprocessing", "get_client_certificate",
		"process_client_certificate", "get_client_hello", "process_client_hello",
		"errornegotiatingsslconnectiononfd", "network[conn", "\"ctx\":\"conn",
		"conn=from=", "completesecurityhandshakefrom", "verifyclient'scertificate", "verifyclientcertificate",
		"failedauthenticationwith/", "errordoingjob:ssl", "hostapd", "tls:accepterror",
		"ssl_server_socket", "haslaunchedfromhttps",
	}
	clientWords = []string{
		"clientconnectionid:",                                  // SqlClient's
		"simpleclientmode", "serverhasterminatedtheconnection", // gnutls-cli's
		"_http_client", // Node.js' module
		"ngx.timer", "[producerclientid=", "[consumerclientid=", "[adminclientclientid=",
		"errornegotiatingsslonfd", "processconnectionfrom", "get\"https://", "get\\\"https",
		"gethttps://", "post\"https://", "posthttps://", "head\"https://",
		"upstream:", "toupstream", "upstreamconnect", "upstream_", "upstreamssl", "\"upstream\"", "tlsclient:",
		"initiatingsslconnectionto", "ssl_connect", "postfix/smtp[", "postfix/smtp/", "connectingto",
		"couldnotconnectto",
		"sendingconnect", "failedtoheartbeatto", "failedtoappendentriesto", "failedtomakerequestvoterpc",
		"ssl_client_socket",
		"clientlocal.", // Mosquitto's bridge: a client of another broker
		"get_server_certificate", "process_server_certificate", "connect_cr_cert", "get_server_hello",
		"process_server_hello", "handshakingto", "connectexception:", "isdown,reason:", "isdown.reason:",
	}
)

// roleShown tells the role of the program from the words of its line, else from those right around it in its record.
func (q *Text) roleShown(at int) role {
	from, to := q.line(at)
	if r := roleIn(q.withoutFrames(max(from, at-600), min(to, at+600))); r != unknownRole {
		return r
	}
	from, to = q.record(at, 200)
	if r := roleIn(q.withoutFrames(from, to)); r != unknownRole {
		return r
	}
	from, to = q.head(at)
	return roleIn(q.withoutFrames(from, min(to, from+200)))
}

// roleTold tells the role from the words around in a short text, which is one story whatever dates begin its lines.
func (q *Text) roleTold(at int) role {
	if len(q.plain) > maxPaste {
		return unknownRole
	}
	return roleIn(q.withoutFrames(max(0, at-400), min(len(q.b), at+400)))
}

// roleIn tells the role of a program from the words of its log.
func roleIn(log string) role {
	for _, w := range clientWords {
		if strings.Contains(log, w) && !(w == "ssl_connect" && strings.Contains(log, "ssl_accept")) {
			return clientRole
		}
	}
	for _, w := range serverWords {
		if strings.Contains(log, w) {
			return serverRole
		}
	}
	return unknownRole
}

// namesPeer reports whether an address with a port stands in front of at on its line, as OpenVPN's server writes.
func (q *Text) namesPeer(at int) bool {
	from, _ := q.line(at)
	line := string(q.plain[q.offset(from):q.offset(at)])
	for word := range strings.FieldsSeq(line) {
		host, port, ok := strings.Cut(strings.Trim(word, "[]"), ":")
		if ok && strings.Count(host, ".") == 3 && len(port) >= 2 && strings.Trim(port, "0123456789:") == "" {
			return true
		}
	}
	return false
}

// proxied reports whether the line of at is one that Apache logs of a connection to the server behind it, where it is
// the client: it writes [remote HOST:PORT] there instead of [client HOST:PORT].
func (q *Text) proxied(at int) bool {
	from, _ := q.line(at)
	return strings.Contains(q.b[from:at], remoteOfApache)
}

// remoteOfApache stands in front of the host and port of a server that Apache asks as a proxy.
const remoteOfApache = "[remote"

// pooled reports whether at stands in what PgBouncer logs of a handshake that failed: it dials few servers and answers
// many clients.
func (q *Text) pooled(at int) bool {
	from, _ := q.line(at)
	return strings.Contains(q.b[from:at], "tlshandshakeerror:handshakefailed:")
}

// toolRole tells s_client and s_server of the openssl command apart.
func (q *Text) toolRole(at int) role {
	switch {
	case q.inRecord(at, "openssls_client"), q.inRecord(at, "connected(0000"):
		return clientRole
	case q.inRecord(at, "openssls_server"):
		return serverRole
	}
	return unknownRole
}

// roleOf is what a program is as a rule. An alert reaches those that stand in front of others from their clients.
func roleOf(client string, alert bool) role {
	if slices.Contains(servers, client) || alert && slices.Contains(fronts, client) {
		return serverRole
	}
	if client == "" || slices.Contains(either, client) {
		return unknownRole
	}
	return clientRole
}

var (
	fronts  = []string{"traefik", "caddy", "etcd", "elasticsearch", "kubernetes-go"}
	servers = []string{"nginx", "apache", "haproxy", "mosquitto", "dovecot", "redis"}
	either  = []string{
		"ejabberd",
		"openssl", "erlang", "rabbitmq", "boringssl", "postfix", "rustls", "gnutls", "schannel", "mongodb", "stunnel",
		"openssl-verify", "mbedtls", "envoy", "strongswan", "sendmail", "exim", "zabbix", "icinga", "rsyslog",
		"syslog-ng", "splunk", "bacula", "prosody", "asterisk", "389ds", "squid", "consul", "vault", "msquic",
	}
)

// takeSide says which side complained: the one that speaks, or for an alert received its peer.
func (q *Text) takeSide(f *find, role role) {
	if f.Side != "" || f.either {
		return
	}
	if ends, _, _ := q.ends(f.from); ends != unknownRole && f.Client == "java" {
		role = ends
	} else if f.Alert != 0 && role == clientRole && f.Client == "java" && q.inRecord(f.from, "io.netty.") &&
		q.roleShown(f.from) == unknownRole {
		return // its pipeline throws the same on either side
	}
	if f.aside() && f.Alert == 0 && f.Meaning != HandshakeSignature || f.Meaning == VerificationNo {
		return
	}
	f.Side = role.side()
	if f.Alert != 0 && !f.own {
		f.Side = f.Side.Other()
	} else if f.Side == "" && f.Alert == 0 && f.Client != "openssl" && f.Client != "" {
		f.Side = ClientSide // most of what verifies is a client
	}
}
