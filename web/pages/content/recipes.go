package content

import "x509strict/engine/lang"

// Recipe is one repair in the words of several tools.
type Recipe struct {
	ID    string
	Title lang.Text
	Intro lang.Text
	Steps []Step
}

// Step is what one tool wants. Code is for copying and the same in every language.
type Step struct {
	Tool lang.Text
	Code string
}

// manuals are where the steps' commands are documented, by the English name of the tool.
var manuals = map[string]string{
	"OpenSSL":                "https://docs.openssl.org/3.5/man1/openssl/",
	"Go":                     "https://pkg.go.dev/crypto/x509#CreateCertificate",
	"Python":                 "https://docs.python.org/3/library/ssl.html#ssl-contexts",
	"Python cryptography":    "https://cryptography.io/en/latest/x509/reference/#cryptography.x509.CertificateBuilder",
	"elasticsearch-certutil": "https://www.elastic.co/guide/en/elasticsearch/reference/current/certutil.html",
	"Easy-RSA":               "https://github.com/OpenVPN/easy-rsa/blob/v3.2.6/easyrsa3/easyrsa",
	"cert-manager":           "https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec",
	"Vault":                  "https://developer.hashicorp.com/vault/docs/secrets/pki/setup",
	"step":                   "https://smallstep.com/docs/cli/certificate/create/",
	"keytool":                "https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html",
	"Java":                   "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/security/spec/ECGenParameterSpec.html",
	"kubeadm":                "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/",
}

// Manual is where the step's commands are documented; "" for none.
func (s Step) Manual() string { return manuals[s.Tool.EN] }

// RecipeByID returns a recipe, or nil.
func RecipeByID(id string) *Recipe {
	for i := range recipes {
		if recipes[i].ID == id {
			return &recipes[i]
		}
	}
	return nil
}

func tool(name string) lang.Text { return lang.Text{EN: name, ZH: name} }

// ReissueCA is the command that re-issues a CA in place: key, subject, serial number and dates stay. A test runs it.
const ReissueCA = `cat > ca.cnf <<'END'
[v3_ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
END
openssl x509 -in ca.crt -signkey ca.key -clrext -extfile ca.cnf -extensions v3_ca \
  -preserve_dates -out ca.new.crt
openssl x509 -in ca.new.crt -noout -serial -subject -ext basicConstraints,keyUsage,subjectKeyIdentifier
openssl verify -x509_strict -CAfile ca.new.crt server.crt`

// SignLeaf is the command that signs a server certificate with everything strict verification asks for. A test runs it.
const SignLeaf = `cat > server.cnf <<'END'
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:server.example, IP:192.0.2.1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
openssl req -new -key server.key -subj "/CN=server.example" -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 397 \
  -extfile server.cnf -extensions server -out server.crt
openssl verify -x509_strict -CAfile ca.crt server.crt`

