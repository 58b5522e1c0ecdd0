// Command manifest reads Kubernetes manifests as the API server's types have them, and fails on a field that they do
// not know. It is a module of its own, so that none of what it needs is ever part of x509strict.
package main

import (
	"fmt"
	"os"
	"strings"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	for _, name := range os.Args[1:] {
		data, err := os.ReadFile(name)
		if err != nil {
			fail(name, err)
		}
		for i, document := range strings.Split(string(data), "\n---\n") {
			if err := check([]byte(document)); err != nil {
				fail(fmt.Sprintf("%s, document %d", name, i+1), err)
			}
		}
	}
}

func check(document []byte) error {
	var kind meta.TypeMeta
	if err := yaml.Unmarshal(document, &kind); err != nil {
		return err
	}
	switch kind.APIVersion + " " + kind.Kind {
	case "batch/v1 CronJob":
		return yaml.UnmarshalStrict(document, &batch.CronJob{})
	case "v1 ConfigMap":
		return yaml.UnmarshalStrict(document, &core.ConfigMap{})
	}
	return fmt.Errorf("%s %s is not known here", kind.APIVersion, kind.Kind)
}

func fail(where string, err error) {
	fmt.Fprintf(os.Stderr, "%s: %v\n", where, err)
	os.Exit(1)
}
