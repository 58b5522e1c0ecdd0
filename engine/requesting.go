//go:build !lean

package engine

import (
	"encoding/pem"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"x509strict/engine/advise"
	"x509strict/engine/cert"
	"x509strict/engine/key"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
	"x509strict/engine/plan"
	"x509strict/engine/product"
	"x509strict/engine/read"
	"x509strict/engine/release"
	"x509strict/engine/rules"
	"x509strict/engine/tbs"
)

// maxRequests bounds how many requests are described.
const maxRequests = 20

// requests describes the certificate requests among the inputs.
func (r *run) requests() {
	for _, q := range r.bundle.Requests[:min(len(r.bundle.Requests), maxRequests)] {
		r.report.Requests = append(r.report.Requests, r.request(&q))
	}
}

func (r *run) request(q *read.Request) Request {
	x := Request{
		Name:      cert.Shorten(q.Subject.CommonName(), plan.MaxDisplayName),
		Subject:   q.Subject.String(),
		Names:     []string{},
		Hosts:     []string{},
		Kind:      "server",
		Key:       q.SPKI.Describe(),
		Signature: rules.SignatureName(q.Signed.Outer.OID),
		Problems:  []string{},
		Source:    placeText(q.Place, r.o.Lang),
		PEM:       string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: q.Raw})),
	}
	r.wanted(&x, q.Wanted)
	if x.Name == "" && len(x.Hosts) > 0 {
		x.Name = x.Hosts[0]
	}
	base := plan.FileBase(x.Name)
	x.File = base + ".crt"
	say := func(t lang.Text) { x.Problems = append(x.Problems, t.In(r.o.Lang)) }
	public := q.SPKI.Decode()
	ok, unsupported := q.Signed.Verify(public)
	x.Signed = ok
	switch {
	case unsupported != "":
		say(lang.Text{
			EN: "Its signature was not checked: " + unsupported + ".", ZH: "未检查其签名：" + unsupported + "。",
		})
	case !ok:
		say(lang.Text{
			EN: "Its signature does not verify with its own key: it was damaged or changed. Ask for a new one.",
			ZH: "用它自己的密钥验不过其签名：请求已损坏或被改动。请索取一份新的。",
		})
	}
	if bits := public.SecurityBits(release.Default); bits < 112 {
		say(lang.Text{
			EN: "Its key (" + x.Key + ") is too weak: clients refuse the certificate (EE certificate key too weak). " +
				"Have it made with RSA 2048 or EC P-256.",
			ZH: "其密钥（" + x.Key + "）强度不足：客户端会拒绝这张证书（EE certificate key too weak）。" +
				"请改用 RSA 2048 或 EC P-256 重新生成。",
		})
	}
	if x.CA {
		say(lang.Text{
			EN: "It asks for a CA's certificate. What is issued here is one for a server or a client, never a CA.",
			ZH: "它申请的是 CA 证书。这里只签发服务器或客户端证书，不签发 CA。",
		})
	}
	switch {
	case x.Kind == "client":
	case len(x.Hosts) == 0:
		say(lang.Text{
			EN: "It names no host: clients compare the subject alternative names only. Enter the names when signing.",
			ZH: "它没有写明主机名：客户端只看主体备用名称。签发时请补上名称。",
		})
	case !slices.ContainsFunc(x.Names, hostName):
		say(lang.Text{
			EN: "It asks for no alternative names, and clients ignore the common name: the certificate gets “" +
				x.Hosts[0] + "” as one when it is signed here.",
			ZH: "它没有申请备用名称，而客户端不看通用名（CN）：在这里签发时会把“" + x.Hosts[0] + "”写入备用名称。",
		})
	}
	r.commands(&x, q, base)
	return x
}

// hostName reports whether an alternative name is one of a server.
func hostName(name string) bool {
	return strings.HasPrefix(name, "DNS:") || strings.HasPrefix(name, "IP:")
}

