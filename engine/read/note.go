package read

import (
	"strings"

	"x509strict/engine/lang"
)

// noteTexts says what each note means. {name} stands for Args["name"].
var noteTexts = map[string]lang.Text{
	"empty-input": {EN: "The input is empty.", ZH: "输入为空。"},
	"nothing-found": {
		EN: "No certificate, key or known error message was found in this text.",
		ZH: "这段文本里没有找到证书、密钥或可识别的报错信息。",
	},
	"format-unknown": {EN: "This file is in a format that is not known here, and no certificate was found inside it.",
		ZH: "无法识别该文件的格式，其中也没有找到证书。"},
	"too-many-notes": {EN: "More than {limit} remarks; the rest is left out.", ZH: "备注超过 {limit} 条，其余省略。"},
	"nested-too-deep": {
		EN: "Encodings are nested more than {limit} deep; what is further inside was not read.",
		ZH: "嵌套超过 {limit} 层，更深的内容未读取。",
	},
	"skipped":       {EN: "Skipped: {what}.", ZH: "已跳过：{what}。"},
	"block-skipped": {EN: "Skipped a block labeled {label}.", ZH: "已跳过标签为 {label} 的块。"},
	"bytes-after": {
		EN: "{count} bytes after the last readable element were ignored.",
		ZH: "末尾有 {count} 个字节无法识别，已忽略。",
	},

	"pem-empty": {
		EN: "The {label} block has no content; paste the lines between BEGIN and END too.",
		ZH: "{label} 块没有内容，请把 BEGIN 与 END 之间的各行也粘贴进来。",
	},
	"pem-bad-base64": {
		EN: "The {label} block is damaged: line {line} holds {found}, which does not belong into base64, and something is missing.",
		ZH: "{label} 块已损坏：第 {line} 行出现不属于 base64 的字符 {found}，并且内容有缺失。",
	},
	"pem-truncated": {EN: "The {label} block is cut off: {have} of {want} bytes are there. Copy it again, whole.",
		ZH: "{label} 块不完整：应有 {want} 字节，只有 {have} 字节。请重新完整复制。"},
	"base64-line": {
		EN: "Line {line} of the {label} block has {have} characters, all others {want}: the damage is there.",
		ZH: "{label} 块的第 {line} 行有 {have} 个字符，其他各行都是 {want} 个：损坏就在这一行。",
	},
	"pem-damaged": {
		EN: "The {label} block is damaged: its content is not what the label says, nor anything else that is known here.",
		ZH: "{label} 块已损坏：内容与标签不符，也无法识别为其他格式。",
	},
	"pem-no-end": {
		EN: "The {label} block has no END line; it was read all the same.",
		ZH: "{label} 块缺少 END 行，仍已读取。",
	},
	"certificate-damaged": {
		EN: "This is a certificate that cannot be read: {reason}.",
		ZH: "这是一张证书，但无法解析：{reason}。",
	},
	"trust-settings-damaged": {
		EN: "The trust settings behind the certificate cannot be read: {reason}.",
		ZH: "证书后附的信任设置无法解析：{reason}。",
	},
	"request-damaged": {
		EN: "This is a certificate request that cannot be read: {reason}.",
		ZH: "这是一份证书请求，但无法解析：{reason}。",
	},
	"base64-truncated": {EN: "The base64 text is cut off: {have} of {want} bytes are there. Copy it again, whole.",
		ZH: "base64 文本不完整：应有 {want} 字节，只有 {have} 字节。请重新完整复制。"},
	"base64-damaged": {EN: "The base64 text begins like a certificate, but is damaged.", ZH: "这段 base64 开头像证书，但内容已损坏。"},
	"base64-other":   {EN: "The base64 text holds neither a certificate nor a key.", ZH: "这段 base64 里既没有证书也没有密钥。"},
	"hex-truncated": {EN: "The hex text is cut off: {have} of {want} bytes are there. Copy it again, whole.",
		ZH: "十六进制文本不完整：应有 {want} 字节，只有 {have} 字节。请重新完整复制。"},
	"der-truncated": {
		EN: "The file is cut off: {have} of {want} bytes are there.",
		ZH: "文件不完整：应有 {want} 字节，只有 {have} 字节。",
	},
	"text-only": {
		EN: "This is a tool's description of a certificate, not the certificate itself. Paste the block from BEGIN CERTIFICATE to END CERTIFICATE.",
		ZH: "这是工具对证书的文字描述，不是证书本身。请粘贴从 BEGIN CERTIFICATE 到 END CERTIFICATE 的整块内容。",
	},

	"private-key-found": {
		EN: "A private key ({kind}) was found. It stays in this process and is never shown, stored or sent.",
		ZH: "发现私钥（{kind}）。它只留在本进程内，不会显示、保存或发送。",
	},
	"key-damaged": {EN: "The private key cannot be read: {reason}.", ZH: "无法读取私钥：{reason}。"},
	"key-cannot-sign": {EN: "The private key ({kind}) is of a kind that this program cannot sign with.",
		ZH: "私钥类型（{kind}）暂不支持签名。"},
	"not-opened":   {EN: "Found, but not read here: {what}.", ZH: "已发现，但此处不读取：{what}。"},
	"public-only":  {EN: "Skipped: public key.", ZH: "已跳过：公钥。"},
	"secret-entry": {EN: "Skipped a secret key.", ZH: "已跳过对称密钥。"},

	"container-damaged": {EN: "The {what} file is damaged: {reason}.", ZH: "{what} 文件已损坏：{reason}。"},
	"container-unsupported": {EN: "The {what} file uses something that is not supported here: {reason}.",
		ZH: "{what} 文件使用了暂不支持的机制：{reason}。"},
	"container-empty": {EN: "The {what} file is empty.", ZH: "{what} 文件是空的。"},
	"default-password": {EN: "The {what} file was opened with the well-known password {password}.",
		ZH: "已用众所周知的默认密码 {password} 打开 {what} 文件。"},
	"iterations-too-many": {EN: "The password protection asks for {count} iterations; more than {limit} are not done.",
		ZH: "密码保护要求 {count} 次迭代，超过上限 {limit}，未执行。"},
	"work-too-much": {
		EN: "Opening everything here would take more than {limit} iterations of key derivation; this was left out.",
		ZH: "打开全部内容需要超过 {limit} 次密钥派生迭代，此项已略过。",
	},
	"integrity-unchecked": {
		EN: "The {what} file was read without its password, so nothing proves that it is unchanged.",
		ZH: "未使用密码读取 {what} 文件，因此无法证明它未被改动。",
	},
	"integrity-failed": {
		EN: "The {what} file does not match its checksum under any password given: the password is wrong or the file was changed.",
		ZH: "用所给密码校验 {what} 文件失败：密码错误，或文件已被改动。",
	},

	"pkcs7-empty":   {EN: "The PKCS#7 file holds no certificates.", ZH: "PKCS#7 文件中没有证书。"},
	"pkcs7-damaged": {EN: "The PKCS#7 file is damaged: {reason}.", ZH: "PKCS#7 文件已损坏：{reason}。"},
	"pkcs7-other": {
		EN: "This PKCS#7 file holds no certificates in the clear (content type {type}).",
		ZH: "该 PKCS#7 文件中没有明文证书（内容类型 {type}）。",
	},

	"archive-damaged": {EN: "The {what} archive is damaged: {reason}.", ZH: "{what} 压缩包已损坏：{reason}。"},
	"member-skipped":  {EN: "Skipped {name} in the archive: {reason}.", ZH: "已跳过压缩包中的 {name}：{reason}。"},
}

// words are what Args may hold that has to be said in the reader's language.
var words = map[string]lang.Text{
	ShapeCRL:                {EN: ShapeCRL, ZH: "证书吊销列表"},
	ShapePublicKey:          {EN: ShapePublicKey, ZH: "公钥"},
	ShapeKey:                {EN: ShapeKey, ZH: "私钥"},
	ShapeSealedKey:          {EN: ShapeSealedKey, ZH: "加密的私钥"},
	"parameters":            {EN: "parameters", ZH: "算法参数"},
	"attribute certificate": {EN: "attribute certificate", ZH: "属性证书"},
	"PGP block":             {EN: "PGP block", ZH: "PGP 块"},
	"OpenSSH key":           {EN: "OpenSSH key", ZH: "OpenSSH 密钥"},
}

// Text says the note in words, in l.
func (n Note) Text(l lang.Lang) string {
	text, ok := noteTexts[n.ID]
	if !ok {
		return n.ID
	}
	var pairs []string
	for name, value := range n.Args {
		if w, ok := words[value]; ok {
			value = w.In(l)
		}
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text.In(l))
}
