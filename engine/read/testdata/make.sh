#!/usr/bin/env bash
# Makes the files of this folder anew with the real tools: OpenSSL 3.0 or later with its legacy provider, keytool of a
# JDK, and, for PBMAC1, OpenSSL 3.4 or later as $OPENSSL_NEW (without it those files are left alone). Every password is
# "secret" unless the file's name says otherwise.
# Run it here: ./make.sh
set -euo pipefail
cd "$(dirname "$0")"
new="${OPENSSL_NEW:-}"
days=36500
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# keys and certificates
openssl ecparam -name prime256v1 -genkey -noout -out ca.key
openssl req -x509 -new -key ca.key -subj "/O=Reader test/CN=Reader test CA" -days $days -out ca.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out leaf.key
openssl req -new -key leaf.key -subj "/CN=leaf.reader.test" -out leaf.csr
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days $days -out leaf.pem 2>"$tmp/log"
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$tmp/rsa.pk8"
openssl rsa -in "$tmp/rsa.pk8" -traditional -out rsa.key 2>"$tmp/log"
openssl req -x509 -new -key rsa.key -subj "/CN=RSA reader test" -days $days -out rsa.pem
openssl genpkey -algorithm ed25519 -out ed25519.key
openssl req -x509 -new -key ed25519.key -subj "/CN=Ed25519 reader test" -days $days -out ed25519.pem
openssl genpkey -algorithm x25519 -out x25519.key
openssl ecparam -name secp256k1 -genkey -noout -out secp256k1.key
openssl dsaparam -genkey 1024 2>"$tmp/log" | openssl dsa -out "$tmp/dsa.pk8" 2>"$tmp/log"
openssl dsa -in "$tmp/dsa.pk8" -traditional -out dsa.key 2>"$tmp/log" || cp "$tmp/dsa.pk8" dsa.key
openssl pkcs8 -topk8 -nocrypt -in dsa.key -out dsa.pk8
openssl pkey -in leaf.key -pubout -out leaf.pub
openssl ec -in leaf.key -conv_form compressed -out compressed.key 2>"$tmp/log"
openssl x509 -in leaf.pem -addtrust serverAuth -addtrust clientAuth -addreject emailProtection \
  -setalias "reader's leaf" -trustout -out trusted.pem
openssl x509 -in leaf.pem -text -out leaf.text

# encrypted keys
openssl ec -in ca.key -aes256 -passout pass:secret -out ca-traditional-aes256.key 2>"$tmp/log"
openssl rsa -in rsa.key -traditional -des3 -passout pass:secret -out rsa-traditional-des3.key 2>"$tmp/log"
openssl pkcs8 -topk8 -in ca.key -passout pass:secret -out ca-pbes2.key
openssl pkcs8 -topk8 -in ca.key -v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 5000 -passout pass:secret \
  -out ca-pbes2-sha512.key
openssl pkcs8 -topk8 -in ca.key -v2 des3 -v2prf hmacWithSHA1 -passout pass:secret -out ca-pbes2-des3.key
openssl pkcs8 -topk8 -in ca.key -scrypt -passout pass:secret -out ca-scrypt.key
for scheme in PBE-MD5-DES PBE-SHA1-RC2-64 PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-40 PBE-SHA1-RC2-128 \
  PBE-SHA1-RC4-128 PBE-SHA1-RC4-40; do
  openssl pkcs8 -topk8 -in ca.key -v1 $scheme -provider legacy -provider default -passout pass:secret -out "ca-$scheme.key"
done
openssl pkcs8 -topk8 -in ca.key -v2 rc2 -provider legacy -provider default -passout pass:secret -out ca-pbes2-rc2.key