// wanted fills in what the request's extensions ask for.
func (r *run) wanted(x *Request, c *cert.Certificate) {
	if c != nil {
		x.CA = c.IsCA()
		if c.SubjectAltName != nil {
			for _, n := range *c.SubjectAltName {
				x.Names = append(x.Names, n.String())
			}
		}
		if u := c.ExtKeyUsage; slices.Contains(u, oid.ClientAuth) {
			x.Kind = "client"
			if slices.Contains(u, oid.ServerAuth) {
				x.Kind = "both"
			}
		}
	}
	for _, n := range x.Names {
		_, host, _ := strings.Cut(n, ":")
		if hostName(n) && plan.CheckAltName(host) == nil {
			x.Hosts = append(x.Hosts, host)
		}
	}
	if n := x.Name; len(x.Hosts) == 0 && x.Kind != "client" && !strings.Contains(n, " ") && plan.CheckAltName(n) == nil {
		x.Hosts = append(x.Hosts, n)
	}
}

// commands writes the lines that check and sign the request. Names get into them only where a shell and OpenSSL's
// configuration take them for themselves.
func (r *run) commands(x *Request, q *read.Request, base string) {
	file := base + ".csr"
	if product.SafeFile(q.Place.File) && q.Place.Entry == "" {
		file = q.Place.File
	}
	x.Check = Command{
		Why:  lang.Text{EN: "Shows the request and checks its signature:", ZH: "显示请求内容并检查其签名："}.In(r.o.Lang),
		Code: "openssl req -in " + file + " -noout -text -verify",
	}
	ca, caKey, digest := "ca.crt", "ca.key", "-sha256 "
	if i := r.issuerHeld(); i >= 0 {
		c := r.bundle.Certificates[i]
		if product.SafeFile(c.Place.File) {
			ca = c.Place.File
		}
		if a, ok := tbs.AlgorithmFor(c.SPKI, c.OuterAlg.OID); ok && a.Hash == 0 {
			digest = ""
		}
	}
	lines := []string{"basicConstraints = critical,CA:FALSE"}
	usage := "digitalSignature"
	if q.SPKI.Kind() == key.RSA {
		usage += ",keyEncipherment"
	}
	purposes := map[string]string{"server": "serverAuth", "client": "clientAuth", "both": "serverAuth,clientAuth"}
	lines = append(lines, "keyUsage = critical,"+usage, "extendedKeyUsage = "+purposes[x.Kind],
		"subjectKeyIdentifier = hash", "authorityKeyIdentifier = keyid:always")
	var names []string
	for _, n := range x.Hosts {
		kind := "DNS:"
		if _, err := netip.ParseAddr(n); err == nil {
			kind = "IP:"
		}
		if strings.Trim(n, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:*") == "" {
			names = append(names, kind+n)
		}
	}
	if len(names) == 0 && x.Kind != "client" {
		names = []string{"DNS:HOST"}
	}
	if len(names) > 0 {
		critical := ""
		if len(q.Subject.Attributes) == 0 { // RFC 5280 section 4.1.2.6
			critical = "critical,"
		}
		lines = append(lines, "subjectAltName = "+critical+strings.Join(names, ","))
	}
	ext := base + ".ext"
	x.Sign = []Command{
		{
			Why:  lang.Text{EN: "What the certificate has to contain:", ZH: "证书须包含的内容："}.In(r.o.Lang),
			Code: "cat >" + ext + " <<'END'\n" + strings.Join(lines, "\n") + "\nEND",
		},
		{
			Why: lang.Text{EN: "Where the CA's key lies:", ZH: "在 CA 私钥所在的机器上："}.In(r.o.Lang),
			Code: fmt.Sprintf(
				"openssl x509 -req -in %s -CA %s -CAkey %s -set_serial 0x$(openssl rand -hex 16) -days 397 %s-extfile %s -out %s",
				file, ca, caKey, digest, ext, x.File,
			),
		},
		{
			Why:  lang.Text{EN: "Proof, as strict clients verify:", ZH: "按严格客户端的方式验证："}.In(r.o.Lang),
			Code: fmt.Sprintf("openssl verify -x509_strict -partial_chain -CAfile %s %s", advise.Shell(ca), x.File),
		},
	}
}

// issuerHeld is the index of the first CA among the certificates, -1 for none.
func (r *run) issuerHeld() int {
	return slices.IndexFunc(r.bundle.Certificates, func(c read.Certificate) bool { return c.IsCA() })
}
