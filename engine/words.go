package engine

import (
	"strconv"

	"x509strict/engine/lang"
	"x509strict/engine/release"
	"x509strict/engine/roles"
)

var assumptions = map[roles.Assumption]lang.Text{
	roles.AssumedLeaf: {EN: "a conforming server certificate issued by this CA", ZH: "由该 CA 颁发的一份合规服务器证书"},
	roles.AssumedRoot: {EN: "a conforming and trusted CA that issued the topmost certificate", ZH: "最上层证书由一个合规且受信任的 CA 颁发"},
}

// assumed says what was assumed, nil when nothing was.
func (r *run) assumed(c roles.Chain) *string {
	t, ok := assumptions[c.Assumed]
	if !ok {
		return nil
	}
	s := t.In(r.o.Lang)
	return &s
}

var aboutRelease = map[release.Release]lang.Text{
	release.Open111: {EN: "The strict flag adds almost nothing.", ZH: "严格标志几乎不增加检查。"},
	release.Open30:  {EN: "The strict checks 80 to 93 exist since 3.0.", ZH: "严格检查 80 至 93 自 3.0 起存在。"},
	release.Open35:  {EN: "3.6 answers the same.", ZH: "3.6 的结果相同。"},
	release.Open40: {EN: "No longer asks for critical basic constraints (89); accepts an authority key identifier of issuer and serial number; adds 102 and 103.",
		ZH: "不再要求基本约束为关键(89);接受只含颁发者和序列号的颁发者密钥标识符;新增 102 和 103。"},
}

var (
	textOwnAnchor = lang.Text{
		EN: "This is a self-signed server certificate, judged as its own CA file. OpenSSL runs the strict checks only on chains of two or more, so none applies. To judge it as a CA, set its role to trust anchor.",
		ZH: "这是一份自签名的服务器证书,按“自己就是 CA 文件”来判断。OpenSSL 只对两级及以上的链做严格检查,所以这里不适用。若要把它当作 CA 判断,请把角色改为信任锚。"}
	textNoIssuer = lang.Text{
		EN: "The issuer of the topmost certificate is not here. A conforming, trusted one is assumed; a client whose CA file lacks it says: unable to get local issuer certificate.",
		ZH: "没有提供最上层证书的颁发者,因此假定它合规并受信任;如果客户端的 CA 文件里没有它,会报:unable to get local issuer certificate。"}
)

func tooManyChains(n int) lang.Text {
	return lang.Text{
		EN: strconv.Itoa(n) + " chains: the first " + strconv.Itoa(maxChains) + " are judged here; an audit judges them all.",
		ZH: "共 " + strconv.Itoa(n) + " 条链:这里只判断前 " + strconv.Itoa(maxChains) + " 条;“审计”会判断全部。"}
}
