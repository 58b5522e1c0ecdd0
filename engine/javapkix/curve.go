package javapkix

import "x509strict/engine/oid"

// namedCurve is a curve that Java has a name for (CurveDB): all that an elliptic-curve key may be on.
type namedCurve struct {
	text  string // as messages name it, without the OID
	field int    // bits
	order int    // bits
}

// curves are those of the three releases, by OID. Signatures are verified on three only.
var curves = map[string]namedCurve{
	oid.Secp112r1:           {"secp112r1", 112, 112},
	oid.Secp112r2:           {"secp112r2", 112, 110},
	oid.Secp128r1:           {"secp128r1", 128, 128},
	oid.Secp128r2:           {"secp128r2", 128, 126},
	oid.Secp160k1:           {"secp160k1", 160, 161},
	oid.Secp160r1:           {"secp160r1", 160, 161},
	oid.Secp160r2:           {"secp160r2", 160, 161},
	oid.Secp192k1:           {"secp192k1", 192, 192},
	oid.P192:                {"secp192r1 [NIST P-192,X9.62 prime192v1]", 192, 192},
	"1.3.132.0.32":          {"secp224k1", 224, 225},
	oid.P224:                {"secp224r1 [NIST P-224]", 224, 224},
	oid.Secp256k1:           {"secp256k1", 256, 256},
	oid.P256:                {"secp256r1 [NIST P-256,X9.62 prime256v1]", 256, 256},
	oid.P384:                {"secp384r1 [NIST P-384]", 384, 384},
	oid.P521:                {"secp521r1 [NIST P-521]", 521, 521},
	oid.Prime192v2:          {"X9.62 prime192v2", 192, 192},
	oid.Prime192v3:          {"X9.62 prime192v3", 192, 192},
	"1.2.840.10045.3.1.4":   {"X9.62 prime239v1", 239, 239},
	"1.2.840.10045.3.1.5":   {"X9.62 prime239v2", 239, 239},
	"1.2.840.10045.3.1.6":   {"X9.62 prime239v3", 239, 239},
	oid.Sect113r1:           {"sect113r1", 113, 113},
	"1.3.132.0.5":           {"sect113r2", 113, 113},
	"1.3.132.0.22":          {"sect131r1", 131, 131},
	"1.3.132.0.23":          {"sect131r2", 131, 131},
	oid.Sect163k1:           {"sect163k1 [NIST K-163]", 163, 163},
	oid.Sect163r1:           {"sect163r1", 163, 162},
	oid.Sect163r2:           {"sect163r2 [NIST B-163]", 163, 163},
	"1.3.132.0.24":          {"sect193r1", 193, 193},
	"1.3.132.0.25":          {"sect193r2", 193, 193},
	"1.3.132.0.26":          {"sect233k1 [NIST K-233]", 233, 232},
	"1.3.132.0.27":          {"sect233r1 [NIST B-233]", 233, 233},
	"1.3.132.0.3":           {"sect239k1", 239, 238},
	"1.3.132.0.16":          {"sect283k1 [NIST K-283]", 283, 281},
	"1.3.132.0.17":          {"sect283r1 [NIST B-283]", 283, 282},
	"1.3.132.0.36":          {"sect409k1 [NIST K-409]", 409, 407},
	"1.3.132.0.37":          {"sect409r1 [NIST B-409]", 409, 409},
	"1.3.132.0.38":          {"sect571k1 [NIST K-571]", 571, 570},
	"1.3.132.0.39":          {"sect571r1 [NIST B-571]", 571, 570},
	"1.2.840.10045.3.0.5":   {"X9.62 c2tnb191v1", 191, 191},
	"1.2.840.10045.3.0.6":   {"X9.62 c2tnb191v2", 191, 190},
	"1.2.840.10045.3.0.7":   {"X9.62 c2tnb191v3", 191, 189},
	"1.2.840.10045.3.0.11":  {"X9.62 c2tnb239v1", 239, 238},
	"1.2.840.10045.3.0.12":  {"X9.62 c2tnb239v2", 239, 237},
	"1.2.840.10045.3.0.13":  {"X9.62 c2tnb239v3", 239, 236},
	"1.2.840.10045.3.0.18":  {"X9.62 c2tnb359v1", 359, 353},
	"1.2.840.10045.3.0.20":  {"X9.62 c2tnb431r1", 431, 418},
	oid.BrainpoolP160r1:     {"brainpoolP160r1", 160, 160},
	oid.BrainpoolP192r1:     {"brainpoolP192r1", 192, 192},
	"1.3.36.3.3.2.8.1.1.5":  {"brainpoolP224r1", 224, 224},
	"1.3.36.3.3.2.8.1.1.7":  {"brainpoolP256r1", 256, 256},
	"1.3.36.3.3.2.8.1.1.9":  {"brainpoolP320r1", 320, 320},
	"1.3.36.3.3.2.8.1.1.11": {"brainpoolP384r1", 384, 384},
	"1.3.36.3.3.2.8.1.1.13": {"brainpoolP512r1", 512, 512},
}
