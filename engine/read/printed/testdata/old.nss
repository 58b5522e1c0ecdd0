Certificate:
    Data:
        Version: 1 (0x0)
        Serial Number:
            31:f7:56:d0:1d:f4:f1:83:d2:f2:ba:97:10:d0:0e:45:
            8e:6a:cc:f9
        Signature Algorithm: PKCS #1 SHA-256 With RSA Encryption
        Issuer: "CN=old"
        Validity:
            Not Before: Sat Nov 28 14:25:17 2026
            Not After : Wed Feb 14 14:25:17 2035
        Subject: "CN=old"
        Subject Public Key Info:
            Public Key Algorithm: PKCS #1 RSA Encryption
            RSA Public Key:
                Modulus:
                    a7:fb:9c:97:84:b4:66:0e:fe:69:49:ba:08:53:89:93:
                    ac:46:42:78:78:09:43:c7:e8:b0:dc:b8:ab:59:a0:51:
                    78:45:f3:91:1a:78:44:8b:51:26:96:4e:4c:76:33:9b:
                    1c:6b:46:50:b9:c2:3f:92:3c:a0:e4:c6:78:e8:83:92:
                    a1:50:a2:a9:ce:ee:29:61:70:aa:12:61:92:7a:54:50:
                    77:e7:0c:75:34:1a:da:34:87:7d:35:89:6c:9b:5f:1c:
                    b7:64:6e:0f:dd:5e:97:08:e3:57:51:25:6a:9c:bf:04:
                    bd:9f:8d:5e:7f:ac:15:be:37:3e:8f:de:c0:89:da:70:
                    d9:28:23:e3:3b:05:db:77:5a:22:dc:0a:5f:e5:1a:b9:
                    c8:97:98:1d:b4:06:2e:4f:98:5b:33:54:73:ad:cd:cd:
                    0d:b6:80:80:d1:fb:f1:f9:0f:bf:25:94:9b:0d:61:21:
                    66:5b:1f:f6:43:22:ac:d6:6c:10:29:71:a5:e1:3e:40:
                    1f:b0:13:8c:f0:01:a6:bb:a9:ba:fb:00:61:77:5f:d6:
                    8d:32:7b:97:8a:db:e9:6f:df:a4:4e:96:b6:b9:93:79:
                    15:da:3f:ea:2f:88:46:ab:a1:e6:44:36:35:80:75:3f:
                    d6:1a:1e:6b:57:ae:7c:81:fa:3d:03:21:ff:0d:ad:2d
                Exponent: 65537 (0x10001)
    Signature Algorithm: PKCS #1 SHA-256 With RSA Encryption
    Signature:
        0c:63:8b:e9:d0:70:a8:9e:04:58:e5:78:a9:20:ea:8d:
        14:c0:68:c8:dd:ad:e0:b9:5c:a3:47:35:e7:9c:3d:1f:
        5f:9b:f5:6c:3c:99:f3:e7:d5:05:3b:f5:64:1d:81:2d:
        e5:0c:47:fd:77:13:5c:ae:e3:b4:77:9b:d8:7d:44:d0:
        ab:ac:8f:37:0d:6c:8d:63:64:f9:ad:99:ba:07:c4:ed:
        ac:4b:26:00:ad:ae:68:43:2f:3e:6a:6e:2e:3e:4c:07:
        50:92:c6:e2:c3:f4:fc:64:f9:1f:02:38:ea:37:09:aa:
        99:5a:d3:ac:ee:20:0a:fd:10:7d:cd:14:f8:a3:16:e4:
        cf:94:db:2d:df:5a:ea:ea:67:60:24:48:2d:c0:d1:a3:
        0c:b8:27:e6:82:2d:2b:22:50:06:68:e4:5f:dd:35:ec:
        b3:38:3f:2b:5d:3a:71:43:a8:62:2c:8b:70:27:3f:60:
        4b:1d:b6:24:4d:4c:a0:b1:1a:b7:aa:00:85:13:24:ad:
        ea:31:3d:7b:68:07:a6:0a:3a:c8:c9:a6:6f:e0:83:26:
        d6:e3:38:23:92:45:88:ca:4f:4e:f9:52:01:3a:21:19:
        39:03:6d:c8:12:55:f5:4f:de:f9:7b:86:4f:f4:47:06:
        7e:71:3f:f4:51:07:72:88:cc:a4:f7:48:48:c6:59:8a
    Fingerprint (SHA-256):
        AD:55:70:2B:A0:4E:15:E8:BE:02:15:02:43:11:14:EE:50:7D:CE:6A:BD:22:29:00:45:C6:23:3C:76:B2:5A:91
    Fingerprint (SHA1):
        10:18:BF:42:A6:DE:C7:22:92:58:C4:82:EE:13:53:C3:12:F6:3D:5D

    Mozilla-CA-Policy: false (attribute missing)
    Certificate Trust Flags:
        SSL Flags:
        Email Flags:
        Object Signing Flags:

