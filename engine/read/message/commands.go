//go:build !lean

package message

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"
)

// commands are programs by the name that is typed to run them. Those that only run other programs (sudo, docker run)
// print nothing about certificates by themselves.
var commands = map[string]string{
	"ansible": "ansible", "ansible-galaxy": "ansible", "ansible-playbook": "ansible", "ansible-pull": "ansible",
	"apk": "apk", "apt": "apt", "apt-get": "apt", "argocd": "argocd", "aria2c": "aria2", "aws": "aws-cli",
	"az": "azure-cli", "bun": "bun", "bunx": "bun", "bundle": "ruby", "caddy": "caddy", "cargo": "cargo",
	"certbot": "certbot", "composer": "php", "conda": "conda", "mamba": "conda", "cpan": "perl", "cpanm": "perl",
	"crictl": "containerd", "ctr": "containerd", "nerdctl": "containerd", "curl": "curl", "deno": "deno",
	"dnf": "dnf", "yum": "dnf", "docker": "docker", "docker-compose": "docker", "dotnet": "dotnet", "nuget": "dotnet",
	"etcdctl": "etcd", "flatpak": "flatpak", "flux": "flux", "gcloud": "gcloud", "gsutil": "gcloud",
	"gem": "ruby", "git": "git", "gradle": "java", "gradlew": "java",
	"helm": "helm", "iex": "erlang", "keytool": "java", "knife": "chef",
	"kubectl":    "kubectl",
	"ldapsearch": "ldap", "ldapadd": "ldap", "ldapmodify": "ldap", "ldapwhoami": "ldap", "lftp": "lftp",
	"mariadb": "mariadb", "mc": "minio", "mix": "erlang", "mongo": "mongodb", "mongosh": "mongodb",
	"mosquitto_pub": "mosquitto", "mosquitto_sub": "mosquitto", "mvn": "java", "mysql": "mysql",
	"mysqldump": "mysql", "node": "nodejs", "npm": "nodejs", "npx": "nodejs", "openconnect": "openconnect",
	"openvpn": "openvpn", "pacman": "pacman", "paru": "pacman", "yay": "pacman",
	"pip": "pip", "pip3": "pip", "podman": "podman", "skopeo": "podman",
	"buildah": "podman", "pnpm": "nodejs", "poetry": "poetry", "psql": "postgres", "pg_dump": "postgres",
	"puppet": "puppet", "rclone": "rclone", "redis-cli": "redis", "rustup": "rustup", "salt": "salt",
	"salt-call": "salt", "svn": "subversion", "terraform": "terraform", "tofu": "terraform",
	"terragrunt": "terraform", "uv": "uv", "uvx": "uv", "vault": "vault", "consul": "consul", "wget": "wget",
	"yarn": "nodejs", "youtube-dl": "yt-dlp", "yt-dlp": "yt-dlp", "zypper": "zypper",
	"Invoke-WebRequest": "powershell", "Invoke-RestMethod": "powershell", "iwr": "powershell",
}

// runners stand in front of the command that they run.
var runners = []string{"sudo", "doas", "time", "exec", "env", "nohup", "-E", "command"}

// starts are the words behind a program's name by which it does no more than start another one, which then speaks.
var starts = map[string][]string{
	"cargo":          {"run", "r", "test", "t", "bench", "nextest", "watch"},
	"uv":             {"run"},
	"poetry":         {"run"},
	"conda":          {"run"},
	"mamba":          {"run"},
	"flatpak":        {"run"},
	"docker":         {"run"},
	"docker-compose": {"run"},
	"dockercompose":  {"run"}, // as a sign
	"podman":         {"run"},
	"nerdctl":        {"run"},
	"kubectl":        {"run"},
}

// startsAnother reports whether what stands behind a program's name says that it only starts another one: "cargo run",
// "cargo +nightly test", "docker compose run".
func startsAnother(program string, arguments []byte) bool {
	verbs, known := starts[program]
	if !known {
		return false
	}
	for word := range bytes.FieldsSeq(arguments[:min(len(arguments), 80)]) {
		s := strings.Trim(string(word), "'\"`.,:;")
		if s == "" || s[0] == '-' || s[0] == '+' || s == "compose" || s == "container" {
			continue
		}
		return slices.Contains(verbs, s)
	}
	return false
}

