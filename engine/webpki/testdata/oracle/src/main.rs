//! Asks rustls about every case of a folder that engine/internal/peer serves.
//!
//!     oracle ring|aws-lc DIR      one line a case: id, tab, what rustls says, " | ", what webpki says
//!
//! "What rustls says" is the text of the handshake's error, "ok" when it completed; "what webpki says" is the debug
//! form of webpki's own error for path and name, "ok" for none. The clock is the case's.

mod aws_lc;

use rustls::crypto::{ring, CryptoProvider};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, ClientConnection, RootCertStore};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use std::io::{BufRead, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;
use webpki::{anchor_from_trusted_cert, EndEntityCert, KeyUsage};

#[derive(Debug)]
struct At(UnixTime);

impl TimeProvider for At {
    fn current_time(&self) -> Option<UnixTime> {
        Some(self.0)
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut provider = ring::default_provider();
    if args[1] == "aws-lc" {
        provider.signature_verification_algorithms = aws_lc::SUPPORTED;
    }
    let provider = Arc::new(provider);
    let dir = std::path::Path::new(&args[2]);
    let index = std::io::BufReader::new(std::fs::File::open(dir.join("index.tsv")).unwrap());
    let mut out = std::io::stdout().lock();
    for line in index.lines() {
        let line = line.unwrap();
        let f: Vec<&str> = line.split('\t').collect();
        let pem = |kind: &str| -> Vec<CertificateDer<'static>> {
            let text = std::fs::read(dir.join(format!("{}.{}.pem", f[0], kind))).unwrap();
            CertificateDer::pem_slice_iter(&text).map(|c| c.unwrap()).collect()
        };
        let (trusted, sent) = (pem("ca"), pem("chain"));
        let at = UnixTime::since_unix_epoch(Duration::from_secs(f[3].parse().unwrap()));
        let name = ServerName::try_from(f[2].to_string()).unwrap();
        let path = match path(&provider, &trusted, &sent, &name, at) {
            Ok(()) => "ok".to_string(),
            Err(e) => format!("{e:?}"),
        };
        let handshake = match handshake(&provider, trusted, f[1].parse().unwrap(), name, at) {
            Ok(()) => "ok".to_string(),
            Err(e) => e,
        };
        writeln!(out, "{}\t{}", f[0], format!("{handshake} | {path}").replace('\n', "\\n")).unwrap();
    }
}

/// The path and the name, by webpki alone.
fn path(
    provider: &CryptoProvider,
    trusted: &[CertificateDer<'static>],
    sent: &[CertificateDer<'static>],
    name: &ServerName<'_>,
    at: UnixTime,
) -> Result<(), webpki::Error> {
    let anchors: Vec<TrustAnchor<'_>> = trusted.iter().filter_map(|c| anchor_from_trusted_cert(c).ok()).collect();
    let leaf = EndEntityCert::try_from(&sent[0])?;
    let algorithms = provider.signature_verification_algorithms.all;
    leaf.verify_for_usage(algorithms, &anchors, &sent[1..], at, KeyUsage::server_auth(), None, None)?;
    leaf.verify_is_valid_for_subject_name(name)
}

/// The whole handshake, by rustls.
fn handshake(
    provider: &Arc<CryptoProvider>,
    trusted: Vec<CertificateDer<'static>>,
    port: u16,
    name: ServerName<'static>,
    at: UnixTime,
) -> Result<(), String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted);
    let config = ClientConfig::builder_with_details(provider.clone(), Arc::new(At(at)))
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut connection = ClientConnection::new(Arc::new(config), name).map_err(|e| e.to_string())?;
    let mut socket = TcpStream::connect(("127.0.0.1", port)).map_err(|e| e.to_string())?;
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    while connection.is_handshaking() {
        if let Err(e) = connection.complete_io(&mut socket) {
            return Err(match e.get_ref() {
                Some(inner) => inner.to_string(),
                None => e.to_string(),
            });
        }
    }
    Ok(())
}

