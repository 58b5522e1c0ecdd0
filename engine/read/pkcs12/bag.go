package pkcs12

import (
	"errors"
	"strconv"
	"unicode/utf16"

	"x509strict/engine/der"
	"x509strict/engine/oid"
	"x509strict/engine/read/pbe"
)

// safeContents reads SEQUENCE OF SafeBag:
//
//	SafeBag ::= SEQUENCE { bagId OBJECT IDENTIFIER, bagValue [0] EXPLICIT ANY,
//		bagAttributes SET OF PKCS12Attribute OPTIONAL }
func (o *opening) safeContents(data []byte, depth int) error {
	top := der.NewReader(data)
	list := top.EnterList(der.Of(der.Sequence))
	for list.More() {
		raw, _, _ := list.Any()
		if top.Err() != nil {
			break
		}
		o.bags++
		if err := o.bag(raw, depth); err != nil {
			return err
		}
	}
	top.Leave(list)
	if err := top.Err(); err != nil {
		o.fault("entries", err)
	}
	return nil
}

func (o *opening) bag(raw []byte, depth int) error {
	top := der.NewReader(raw)
	in := top.Enter(der.Of(der.Sequence))
	kind := der.OIDText(in.OID(der.Of(der.ObjectIdentifier)))
	explicit := in.Enter(der.Context(0))
	value, _, _ := explicit.Any()
	in.Leave(explicit)
	name, trusted := attributes(in)
	if name == "" {
		name = "entry " + strconv.Itoa(o.bags)
	}
	if err := top.Err(); err != nil && value == nil {
		o.fault(name, err)
		return nil
	}
	switch kind {
	case oid.KeyBag:
		o.Keys = append(o.Keys, Item{Name: name, DER: value})
	case oid.ShroudedKeyBag:
		return o.shrouded(value, name)
	case oid.CertBag:
		o.certBag(value, name, trusted)
	case oid.CRLBag:
		o.CRLs++
	case oid.SecretBag:
		o.Secrets++
	case oid.SafeContentsBag:
		if depth >= maxDepth {
			o.fault(name, errors.New("bags are nested too deeply"))
			return nil
		}
		return o.safeContents(value, depth+1)
	default:
		o.fault(name, &pbe.UnsupportedError{What: "bag type " + kind})
	}
	return nil
}

// shrouded reads EncryptedPrivateKeyInfo (RFC 5958 section 3).
func (o *opening) shrouded(value []byte, name string) error {
	key, err := OpenKey(value, o.passwords, o.step)
	var wrong *pbe.UnsupportedError
	var many *pbe.IterationsError
	switch {
	case errors.Is(err, pbe.ErrPassword):
		o.Locked = append(o.Locked, name)
		return nil
	case errors.As(err, &wrong), errors.As(err, &many), errors.Is(err, ErrSyntax):
		o.fault(name, err)
		return nil
	case err != nil:
		return err
	}
	o.Keys = append(o.Keys, Item{Name: name, DER: key})
	return nil
}

// certBag reads SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT OCTET STRING }.
func (o *opening) certBag(value []byte, name string, trusted bool) {
	top := der.NewReader(value)
	in := top.Enter(der.Of(der.Sequence))
	kind := der.OIDText(in.OID(der.Of(der.ObjectIdentifier)))
	explicit := in.Enter(der.Context(0))
	if top.Err() == nil && kind != oid.X509CertBag {
		o.fault(name, &pbe.UnsupportedError{What: "certificate type " + kind})
		return
	}
	content := explicit.String(der.Of(der.OctetString), der.OctetString)
	if err := top.Err(); err != nil {
		o.fault(name, err)
		return
	}
	o.Certificates = append(o.Certificates, Item{Name: name, DER: content, Trusted: trusted})
}

// attributes reads those of a bag: the name for people, "" for none, and whether Java's trustedKeyUsage is there, which
// marks a certificate as one to trust.
//
//	PKCS12Attribute ::= SEQUENCE { attrId OBJECT IDENTIFIER, attrValues SET OF ANY }
func attributes(in *der.Reader) (name string, trusted bool) {
	if !in.Is(der.Of(der.Set)) {
		return "", false
	}
	set := in.EnterList(der.Of(der.Set))
	for set.More() {
		raw, _, _ := set.Any()
		attribute := der.NewReader(raw).Enter(der.Of(der.Sequence))
		switch der.OIDText(attribute.OID(der.Of(der.ObjectIdentifier))) {
		case oidTrustedKeyUsage:
			trusted = true
			continue
		case oid.FriendlyName:
		default:
			continue
		}
		value := attribute.EnterList(der.Of(der.Set)).String(der.Of(der.BMPString), der.BMPString)
		var units []uint16
		for i := 0; i+1 < len(value) && len(units) < 200; i += 2 {
			units = append(units, uint16(value[i])<<8|uint16(value[i+1]))
		}
		name = string(utf16.Decode(units))
	}
	return name, trusted
}
