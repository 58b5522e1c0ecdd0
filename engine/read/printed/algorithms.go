package printed

import "strings"

// Key is what a text says of a public key.
type Key struct {
	Algorithm string // "RSA", "DSA" or "EC"; "" when the text does not say, and for others
	Bits      int    // 0 when the text does not say
}

var (
	keyLabels = []string{ // in the languages of keytool and certutil
		"Public Key Algorithm", "Public-Key: (", "Public Key Length:", "Algorithm Security Level:", "Key: ",
		"主体公共密钥算法", "主体公钥算法", "公钥长度", "サブジェクト公開鍵アルゴリズム", "Public-Key-Algorithmus",
		`"subject public key"`,
	}
	signatureLabels = []string{
		"Signature Algorithm:", "Signature algorithm name:", "签名算法名称:", "署名アルゴリズム名:", "Signaturalgorithmusname:",
		`"signature algorithm":`, "Signature algorithm:",
	}
)

// algorithms takes what a line before the extensions says of the key and of the signature. Windows' certutil names
// both on lines that begin alike: the signature's comes first.
func (c *Certificate) algorithms(line string) {
	switch id, windows := strings.CutPrefix(line, "Algorithm ObjectId:"); {
	case windows && c.Signature == "":
		c.Signature = strings.TrimSpace(id)
	case windows || holds(line, keyLabels):
		c.key(line)
	case c.Signature == "":
		for _, l := range signatureLabels {
			if name, ok := strings.CutPrefix(line, l); ok {
				c.Signature = strings.Trim(name, ` ",`)
			}
		}
	}
}

func (c *Certificate) key(line string) {
	if c.PublicKey.Algorithm == "" {
		low := strings.ToLower(line)
		switch {
		case strings.Contains(low, "ecdsa"), strings.Contains(low, "id-ecpublickey"), strings.Contains(line, "EC"),
			strings.Contains(low, "elliptic"):
			c.PublicKey.Algorithm = "EC"
		case strings.Contains(low, "rsa"):
			c.PublicKey.Algorithm = "RSA"
		case strings.Contains(low, "dsa") && !strings.Contains(low, "eddsa"):
			c.PublicKey.Algorithm = "DSA"
		}
	}
	if c.PublicKey.Bits == 0 {
		c.PublicKey.Bits = bits(line)
	}
}

// bits returns the number that the word bit follows, in the languages of keytool and certutil; 0 for none.
func bits(line string) int {
	for i := 0; i < len(line); i++ {
		if line[i] < '0' || line[i] > '9' {
			continue
		}
		n := number(line[i:])
		for i < len(line) && line[i] >= '0' && line[i] <= '9' {
			i++
		}
		if starts(strings.TrimLeft(line[i:], " -"), []string{"bit", "Bit", "位", "ビット"}) {
			return n
		}
	}
	return 0
}

// WeakDigest is the digest of the signature where it is one of those that no longer count, such as "MD5" or "SHA1"; ""
// for another and when the text does not say.
func (c *Certificate) WeakDigest() string {
	low := strings.ReplaceAll(strings.ToLower(c.Signature), "-", "")
	for _, digest := range []string{"md2", "md4", "md5", "sha1", "ripemd160"} {
		if _, rest, ok := strings.Cut(low, digest); ok && (rest == "" || rest[0] < '0' || rest[0] > '9') {
			return strings.ToUpper(digest)
		}
	}
	return ""
}
