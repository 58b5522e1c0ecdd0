"""Shakes hands in memory, one case a line of JSON: {"as", "sent", "key", "ca", "host", "spare", "spareKey"}, all PEM.

Prints one line for each case: "ok", or what the side that verifies says. The first line names Python and OpenSSL.
"""
import json
import os
import ssl
import sys
import tempfile


def file(text):
    f = tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False)
    f.write(text)
    f.close()
    return f.name


def own(context, chain, key):
    names = [file(chain), file(key)]
    context.load_cert_chain(*names)
    for name in names:
        os.unlink(name)


def contexts(case):
    if case["as"] == "server":
        client = ssl.create_default_context(cadata=case["ca"])
        client.check_hostname = bool(case["host"])
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own(server, case["sent"], case["key"])
        return client, server
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    own(client, case["sent"], case["key"])
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cadata=case["ca"])
    server.verify_mode = ssl.CERT_REQUIRED
    own(server, case["spare"], case["spareKey"])
    return client, server


def shake(case):
    client, server = contexts(case)
    pipes = [ssl.MemoryBIO() for _ in range(4)]
    c = client.wrap_bio(pipes[0], pipes[1], server_hostname=case["host"] or "localhost")
    s = server.wrap_bio(pipes[2], pipes[3], server_side=True)
    done = set()
    for _ in range(20):
        for side in (c, s):
            try:
                side.do_handshake()
                done.add(side)
            except ssl.SSLWantReadError:
                pass
            pipes[2].write(pipes[1].read())
            pipes[0].write(pipes[3].read())
        if len(done) == 2:
            return "ok"
    return "unfinished"


print(json.dumps([sys.version.split()[0], ssl.OPENSSL_VERSION]))
for line in sys.stdin:
    try:
        print(shake(json.loads(line)))
    except ssl.SSLCertVerificationError as e:
        print("certificate verify failed: " + e.verify_message)
    except ssl.SSLError as e:
        print("SSLError: " + str(e))
