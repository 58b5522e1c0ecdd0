// Package origin recognizes who made a certificate, on evidence in the certificate alone, and knows that maker's own
// remedy.
//
// In come certificates, out come matches: which maker, how sure, what gave it away. Beside each maker stands which
// versions have a fault that strict verification objects to, which one mended it, what its owner does about it and
// where the CA's key lies, each with its source. Makers whose certificates carry no mark of their own (Squid, Vault,
// CFSSL and most recipes) are not guessed at; the shapes that OpenSSL's stock configuration and Java's keytool leave
// behind are named only when nothing better matches, and never as certain.
package origin
