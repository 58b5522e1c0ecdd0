/* Prints what the installed libcrypto reports for certificate chains.
 *
 *   cc -O2 -o oracle oracle.c -lcrypto        (OpenSSL 1.1.1 to 4.0)
 *   oracle < CASES > RESULTS                  the protocol of engine/internal/cases
 *   oracle -load < BASE64                     loads a certificate a line, prints the error queue
 *   oracle -version                           which libcrypto it is
 *
 * The verify callback always answers 1, so that every event is seen. ORACLE_CHAIN=1 in the environment adds a fourth field for
 * debugging: the subjects of the chain as built.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

enum { ID, FLAGS, PURPOSE, LEVEL, TIME, PEER, LEAF, UNTRUSTED, TRUSTED, FIELDS };

static struct {
    char *text;
    size_t used, room;
} events;

static int on_event(int ok, X509_STORE_CTX *ctx)
{
    char one[48];
    int n;

    if (ok)
        return 1;
    n = snprintf(one, sizeof one, "%s%d@%d", events.used ? "," : "", X509_STORE_CTX_get_error(ctx),
                 X509_STORE_CTX_get_error_depth(ctx));
    if (events.used + (size_t)n + 1 > events.room) {
        events.room = 2 * events.room + sizeof one;
        events.text = realloc(events.text, events.room);
        if (events.text == NULL)
            abort();
    }
    memcpy(events.text + events.used, one, (size_t)n + 1);
    events.used += (size_t)n;
    return 1;
}

/* One certificate from base64, a trusted one with its trust settings; NULL when it is not exactly one that loads. */
static X509 *load(const char *text, size_t size, int trusted)
{
    unsigned char *der;
    const unsigned char *at;
    X509 *x = NULL;
    int n;

    if (size == 0 || size % 4 != 0 || (der = malloc(size)) == NULL)
        return NULL;
    at = der;
    n = EVP_DecodeBlock(der, (const unsigned char *)text, (int)size);
    if (n > 0) {
        n -= (text[size - 1] == '=') + (text[size - 2] == '=');
        x = trusted ? d2i_X509_AUX(NULL, &at, n) : d2i_X509(NULL, &at, n);
        if (x != NULL && at != der + n) {
            X509_free(x);
            x = NULL;
        }
    }
    free(der);
    return x;
}

static STACK_OF(X509) *load_list(const char *text, int trusted, int *failed)
{
    STACK_OF(X509) *list = sk_X509_new_null();

    while (strcmp(text, "-") != 0 && *text != '\0') {
        size_t size = strcspn(text, ",");
        X509 *x = load(text, size, trusted);

        if (x == NULL)
            *failed = 1;
        else
            sk_X509_push(list, x);
        text += size;
        if (*text == ',')
            text++;
    }
    return list;
}

static int has(const char *list, const char *word)
{
    size_t size = strlen(word);

    for (; *list != '\0'; list += *list == ',') {
        size_t n = strcspn(list, ",");

        if (n == size && memcmp(list, word, n) == 0)
            return 1;
        list += n;
    }
    return 0;
}

static void configure(X509_STORE_CTX *ctx, char *const *f)
{
    X509_VERIFY_PARAM *p;
    const char *depth;

    if (strcmp(f[PURPOSE], "sslserver") == 0)
        X509_STORE_CTX_set_default(ctx, "ssl_server");
    else if (strcmp(f[PURPOSE], "sslclient") == 0)
        X509_STORE_CTX_set_default(ctx, "ssl_client");
    p = X509_STORE_CTX_get0_param(ctx);
    if (strcmp(f[PURPOSE], "any") == 0)
        X509_VERIFY_PARAM_set_purpose(p, X509_PURPOSE_ANY);
    if (has(f[FLAGS], "strict"))
        X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_X509_STRICT);
    if (has(f[FLAGS], "partial"))
        X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_PARTIAL_CHAIN);
    if (has(f[FLAGS], "trusted_first"))
        X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_TRUSTED_FIRST);
    if (has(f[FLAGS], "proxy"))
        X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_ALLOW_PROXY_CERTS);
    if ((depth = strstr(f[FLAGS], "depth=")) != NULL)
        X509_VERIFY_PARAM_set_depth(p, atoi(depth + 6));
    X509_VERIFY_PARAM_set_auth_level(p, atoi(f[LEVEL]));
    if (strcmp(f[TIME], "-") == 0)
        X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_NO_CHECK_TIME);
    else
        X509_VERIFY_PARAM_set_time(p, (time_t)strtoll(f[TIME], NULL, 10));
    if (strncmp(f[PEER], "dns:", 4) == 0) {
        X509_VERIFY_PARAM_set_hostflags(p, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        X509_VERIFY_PARAM_set1_host(p, f[PEER] + 4, 0);
    } else if (strncmp(f[PEER], "ip:", 3) == 0) {
        X509_VERIFY_PARAM_set1_ip_asc(p, f[PEER] + 3);
    } else if (strncmp(f[PEER], "email:", 6) == 0) {
        X509_VERIFY_PARAM_set1_email(p, f[PEER] + 6, 0);
    }
}

