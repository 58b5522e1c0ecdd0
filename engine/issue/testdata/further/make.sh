#!/usr/bin/env bash
# Makes the files beside it anew, with OpenSSL 3.5 or later: for each kind of key a CA that lacks a key usage, a leaf of
# it for localhost, and the CA's private key; ML-DSA-65.FORM.key is that key in the forms that OpenSSL writes, ".enc.key"
# one under the password "secret". Run it in the trixie tree of engine/internal/oracle/debian.sh:
#
#   cp engine/issue/testdata/further/make.sh TREE/tmp/ && chroot TREE bash /tmp/make.sh /tmp/further
set -euo pipefail
mkdir -p "$1"
cd "$1"

cat >made.cnf <<'CONFIG'
[req]
distinguished_name = dn
prompt = no
x509_extensions = ca
[dn]
CN = Old CA
[ca]
basicConstraints = CA:TRUE
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost
CONFIG
openssl ecparam -name prime256v1 -genkey -noout -out leaf.key
openssl req -new -key leaf.key -subj /CN=localhost -config made.cnf -out leaf.csr

# NAME.key signs a CA and a leaf, with the options that follow.
pair() {
  local name=$1 dates=(-not_before 20250101000000Z -not_after 20350101000000Z)
  shift
  openssl req -x509 -key "$name.key" -config made.cnf "${dates[@]}" -out ca.crt "$@"
  openssl x509 -req -in leaf.csr -CA ca.crt -CAkey "$name.key" -extfile made.cnf -extensions leaf -set_serial 77 \
    "${dates[@]}" -out leaf.crt "$@" 2>/dev/null
  cat ca.crt leaf.crt "$name.key" >"$name.pem"
}

for name in ED448 ML-DSA-{44,65,87} SLH-DSA-SHA2-128s; do
  openssl genpkey -algorithm "$name" -out "$name.key"
  pair "$name"
done
openssl genpkey -algorithm SM2 -out SM2.key
pair SM2 -sm3
for name in brainpool{P256r1,P384r1,P512t1} secp{521r1,256k1} sect283k1; do
  openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$name" -out "$name.key"
  pair "$name" -sha256
done
openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha384 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:48 -out pss384.key
pair pss384 -sha384

for form in seed-only priv-only oqskeypair bare-seed bare-priv seed-priv; do
  openssl pkey -in ML-DSA-65.key -provparam "ml-dsa.output_formats=$form" -out "ML-DSA-65.$form.key"
done
for name in ML-DSA-65 ED448; do
  openssl pkcs8 -topk8 -in "$name.key" -v2 aes256 -passout pass:secret -out "$name.enc.key"
done
