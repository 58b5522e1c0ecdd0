Certificate:
    Data:
        Version: 3 (0x2)
        Serial Number:
            2e:3f:c7:60:31:a2:bb:b2:09:e4:4f:87:bc:e6:e2:0a:
            97:43:8a:b8
        Signature Algorithm: PKCS #1 SHA-256 With RSA Encryption
        Issuer: "CN=odd"
        Validity:
            Not Before: Sat Nov 28 14:25:15 2026
            Not After : Wed Feb 14 14:25:15 2035
        Subject: "CN=odd"
        Subject Public Key Info:
            Public Key Algorithm: PKCS #1 RSA Encryption
            RSA Public Key:
                Modulus:
                    c1:bb:df:d7:78:95:18:35:08:15:15:e6:9a:1d:f2:46:
                    93:81:ae:41:c2:a0:1e:e9:5a:0c:31:e3:6a:c6:7b:ba:
                    16:64:f8:c4:d6:db:a3:a0:ae:16:96:81:10:24:06:71:
                    c0:09:c4:7e:e2:da:cc:9f:30:cc:fa:05:42:7b:9d:4e:
                    0f:6d:fe:18:a9:83:c2:48:88:63:68:5b:51:a7:98:7e:
                    7c:a7:34:0a:16:12:df:1b:6f:a8:d6:3d:7c:11:0e:30:
                    b1:1d:6e:66:a5:65:28:6c:e7:7a:28:08:64:6d:aa:5c:
                    1b:81:70:2b:57:75:90:86:cd:5c:bc:98:1d:4c:65:98:
                    33:2c:f5:3e:29:7b:2c:ca:b8:46:99:51:04:1d:c8:36:
                    d3:19:19:66:8d:f4:4a:4b:86:32:9d:b4:d0:d1:82:12:
                    2c:54:d8:ff:ee:99:76:f2:8e:5a:e0:fd:d1:28:54:54:
                    60:0c:91:65:ab:21:d0:dd:38:86:e8:44:97:16:c0:8f:
                    26:bc:0d:4e:64:8a:f6:10:65:38:b6:b9:d1:59:72:01:
                    fa:8a:0d:35:60:95:69:52:dc:e6:8f:46:ae:52:ea:0a:
                    37:56:61:2c:a6:08:25:20:51:8d:cc:79:70:93:8a:23:
                    1e:a1:bd:47:ce:b6:e2:cf:2e:94:b7:a1:4c:a4:e5:cd
                Exponent: 65537 (0x10001)
        Signed Extensions:
            Name: Certificate Basic Constraints
            Critical: True
            Data: Is a CA with a maximum path length of 1.

            Name: Certificate Key Usage
            Critical: True
            Usages: Certificate Signing

            Name: Extended Key Usage
                E-Mail Protection Certificate

            Name: Certificate Subject Key ID
            Data:
                4b:ea:f5:da:07:0b:c2:52:81:a1:15:87:dc:ed:eb:ce:
                15:f0:55:63

            Name: OID.1.2.3.4
            Critical: True
            Data: "odd"

    Signature Algorithm: PKCS #1 SHA-256 With RSA Encryption
    Signature:
        8b:bf:27:26:6f:0b:ab:8f:1c:bc:fc:39:5d:68:c2:a2:
        25:d5:5e:ca:9b:f4:68:7f:3f:f2:36:67:03:42:c5:16:
        e4:46:42:0f:3e:06:55:de:1d:4e:c4:d2:f0:94:50:67:
        6c:4f:5b:21:c6:de:7d:35:46:80:cf:26:ba:c1:9f:cf:
        df:78:a9:41:c6:45:fd:e0:c3:b1:59:b2:52:c1:83:04:
        29:a7:7e:b9:f0:b1:aa:56:73:f0:40:d6:8b:7b:24:e9:
        4e:f2:65:61:af:85:cd:58:93:e8:b4:39:0d:ee:58:e1:
        82:57:8c:9c:a2:29:d9:f8:a1:5b:66:f5:76:27:1f:78:
        f3:74:08:22:9d:ec:a8:50:08:99:45:e2:4c:86:c8:da:
        01:58:99:17:db:e5:f3:f7:01:8c:29:eb:78:8a:b5:a2:
        fa:4c:46:c2:cb:6e:84:af:dc:62:2c:15:df:a2:00:e8:
        1b:3c:c2:73:c4:ab:8c:64:9c:b8:70:b6:a6:9e:a5:2e:
        31:30:c0:2e:d7:f2:32:d3:cf:71:e4:9f:07:60:3b:9f:
        89:83:68:14:8d:cc:e7:7b:32:a6:75:16:99:97:b2:29:
        7c:11:97:94:aa:52:1e:4e:cd:3b:7b:69:d8:33:f7:20:
        39:f5:4a:9f:dd:71:5b:ea:de:e2:cd:b6:c6:67:7b:4d
    Fingerprint (SHA-256):
        05:D9:84:44:C3:B3:95:C0:D2:42:4E:06:0C:E3:83:BE:49:32:F9:92:EC:DE:15:D0:E1:FF:FC:64:E7:28:AA:2C
    Fingerprint (SHA1):
        AB:3C:79:44:CF:CE:DD:9F:7A:3D:4E:9E:83:09:56:69:76:FC:40:D5

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
        Email Flags:
        Object Signing Flags:

