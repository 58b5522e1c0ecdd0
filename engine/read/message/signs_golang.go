//go:build !lean

package message

// golangSigns are further marks of programs written in Go, whose library says the same in all of them: the words that
// each puts in front of it, its own endpoints and its own source files.
var golangSigns = []sign{
	{client: "docker", rank: application, role: clientRole, of: golang, words: []string{
		"couldnotloadx509keypair(cert", "errorwhilepullingimage:", "pullingrepository", "attemptingv1pingfor",
		"attemptingv2pingfor",
		"pingingregistryendpoint", "contexttodockerdaemon", "errorfromv2registry", "index.docker.io/v1/",
		"unabletofindimage'", "trustgraphfetchfailed:", "+jobpull(", "+jobpush(", "-jobpull(", "-jobpush(",
		"errorpullingimage:", "handlerforpost/v1.", "handlerforpost/images/", "downloadfailedafterattempts=",
	}},
	{client: "docker", rank: library, role: clientRole, of: golang, words: []string{"dockerdaemon", "dockertls"}},
	{client: "terraform", rank: application, role: clientRole, of: golang, words: []string{
		"errorinstallingprovider\"", "failedtoqueryavailableproviderpackages", "couldnotretrievethelistofavailableversions",
		"failedtorequestdiscoverydocument", "failedtoinstallprovider", "errorrefreshingstate:", "errorreadings3bucket",
		"theplugin.(*grpcprovider)", "errorconfiguringprovider", "erroraccessingremotemoduleregistry",
	}},
	{client: "prometheus", rank: application, role: clientRole, of: golang, words: []string{ // its page and API of targets
		"labelslastscrape", "lastscrapeerror", "lastscrapescrapeduration", "\"scrapeurl\":",
	}},
	{client: "minio", rank: application, of: golang, words: []string{
		"certs:noservercertificateissupportedbypeer", "errorinreadingfromnewtlsconnection", "server-mux.go",
		"unabletoloadthetlsconfiguration",
	}},
}