var recipes = []Recipe{
	{
		ID:    "ca",
		Title: t("Re-issue the CA in place", "原地重新签发 CA"),
		Intro: t(
			"Same key, same subject, same serial number, same key identifier: certificates that the CA has signed stay valid, and no server changes. If the old CA has a subject key identifier that is not the hash of its key, write its bytes in hexadecimal instead of hash.",
			"密钥、主体、序列号、密钥标识符都不变：CA 签过的证书继续有效，服务器无需改动。如果旧 CA 的主体密钥标识符不是公钥哈希，请把 hash 换成它的十六进制字节。",
		),
		Steps: []Step{
			{tool("OpenSSL"), ReissueCA},
			{tool("Go"), `template := &x509.Certificate{
    RawSubject:            old.RawSubject,    // byte for byte
    SerialNumber:          old.SerialNumber,
    SubjectKeyId:          old.SubjectKeyId,
    NotBefore:             old.NotBefore,
    NotAfter:              old.NotAfter,
    IsCA:                  true,
    BasicConstraintsValid: true,              // written as critical
    KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
}
der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)`},
			{tool("Python cryptography"), `ca = (
    x509.CertificateBuilder()
    .subject_name(old.subject).issuer_name(old.subject)
    .serial_number(old.serial_number).public_key(key.public_key())
    .not_valid_before(old.not_valid_before_utc).not_valid_after(old.not_valid_after_utc)
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .add_extension(x509.KeyUsage(
        key_cert_sign=True, crl_sign=True, digital_signature=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False), critical=True)
    .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    .sign(key, hashes.SHA256())
)`},
			{tool("elasticsearch-certutil"), `# releases after April 2025; makes a new CA, which clients must be given
bin/elasticsearch-certutil ca --pem --out ca.zip`},
			{tool("Easy-RSA"), `# its certificates name the CA's serial number, and renew-ca gives a new one: use openssl, as above
cp pki/ca.crt pki/private/ca.key .`},
			{tool("cert-manager"), `# new serial number: not for leaves that pin the old one
spec:
  isCA: true
  commonName: Example CA
  secretName: example-ca
  usages: [cert sign, crl sign]
  privateKey:
    rotationPolicy: Never`},
			{
				tool("Vault"),
				`# Vault writes these extensions itself; new serial number: not for leaves that pin the old one
vault secrets tune -max-lease-ttl=87600h pki   # else it is cut to 768h
vault write pki/root/generate/existing common_name="Example CA" key_ref=KEY_ID ttl=87600h`,
			},
			{tool("step"), `# new serial number: not for leaves that pin the old one
step certificate create "Example CA" ca.crt --profile root-ca --key ca.key`},
			{tool("keytool"), `# gives a new serial number, which certificates signed by keytool do not name
keytool -selfcert -keystore ca.p12 -alias ca -validity 3650 \
  -ext bc:c -ext ku:c=keyCertSign,cRLSign`},
		},
	},
	{
		ID:    "leaf",
		Title: t("Sign the server certificate again", "重新签发服务器证书"),
		Intro: t(
			"The server's key can stay; what changes is the certificate, which has to be installed on the server.",
			"服务器密钥可以不变；变的是证书，需要安装到服务器上。",
		),
		Steps: []Step{
			{tool("OpenSSL"), SignLeaf},
			{
				tool("Go"),
				`ca, err := x509.ParseCertificate(caDER) // the parsed certificate, not the template it was made from
template := &x509.Certificate{
    SerialNumber:          serial,
    Subject:               pkix.Name{CommonName: "server.example"},
    DNSNames:              []string{"server.example"},
    IPAddresses:           []net.IP{net.ParseIP("192.0.2.1")},
    NotBefore:             time.Now(),
    NotAfter:              time.Now().AddDate(0, 0, 397),
    KeyUsage:              x509.KeyUsageDigitalSignature,
    ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
    BasicConstraintsValid: true,
}
der, err := x509.CreateCertificate(rand.Reader, template, ca, serverKey.Public(), caKey)`,
			},
			{tool("Python cryptography"), `builder = (builder
    .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("server.example")]), critical=False)
    .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
        ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value), critical=False))`},
			{tool("elasticsearch-certutil"), `bin/elasticsearch-certutil cert --ca-cert ca.crt --ca-key ca.key --pem \
  --name node-1 --dns server.example --ip 192.0.2.1`},
			{
				tool("Easy-RSA"),
				`./easyrsa --subject-alt-name="DNS:server.example,IP:192.0.2.1" build-server-full server nopass`,
			},
			{tool("cert-manager"), `# names and issuer; then: cmctl renew server
spec:
  secretName: server-tls
  commonName: server.example
  dnsNames: [server.example]
  ipAddresses: [192.0.2.1]
  usages: [digital signature, server auth]
  issuerRef: {name: example-ca, kind: Issuer}`},
			{tool("Vault"), `# a role and a mount that allow so long; server is the role
vault write pki/issue/server common_name=server.example ip_sans=192.0.2.1 ttl=9528h`},
			{tool("step"), `step certificate create server.example server.crt server.key --profile leaf \
  --ca ca.crt --ca-key ca.key --san server.example --san 192.0.2.1 --not-after 9528h`},
			{tool("keytool"), `keytool -gencert -keystore ca.p12 -alias ca -infile server.csr -outfile server.crt -rfc \
  -ext san=dns:server.example,ip:192.0.2.1 -ext eku=serverAuth`},
		},
	},
	{
		ID:    "chain",
		Title: t("Find out what is missing", "找出缺少的证书"),
		Intro: t(
			"Compare what the server sends with what the client trusts. The issuer of each certificate must be the subject of the next, and the key identifiers must agree.",
			"把服务器发送的与客户端信任的对照：每张证书的颁发者应是下一张的主体，密钥标识符也要一致。",
		),
		Steps: []Step{
			{
				tool("OpenSSL"),
				`openssl s_client -connect server.example:443 -servername server.example -showcerts </dev/null
openssl x509 -in ca.crt -noout -subject -serial -ext subjectKeyIdentifier
openssl x509 -in server.crt -noout -issuer -ext authorityKeyIdentifier
openssl verify -x509_strict -CAfile ca.crt -untrusted intermediate.crt server.crt`,
			},
			{tool("Python"), `import ssl
context = ssl.create_default_context(cafile="ca.crt")
print(context.cert_store_stats(), context.get_ca_certs())`},
			{
				t("Server: send the intermediate too", "服务器：一并发送中间证书"),
				`cat server.crt intermediate.crt > fullchain.crt   # leaf first; the root is not needed`,
			},
		},
	},
	{
		ID:    "key",
		Title: t("Make a new key", "生成新密钥"),
		Intro: t(
			"A key cannot be lengthened: a new one needs a new certificate, and a new CA key needs every certificate under it signed again.",
			"密钥无法加长：换密钥就要换证书；换 CA 密钥则其下证书都要重签。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out server.key   # or RSA`},
			{
				t("Python: accept it meanwhile", "Python：暂时接受"),
				`context.set_ciphers("DEFAULT@SECLEVEL=1")   # lowers the bar for everything on this context`,
			},
		},
	},
	{ID: "digest", Title: t("Sign with SHA-256", "用 SHA-256 签名"),
		Intro: t("Keys and names stay; the issuer signs the same content again.", "密钥和名称不变；由颁发者重新签名。"),
		Steps: []Step{
			{
				tool("OpenSSL"),
				`openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days 397 \
  -extfile server.cnf -extensions server -out server.crt`,
			},
			{
				tool("Go"),
				`template.SignatureAlgorithm = x509.ECDSAWithSHA256 // or SHA256WithRSA; zero picks a good one`,
			},
			{tool("Python cryptography"), `certificate = builder.sign(ca_key, hashes.SHA256())`},
		}},
	{
		ID:    "dates",
		Title: t("Issue it for a new period", "以新的有效期签发"),
		Intro: t(
			"For a self-signed CA keep key, subject and serial number, and only the file that clients trust changes.",
			"自签名 CA 保留密钥、主体和序列号，只需更换客户端信任的文件。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `date -u                                      # is the clock right?
openssl x509 -in ca.crt -noout -dates
openssl x509 -in ca.crt -signkey ca.key -days 3650 -out ca.new.crt   # extensions and serial number stay`},
			{tool("kubeadm"), `kubeadm certs check-expiration
kubeadm certs renew all`},
			{tool("cert-manager"), `cmctl renew server`},
		},
	},
	{
		ID:    "curve",
		Title: t("Name the curve", "改为命名曲线"),
		Intro: t(
			"The key stays the same; only how it is written changes. Then have the certificate issued again.",
			"密钥本身不变，只改写法，然后重新签发证书。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `openssl ec -in server.key -param_enc named_curve -out server.named.key
openssl req -new -key server.named.key -subj "/CN=server.example" -out server.csr`},
			{tool("Java"), `// use a named curve: new ECGenParameterSpec("secp256r1")`},
		},
	},
	{
		ID:    "constraints",
		Title: t("Let names and constraints agree", "让名称与约束一致"),
		Intro: t(
			"Either the certificate keeps to the names its CA may certify, or the CA is re-issued with other constraints.",
			"要么证书只用 CA 允许的名称，要么以别的约束重新签发 CA。",
		),
		Steps: []Step{
			{
				t("OpenSSL, for the CA", "OpenSSL（CA 配置）"),
				`nameConstraints = critical, permitted;DNS:example.com, permitted;IP:192.0.2.0/255.255.255.0`,
			},
			{tool("Go"), `template.PermittedDNSDomainsCritical = true
template.PermittedDNSDomains = []string{"example.com"}`},
			{t("See what is there", "查看现有内容"), `openssl x509 -in ca.crt -noout -ext nameConstraints
openssl x509 -in server.crt -noout -subject -ext subjectAltName`},
		},
	},
	{
		ID:    "critical",
		Title: t("Take the mark away", "去掉关键标记"),
		Intro: t(
			"Leave the word critical out for this extension and have the certificate issued again.",
			"对该扩展不要写 critical，然后重新签发。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://ocsp.example/
1.2.3.4 = ASN1:UTF8String:own data        # private extensions: not critical either`},
			{tool("Go"), `pkix.Extension{Id: oid, Critical: false, Value: value}`},
			{tool("Python cryptography"), `builder.add_extension(extension, critical=False)`},
		},
	},
	{
		ID:    "proxy",
		Title: t("Proxy certificates", "代理证书"),
		Intro: t(
			"Python cannot be told to accept them by an ordinary setting of its own; the flag's number is 0x40.",
			"Python 没有专门的设置；该标志的数值是 0x40。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `openssl verify -allow_proxy_certs -CAfile ca.crt -untrusted user.crt proxy.crt`},
			{tool("Python"), `context.verify_flags |= 0x40   # X509_V_FLAG_ALLOW_PROXY_CERTS`},
		},
	},
	{
		ID:    "trust",
		Title: t("Look at the store's settings", "查看信任库的设置"),
		Intro: t(
			"They are part of a file that begins with BEGIN TRUSTED CERTIFICATE.",
			"它们写在以 BEGIN TRUSTED CERTIFICATE 开头的文件里。",
		),
		Steps: []Step{
			{tool("OpenSSL"), `openssl x509 -in ca.pem -noout -text | grep -A1 "Trusted Uses\|Rejected Uses"
openssl x509 -in ca.pem -clrtrust -clrreject -out ca.crt`},
		},
	},
	{
		ID:    "relax",
		Title: t("Not now: switch strict mode off", "暂不修复：关闭严格模式"),
		Intro: t(
			"Chain, signatures, dates and host name are still checked; only the strict checks are not. It has to be done in every client.",
			"证书链、签名、有效期和主机名仍会检查，只是不做严格检查。每个客户端都要改。",
		),
		Steps: []Step{
			{tool("Python"), `context = ssl.create_default_context(cafile="ca.crt")
context.verify_flags &= ~ssl.VERIFY_X509_STRICT`},
		},
	},
}