// handsOver is what a program prints in front of what the one prints that it starts, squeezed.
var handsOver = map[string]string{
	"cargo":   "running`|runningunittests",
	"docker":  "downloadednewerimagefor",
	"ansible": "\"stderr\":\"pg_|\"stderr\":\"psql:|\"stderr\":\"mysql|\"stderr\":\"ldap|\"stderr\":\"mongo",
}

// handedOver reports whether the program of a sign has started another one between its sign and f, which then spoke.
func (q *Text) handedOver(s *shown, f *find) bool {
	if s.end >= f.from {
		return false
	}
	between := q.b[s.end:f.from]
	if s.client == "ansible" && f.family != anyFamily && f.family != queueFamily && f.family != pythonFamily &&
		strings.Contains(between, "\"cmd\":") && strings.Contains(between, "\"stderr\":\"") {
		return true // what a command printed that it ran, and no module of Ansible's
	}
	marks := handsOver[s.client]
	return marks != "" && containsAny(between, marks)
}

// promptEnds end what a shell prints in front of a command.
const promptEnds = "$#>%❯➜λ✗»›"

// commandIn returns the client of a program that a line of a terminal runs; "" when it runs none that is known. A line
// runs one where its name stands right behind a shell's prompt.
func commandIn(line []byte) string {
	line = untraced(bytes.TrimLeft(line[:min(len(line), 200)], " \t`"))
	if c := wholeCommand(line); c != "" {
		return c
	}
	rest := line
	for {
		i := bytes.IndexAny(rest, promptEnds)
		if i < 0 {
			if command := instruction(line); command != nil {
				return commandAt(command)
			}
			return quotedCommand(line)
		}
		rest = bytes.TrimLeft(rest[i:], promptEnds)
		if c := commandAt(rest); c != "" {
			return c
		}
	}
}

// untraced returns a line of a terminal without what a shell puts in front of the commands that it runs, where it shows
// them (set -x).
func untraced(line []byte) []byte {
	if rest := bytes.TrimLeft(line, "+"); len(rest) < len(line) && len(rest) > 1 && rest[0] == ' ' {
		return rest[1:]
	}
	return line
}

// told are words in front of a command that a sentence quotes.
var told = []string{
	"run", "runs", "running", "ran", "execute", "executing", "executed", "command", "typing", "try", "tried",
}

// quotedCommand returns the client of a command with arguments that a sentence says was run: "I run 'aws s3 ls' and".
func quotedCommand(line []byte) string {
	line = line[:min(len(line), 200)]
	for i, c := range line {
		if c != '\'' && c != '`' && c != '"' {
			continue
		}
		end := bytes.IndexByte(line[i+1:], c)
		words := bytes.Fields(line[:i])
		if end < 0 || len(words) == 0 || !slices.Contains(told, string(bytes.ToLower(words[len(words)-1]))) {
			continue
		}
		if quoted := line[i+1 : i+1+end]; bytes.IndexByte(quoted, ' ') > 0 {
			return commandAt(quoted)
		}
	}
	return plainCommand(line)
}

// plainly are programs whose names are no words of English: a sentence that says one was run means it without quotation
// marks, too.
var plainly = []string{
	"aws", "az", "gcloud", "gsutil", "kubectl", "pip", "pip3", "conda", "mamba", "ansible-playbook", "ansible-galaxy",
	"psql", "mysql", "mysqldump", "mongosh", "redis-cli", "ldapsearch", "mosquitto_pub", "mosquitto_sub", "pg_dump",
}

// wholeCommand returns the client of a program that a line without a prompt runs, with an option or a command of its
// own: "az login --debug", "aws s3 ls".
func wholeCommand(line []byte) string {
	name, arguments := programAt(line)
	if !slices.Contains(plainly, name) || !bytes.Contains(arguments, []byte(" -")) && !ordered(arguments) {
		return ""
	}
	return commandAt(line)
}

