//go:build !lean

package message

// toolSigns are the marks of command-line tools, libraries of desktops, and devices: prompts with their commands, names
// of modules, first words of their errors.
var toolSigns = []sign{
	{client: "qt", rank: toolkit, role: clientRole, of: []family{qtFamily},
		words: []string{"qt.network", "qsslsocket", "qnetworkreply", "qsslerror", "qsslcertificate", "sslerrors(", "occ::"}},
	{client: "glib", rank: toolkit, role: clientRole, of: []family{glibFamily},
		words: []string{"g-tls-error", "libsoup", "glib-net", "g_tls", "gtlsbackend", "gio.tlserror"}},
	{client: "libgit2", rank: library, role: clientRole, of: []family{ownFamily},
		words: []string{"class=ssl", "libgit2", "libgit2sharp", "class=net", "libgiterror("}},
	{client: "git", rank: application, role: clientRole, of: curls, words: []string{
		"gitclonefailed", refsOfGit, "errorsduringclone", "error(s)duringclone", "gitfetch", "gitpull",
		"submodule", "gitlfs",
		"git-lfs", "errorduringclone", "clonefailed:unabletoaccess", "gitforwindows", "rpcfailed;curl", "cloninginto",
		"with git 2", "withgit2.",
	}},
	{client: "curl", of: curls,
		words: []string{"curlerror60", "curl_easy_perform", "curle_", "curlerrno", "$curl", "*alpn", "(in),tls",
			"(out),tls", "curl#", "[curl]", "initializingnss", "nsserror-", "code:60,extra:"}},
	{client: "wget", rank: library, role: clientRole, of: []family{gnutlsFamily, wolfFamily}, words: []string{
		"$wget", "#wget", "uclient-fetch", "uclient_", "unabletoestablishsslconnection", "opkg", "opkg_", "busybox", "wget2",
		"connectionerror:invalidsslcertificate", "opkgupdate",
	}},
	{client: "apt", rank: application, role: clientRole, of: curls, words: []string{
		"apt-get", "aptmethod", "aptupdate", "aptitude", "err:5", "err:6", "err:7", "err:8", "err:9", "errhttps", "inrelease",
		"w:failedtofetch", "e:failedtofetch", "e:therepository", "debian_frontend", "apt-transport",
	}},
	{client: "dnf", rank: application, role: clientRole, of: curls, words: []string{
		"[errno14]", "curl#60", "curl#35", "curl#77", "curl#51", "curl#58", "curlerror(60)", "curlerror(35)",
		"curlerror(77)", "curlerror(51)", "curlerror(58)", "yumupdate", "yuminstall", "dnfinstall", "dnfupdate",
		"yum:", "dnf:", "mirrorlist", "metalink", "repodata", "failedtodownloadmetadataforrepo",
		"subscription-manager", "rhsm",
	}},
	{client: "zypper", rank: application, role: clientRole, of: curls,
		words: []string{"zypper", "downloadcurlerrorfor", "mediacurl", "libzypp", "errorcode:curlerror"}},
	{client: "libfetch", rank: library, role: clientRole,
		words: []string{"opnsenserepository", "pkgupdate", "fetch:https", "certificateverificationfailedfor/", "pkg:https"}},
	{client: "pacman", rank: application, role: clientRole, of: curls,
		words: []string{"pacman", "failedretrievingfile", "failedtosynchronizealldatabases", "makepkg"}},
	{client: "apk", rank: application, role: clientRole, of: []family{ownFamily}, words: []string{
		"apkadd", "apkindex.", "apkupdate", "warning:fetchinghttps", "dl-cdn.alpinelinux", "fetchhttps://dl-cdn",
	}},
	{client: "nix", rank: application, role: clientRole, of: curls, words: []string{
		"error:unabletodownload'", "nix-build", "nix-shell", "nix-env", "nix-channel", "cache.nixos", "nixflake",
		"/nix/store",
	}},
	{client: "cargo", rank: application, of: append([]family{rustFamily}, curls...),
		words: []string{
			"updatingcrates.ioindex", "net.git-fetch-with-cli", "updatingregistry`",
			"unabletoupdateregistry", "failedtoloadsourceforadependency", "unabletogetpackagesfromsource",
		}},
	{client: "ldap", rank: library, role: clientRole, of: []family{gnutlsFamily, nssFamily},
		words: []string{"ldapsearch-", "ldap.initialize", "ldap_set_option"}},
	{client: "openconnect", rank: application, role: clientRole, of: []family{gnutlsFamily, rustFamily},
		words: []string{
			"openconnect", "certificatefromvpnserver", "sslnegotiationwith", "failedtoobtainwebvpn",
			"servercertificateverifyfailed:", "gpclient", "gpapi::", "globalprotect", "anyconnect",
			"gpauth",
		}},
	{client: "openfortivpn", rank: application, role: clientRole,
		words: []string{"openfortivpn", "gatewaycertificatevalidationfailed", "forticlient", "fortivpn"}},
	{client: "freerdp", rank: application, role: clientRole,
		words: []string{"com.freerdp.", "xfreerdp", "wlfreerdp", "libfreerdp", "remmina", "errconnect_tls_connect_failed"}},
	{client: "filezilla", rank: application, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"filezilla", "error:gnutlserror", "status:initializingtls", "status:connectingto"}},
	{client: "lftp", rank: application, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"lftp", "fatalerror:certificateverification", "ftp:ssl-"}},
	{client: "winscp", rank: application, role: clientRole,
		words: []string{"winscp", "peercertificaterejected", "curlftp"}},
	{client: "flatpak", rank: application, role: clientRole, of: append([]family{glibFamily}, curls...),
		words: []string{"fromremoteflathub", "flatpak", "flatpak-builder", "dl.flathub.org/", "remoteflathub:",
			".flatpakref", ".flatpakrepo", "loadsummaryfromremote", "updatingappstream"}},
	{client: "aria2", rank: application, role: clientRole, of: []family{gnutlsFamily, schannelFamily, appleFamily},
		words: []string{"aria2", "aria2c", "cuid#", "ssl/tlshandshakefailure:"}},
	{client: "msmtp", rank: application, role: clientRole, of: []family{gnutlsFamily}, words: []string{"msmtp"}},
	{client: "fetchmail", rank: application, role: clientRole,
		words: []string{"fetchmail", "brokencertificationchain", "servercommonnamemismatch"}},
	{client: "isync", rank: application, role: clientRole, words: []string{"mbsync", "isync", "socketerroronhost", "socketerror:secureconnectto",
		connectingOfIsync}},
	{client: "mutt", rank: application, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"mutt", "neomutt", "mutt_ssl"}},
	{client: "ncat", rank: application, role: clientRole, words: []string{"ncat:", "ncat-", "libnsock"}},
	{client: "socat", rank: application, role: clientRole,
		words: []string{"socat[", "socat", "essl_connect()", "essl_accept()"}},
	{client: "chat", rank: application, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"weechat", "irssi", "hexchat", "*verifye:", "irc:tls", "gnutls:peer'scertificate",
			"gnutls:thehostnameinthecertificate", "gnutls:receiving", "connectionfailed.error:(",
			".?(1", ".?(2", ".?(-"}}, // HexChat: TEXT.? (NUMBER)
	{client: "chat", rank: application, role: clientRole, of: curls, words: []string{"handshakefailedwithurl"}}, // WeeChat
	{client: "guix", rank: application, role: clientRole, of: []family{ownFamily},
		words: []string{"guix", "x.509certificateof"}},
	{client: "emacs", rank: application, role: clientRole, of: []family{gnutlsFamily},
		words: []string{"gnutls.el:", "gnutls.c:", "emacs", "package-refresh-contents", "url-retrieve"}},
	{client: "winhttp", rank: toolkit, role: clientRole, of: []family{schannelFamily},
		words: []string{"winhttp", "error_winhttp", "error_internet_", "wininet", "0x80072f"}},
	{client: "bearssl", rank: toolkit, role: clientRole, of: []family{ownFamily},
		words: []string{"bearssl", "br_err_", "wificlientsecure"}},
	{client: "reqwest", rank: toolkit, role: clientRole, of: []family{schannelFamily, appleFamily}, words: []string{
		"reqwest::", "hyper::", "hyper_util", "hyper(error{", "opensslerrors(", "errorstack([error{",
		"errorsendingrequestforurl", "errortryingtoconnect", "native_tls", "unknownerror{library:",
	}},
	{client: "mbedtls", only: true, of: []family{mbedFamily}, words: []string{
		"esp_tls", "esp-tls-mbedtls", "mbedtlserror", "mbed tls", "ssl_msg.c", "ssl_tls.c", "trans_ssl", "mqtt_client:",
	}},
	{client: "apple", rank: library, role: clientRole, of: []family{boringFamily}, only: true, words: []string{
		"boringssl_session_", "nw_protocol_boringssl", "com.apple.xbs", "[boringssl]boringssl",
	}},
	{client: "apple", rank: toolkit, role: clientRole, of: []family{appleFamily}, only: true, words: []string{
		"safari", "securetransport", "errssl", "osstatus", "com.apple.", "ios:", "nsurlconnection", "sectrust",
		"urlsession", "keychain", "alamofire",
	}},
	{client: "schannel", rank: toolkit, of: []family{schannelFamily}, only: true, words: []string{
		"source:schannel", "providername=\"schannel", "eventid:3687", "eventid:3688", "<eventid3687", "<eventid3688",
	}},
	{client: "firefox", rank: toolkit, role: clientRole, of: []family{nssFamily}, only: true,
		words: []string{"firefox", "thunderbird", "mozilla"}},
	{client: "subversion", rank: library, role: clientRole, words: []string{
		"svn:", "errorvalidatingservercertificate", "tortoisesvn", "svninfo", "svnco", "svnupdate", "sharpsvn",
		"svnkit",
	}},
}
