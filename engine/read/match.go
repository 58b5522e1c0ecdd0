package read

import "x509strict/engine/key"

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
		if public, err := key.ParseInfo(k.PublicKey); err == nil { // fails only for kinds whose public key is not known
			k.Matches = append(k.Matches, holders[keyIdentity(public)]...)
		}
	}
}

// keyIdentity is equal for equal public keys, whatever their encodings: algorithm parameters may differ (RSA with and
// without NULL, named and explicit curves), and a point of an elliptic curve may be compressed (SEC 1 section 2.3.3).
func keyIdentity(p key.Info) string {
	bits, kind := p.Key.Bytes, p.Kind()
	if half := len(bits) / 2; kind == key.EC && len(bits)%2 == 1 && len(bits) > 2 && bits[0] == 4 {
		bits = append([]byte{2 | bits[len(bits)-1]&1}, bits[1:half+1]...)
	}
	return string(kind) + string(bits)
}
