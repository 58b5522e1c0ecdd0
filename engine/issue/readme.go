package issue

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/handover"
	"x509strict/engine/lang"
	"x509strict/engine/plan"
)

// Readme says, in both languages, what is in the zip of a repair, where each file goes, and how clients are given what
// they trust.
func Readme(p *plan.Plan, files []File, h *handover.Both) (File, error) {
	english, err := p.In(lang.English)
	if err != nil {
		return File{}, err
	}
	chinese, err := p.In(lang.Chinese)
	if err != nil {
		return File{}, err
	}
	var b strings.Builder
	part := func(l lang.Lang, p *plan.Plan) {
		say := func(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(l) }
		b.WriteString(p.Summary + "\n\n" + say("What to do", "操作步骤") + "\n")
		for i, s := range p.Steps {
			fmt.Fprintf(&b, "%d. %s\n   %s\n", i+1, s.Title, s.Why)
		}
		for _, t := range p.Blocked {
			b.WriteString("! " + t + "\n")
		}
		if len(p.Warnings) > 0 {
			b.WriteString("\n" + say("Know first", "注意事项") + "\n")
			for _, t := range p.Warnings {
				b.WriteString("- " + t + "\n")
			}
		}
		listFiles(&b, files, l)
		h.In(l).Write(&b, l, false)
	}
	part(lang.English, english)
	b.WriteString("\n" + strings.Repeat("-", 60) + "\n\n")
	part(lang.Chinese, chinese)
	return File{"README.txt", TypeText, []byte(b.String())}, nil
}

// NewCAReadme says what is in the zip of a new CA.
func NewCAReadme(files []File, s CASpec, h *handover.Both) File {
	var b strings.Builder
	for _, l := range []lang.Lang{lang.English, lang.Chinese} {
		say := func(en, zh string) string { return lang.Text{EN: en, ZH: zh}.In(l) }
		from := "1.1.1"
		if strings.HasPrefix(s.Key, "ML-DSA") || strings.HasPrefix(s.NodeKey, "ML-DSA") {
			from = "3.5"
		}
		b.WriteString(
			say(
				"Everything here was made on your own machine and verified as Python 3.13 would, under OpenSSL "+from+" to 4.0.\nGive ca.crt to every client. Keep ca.key away from servers: whoever has it can issue certificates.\nEach folder is for one server or client.\n",
				"这里的文件都在您自己的机器上生成，并已按 Python 3.13 的规则在 OpenSSL "+from+" 至 4.0 上校验。\n把 ca.crt 发给所有客户端。ca.key 不要放在服务器上：拿到它的人就能签发证书。\n每个文件夹对应一台服务器或一个客户端。\n",
			),
		)
		for _, w := range keyWarnings {
			if strings.HasPrefix(s.Key, w.kind) || strings.HasPrefix(s.NodeKey, w.kind) {
				b.WriteString(w.text.In(l) + "\n")
			}
		}
		listFiles(&b, files, l)
		h.In(l).Write(&b, l, false)
		if l == lang.English {
			b.WriteString("\n" + strings.Repeat("-", 60) + "\n\n")
		}
	}
	return File{"README.txt", TypeText, []byte(b.String())}
}

// listFiles says of every file where it goes and how it is told from another: certificates by their fingerprints,
// keys by the certificate that they belong to, all else by the hash of the file.
func listFiles(b *strings.Builder, files []File, l lang.Lang) {
	say := func(en, zh string, args ...any) { fmt.Fprintf(b, lang.Text{EN: en, ZH: zh}.In(l), args...) }
	say("\nThe files\n", "\n文件说明\n")
	names := map[string]bool{}
	for _, f := range files {
		names[f.Name] = true
	}
	for _, f := range files {
		fmt.Fprintf(b, "%s: %s\n", f.Name, about(f.Name).In(l))
		var list []*cert.Certificate // a script has certificates in it too
		if strings.HasSuffix(f.Name, ".crt") || strings.HasSuffix(f.Name, ".pem") {
			list = Certificates(f.Data)
		}
		for _, c := range list {
			fmt.Fprintf(b, "    SHA-256 %s", handover.Colons(c.Raw))
			if len(list) > 1 {
				b.WriteString("  " + plan.DisplayName(c))
			}
			b.WriteByte('\n')
		}
		of := strings.TrimSuffix(f.Name, ".key") + ".crt"
		switch {
		case len(list) > 0:
		case of != f.Name+".crt" && names[of]:
			say("    key of %s\n", "    %s 的私钥\n", of)
		default:
			say("    SHA-256 of the file %x\n", "    文件的 SHA-256 %x\n", sha256.Sum256(f.Data))
		}
	}
}

