"""Asks python3-cryptography about cases: a line of engine/internal/peer each on stdin, "id<TAB>answer" on stdout."""

import datetime
import ipaddress
import sys
import warnings

from cryptography import __version__, x509
from cryptography.x509.verification import DNSName, IPAddress, PolicyBuilder, Store

warnings.simplefilter("ignore")
print("#\tcryptography " + __version__)


def load(field):
    return [x509.load_der_x509_certificate(bytes.fromhex(der)) for der in field.split(",") if der]


for line in sys.stdin:
    case, _, host, at, _, sent, trusted = line.rstrip("\n").split("\t")
    try:
        try:
            subject = IPAddress(ipaddress.ip_address(host))
        except ValueError:
            subject = DNSName(host)
        chain, store = load(sent), Store(load(trusted))
        when = datetime.datetime.fromtimestamp(int(at), datetime.timezone.utc).replace(tzinfo=None)
        PolicyBuilder().store(store).time(when).build_server_verifier(subject).verify(chain[0], chain[1:])
        answer = "ok"
    except BaseException as problem:  # Rust panics are BaseExceptions
        answer = " ".join(str(problem).split())
        if type(problem).__name__ != "VerificationError":
            answer = type(problem).__name__ + ": " + answer
    print(case + "\t" + answer, flush=True)