// orders are the first arguments that the programs that are known plainly take most.
var orders = []string{
	"install", "s3", "ec2", "sts", "iam", "ecr", "login", "account", "get", "apply", "list", "update", "create", "search",
	"describe", "init", "auth", "config", "upgrade", "download", "logs", "cp", "ls", "collection", "cluster-info",
}

// ordered reports whether the arguments of a line begin with an order and hold nothing of a sentence.
func ordered(arguments []byte) bool {
	words := bytes.Fields(arguments)
	return len(words) > 0 && len(words) < 10 && slices.Contains(orders, string(words[0])) &&
		!bytes.Contains(arguments, []byte(": ")) && !bytes.Contains(arguments, []byte(". ")) &&
		!bytes.Contains(arguments, []byte(", ")) && !bytes.Contains(arguments, []byte(" the ")) &&
		!bytes.Contains(arguments, []byte(" is "))
}

// plainCommand returns the client of a command that a sentence says was run: "While executing aws ec2 describe-x, ...".
func plainCommand(line []byte) string {
	words := bytes.Fields(line[:min(len(line), 200)])
	for i := 0; i+2 < len(words); i++ {
		program, argument := string(bytes.TrimLeft(words[i+1], "*")), words[i+2][0] // in bold letters or not
		if slices.Contains(plainly, program) && (argument == '-' || argument >= 'a' && argument <= 'z') &&
			slices.Contains(told, strings.ToLower(strings.TrimSuffix(string(words[i]), ":"))) {
			return commands[program]
		}
	}
	return ""
}

// commandAt returns the client of the program that a command line runs; "" when that is none that is known, or one that
// shows or starts another.
func commandAt(line []byte) string {
	name, arguments := programAt(line)
	if name = strings.TrimSuffix(strings.TrimPrefix(name, "./"), ".exe"); strings.Contains(name, "/bin/") {
		name = nameOf(name)
	}
	client := commands[name]
	if startsAnother(name, arguments) || slices.Contains(carriers, client) && showsOthers(arguments) {
		return ""
	}
	return client
}

// programAt returns the first word of a command line that is no runner and sets no variable, as it was typed, and what
// stands behind it; "" where it does not stand among the first six words.
func programAt(line []byte) (name string, arguments []byte) {
	for range 6 {
		line = bytes.TrimLeft(line, " \t")
		end := bytes.IndexAny(line, " \t\r\n")
		if end < 0 {
			end = len(line)
		}
		word := string(line[:end])
		line = line[end:]
		if !slices.Contains(runners, word) && (!strings.Contains(word, "=") || strings.HasPrefix(word, "-")) {
			return word, line
		}
	}
	return "", nil
}

// nameOf is a program's name without its folder and without Windows' ending.
func nameOf(program string) string {
	return strings.TrimSuffix(program[strings.LastIndexAny(program, `/\`)+1:], ".exe")
}

// carriers are the clients that also show what others print, and run them.
var carriers = []string{"kubectl", "docker", "podman", "containerd"}

// showsOthers reports whether what stands behind a program's name says that it shows what others print, or runs them:
// "kubectl logs", "kubectl -n x logs", "docker compose exec".
func showsOthers(arguments []byte) bool {
	for word := range bytes.FieldsSeq(arguments[:min(len(arguments), 80)]) {
		if s := string(word); s == "logs" || s == "exec" {
			return true
		}
	}
	return false
}

// commandSign returns the sign that a typed command is: all that the tables know of its client.
func commandSign(client string) *sign { return commandSigns()[client] }

var commandSigns = sync.OnceValue(func() map[string]*sign {
	all := map[string]*sign{}
	for _, client := range slices.Concat(slices.Collect(maps.Values(commands)), slices.Collect(maps.Values(daemons))) {
		if all[client] != nil {
			continue
		}
		s := &sign{client: client, only: true, role: clientRole}
		for _, table := range signTables {
			for i := range table {
				t := &table[i]
				if t.client != client || t.role == serverRole {
					continue
				}
				s.rank, s.only = max(s.rank, t.rank), s.only && t.only
				s.of = append(s.of, t.of...)
			}
		}
		all[client] = s
	}
	return all
})
