//go:build js && wasm && !lean

package main

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"syscall/js"

	"x509strict/engine/issue"
)

// webKeys are the algorithms of WebCrypto for the kinds of keys (Web Cryptography API, sections 20, 23). Ed25519 is
// left to Go: it takes no time there, and not every browser has it.
var webKeys = map[string]map[string]any{
	"":         {"name": "ECDSA", "namedCurve": "P-256"},
	"EC P-256": {"name": "ECDSA", "namedCurve": "P-256"},
	"EC P-384": {"name": "ECDSA", "namedCurve": "P-384"},
	"EC P-521": {"name": "ECDSA", "namedCurve": "P-521"},
	"RSA 2048": {"name": "RSASSA-PKCS1-v1_5", "modulusLength": 2048},
	"RSA 3072": {"name": "RSASSA-PKCS1-v1_5", "modulusLength": 3072},
	"RSA 4096": {"name": "RSASSA-PKCS1-v1_5", "modulusLength": 4096},
}

// generate makes a key with WebCrypto where the browser offers it, which is many times faster for RSA, else in Go. It
// must run in a goroutine of its own, never inside of a JavaScript callback.
func generate(kind string) (crypto.Signer, error) {
	subtle := js.Undefined()
	if c := js.Global().Get("crypto"); c.Truthy() {
		subtle = c.Get("subtle")
	}
	algorithm, ok := webKeys[kind]
	if !ok || !subtle.Truthy() {
		return issue.Generator(rand.Reader)(kind)
	}
	a := js.ValueOf(algorithm)
	if a.Get("modulusLength").Truthy() {
		a.Set("hash", "SHA-256")
		a.Set("publicExponent", uint8Array([]byte{1, 0, 1}))
	}
	pair, err := await(subtle.Call("generateKey", a, true, js.ValueOf([]any{"sign", "verify"})))
	if err != nil {
		return issue.Generator(rand.Reader)(kind) // refused by this browser, for instance by a policy
	}
	exported, err := await(subtle.Call("exportKey", "pkcs8", pair.Get("privateKey")))
	if err != nil {
		return nil, fmt.Errorf("newCA: WebCrypto made a key and does not hand it over: %w", err)
	}
	bytes := js.Global().Get("Uint8Array").New(exported)
	pkcs8 := make([]byte, bytes.Length())
	js.CopyBytesToGo(pkcs8, bytes)
	bytes.Call("fill", 0)
	key, err := x509.ParsePKCS8PrivateKey(pkcs8)
	clear(pkcs8)
	if err != nil {
		return nil, fmt.Errorf("newCA: WebCrypto's key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, errors.New("newCA: WebCrypto's key does not sign")
	}
	return signer, nil
}

// await waits for a promise.
func await(promise js.Value) (js.Value, error) {
	type settled struct {
		value js.Value
		err   error
	}
	done := make(chan settled, 1)
	yes := js.FuncOf(func(_ js.Value, args []js.Value) any { done <- settled{value: args[0]}; return nil })
	no := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- settled{err: errors.New(js.Global().Get("String").Invoke(args[0]).String())}
		return nil
	})
	defer yes.Release()
	defer no.Release()
	promise.Call("then", yes, no)
	s := <-done
	return s.value, s.err
}
