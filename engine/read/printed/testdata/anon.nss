Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            7d:01:99:62:cf:c2:a1:e0:79:1c:0a:44:b3:64:c7:16:
            1b:b6:43
        Signature Algorithm: X9.62 ECDSA signature with SHA256
        Issuer: "CN=Dump Root,O=Dumps"
        Validity:
            Not Before: Sat Nov 28 14:25:14 2026
            Not After : Wed Feb 14 14:25:14 2035
        Subject: "(empty)"
        Subject Public Key Info:
            Public Key Algorithm: PKCS #1 RSA Encryption
            RSA Public Key:
                Modulus:
                    ad:63:38:9c:da:85:8a:c3:44:8b:43:28:48:d2:f2:51:
                    fc:f0:2a:ea:4c:9b:ef:77:7b:9f:13:54:fc:6b:9f:df:
                    80:59:ff:c3:4f:c8:28:3d:1a:71:7e:62:7d:ab:df:c3:
                    d6:f2:69:e6:43:e6:66:0b:89:29:ad:55:7e:11:8d:25:
                    90:4d:59:23:8a:e4:50:cb:c5:8b:c8:01:70:5b:bb:92:
                    72:9f:7f:df:3c:7c:c3:f0:d9:7b:5c:3c:1a:33:26:3b:
                    e1:a1:e1:cf:5f:d9:37:b7:0d:e6:b7:e4:7c:09:12:b0:
                    6e:f7:8e:1f:7c:3f:3f:06:ab:c2:ab:ef:19:f0:bc:a4:
                    eb:95:b0:87:0e:3f:e3:37:b3:6d:bf:c5:b0:13:b6:d0:
                    ca:d1:b9:4b:87:60:0c:7f:97:dc:66:f3:b4:75:1f:10:
                    8a:68:6c:59:4c:6d:93:80:38:87:c3:02:97:02:31:d7:
                    a8:8e:83:74:1a:c7:81:a9:32:a1:ed:8f:7d:a9:09:d1:
                    ec:0f:1c:cb:a5:de:c6:d1:b9:30:bb:cb:af:6e:e2:05:
                    a9:b7:64:4c:7a:1e:13:52:df:7c:54:e5:dd:2a:0e:05:
                    a6:09:dc:79:ed:66:22:af:db:cf:e7:e7:e1:75:03:18:
                    73:25:f9:a0:76:e5:df:52:de:4f:4d:e2:8a:c5:0b:ef
                Exponent: 65537 (0x10001)
        Signed Extensions:
            Name: Certificate Basic Constraints
            Data: Is not a CA.

            Name: Certificate Key Usage
            Critical: True
            Usages: Non-Repudiation
                    Data Encipherment

            Name: Extended Key Usage
                TLS Web Server Authentication Certificate
                TLS Web Client Authentication Certificate

            Name: Certificate Subject Alt Name
            DNS name: "anon.example"

            Name: Certificate Subject Key ID
            Data:
                8e:2d:c0:70:96:41:9c:8d:03:4e:86:dc:8f:ef:bb:1f:
                f1:c5:d8:e4

            Name: Certificate Authority Key Identifier
            Key ID:
                ce:ee:ef:b0:13:eb:fc:ef:23:02:86:ba:40:2d:6d:16:
                55:c1:6a:42

    Signature Algorithm: X9.62 ECDSA signature with SHA256
    Signature:
        30:45:02:21:00:e8:94:1b:8d:f3:0a:9e:2c:7a:a4:e3:
        8b:84:4d:a2:97:74:43:cb:15:60:81:95:b3:d0:aa:e9:
        eb:28:d7:d1:36:02:20:6b:e3:b4:be:46:62:5e:b9:35:
        fc:ca:53:dd:77:f7:cd:c6:cc:0f:45:14:8c:33:d7:44:
        62:1b:84:13:eb:e9:8d
    Fingerprint (SHA-256):
        22:D3:BC:26:F8:25:8B:E6:82:44:50:09:11:DD:AF:78:F4:0B:7A:56:D6:0E:13:5C:60:5D:EC:EA:9C:DD:3E:44
    Fingerprint (SHA1):
        81:70:C3:B8:C6:4B:FF:7D:16:62:31:B2:5D:A9:8E:62:BB:D3:BF:77

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
        Email Flags:
        Object Signing Flags:

