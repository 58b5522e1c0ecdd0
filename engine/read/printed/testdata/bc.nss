Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            25:b6:a8:17:55:60:b4:cf:20:bd:ef:42:d7:03:9e:06:
            9d:da:b0:ce
        Signature Algorithm: X9.62 ECDSA signature with SHA256
        Issuer: "CN=bc"
        Validity:
            Not Before: Thu Nov 26 03:49:29 2026
            Not After : Mon Feb 12 03:49:29 2035
        Subject: "CN=bc"
        Subject Public Key Info:
            Public Key Algorithm: X9.62 elliptic curve public key
                Args:
                    06:08:2a:86:48:ce:3d:03:01:07
            EC Public Key:
                PublicValue:
                    04:22:36:e4:08:fd:e2:81:a5:6a:0f:20:f9:b8:2e:18:
                    7e:c8:7e:fd:4e:45:6e:13:73:cc:79:c6:b4:5c:be:74:
                    32:59:eb:c8:13:4c:e1:5a:13:00:d5:21:c0:54:eb:54:
                    65:3a:0d:d6:c4:45:f5:de:27:0d:c3:91:5f:c0:6f:94:
                    b3
                Curve: ANSI X9.62 elliptic curve prime256v1 (aka secp256r1, NIST P-256)
        Signed Extensions:
            Name: Certificate Basic Constraints
            Data: Is a CA with no maximum path length.

            Name: Certificate Key Usage
            Usages: Certificate Signing

            Name: Certificate Subject Key ID
            Data:
                d0:08:1b:b6:a4:ac:26:43:3e:85:fe:53:20:cd:71:1d:
                8e:09:03:49

    Signature Algorithm: X9.62 ECDSA signature with SHA256
    Signature:
        30:46:02:21:00:ea:6b:16:96:2d:21:eb:4e:65:32:7b:
        83:aa:30:29:a2:14:92:04:f9:99:d7:42:ba:35:ed:c4:
        5b:a9:53:d0:79:02:21:00:d9:d4:88:f1:fc:9e:e3:db:
        ea:4f:4c:95:97:a4:6d:41:6b:21:4f:25:1a:83:08:ad:
        27:01:aa:b4:c7:e4:cd:48
    Fingerprint (SHA-256):
        37:FA:81:E7:04:EA:4C:11:45:48:EF:81:8E:55:EE:D8:55:33:F9:36:8A:2D:11:A6:46:C7:8E:B7:A7:29:24:AA
    Fingerprint (SHA1):
        DD:7C:33:85:48:21:20:83:6E:31:33:87:5D:BC:E2:30:D3:91:D9:37

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
            Valid CA
            Trusted CA
            Trusted Client CA
        Email Flags:
        Object Signing Flags:

