package read

import "x509strict/engine/cert"

// match notes for every key which certificates hold its public key.
func (r *reading) match() {
	if len(r.out.Keys) == 0 {
		return
	}
	holders := map[string][]int{}
	for i, c := range r.out.Certificates {
		id := keyIdentity(c.SPKI)
		holders[id] = append(holders[id], i)
	}
	for i := range r.out.Keys {
		k := &r.out.Keys[i]
		k.Matches = []int{}
		if public, err := cert.ParsePublicKeyInfo(
			k.PublicKey,
		); err == nil { // fails only for kinds whose public key is not known
			k.Matches = append(k.Matches, holders[keyIdentity(public)]...)
		}
	}
}

// keyIdentity is equal for equal public keys, whatever their encodings: algorithm parameters may differ (RSA with and
// without NULL, named and explicit curves), and a point of an elliptic curve may be compressed (SEC 1 section 2.3.3).
func keyIdentity(p cert.PublicKeyInfo) string {
	key, kind := p.Key.Bytes, p.Kind()
	if half := len(key) / 2; kind == cert.EC && len(key)%2 == 1 && len(key) > 2 && key[0] == 4 {
		key = append([]byte{2 | key[len(key)-1]&1}, key[1:half+1]...)
	}
	return string(kind) + string(key)
}
