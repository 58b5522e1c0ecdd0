package issue

import (
	"crypto"
	"fmt"
	"io"
	"time"

	"x509strict/engine/cert"
	"x509strict/engine/plan"
	"x509strict/engine/read"
	"x509strict/engine/tbs"
)

// SignRequest issues a certificate for a request (RFC 2986), signed with the CA's key. Subject and public key are the
// request's own bytes; names, purpose and days are n's, and of the extensions that the request asks for none is
// copied. The certificate ends with the CA at the latest. Errors that wrap [ErrSpec] say what n lacks.
func SignRequest(
	q *read.Request,
	n Node,
	ca *cert.Certificate,
	signer crypto.Signer,
	random io.Reader,
	now time.Time,
) (*cert.Certificate, error) {
	filled, err := plan.CASpec{Subject: Subject{CommonName: n.Name}, Nodes: []Node{n}}.Fill()
	if err != nil {
		return nil, err
	}
	n = filled.Nodes[0]
	alg, ok := tbs.AlgorithmFor(ca.SPKI, ca.OuterAlg.OID)
	if !ok {
		return nil, fmt.Errorf("issue: a key of kind %s cannot sign certificates here", ca.SPKI.Describe())
	}
	serial, err := tbs.RandomSerial(random)
	if err != nil {
		return nil, fmt.Errorf("issue: random numbers for a serial: %w", err)
	}
	end := now.AddDate(0, 0, n.Days)
	if last, err := ca.NotAfter.UTC(); err == nil && last.Before(end) {
		end = last
	}
	authority := ca.SubjectKeyID
	if len(authority) == 0 {
		authority = tbs.KeyID(ca.SPKI) // what the CA gets when it is re-issued
	}
	t := tbs.Spec{
		Version:    2,
		Serial:     serial,
		Algorithm:  alg,
		Issuer:     ca.Subject.Raw,
		NotBefore:  tbs.EncodeTime(now.Add(-time.Hour)),
		NotAfter:   tbs.EncodeTime(end),
		Subject:    q.Subject.Raw,
		SPKI:       q.SPKI.Raw,
		Extensions: nodeExtensions(n, false, len(q.Subject.Attributes) == 0, q.SPKI, authority),
	}
	return Sign(&t, signer, random)
}
