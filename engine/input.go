package engine

import (
	"encoding/base64"
	"encoding/pem"

	"x509strict/engine/lang"
	"x509strict/engine/read"
)

// askFor says what to paste after a recognized error message.
func askFor(m read.Message) lang.Text {
	return lang.Text{
		EN: "Paste the CA file that the client was given and the server's certificate: openssl s_client -connect HOST:PORT -showcerts prints what the server sends.",
		ZH: "请粘贴客户端使用的 CA 文件和服务器证书：openssl s_client -connect 主机:端口 -showcerts 会打印服务器发送的证书。",
	}
}

// PEMInputs writes the certificates of a report as PEM again, one input for each file or paste they came from, in
// order.
func PEMInputs(certificates []Certificate) []read.Input {
	out := []read.Input{}
	at := map[string]int{}
	for _, c := range certificates {
		der, err := base64.StdEncoding.DecodeString(c.DER)
		if err != nil {
			continue // not one of our reports
		}
		if _, ok := at[c.File]; !ok {
			at[c.File] = len(out)
			out = append(out, read.Input{Name: c.File})
		}
		in := &out[at[c.File]]
		in.Data = append(in.Data, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	return out
}