static void print_chain(X509_STORE_CTX *ctx)
{
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(ctx);
    int i;

    for (i = 0; i < sk_X509_num(chain); i++) {
        char name[256];

        X509_NAME_oneline(X509_get_subject_name(sk_X509_value(chain, i)), name, sizeof name);
        printf("%s%s", i == 0 ? "\t" : " < ", name);
    }
}

static void judge(char *const *f)
{
    int failed = 0, result, i;
    X509 *leaf = load(f[LEAF], strlen(f[LEAF]), 0);
    STACK_OF(X509) *sent = load_list(f[UNTRUSTED], 0, &failed), *trusted = load_list(f[TRUSTED], 1, &failed);

    if (leaf == NULL || failed) {
        printf("%s\tload\t-\n", f[ID]);
    } else {
        X509_STORE *store = X509_STORE_new();
        X509_STORE_CTX *ctx = X509_STORE_CTX_new();

        for (i = 0; i < sk_X509_num(trusted); i++)
            X509_STORE_add_cert(store, sk_X509_value(trusted, i));
        X509_STORE_CTX_init(ctx, store, leaf, sent);
        configure(ctx, f);
        X509_STORE_CTX_set_verify_cb(ctx, on_event);
        events.used = 0;
        result = X509_verify_cert(ctx);
        printf("%s\t%s\t%s", f[ID], result > 0 && events.used == 0 ? "ok" : "fail",
               events.used > 0 ? events.text : result > 0 ? "-" : "internal");
        if (getenv("ORACLE_CHAIN") != NULL)
            print_chain(ctx);
        putchar('\n');
        X509_STORE_CTX_free(ctx);
        X509_STORE_free(store);
    }
    X509_free(leaf);
    sk_X509_pop_free(sent, X509_free);
    sk_X509_pop_free(trusted, X509_free);
    ERR_clear_error();
}

/* Loads one certificate from a line of base64 and prints "ok", or the errors of the queue, earliest first. */
static void load_only(const char *text)
{
    X509 *x;
    unsigned long e;
    int first = 1;

    ERR_clear_error();
    x = load(text, strlen(text), 0);
    if (x != NULL)
        printf("ok");
    else if (ERR_peek_error() == 0)
        printf("-");
    while (x == NULL && (e = ERR_get_error()) != 0) {
        const char *library = ERR_lib_error_string(e), *reason = ERR_reason_error_string(e);

        printf("%s%s:%s", first ? "" : ",", library != NULL ? library : "?", reason != NULL ? reason : "?");
        first = 0;
    }
    putchar('\n');
    X509_free(x);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;

    if (argc > 1 && strcmp(argv[1], "-version") == 0) {
        puts(OpenSSL_version(OPENSSL_VERSION));
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "-load") == 0)
        setvbuf(stdout, NULL, _IOLBF, 0); /* who asks one at a time waits for the line */
    while ((n = getline(&line, &room, stdin)) > 0) {
        char *f[FIELDS], *rest = line;
        int i;

        if (line[n - 1] == '\n')
            line[n - 1] = '\0';
        if (argc > 1 && strcmp(argv[1], "-load") == 0) {
            load_only(line);
            continue;
        }
        for (i = 0; i < FIELDS; i++)
            if ((f[i] = strsep(&rest, "\t")) == NULL) {
                fprintf(stderr, "oracle: a line has fewer than %d fields\n", FIELDS);
                return 2;
            }
        judge(f);
    }
    free(line);
    free(events.text);
    return fflush(stdout) == 0 ? 0 : 1;
}
