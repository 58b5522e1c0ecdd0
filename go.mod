module x509strict

go 1.26
