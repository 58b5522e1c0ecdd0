package origin

import (
	"strings"

	"x509strict/engine/code"
)

var clusterMakers = []Maker{
	{
		ID:     "microk8s",
		Name:   "MicroK8s",
		Faults: []code.Code{code.CaCertMissingKeyUsage},
		Affected: t(
			"All before June 2026; 1.32 and 1.33 still.",
			"2026 年 6 月之前的全部版本；1.32 与 1.33 至今仍是。",
		),
		FixedIn: t(
			"Pull request 5537 of 9 June 2026, also in 1.34 and 1.35.",
			"5537 号合并请求（2026 年 6 月 9 日），1.34 与 1.35 也已包含。",
		),
		Remedy: t(
			"Re-issue ca.crt in place with the same name and serial number, which its leaves pin. microk8s refresh-certs makes everything anew instead, and every kubeconfig changes.",
			"以同样的名称和序列号原地重新签发 ca.crt（叶证书固定了序列号）。microk8s refresh-certs 会全部重建，所有 kubeconfig 都要更换。",
		),
		KeyAt: same("/var/snap/microk8s/current/certs/ca.key"),
		Sources: []string{
			"https://github.com/canonical/microk8s/issues/4864",
			"https://github.com/canonical/microk8s/pull/5537",
		},
		clues: []clue{{in: caCN, text: "10.152.183.1", sure: Certain}},
	},
	{
		ID:       "minikube",
		Name:     "minikube",
		Faults:   []code.Code{code.MissingSubjectKeyIdentifier, code.MissingAuthorityKeyIdentifier},
		Affected: t("Up to 1.14.", "1.14 及之前。"),
		FixedIn:  t("1.15.0, built with Go 1.15.", "1.15.0（以 Go 1.15 构建）。"),
		Remedy: t(
			"Remove ~/.minikube/ca.* and create the cluster anew with minikube delete and minikube start.",
			"删除 ~/.minikube/ca.*，再用 minikube delete 和 minikube start 重建集群。",
		),
		KeyAt: same("~/.minikube/ca.key"),
		Sources: []string{
			"https://github.com/kubernetes/minikube/blob/master/pkg/util/crypto.go",
			"https://github.com/kubernetes/minikube/blob/v1.15.0/Makefile",
		},
		clues: []clue{
			{in: caCN, text: "minikubeCA", sure: Certain},
			{in: caCN, text: "proxyClientCA", sure: Likely},
		},
	},
	{
		ID:       "k3s-rancher",
		Name:     "k3s, RKE2 or Rancher",
		Affected: t("Builds with Go 1.15 and later pass.", "以 Go 1.15 及以上构建的版本可通过。"),
		FixedIn:  passes,
		Remedy:   t("None; on very old clusters k3s certificate rotate-ca.", "无需处理；很旧的集群可用 k3s certificate rotate-ca。"),
		KeyAt:    same("/var/lib/rancher/k3s/server/tls/*-ca.key"),
		Sources: []string{
			"https://github.com/rancher/dynamiclistener/blob/main/cert/cert.go",
			"https://github.com/k3s-io/k3s/issues/27",
		},
		clues: []clue{
			{in: caCN, how: starts, text: "k3s-", sure: Certain, also: datedCA},
			{in: caCN, how: starts, text: "rke2-", sure: Certain, also: datedCA},
			{
				in:   caCN,
				how:  numbered,
				text: "dynamiclistener-ca@",
				sure: Certain,
			},
			{in: caO, text: "dynamiclistener-org", sure: Certain},
		},
	},
	{
		ID:     "kubernetes",
		Name:   "Kubernetes cluster CA (kubeadm, kind, EKS)",
		Faults: []code.Code{code.MissingSubjectKeyIdentifier, code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"CAs made by Kubernetes 1.18 and earlier, EKS clusters from before 2020: no subject key identifier, hence leaves without authority key identifier. Renewing certificates keeps the CA.",
			"Kubernetes 1.18 及更早创建的 CA，以及 2020 年之前的 EKS 集群：没有主体密钥标识符，叶证书也就没有颁发者密钥标识符。续期证书不会更换 CA。",
		),
		FixedIn: t(
			"CAs made by Kubernetes built with Go 1.15, that is 1.19 and later.",
			"以 Go 1.15 构建的 Kubernetes（1.19 起）新建的 CA。",
		),
		Remedy: t(
			"Re-issue ca.crt from ca.key with a subject key identifier, then kubeadm certs renew all, then hand out the new ca.crt. On EKS: a new cluster, or clear the strict flag in the client.",
			"用 ca.key 重新签发带主体密钥标识符的 ca.crt，然后 kubeadm certs renew all，再分发新的 ca.crt。EKS：新建集群，或在客户端关闭严格标志。",
		),
		KeyAt: t("/etc/kubernetes/pki/ca.key; on EKS with AWS", "/etc/kubernetes/pki/ca.key；EKS 由 AWS 保管"),
		Sources: []string{
			"https://github.com/kubernetes-client/python/issues/2394",
			"https://github.com/kiwigrid/k8s-sidecar/issues/400",
			"https://go.dev/doc/go1.15",
		},
		clues: []clue{
			{in: caCN, text: "kubernetes", sure: Likely},
			{in: caCN, text: "kubernetes-ca", sure: Likely},
			{in: caCN, text: "etcd-ca", sure: Likely},
			{
				in:   caCN,
				text: "front-proxy-ca",
				sure: Possible,
			},
			{in: caCN, text: "kubernetes-front-proxy-ca", sure: Likely},
		},
	},
	{
		ID:     "strimzi",
		Name:   "Strimzi (Kafka on Kubernetes)",
		Faults: []code.Code{code.MissingAuthorityKeyIdentifier},
		Affected: t(
			"The operator's template leaves the authority key identifier to OpenSSL, which adds it since 3.0.",
			"其模板把颁发者密钥标识符交给 OpenSSL，OpenSSL 3.0 起才会自动添加。",
		),
		FixedIn: t("Passes with OpenSSL 3 in the operator's image.", "operator 镜像使用 OpenSSL 3 时可通过。"),
		Remedy: t(
			"After upgrading, annotate the CA secret with strimzi.io/force-renew.",
			"升级后在 CA 的 secret 上加注解 strimzi.io/force-renew。",
		),
		KeyAt: t("Secret <cluster>-cluster-ca, key ca.key", "secret <cluster>-cluster-ca 的 ca.key"),
		Sources: []string{
			"https://github.com/strimzi/strimzi-kafka-operator/blob/main/certificate-issuer/src/main/resources/openssl.conf",
			"https://github.com/openssl/openssl/pull/13658",
		},
		clues: []clue{
			{in: caCN, how: numbered, text: "cluster-ca v", sure: Certain},
			{in: caCN, how: numbered, text: "clients-ca v", sure: Certain},
		},
	},
	{
		ID:     "docker-dind",
		Name:   "docker:dind image",
		Faults: []code.Code{code.CaCertMissingKeyUsage},
		Affected: t(
			"Images built before 19 May 2025 (28.1 and older).",
			"2025 年 5 月 19 日之前构建的镜像（28.1 及更早）。",
		),
		FixedIn: t("The entry point of 19 May 2025.", "2025 年 5 月 19 日的入口脚本。"),
		Remedy: t(
			"Pull a newer image: at its next start it signs the CA again with the key that is there.",
			"拉取新镜像：下次启动时会用现有密钥重新签发 CA。",
		),
		KeyAt: t(
			"$DOCKER_TLS_CERTDIR/ca/key.pem, by default /certs/ca/key.pem",
			"$DOCKER_TLS_CERTDIR/ca/key.pem，默认 /certs/ca/key.pem",
		),
		Sources: []string{"https://github.com/docker-library/docker/pull/536"},
		clues:   []clue{{in: caCN, text: "docker:dind CA", sure: Certain}},
	},
	{
		ID:     "cert-manager-emptydn",
		Name:   "cert-manager, self-signed CA without a name",
		Faults: []code.Code{code.IssuerNameEmpty, code.SubjectNameEmpty},
		Affected: t(
			"CA certificates without commonName and subject, possible since 0.15.2.",
			"未写 commonName 和 subject 的 CA 证书，0.15.2 起可能出现。",
		),
		FixedIn: t("By design; a warning since 1.3.", "设计如此；1.3 起有警告。"),
		Remedy: t(
			"Set spec.commonName or spec.subject.organizations on the CA's Certificate and have it and its leaves issued anew.",
			"在 CA 的 Certificate 上设置 spec.commonName 或 spec.subject.organizations，并重新签发它及其叶证书。",
		),
		KeyAt: t("The Kubernetes secret of the Certificate, tls.key", "该 Certificate 的 Kubernetes secret 中的 tls.key"),
		Sources: []string{
			"https://github.com/cert-manager/cert-manager/issues/3634",
			"https://github.com/cert-manager/cert-manager/pull/3760",
		},
		clues: []clue{
			{in: shaped, sure: Possible, says: t("It is a CA whose subject and issuer are empty.", "它是主体与颁发者都为空的 CA。"),
				also: func(f *facts) bool { return f.c.IsCA() && len(f.subject) == 0 && len(f.issuer) == 0 }},
		},
	},
	{
		ID:     "juju-selfsigned",
		Name:   "Juju self-signed-certificates operator",
		Faults: []code.Code{code.EmptySubjectAltName},
		Affected: t(
			"As of April 2025: its CA has an empty subject alternative name extension.",
			"2025 年 4 月的版本：其 CA 带空的主体备用名称扩展。",
		),
		FixedIn: unknownFix,
		Remedy: t(
			"Upgrade the charm and rotate the CA.",
			"升级 charm 并轮换 CA。",
		),
		KeyAt:   t("A Juju secret.", "Juju secret。"),
		Sources: []string{"https://github.com/python/cpython/issues/132210"},
		clues:   []clue{{in: caCN, text: "self-signed-certificates-operator", sure: Certain}},
	},
	{
		ID:     "ccf",
		Name:   "Microsoft CCF",
		Faults: []code.Code{code.PathlenWithoutKuKeyCertSign, code.CaCertMissingKeyUsage},
		Affected: t(
			"Up to 6.0.9: the service certificate has a path length and no key usage.",
			"6.0.9 及之前：服务证书带路径长度而没有密钥用法。",
		),
		FixedIn: t("After July 2025; confirmed in October 2025.", "2025 年 7 月之后；10 月确认可用。"),
		Remedy: t(
			"Upgrade CCF and renew the service certificate.",
			"升级 CCF 并更新服务证书。",
		),
		KeyAt:   enclaveHas,
		Sources: []string{"https://github.com/microsoft/CCF/issues/7132"},
		clues:   []clue{{in: caCN, text: "CCF Network", sure: Likely}, {in: caCN, text: "CCF Service", sure: Likely}},
	},
}

// datedCA reports a name such as k3s-server-ca@1700000000 on the certificate or its issuer.
func datedCA(f *facts) bool {
	for _, name := range []string{f.subject[oidCN], f.issuer[oidCN]} {
		if _, date, ok := strings.Cut(name, "-ca@"); ok && digits(date) {
			return true
		}
	}
	return false
}
