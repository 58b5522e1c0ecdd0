[
[
  Version: V3
  Subject: CN=noku
  Signature Algorithm: SHA256withECDSA, OID = 1.2.840.10045.4.3.2

  Key:  Sun EC public key, 256 bits
  public x coord: 46231572321103561335730091786165770047102616555974045971228599329962298659698
  public y coord: 45021850631501502413250862788451260441326412497320226284004177470938804101012
  parameters: secp256r1 [NIST P-256,X9.62 prime256v1] (1.2.840.10045.3.1.7)
  Validity: [From: Thu Nov 26 03:49:29 UTC 2026,
               To: Mon Feb 12 03:49:29 UTC 2035]
  Issuer: CN=noku
  SerialNumber: 31:a1:37:a6:62:01:ae:b7:23:0e:cc:86:5f:04:6a:29:9c:64:52:bb

Certificate Extensions: 3
[1]: ObjectId: 2.5.29.35 Criticality=false
AuthorityKeyIdentifier [
KeyIdentifier [
0000: 77 ED 09 23 03 86 64 3C   BF 8D 3D 5C 6D 88 5C 96  w..#..d<..=\m.\.
0010: FC F3 11 02                                        ....
]
]

[2]: ObjectId: 2.5.29.19 Criticality=true
BasicConstraints:[
  CA:true
  PathLen: no limit
]

[3]: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: 77 ED 09 23 03 86 64 3C   BF 8D 3D 5C 6D 88 5C 96  w..#..d<..=\m.\.
0010: FC F3 11 02                                        ....
]
]

]
  Algorithm: [SHA256withECDSA]
  Signature:
0000: 30 46 02 21 00 D0 05 B7   4C 32 14 D6 24 79 12 4A  0F.!....L2..$y.J
0010: F5 BA 2C F6 1B BA 91 5D   09 A7 B2 25 6E 92 B9 D2  ..,....]...%n...
0020: CE EC 0F C8 F5 02 21 00   AF 72 ED 68 F5 EA A5 0B  ......!..r.h....
0030: 22 BC 01 8E 97 93 2F 42   64 95 9E 50 1E 93 D8 0C  "...../Bd..P....
0040: E8 44 73 86 72 25 85 FC                            .Ds.r%..

]
