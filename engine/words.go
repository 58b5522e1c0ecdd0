package engine

import (
	"strconv"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/client"
	"x509strict/engine/lang"
	"x509strict/engine/read"
	"x509strict/engine/release"
)

var textAssumedLeaf = lang.Text{
	EN: "a conforming server certificate issued by this CA",
	ZH: "由该 CA 签发的一张合规的服务器证书",
}

// assumedRoot says which CA is taken to conform.
func assumedRoot(issuer string) lang.Text {
	return lang.Text{
		EN: "a conforming and trusted CA “" + issuer + "”, which is not among these certificates",
		ZH: "CA“" + issuer + "”合规且受信任（它不在这些证书之中）",
	}
}

// noIssuer says what the missing CA may change. verified is whether a listing tells that openssl found it.
func noIssuer(issuer string, verified bool) lang.Text {
	t := lang.Text{
		EN: "The CA “" + issuer + "” is not here: a conforming, trusted one is assumed. Whether yours conforms can't be seen from here, and a strict client judges it too; add it (ca.crt, the file given with -CAfile) to know. A client whose CA file lacks it says: unable to get local issuer certificate.",
		ZH: "这里没有 CA“" + issuer + "”，因此假定它合规并受信任。您的那份是否合规，从这里看不出来，而严格的客户端也会检查它；请加入它（ca.crt，即用 -CAfile 指定的文件）以确认。如果客户端的 CA 文件里没有它，会报：unable to get local issuer certificate。",
	}
	if verified {
		t.EN = "openssl verified this connection (return code 0), so where it ran, “" + issuer + "” is trusted. That says nothing about strict mode, unless it ran with -x509_strict. " + t.EN
		t.ZH = "openssl 已验证此连接（返回码 0），说明在运行它的机器上“" + issuer + "”受信任；除非带了 -x509_strict，这并不说明能通过严格模式。" + t.ZH
	}
	return t
}

var aboutRelease = map[release.Release]lang.Text{
	release.Open111: {EN: "The strict flag adds almost nothing.", ZH: "严格标志几乎不增加检查。"},
	release.Open30:  {EN: "The strict checks 80 to 93 exist since 3.0.", ZH: "严格检查 80 至 93 自 3.0 起存在。"},
	release.Open35:  {EN: "3.6 answers the same.", ZH: "3.6 的结果相同。"},
	release.Open40: {
		EN: "No longer asks for critical basic constraints (89); accepts an authority key identifier of issuer and serial number; adds 102 and 103.",
		ZH: "不再要求基本约束为关键（89）；接受只含颁发者和序列号的颁发者密钥标识符；新增 102 和 103。",
	},
}

// tooEarly says that the time judged against lies before the build.
func tooEarly(at, released time.Time) lang.Text {
	judged, built := at.UTC().Format(time.DateOnly), released.UTC().Format(time.DateOnly)
	return lang.Text{
		EN: "Judged as of " + judged + ", which is before this version was released (" + built + "). If you did not choose that date, this computer's clock is wrong, and so is every verdict about validity.",
		ZH: "判断时间为 " + judged + "，早于本版本的发布日期（" + built + "）。如果这不是您选定的日期，说明这台电脑的时钟有误，有关有效期的结论都不可信。",
	}
}

// otherSide says that the chosen client never sees such certificates, and whose verdict is given instead.
func otherSide(chosen, instead *client.Client) lang.Text {
	return lang.Text{
		EN: chosen.Name.EN + " never verifies certificates of this side of a connection; this is what " +
			instead.Name.EN + " says.",
		ZH: chosen.Name.ZH + "不会校验连接这一侧的证书；这里给出的是 " + instead.Name.ZH + " 的结论。",
	}
}

// correction says which one change makes a damaged certificate verify.
func correction(c read.Correction) lang.Text {
	line, column := strconv.Itoa(c.Line), strconv.Itoa(c.Column)
	where := lang.Text{EN: " at column " + column + " of line " + line, ZH: "第 " + line + " 行第 " + column + " 列"}
	end := lang.Text{
		EN: ". It is the only change of one character in that place after which the signature verifies, so it is " +
			"most likely the certificate as it was; compare it with the original all the same.",
		ZH: "。在该处只改一个字符而使签名有效的办法仅此一种，因此它极可能就是原来的证书；仍请与原件核对。",
	}
	switch {
	case c.Removed == "":
		return lang.Text{EN: "“" + c.Inserted + "” is missing" + where.EN + end.EN,
			ZH: where.ZH + "缺少“" + c.Inserted + "”" + end.ZH}
	case c.Inserted == "":
		return lang.Text{EN: "“" + c.Removed + "” is too much" + where.EN + end.EN,
			ZH: where.ZH + "多出“" + c.Removed + "”" + end.ZH}
	}
	removed := cert.SafeText([]byte(c.Removed))
	return lang.Text{EN: "“" + removed + "” should be “" + c.Inserted + "”" + where.EN + end.EN,
		ZH: where.ZH + "的“" + removed + "”应为“" + c.Inserted + "”" + end.ZH}
}

