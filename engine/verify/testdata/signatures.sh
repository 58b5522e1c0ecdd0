#!/usr/bin/env bash
# Makes a CA and a leaf for every kind of key that the openssl on the PATH (3.5 or later) signs certificates with, as
# NAME.ca and NAME.leaf (DER) in the directory $1. Run it in the trixie tree of engine/internal/oracle/debian.sh:
#
#   cp engine/verify/testdata/signatures.sh TREE/tmp/ && chroot TREE bash /tmp/signatures.sh /tmp/made
#   go test ./engine/verify -run SignaturesLive -made TREE/tmp/made -record
set -euo pipefail
mkdir -p "$1"
cd "$1"

cat >made.cnf <<'CONFIG'
[req]
distinguished_name = dn
prompt = no
x509_extensions = ca
[dn]
CN = Signature CA
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:host.example.com
CONFIG
openssl ecparam -name prime256v1 -genkey -noout -out leaf.key
openssl req -new -key leaf.key -subj /CN=host.example.com -config made.cnf -out leaf.csr

# NAME.key signs a CA and a leaf, with the digest and options that follow.
pair() {
  local name=$1 dates=(-not_before 20250101000000Z -not_after 20350101000000Z)
  shift
  openssl req -x509 -key "$name.key" -config made.cnf "${dates[@]}" -outform DER -out "$name.ca" "$@"
  openssl x509 -req -in leaf.csr -CA "$name.ca" -CAkey "$name.key" -extfile made.cnf -extensions leaf -set_serial 77 \
    "${dates[@]}" -outform DER -out "$name.leaf" "$@" 2>/dev/null
}

for name in ED448 ED25519 ML-DSA-{44,65,87} SLH-DSA-{SHA2,SHAKE}-{128,192,256}{s,f}; do
  openssl genpkey -algorithm "$name" -out "$name.key"
  pair "$name"
done

openssl genpkey -algorithm SM2 -out SM2.key
pair SM2 -sm3
cp SM2.key SM2-id.key
pair SM2-id -sm3 -sigopt distid:1234567812345678 # refused: nobody tells the verifier this identity

curves=$(openssl ecparam -list_curves | sed -n 's/^ *\([A-Za-z0-9-]*\) *:.*/\1/p')
for curve in $curves; do
  case $curve in SM2 | Oakley-*) continue ;; esac # the latter sign nothing
  openssl ecparam -name "$curve" -genkey -noout -out "ec-$curve.key"
  pair "ec-$curve" -sha256
done
for curve in sect{283k1,163r2,571r1} c2pnb{368w1,176v1} c2tnb191v1 brainpoolP384{r1,t1} secp256k1 secp521r1; do
  openssl ecparam -name "$curve" -genkey -noout -out "form-$curve.key"
  for form in compressed hybrid; do
    openssl ec -in "form-$curve.key" -conv_form $form -out "$form-$curve.key" 2>/dev/null
    pair "$form-$curve" -sha384
  done
  openssl ec -in "form-$curve.key" -param_enc explicit -out "explicit-$curve.key" 2>/dev/null
  pair "explicit-$curve" -sha512
done
