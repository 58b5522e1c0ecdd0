"""Connects to servers the way one Python client does and prints what it says: one JSON object a line in, one out.

In:  {"port": 1234, "host": "localhost", "ca": "PEM"}
Out: {"ok": true} or {"text": "the verification error", "code": 92}
"""
import json
import os
import socket
import ssl
import sys
import tempfile


def cause(error):
    """The SSLCertVerificationError within an exception, if any."""
    seen = set()
    todo = [error]
    while todo:
        e = todo.pop()
        if e is None or id(e) in seen:
            continue
        seen.add(id(e))
        if isinstance(e, ssl.SSLCertVerificationError) and hasattr(e, "verify_message"):
            return e
        todo += [e.__cause__, e.__context__, getattr(e, "reason", None)]
        todo += [a for a in getattr(e, "args", ()) if isinstance(a, BaseException)]
        todo += [a for a in getattr(e, "errors", ()) if isinstance(a, BaseException)]
    return None


def plain(port, host, ca, relaxed=False):
    context = ssl.create_default_context(cadata=ca)
    if relaxed:
        context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0x20)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        with context.wrap_socket(raw, server_hostname=host):
            pass


def with_file(f):
    def run(port, host, ca):
        handle, path = tempfile.mkstemp(suffix=".pem")
        try:
            os.write(handle, ca.encode())
            os.close(handle)
            f(port, host, path)
        finally:
            os.unlink(path)
    return run


def redirect(port):
    """Sends every connection to our server, whatever the name."""
    original = socket.getaddrinfo
    socket.getaddrinfo = lambda host, p, *a, **k: original("127.0.0.1", port, *a, **k)
    return original


def over_http(get):
    def run(port, host, path):
        original = redirect(port)
        try:
            get("https://%s:%d/" % (("[%s]" % host) if ":" in host else host, port), path)
        finally:
            socket.getaddrinfo = original
    return with_file(run)


def use_requests(url, path):
    import requests
    requests.get(url, verify=path, timeout=10)


def use_httpx(url, path):
    import httpx
    httpx.get(url, verify=ssl.create_default_context(cafile=path), timeout=10)


def use_aiohttp(url, path):
    import asyncio
    import aiohttp

    async def go():
        context = ssl.create_default_context(cafile=path)
        async with aiohttp.ClientSession() as session:
            async with session.get(url, ssl=context):
                pass
    asyncio.run(go())


def use_elasticsearch(url, path):
    import elasticsearch
    elasticsearch.Elasticsearch(url, ca_certs=path, request_timeout=10, max_retries=0, retry_on_timeout=False).info()


KINDS = {
    "python": plain,
    "relaxed": lambda *a: plain(*a, relaxed=True),
    "requests": over_http(use_requests),
    "httpx": over_http(use_httpx),
    "aiohttp": over_http(use_aiohttp),
    "elasticsearch": over_http(use_elasticsearch),
}

kind = KINDS[sys.argv[1]]
for line in sys.stdin:
    case = json.loads(line)
    try:
        kind(case["port"], case["host"], case["ca"])
        said = {"ok": True}
    except Exception as e:
        found = cause(e)
        if found is not None:
            said = {"text": found.verify_message, "code": found.verify_code}
        elif "CERTIFICATE_VERIFY_FAILED" in str(e):
            said = {"text": str(e).split("certificate verify failed: ")[1].split(" (_ssl")[0], "code": 0}
        elif "doesn't match" in repr(e):
            said = {"text": repr(e)}
        elif isinstance(e, (ssl.SSLError, ConnectionError, OSError)) and not str(e):
            said = {"fault": repr(e)}
        elif kind is not plain and "SSL" not in repr(e) and "onnect" not in type(e).__name__:
            said = {"ok": True, "why": repr(e)}  # the handshake passed; that our server speaks no more HTTP is no matter
        else:
            said = {"fault": repr(e)}
    print(json.dumps(said), flush=True)
