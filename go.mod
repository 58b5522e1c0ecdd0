module x509strict

go 1.26.0

require (
	github.com/CycloneDX/cyclonedx-go v0.12.0 // the bill of materials of a build
	github.com/andybalholm/brotli v1.2.8 // prebuilt .br files
	github.com/cloudflare/circl v1.6.5 // Ed448, SLH-DSA
	github.com/emmansun/gmsm v0.15.5 // SM3
	github.com/evanw/esbuild v0.28.2 // bundles the page without Node
	github.com/hack-pad/go-indexeddb v0.3.2 // the history
	github.com/norunners/vert v0.0.0-20221203075838-106a353d42dd // small structs across the wasm border; has no tags
	golang.org/x/crypto v0.58.0 // md4, ripemd160, scrypt, chacha20poly1305
	golang.org/x/net v0.62.0 // SOCKS proxies of the native command
	golang.org/x/text v0.43.0 // NFKC for IDNA 2003
	golang.org/x/tools v0.52.0 // txtar, for tests only
	software.sslmate.com/src/go-pkcs12 v0.7.4 // writes PKCS#12 files
)

require (
	github.com/hack-pad/safejs v0.1.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
