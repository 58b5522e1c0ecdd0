//go:build !lean

package message

// errorsOfURLs are those of Apple's URL loading (NSURLError.h) that are of the connection or of its certificate.
var errorsOfURLs = []struct {
	name, number string
	says         phrase
}{
	{"TimedOut", "-1001", phrase{means: Timeout, weak: true}},
	{"CannotFindHost", "-1003", phrase{means: NoSuchHost, weak: true}},
	{"CannotConnectToHost", "-1004", phrase{means: Refused, weak: true}},
	{"NetworkConnectionLost", "-1005", phrase{means: Closed, weak: true}},
	{"DNSLookupFailed", "-1006", phrase{means: NoSuchHost, weak: true}},
	{"SecureConnectionFailed", "-1200", phrase{means: Unnamed, weak: true}},
	{"ServerCertificateHasBadDate", "-1201", phrase{rule: expired}},
	{"ServerCertificateUntrusted", "-1202", phrase{means: Unnamed, weak: true}},
	{"ServerCertificateHasUnknownRoot", "-1203", phrase{rule: noIssuer}},
	{"ServerCertificateNotYetValid", "-1204", phrase{rule: tooEarly}},
	{"ClientCertificateRejected", "-1205", phrase{alert: 42, side: ServerSide}},
	{"ClientCertificateRequired", "-1206", phrase{means: NeedsOwn, side: ServerSide}},
}

// urlErrors are the ways in which programs print them: by number in the words of NSError, and by name.
func urlErrors() (all []phrase) {
	for _, e := range errorsOfURLs {
		for _, text := range []string{
			"NSURLErrorDomain Code=" + e.number, "NSURLErrorDomain error " + e.number,
			"NSURLErrorDomain:" + e.number, "NSURLErrorDomain, code: " + e.number, "NSURLError" + e.name,
		} {
			p := e.says
			p.text, p.client = text, "apple"
			all = append(all, p)
		}
	}
	return all
}