// keyWarnings say who refuses a kind of key, by how its name begins.
var keyWarnings = []struct {
	kind string
	text lang.Text
}{
	{"Ed25519", lang.Text{
		EN: "Ed25519 certificates are refused by browsers, by Java before 15, by Windows and by macOS's own verifier. Python, OpenSSL 1.1.1 and later, Go and curl with OpenSSL accept them.",
		ZH: "浏览器、Java 15 之前的版本、Windows 以及 macOS 自带的校验器都不接受 Ed25519 证书；Python、OpenSSL 1.1.1 及以后、Go 和使用 OpenSSL 的 curl 可以接受。",
	}},
	{"EC P-521", lang.Text{
		EN: "A P-521 CA is refused by programs that use rustls with ring. Chrome takes no P-521 key of a server's; the servers' keys here are P-256 unless you chose otherwise.",
		ZH: "使用 rustls（ring）的程序会拒绝 P-521 的 CA。Chrome 不接受服务器使用 P-521 密钥；除非另行选择，这里服务器的密钥为 P-256。",
	}},
	{"ML-DSA", lang.Text{
		EN: "ML-DSA is for trials. OpenSSL 3.5 and later verify it, and what uses them: Python, curl, Node.js. OpenSSL 1.1.1 and 3.0, Go, rustls, Firefox and Chrome refuse it; Java, GnuTLS and Bun were not compared.",
		ZH: "ML-DSA 仅供试验。OpenSSL 3.5 及以后的版本以及使用它们的程序（Python、curl、Node.js）可以校验；OpenSSL 1.1.1 和 3.0、Go、rustls、Firefox 和 Chrome 会拒绝；Java、GnuTLS 和 Bun 未经比对。",
	}},
}

// anchorFile reports whether a file holds what clients trust: ca.crt, ca-2.crt and so on, ca-bundle.crt. A server
// called cassandra has a file that begins with the same letters.
func anchorFile(base string) bool {
	rest, ok := strings.CutPrefix(base, "ca")
	if rest, crt := strings.CutSuffix(rest, ".crt"); ok && crt {
		_, err := strconv.Atoi(strings.TrimPrefix(rest, "-"))
		return rest == "" || rest == "-bundle" || rest[0] == '-' && err == nil
	}
	return false
}

// about says what a file is for, by its name.
func about(name string) lang.Text {
	base := name[strings.LastIndexByte(name, '/')+1:]
	switch {
	case base == "openssl.cnf":
		return lang.Text{
			EN: "the extensions of each re-issued certificate, for reissue.sh or for openssl by hand",
			ZH: "每张重新签发的证书的扩展，供 reissue.sh 使用，也可手工配合 openssl 使用",
		}
	case base == "reissue.sh":
		return lang.Text{
			EN: "does the same repair where the private key lies: sh reissue.sh KEY",
			ZH: "在私钥所在的机器上完成同样的修复：sh reissue.sh 密钥文件",
		}
	case base == "newca.sh":
		return lang.Text{EN: "makes the same CA with openssl: sh newca.sh", ZH: "用 openssl 生成同样的 CA：sh newca.sh"}
	case base == "elasticsearch.yml":
		return lang.Text{EN: "the settings lines that use these files", ZH: "使用这些文件的配置行"}
	case base == "truststore.p12":
		return lang.Text{EN: "the trust anchors for Java (a PKCS#12 trust store)", ZH: "供 Java 使用的信任库（PKCS#12）"}
	case strings.HasPrefix(name, "trust-") && base != "fullchain.crt":
		return lang.Text{
			EN: "for the clients, in place of what is re-issued: nothing has to be signed for it",
			ZH: "交给客户端，可代替重新签发：无需签名",
		}
	case base != name && strings.HasSuffix(base, ".crt"): // of a new CA's node, in a folder of its own
		return lang.Text{EN: "its certificate, to be used with the key beside it", ZH: "它的证书，与同一文件夹中的私钥一起使用"}
	case anchorFile(base):
		return lang.Text{EN: "for the clients: what they trust", ZH: "交给客户端：它们信任的证书"}
	case base == "ca.key":
		return lang.Text{EN: "the CA's private key; keep it offline", ZH: "CA 的私钥，请离线保管"}
	case base == "fullchain.crt" || strings.HasSuffix(base, "-fullchain.crt"):
		return lang.Text{EN: "for the server: its certificate and the intermediate ones", ZH: "交给服务器：它的证书和中间证书"}
	case strings.HasPrefix(base, "intermediate"):
		return lang.Text{EN: "for the servers: sent after their own certificate", ZH: "交给服务器：附在服务器证书之后发送"}
	case strings.HasSuffix(base, ".crt"):
		return lang.Text{EN: "for the server: its certificate; the private key stays", ZH: "交给服务器：它的证书，私钥不变"}
	case strings.HasSuffix(base, ".key"):
		return lang.Text{EN: "its private key", ZH: "它的私钥"}
	case strings.HasSuffix(base, ".p12"):
		return lang.Text{EN: "key, certificate and chain in one PKCS#12 file", ZH: "私钥、证书和证书链合为一个 PKCS#12 文件"}
	case strings.HasSuffix(base, ".pem"):
		return lang.Text{EN: "for the clients: what they trust", ZH: "交给客户端：它们信任的证书"}
	}
	return lang.Text{EN: "goes with the others", ZH: "与其他文件一起使用"}
}

// zipTime is the time stamp of every member: the earliest that zip can express, so that equal files make equal
// archives.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zip packs files. Private keys and scripts get modes that fit them.
func Zip(files []File) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: zipTime}
		switch {
		case strings.HasSuffix(f.Name, ".key") || strings.HasSuffix(f.Name, ".p12"):
			h.SetMode(0o600)
		case strings.HasSuffix(f.Name, ".sh"):
			h.SetMode(0o755)
		default:
			h.SetMode(0o644)
		}
		m, err := w.CreateHeader(h)
		if err != nil {
			return nil, fmt.Errorf("issue: zip: %w", err)
		}
		if _, err := m.Write(f.Data); err != nil {
			return nil, fmt.Errorf("issue: zip: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("issue: zip: %w", err)
	}
	return b.Bytes(), nil
}