# PKCS#12
p12() { out=$1; shift; openssl pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -name "reader leaf" -out "$out" "$@"; }
p12 modern.p12 -passout pass:secret
p12 legacy.p12 -legacy -passout pass:secret
p12 legacy-empty-password.p12 -legacy -passout pass:
p12 empty-password.p12 -passout pass:
p12 no-mac.p12 -nomac -passout pass:secret
p12 in-the-clear.p12 -certpbe NONE -keypbe NONE -nomac -passout pass:
p12 certificates-in-the-clear.p12 -certpbe NONE -passout pass:secret
p12 aes128-sha512.p12 -certpbe AES-128-CBC -keypbe AES-128-CBC -macalg sha512 -passout pass:secret
p12 sha384.p12 -macalg sha384 -passout pass:secret
p12 umlaut-password.p12 -passout "pass:pässwört"
openssl pkcs12 -export -nokeys -in ca.pem -passout pass:secret -out certificates-only.p12
if [ -n "$new" ]; then
  $new pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -pbmac1_pbkdf2 -passout pass:secret -out pbmac1.p12
fi

# Java: a store with two keys and their chains, as Elasticsearch's http.p12 is; trust stores; JKS and JCEKS
rm -f two-keys.p12 trust.p12 store.jks trust.jks store.jceks
keytool -genkeypair -alias http_ca -dname "CN=Elasticsearch security auto-configuration HTTP CA" -keyalg EC -groupname secp256r1 -validity $days \
  -ext bc=ca:true -storetype PKCS12 -keystore two-keys.p12 -storepass secret 2>"$tmp/log"
keytool -genkeypair -alias http -dname "CN=node.reader.test" -keyalg EC -groupname secp256r1 -validity $days -signer http_ca \
  -storetype PKCS12 -keystore two-keys.p12 -storepass secret 2>"$tmp/log"
keytool -importcert -noprompt -alias "our ca" -file ca.pem -storetype PKCS12 -keystore trust.p12 -storepass changeit 2>"$tmp/log"
for type in jks jceks; do
  keytool -importkeystore -srckeystore two-keys.p12 -srcstoretype PKCS12 -srcstorepass secret \
    -destkeystore store.$type -deststoretype $type -deststorepass secret -destkeypass secret 2>"$tmp/log"
  keytool -importcert -noprompt -alias "our ca" -file ca.pem -storetype $type -keystore store.$type -storepass secret 2>"$tmp/log"
done
keytool -genseckey -alias aaa-secret -keyalg AES -keysize 128 -storetype JCEKS -keystore store.jceks \
  -storepass secret 2>"$tmp/log"
keytool -importcert -noprompt -alias "our ca" -file ca.pem -storetype JKS -keystore trust.jks -storepass changeit 2>"$tmp/log"
keytool -exportcert -alias http_ca -keystore two-keys.p12 -storepass secret -rfc -file http_ca.pem 2>"$tmp/log"
keytool -exportcert -alias http -keystore two-keys.p12 -storepass secret -rfc -file http.pem 2>"$tmp/log"

# PKCS#7 and CMS
openssl crl2pkcs7 -nocrl -certfile leaf.pem -certfile ca.pem -out chain.p7b
openssl crl2pkcs7 -nocrl -certfile leaf.pem -certfile ca.pem -outform DER -out chain.p7c
echo hello >"$tmp/hello"
openssl cms -sign -in "$tmp/hello" -signer leaf.pem -inkey leaf.key -certfile ca.pem -stream -outform DER -nodetach \
  -out streamed.p7m
openssl cms -sign -in "$tmp/hello" -signer leaf.pem -inkey leaf.key -certfile ca.pem -outform PEM -nodetach -out signed.cms
{ echo "<plist><data>"; openssl x509 -in ca.pem -outform DER | base64; echo "</data></plist>"; } >"$tmp/profile"
openssl cms -sign -binary -in "$tmp/profile" -signer leaf.pem -inkey leaf.key -outform DER -nodetach -out profile.p7m

# a revocation list
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index\ndefault_md=sha256\ndefault_crl_days=30\n' "$tmp" >"$tmp/ca.cnf"
: >"$tmp/index"
openssl ca -config "$tmp/ca.cnf" -gencrl -keyfile ca.key -cert ca.pem -out ca.crl 2>"$tmp/log"
