Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            08:e6:89:b7:80:b9:33:5a:7a:70:12:75:b1:76:19:f9:
            b2:06:b2:2f
        Signature Algorithm: X9.62 ECDSA signature with SHA-1
        Issuer: "CN=Dump Root,O=Dumps"
        Validity:
            Not Before: Sat Nov 28 14:25:13 2026
            Not After : Wed Feb 14 14:25:13 2035
        Subject: "CN=weak.example"
        Subject Public Key Info:
            Public Key Algorithm: PKCS #1 RSA Encryption
            RSA Public Key:
                Modulus:
                    a4:16:aa:a1:f9:0b:84:9d:1d:43:32:56:d5:f7:52:8c:
                    2b:ba:ce:9d:85:96:8b:e5:0d:a5:26:27:cb:a6:45:18:
                    93:17:5a:ed:e3:58:4a:d0:7e:6a:3d:5b:0f:f6:b7:17:
                    df:7e:bc:33:f1:57:8a:d3:d2:38:03:82:ce:0e:6f:58:
                    7d:1a:76:09:aa:f4:23:e7:6f:8d:07:2b:92:c7:85:f1:
                    43:33:f0:ca:9e:2a:6c:f6:52:01:de:60:83:f1:8e:86:
                    97:3e:92:da:fe:21:bd:df:c9:6c:34:e4:99:c6:b0:4f:
                    f4:55:84:2b:aa:b9:6f:ad:10:73:8e:58:18:ae:a3:fd
                Exponent: 65537 (0x10001)
        Signed Extensions:
            Name: Certificate Basic Constraints
            Critical: True
            Data: Is not a CA.

            Name: Certificate Key Usage
            Critical: True
            Usages: Digital Signature

            Name: Extended Key Usage
                TLS Web Client Authentication Certificate

            Name: Certificate Subject Alt Name
            DNS name: "weak.example"

            Name: Certificate Subject Key ID
            Data:
                a9:41:39:d4:bf:2d:a9:07:40:f8:03:c4:cb:3d:3f:60:
                3c:f3:bd:18

            Name: Certificate Authority Key Identifier
            Key ID:
                ce:ee:ef:b0:13:eb:fc:ef:23:02:86:ba:40:2d:6d:16:
                55:c1:6a:42

    Signature Algorithm: X9.62 ECDSA signature with SHA-1
    Signature:
        30:45:02:20:75:18:93:1a:7b:cb:d5:98:06:8f:1a:bb:
        f2:f0:b3:25:c2:97:3b:78:e6:77:54:82:14:6d:9f:c6:
        34:02:3f:a4:02:21:00:a3:82:ac:4c:1e:e3:05:76:4a:
        92:ba:21:c8:f7:2a:e4:a3:68:74:d3:c3:47:1f:7b:5f:
        02:44:d8:4d:76:95:80
    Fingerprint (SHA-256):
        80:7E:66:47:96:C5:E0:44:0F:FA:27:04:B1:06:EC:71:F2:4F:60:01:9D:F6:45:70:A1:06:50:76:CA:02:1E:78
    Fingerprint (SHA1):
        71:01:0A:30:50:F4:FA:D4:FD:B9:56:8D:52:89:41:77:E6:0C:49:4D

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
        Email Flags:
        Object Signing Flags:

