package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"x509strict/engine/client"
)

// verbs are listed as the usage lists them.
var verbs = []string{"check", "read", "repair", "sign", "audit", "verify", "version", "completion", "help"}

// completion prints a script for a shell: verbs, options and the values that are known, files otherwise.
func completion(args []string, _ io.Reader, out, errs io.Writer) int {
	scripts := map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}
	if len(args) != 1 || scripts[args[0]] == "" {
		fmt.Fprint(errs, "Usage: x509strict completion bash|zsh|fish\n  bash: source <(x509strict completion bash)\n"+
			"  zsh:  source <(x509strict completion zsh)\n  fish: x509strict completion fish | source\n")
		return exitUsage
	}
	var ids []string
	for _, c := range client.All {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	fmt.Fprint(out, strings.NewReplacer(
		"{verbs}", strings.Join(verbs, " "), "{clients}", strings.Join(ids, " "),
		"{formats}", strings.Join(formats, " "), "{options}", strings.Join(options(), " "),
	).Replace(scripts[args[0]]))
	return exitOK
}

// options are those of the verbs that judge.
func options() []string {
	c := newCommon("", "", io.Discard)
	newConnecting(c.flags)
	newReporting(c, "", "")
	var names []string
	c.flags.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	return names
}

const bashScript = `_x509strict() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local list
  case $before in
    x509strict) list="{verbs}" ;;
    -client | --client | -clients | --clients) list="{clients}" ;;
    -format | --format) list="{formats}" ;;
    -openssl | --openssl) list="1.1.1 3.0 3.5 4.0" ;;
    -lang | --lang) list="en zh" ;;
    -as | --as) list="server client" ;;
    -fail-on | --fail-on) list="refused will-stop advice never" ;;
    completion) list="bash zsh fish" ;;
    *) if [[ $word == -* ]]; then list="{options}"; fi ;;
  esac
  if [ -n "$list" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$list" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _x509strict x509strict
`

const zshScript = "autoload -U +X bashcompinit && bashcompinit\n" + bashScript

const fishScript = `complete -c x509strict -n __fish_use_subcommand -xa "{verbs}"
complete -c x509strict -o client -l client -xa "{clients}"
complete -c x509strict -o format -l format -xa "{formats}"
complete -c x509strict -o openssl -l openssl -xa "1.1.1 3.0 3.5 4.0"
complete -c x509strict -o lang -l lang -xa "en zh"
complete -c x509strict -o as -l as -xa "server client"
complete -c x509strict -o fail-on -l fail-on -xa "refused will-stop advice never"
complete -c x509strict -a "{options}"
`
