package origin

import (
	"strings"

	"x509strict/engine/cert"
	"x509strict/engine/lang"
	"x509strict/engine/oid"
)

// A field is where a clue looks.
type field uint8

const (
	caCN      field = iota // common name of the subject, else of the issuer: a CA's name, on it or on what it signed
	caO                    // organization, likewise
	caOU                   // organizational unit, likewise
	subjectCN              // common name of the subject
	comment                // Netscape comment
	extension              // OIDs of the extensions: text is one, or the beginning of one when it ends with a dot
	altName                // DNS names among the subject alternative names
	shaped                 // only the clue's own test decides
)

// A comparison is how text is looked for. Case counts.
type comparison uint8

const (
	is comparison = iota
	starts
	ends
	has
	numbered // text followed by digits only, at least one
	versioned
)

// clue is one piece of evidence. also, when set, must say yes too.
type clue struct {
	in   field
	how  comparison
	text string
	sure Sureness
	also func(*facts) bool
	says lang.Text // the evidence in words, for shaped clues
}

const (
	oidCN      = oid.CommonName
	oidO       = oid.Organization
	oidOU      = oid.OrganizationalUnit
	oidDC      = oid.DomainComponent
	oidComment = oid.NetscapeComment
)

func (c clue) find(f *facts) (lang.Text, bool) {
	if c.also != nil && !c.also(f) {
		return lang.Text{}, false
	}
	switch c.in {
	case shaped:
		return c.says, true
	case caCN:
		return c.named(f, oidCN, "common name", "通用名")
	case caO:
		return c.named(f, oidO, "organization", "组织")
	case caOU:
		return c.named(f, oidOU, "organizational unit", "部门")
	case subjectCN:
		if v := f.subject[oidCN]; c.fits(v) {
			return quote("Its common name is ", "通用名为 ", v), true
		}
	case comment:
		if c.fits(f.comment) {
			return quote("Its Netscape comment is ", "Netscape 注释为 ", f.comment), true
		}
	case altName:
		if f.c.SubjectAltName == nil {
			break
		}
		for _, n := range *f.c.SubjectAltName {
			if v := string(n.Value); n.Tag == cert.DNSTag && c.fits(v) {
				return quote("It is for the host ", "用于主机 ", v), true
			}
		}
	case extension:
		for _, oid := range strings.Fields(f.shape) {
			oid = strings.TrimSuffix(oid, "!")
			if oid == c.text || strings.HasSuffix(c.text, ".") && strings.HasPrefix(oid, c.text) {
				return quote("It carries the extension ", "带有扩展 ", oid), true
			}
		}
	}
	return lang.Text{}, false
}

// named looks at the subject first, then at the issuer.
func (c clue) named(f *facts, oid, en, zh string) (lang.Text, bool) {
	if v := f.subject[oid]; c.fits(v) {
		return quote("Its "+en+" is ", "主体的"+zh+"为 ", v), true
	}
	if v := f.issuer[oid]; c.fits(v) {
		return quote("Its issuer's "+en+" is ", "颁发者的"+zh+"为 ", v), true
	}
	return lang.Text{}, false
}

// longest is how much of a value is quoted as evidence, in bytes.
const longest = 120

func quote(en, zh, value string) lang.Text {
	if len(value) > longest {
		value = strings.ToValidUTF8(value[:longest], "") + "…"
	}
	return lang.Text{EN: en + "“" + value + "”.", ZH: zh + "“" + value + "”。"}
}

func (c clue) fits(v string) bool {
	switch {
	case v == "":
		return false
	case c.how == is:
		return v == c.text
	case c.how == starts:
		return strings.HasPrefix(v, c.text)
	case c.how == ends:
		return strings.HasSuffix(v, c.text)
	case c.how == has:
		return strings.Contains(v, c.text)
	case c.how == numbered:
		rest, ok := strings.CutPrefix(v, c.text)
		return ok && digits(rest)
	}
	before, after, ok := strings.Cut(c.text, "*") // versioned: the star stands for anything
	return ok && len(v) >= len(before)+len(after) && strings.HasPrefix(v, before) && strings.HasSuffix(v, after)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// t makes a text.
func t(en, zh string) lang.Text { return lang.Text{EN: en, ZH: zh} }

// same makes a text that both languages share, such as a path.
func same(s string) lang.Text { return lang.Text{EN: s, ZH: s} }

// Phrases that many makers share.
var (
	passes       = t("Its certificates pass the strict checks.", "其证书可通过严格检查。")
	nothingToDo  = t("Nothing to mend for strict mode.", "严格模式下无需修复。")
	vendorHolds  = t("With the vendor; you cannot re-issue it.", "在厂商手里，用户无法重新签发。")
	applianceHas = t("The appliance's certificate store.", "设备的证书存储。")
	firewallHas  = t("The firewall's certificate store.", "防火墙的证书存储。")
	appKeeps     = t("Kept by the application.", "由应用程序保管。")
	enclaveHas   = t("Inside the enclave.", "在 enclave 内。")
	oneJob       = t("Made for one job and gone with it.", "每个任务临时生成，用完即弃。")
	notSeen      = t("Not examined; only its name is known.", "未实测，仅能识别名称。")
	unknownFix   = t("Not known.", "未知。")
	noFix        = t("Not fixed so far.", "至今未修复。")
	updateIt     = t("Update it and let it make its certificates anew.", "升级，并让它重新生成证书。")
	generated    = t("Wherever the program keeps what it generates.", "在程序保存生成文件的地方。")
	bringOwnCA   = t(
		"Ask whoever runs it to inspect with a subordinate CA of your own PKI that has critical basic constraints and key usage. Until then clear the strict flag on a context for that CA only.",
		"请管理员改用本单位 PKI 下属的流量检查 CA（基本约束为关键、带密钥用法）。在此之前，仅对该 CA 的上下文关闭严格标志。",
	)
)

// OutOfReach reports whether the CA's private key is where users cannot sign with it.
func (m *Maker) OutOfReach() bool {
	switch m.KeyAt {
	case vendorHolds, applianceHas, firewallHas, appKeeps, enclaveHas, oneJob:
		return true
	}
	return false
}
