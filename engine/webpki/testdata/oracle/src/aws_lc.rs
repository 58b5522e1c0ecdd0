//! The signature algorithms that rustls has with the aws-lc-rs provider, for packages of rustls without it.

use aws_lc_rs::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use rustls::crypto::WebPkiSupportedAlgorithms;
use rustls::SignatureScheme as Scheme;
use rustls_pki_types::{alg_id, AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm};

#[derive(Debug)]
struct Algorithm(AlgorithmIdentifier, AlgorithmIdentifier, &'static dyn VerificationAlgorithm);

impl SignatureVerificationAlgorithm for Algorithm {
    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.0
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.1
    }

    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let curve = [alg_id::ECDSA_P256, alg_id::ECDSA_P384, alg_id::ECDSA_P521].contains(&self.0);
        if curve && !matches!(key.first(), Some(2..=4)) {
            return Err(InvalidSignature);
        }
        UnparsedPublicKey::new(self.2, key).verify(message, signature).map_err(|_| InvalidSignature)
    }
}

type Verifier = &'static dyn SignatureVerificationAlgorithm;

macro_rules! algorithm {
    ($name:ident, $key:expr, $signature:expr, $with:expr) => {
        static $name: Verifier = &Algorithm($key, $signature, &$with);
    };
}

const fn absent(bytes: &'static [u8]) -> AlgorithmIdentifier {
    AlgorithmIdentifier::from_slice(bytes)
}

const SHA256_ABSENT: AlgorithmIdentifier = absent(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b");
const SHA384_ABSENT: AlgorithmIdentifier = absent(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c");
const SHA512_ABSENT: AlgorithmIdentifier = absent(b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d");

algorithm!(P256_256, alg_id::ECDSA_P256, alg_id::ECDSA_SHA256, signature::ECDSA_P256_SHA256_ASN1);
algorithm!(P256_384, alg_id::ECDSA_P256, alg_id::ECDSA_SHA384, signature::ECDSA_P256_SHA384_ASN1);
algorithm!(P256_512, alg_id::ECDSA_P256, alg_id::ECDSA_SHA512, signature::ECDSA_P256_SHA512_ASN1);
algorithm!(P384_256, alg_id::ECDSA_P384, alg_id::ECDSA_SHA256, signature::ECDSA_P384_SHA256_ASN1);
algorithm!(P384_384, alg_id::ECDSA_P384, alg_id::ECDSA_SHA384, signature::ECDSA_P384_SHA384_ASN1);
algorithm!(P384_512, alg_id::ECDSA_P384, alg_id::ECDSA_SHA512, signature::ECDSA_P384_SHA512_ASN1);
algorithm!(P521_256, alg_id::ECDSA_P521, alg_id::ECDSA_SHA256, signature::ECDSA_P521_SHA256_ASN1);
algorithm!(P521_384, alg_id::ECDSA_P521, alg_id::ECDSA_SHA384, signature::ECDSA_P521_SHA384_ASN1);
algorithm!(P521_512, alg_id::ECDSA_P521, alg_id::ECDSA_SHA512, signature::ECDSA_P521_SHA512_ASN1);
algorithm!(ED25519, alg_id::ED25519, alg_id::ED25519, signature::ED25519);
algorithm!(PSS_256, alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA256, signature::RSA_PSS_2048_8192_SHA256);
algorithm!(PSS_384, alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA384, signature::RSA_PSS_2048_8192_SHA384);
algorithm!(PSS_512, alg_id::RSA_ENCRYPTION, alg_id::RSA_PSS_SHA512, signature::RSA_PSS_2048_8192_SHA512);
algorithm!(RSA_256, alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA256, signature::RSA_PKCS1_2048_8192_SHA256);
algorithm!(RSA_384, alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA384, signature::RSA_PKCS1_2048_8192_SHA384);
algorithm!(RSA_512, alg_id::RSA_ENCRYPTION, alg_id::RSA_PKCS1_SHA512, signature::RSA_PKCS1_2048_8192_SHA512);
algorithm!(RSA_256_ABSENT, alg_id::RSA_ENCRYPTION, SHA256_ABSENT, signature::RSA_PKCS1_2048_8192_SHA256);
algorithm!(RSA_384_ABSENT, alg_id::RSA_ENCRYPTION, SHA384_ABSENT, signature::RSA_PKCS1_2048_8192_SHA384);
algorithm!(RSA_512_ABSENT, alg_id::RSA_ENCRYPTION, SHA512_ABSENT, signature::RSA_PKCS1_2048_8192_SHA512);

pub static SUPPORTED: WebPkiSupportedAlgorithms = WebPkiSupportedAlgorithms {
    all: &[
        P256_256, P256_384, P256_512, P384_256, P384_384, P384_512, P521_256, P521_384, P521_512, ED25519, PSS_256,
        PSS_384, PSS_512, RSA_256, RSA_384, RSA_512, RSA_256_ABSENT, RSA_384_ABSENT, RSA_512_ABSENT,
    ],
    mapping: &[
        (Scheme::ECDSA_NISTP384_SHA384, &[P384_384, P256_384, P521_384]),
        (Scheme::ECDSA_NISTP256_SHA256, &[P256_256, P384_256, P521_256]),
        (Scheme::ECDSA_NISTP521_SHA512, &[P521_512, P384_512, P256_512]),
        (Scheme::ED25519, &[ED25519]),
        (Scheme::RSA_PSS_SHA512, &[PSS_512]),
        (Scheme::RSA_PSS_SHA384, &[PSS_384]),
        (Scheme::RSA_PSS_SHA256, &[PSS_256]),
        (Scheme::RSA_PKCS1_SHA512, &[RSA_512]),
        (Scheme::RSA_PKCS1_SHA384, &[RSA_384]),
        (Scheme::RSA_PKCS1_SHA256, &[RSA_256]),
    ],
};