// characterTooMany says of which line the base64 has one character too many.
func characterTooMany(line int) lang.Text {
	n := strconv.Itoa(line)
	return lang.Text{
		EN: "Line " + n + " has one character too many. All bytes after it are other ones than those that were encoded.",
		ZH: "第 " + n + " 行多出一个字符，其后的所有字节都与原先编码的不同。",
	}
}

// otherIdentity says under which identity an SM2 signature is good: the empty one or GB/T 35276's.
func otherIdentity(id string) lang.Text {
	if id == "" {
		return lang.Text{
			EN: "The SM2 signature is good under the empty identity, which OpenSSL assumes up to 3.6; 4.0 assumes " +
				"1234567812345678, which GB/T 35276 names for everybody, and Python's ssl module can't tell it another. " +
				"No one signature suits both: sign again with OpenSSL 4.0, or stay with 3.x.",
			ZH: "该 SM2 签名在空标识下有效，OpenSSL 3.6 及之前默认使用空标识；4.0 起默认使用 1234567812345678" +
				"（GB/T 35276 规定的默认标识），Python 的 ssl 模块无法另行指定。同一个签名不可能同时满足两者：" +
				"请用 OpenSSL 4.0 重新签名，或继续使用 3.x。",
		}
	}
	return lang.Text{
		EN: "The SM2 signature is good under the identity " + id + ", which GB/T 35276 names for everybody and OpenSSL " +
			"assumes since 4.0. Before, OpenSSL assumes an empty identity unless it is told another one (openssl verify " +
			"-vfyopt distid:" + id + "); Python's ssl module can't tell it. Sign again with the empty identity, as " +
			"openssl 3.x does by itself, or verify with OpenSSL 4.0.",
		ZH: "该 SM2 签名在标识 " + id + "（GB/T 35276 规定的默认标识，OpenSSL 自 4.0 起采用）下有效。此前的 OpenSSL " +
			"默认使用空标识，除非另行指定（openssl verify -vfyopt distid:" + id + "）；Python 的 ssl 模块无法指定。" +
			"请用空标识重新签名（openssl 3.x 自身的默认做法），或改用 OpenSSL 4.0 校验。",
	}
}

// hostForm says that something stands around a host which only some clients take off.
func hostForm(given, bare string) lang.Text {
	given, bare = cert.SafeText([]byte(given)), cert.SafeText([]byte(bare))
	return lang.Text{
		EN: "“" + given + "” is more than a host: a client that takes a bare name, as Python's ssl module does, compares it as it stands. Ask for “" + bare + "”.",
		ZH: "“" + given + "”不只是主机：只接受纯主机名的客户端（如 Python 的 ssl 模块）会原样比对。请改为“" + bare + "”。",
	}
}

// notAllowed says that the name constraints of a lone CA refuse the names of the leaf assumed for it.
func notAllowed(host string) lang.Text {
	if host != "" {
		return lang.Text{
			EN: "The name constraints of this CA do not allow a certificate for “" + host + "”: every client that checks them refuses one. The rest was judged as if they did.",
			ZH: "该 CA 的名称约束不允许签发“" + host + "”的证书：凡检查名称约束的客户端都会拒绝。其余部分按允许来判断。",
		}
	}
	return lang.Text{
		EN: "No server name was found that the name constraints of this CA allow. The rest was judged as if there were one; add a certificate that it issued to judge its names.",
		ZH: "找不到该 CA 的名称约束所允许的服务器名称。其余部分按存在这样的名称来判断；要判断名称，请加入它签发的证书。",
	}
}

var (
	textOwnAnchor = lang.Text{
		EN: "This is a self-signed server certificate, judged as its own CA file. OpenSSL runs the strict checks only on chains of two or more, so none applies. To judge it as a CA, set its role to trust anchor.",
		ZH: "这是一张自签名的服务器证书，按“自己就是 CA 文件”来判断。OpenSSL 只对两级及以上的链做严格检查，所以这里不适用。若要把它当作 CA 判断，请把角色改为信任锚。",
	}
)

func tooManyChains(n int) lang.Text {
	return lang.Text{
		EN: strconv.Itoa(n) + " chains: the first " + strconv.Itoa(maxChains) +
			" are judged here; an audit judges them all.",
		ZH: "共 " + strconv.Itoa(n) + " 条链：这里只判断前 " + strconv.Itoa(maxChains) + " 条；“审计”会判断全部。",
	}
}
