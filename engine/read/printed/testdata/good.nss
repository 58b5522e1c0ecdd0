Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            33:b9:94:fe:6c:fb:cc:64:1b:f6:0a:16:74:d0:04:44:
            91:e3:84:b7
        Signature Algorithm: X9.62 ECDSA signature with SHA256
        Issuer: "CN=good"
        Validity:
            Not Before: Thu Nov 26 03:49:29 2026
            Not After : Mon Feb 12 03:49:29 2035
        Subject: "CN=good"
        Subject Public Key Info:
            Public Key Algorithm: X9.62 elliptic curve public key
                Args:
                    06:08:2a:86:48:ce:3d:03:01:07
            EC Public Key:
                PublicValue:
                    04:04:99:f5:57:a8:14:12:f4:4c:59:e8:2c:b7:c6:cd:
                    76:11:60:df:29:44:49:6b:c3:56:88:f0:bd:dc:1e:82:
                    17:04:10:a4:dc:5a:c3:7d:8e:1c:11:4c:13:68:17:cb:
                    20:ab:b1:ba:8f:6f:f2:39:c6:fa:e2:3c:9b:e3:90:7f:
                    b1
                Curve: ANSI X9.62 elliptic curve prime256v1 (aka secp256r1, NIST P-256)
        Signed Extensions:
            Name: Certificate Subject Key ID
            Data:
                3d:47:d9:2e:4c:3e:bd:a9:66:c2:1f:95:72:43:9b:eb:
                81:15:ec:b8

            Name: Certificate Authority Key Identifier
            Key ID:
                3d:47:d9:2e:4c:3e:bd:a9:66:c2:1f:95:72:43:9b:eb:
                81:15:ec:b8

            Name: Certificate Basic Constraints
            Critical: True
            Data: Is a CA with no maximum path length.

            Name: Certificate Key Usage
            Critical: True
            Usages: Certificate Signing
                    CRL Signing

    Signature Algorithm: X9.62 ECDSA signature with SHA256
    Signature:
        30:46:02:21:00:de:e6:82:1e:93:b1:1f:03:20:9f:4a:
        25:32:a6:ca:6e:ab:1f:ee:2d:1c:e8:11:be:49:c0:f9:
        fe:44:b5:eb:ad:02:21:00:d7:81:ce:ff:16:2b:63:18:
        cf:d3:d7:47:30:07:38:70:97:8a:b0:95:ca:81:b2:e2:
        3b:ce:53:01:75:b3:66:44
    Fingerprint (SHA-256):
        15:DF:C7:01:4E:AA:E9:B9:B6:AA:AF:1C:77:ED:21:EF:AF:1D:0B:82:08:60:86:6E:8B:C1:51:C1:44:D2:77:FB
    Fingerprint (SHA1):
        01:81:72:33:40:F2:48:81:A6:11:C7:B6:97:A7:97:6F:3A:45:19:3A

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
            Valid CA
            Trusted CA
            Trusted Client CA
        Email Flags:
        Object Signing Flags:

