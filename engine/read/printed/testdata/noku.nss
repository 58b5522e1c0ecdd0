Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            31:a1:37:a6:62:01:ae:b7:23:0e:cc:86:5f:04:6a:29:
            9c:64:52:bb
        Signature Algorithm: X9.62 ECDSA signature with SHA256
        Issuer: "CN=noku"
        Validity:
            Not Before: Thu Nov 26 03:49:29 2026
            Not After : Mon Feb 12 03:49:29 2035
        Subject: "CN=noku"
        Subject Public Key Info:
            Public Key Algorithm: X9.62 elliptic curve public key
                Args:
                    06:08:2a:86:48:ce:3d:03:01:07
            EC Public Key:
                PublicValue:
                    04:66:36:24:84:18:08:4e:ae:2e:11:27:86:b7:9b:75:
                    ea:69:32:4d:a5:9f:bb:61:bf:8d:c6:07:3a:1c:ff:53:
                    72:63:89:76:e4:c6:e6:ae:07:1b:fd:f7:3c:40:6a:03:
                    02:93:c8:6d:58:64:ae:8d:09:92:05:c1:da:e2:6f:9f:
                    94
                Curve: ANSI X9.62 elliptic curve prime256v1 (aka secp256r1, NIST P-256)
        Signed Extensions:
            Name: Certificate Subject Key ID
            Data:
                77:ed:09:23:03:86:64:3c:bf:8d:3d:5c:6d:88:5c:96:
                fc:f3:11:02

            Name: Certificate Authority Key Identifier
            Key ID:
                77:ed:09:23:03:86:64:3c:bf:8d:3d:5c:6d:88:5c:96:
                fc:f3:11:02

            Name: Certificate Basic Constraints
            Critical: True
            Data: Is a CA with no maximum path length.

    Signature Algorithm: X9.62 ECDSA signature with SHA256
    Signature:
        30:46:02:21:00:d0:05:b7:4c:32:14:d6:24:79:12:4a:
        f5:ba:2c:f6:1b:ba:91:5d:09:a7:b2:25:6e:92:b9:d2:
        ce:ec:0f:c8:f5:02:21:00:af:72:ed:68:f5:ea:a5:0b:
        22:bc:01:8e:97:93:2f:42:64:95:9e:50:1e:93:d8:0c:
        e8:44:73:86:72:25:85:fc
    Fingerprint (SHA-256):
        0E:4F:CB:0C:64:BF:C5:38:0C:31:57:AE:FC:D8:AE:6A:79:C5:AE:C8:3E:39:F8:E9:B3:10:44:16:F5:00:31:0E
    Fingerprint (SHA1):
        99:06:1E:48:95:D6:3A:80:4D:56:3D:F2:84:F3:7A:FA:51:68:5D:6A

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
            Valid CA
            Trusted CA
            Trusted Client CA
        Email Flags:
        Object Signing Flags:

