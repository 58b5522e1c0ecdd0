[
[
  Version: V3
  Subject: CN=good
  Signature Algorithm: SHA256withECDSA, OID = 1.2.840.10045.4.3.2

  Key:  Sun EC public key, 256 bits
  public x coord: 2081272286315205067627084252226537677981689971525691122086718715066027246103
  public y coord: 1838658774517186485000272665696897169084607361436311654337900124444719873969
  parameters: secp256r1 [NIST P-256,X9.62 prime256v1] (1.2.840.10045.3.1.7)
  Validity: [From: Thu Nov 26 03:49:29 UTC 2026,
               To: Mon Feb 12 03:49:29 UTC 2035]
  Issuer: CN=good
  SerialNumber: 33:b9:94:fe:6c:fb:cc:64:1b:f6:0a:16:74:d0:04:44:91:e3:84:b7

Certificate Extensions: 4
[1]: ObjectId: 2.5.29.35 Criticality=false
AuthorityKeyIdentifier [
KeyIdentifier [
0000: 3D 47 D9 2E 4C 3E BD A9   66 C2 1F 95 72 43 9B EB  =G..L>..f...rC..
0010: 81 15 EC B8                                        ....
]
]

[2]: ObjectId: 2.5.29.19 Criticality=true
BasicConstraints:[
  CA:true
  PathLen: no limit
]

[3]: ObjectId: 2.5.29.15 Criticality=true
KeyUsage [
  Key_CertSign
  Crl_Sign
]

[4]: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: 3D 47 D9 2E 4C 3E BD A9   66 C2 1F 95 72 43 9B EB  =G..L>..f...rC..
0010: 81 15 EC B8                                        ....
]
]

]
  Algorithm: [SHA256withECDSA]
  Signature:
0000: 30 46 02 21 00 DE E6 82   1E 93 B1 1F 03 20 9F 4A  0F.!......... .J
0010: 25 32 A6 CA 6E AB 1F EE   2D 1C E8 11 BE 49 C0 F9  %2..n...-....I..
0020: FE 44 B5 EB AD 02 21 00   D7 81 CE FF 16 2B 63 18  .D....!......+c.
0030: CF D3 D7 47 30 07 38 70   97 8A B0 95 CA 81 B2 E2  ...G0.8p........
0040: 3B CE 53 01 75 B3 66 44                            ;.S.u.fD

]
