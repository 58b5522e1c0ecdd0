package advise

import (
	"strconv"
	"strings"
)

// inCluster takes apart the name of a Kubernetes service, which resolves in its cluster only: NAME.NAMESPACE.svc,
// with or without the cluster's domain behind it.
func inCluster(host string) (name, namespace string, ok bool) {
	labels := strings.Split(host, ".")
	if len(labels) < 3 || labels[2] != "svc" {
		return "", "", false
	}
	return labels[0], labels[1], true
}

// toService asks a service of a cluster from outside, and shows what the API server was told to trust of webhooks.
func toService(to place, name, namespace string) []Command {
	return []Command{
		{
			t("The way to the service from outside of the cluster, to leave running:", "从集群外访问该服务（保持运行）："),
			"kubectl -n " + Shell(namespace) + " port-forward svc/" + Shell(name) + " 8443:" + strconv.Itoa(to.port),
		},
		showing("openssl s_client -connect localhost:8443 -servername " + Shell(to.host) + " -showcerts </dev/null"),
		{
			t("If it is a webhook, the CA that the API server checks it with (base64 of PEM):",
				"若是 webhook，API server 用来校验它的 CA（PEM 的 base64）："),
			"kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml | grep -E 'name:|caBundle:'",
		},
	}
}
