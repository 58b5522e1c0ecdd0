[
[
  Version: V3
  Subject: CN=bc
  Signature Algorithm: SHA256withECDSA, OID = 1.2.840.10045.4.3.2

  Key:  Sun EC public key, 256 bits
  public x coord: 15475620433912920677202846607147000183055249237540347080072499652434199475250
  public y coord: 40672433453738412213166562504578430720419108808387200024340813603136993203379
  parameters: secp256r1 [NIST P-256,X9.62 prime256v1] (1.2.840.10045.3.1.7)
  Validity: [From: Thu Nov 26 03:49:29 UTC 2026,
               To: Mon Feb 12 03:49:29 UTC 2035]
  Issuer: CN=bc
  SerialNumber: 25:b6:a8:17:55:60:b4:cf:20:bd:ef:42:d7:03:9e:06:9d:da:b0:ce

Certificate Extensions: 3
[1]: ObjectId: 2.5.29.19 Criticality=false
BasicConstraints:[
  CA:true
  PathLen: no limit
]

[2]: ObjectId: 2.5.29.15 Criticality=false
KeyUsage [
  Key_CertSign
]

[3]: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: D0 08 1B B6 A4 AC 26 43   3E 85 FE 53 20 CD 71 1D  ......&C>..S .q.
0010: 8E 09 03 49                                        ...I
]
]

]
  Algorithm: [SHA256withECDSA]
  Signature:
0000: 30 46 02 21 00 EA 6B 16   96 2D 21 EB 4E 65 32 7B  0F.!..k..-!.Ne2.
0010: 83 AA 30 29 A2 14 92 04   F9 99 D7 42 BA 35 ED C4  ..0).......B.5..
0020: 5B A9 53 D0 79 02 21 00   D9 D4 88 F1 FC 9E E3 DB  [.S.y.!.........
0030: EA 4F 4C 95 97 A4 6D 41   6B 21 4F 25 1A 83 08 AD  .OL...mAk!O%....
0040: 27 01 AA B4 C7 E4 CD 48                            '......H

]
