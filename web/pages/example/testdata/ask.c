/* ask: what X509_verify_cert of the installed libcrypto reports for the examples, event by event.
 *
 * stdin, one question a line, fields separated by blanks:
 *   id flags depth level time host leaf untrusted trusted
 *     flags      X509_V_FLAG_* bits, decimal
 *     depth      -1 for the default
 *     host       dns:NAME, ip:ADDRESS, email:ADDRESS or -
 *     the rest   base64 DER, comma lists or -; trusted ones may carry trust settings behind the certificate
 * stdout: id, then code@depth,... or -
 *
 * The callback goes on after every error, so that all events show. The purpose is always a TLS server.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

static char events[4096];

static int note(int ok, X509_STORE_CTX *ctx)
{
    size_t n = strlen(events);
    if (!ok && n + 24 < sizeof events)
        snprintf(events + n, sizeof events - n, "%s%d@%d", n ? "," : "", X509_STORE_CTX_get_error(ctx), X509_STORE_CTX_get_error_depth(ctx));
    return 1;
}

static X509 *decode(const char *text, int settings)
{
    int n = (int)strlen(text), pad = n > 1 ? (text[n - 1] == '=') + (text[n - 2] == '=') : 0;
    unsigned char *der = malloc((size_t)n + 4);
    const unsigned char *p = der;
    int len = EVP_DecodeBlock(der, (const unsigned char *)text, n);
    X509 *x = len <= 0 ? NULL : settings ? d2i_X509_AUX(NULL, &p, len - pad) : d2i_X509(NULL, &p, len - pad);
    if (x && p != der + len - pad) { X509_free(x); x = NULL; }
    if (!x) { fprintf(stderr, "ask: a certificate does not load\n"); exit(1); }
    free(der);
    return x;
}

static STACK_OF(X509) *list(char *text, int settings)
{
    STACK_OF(X509) *sk = sk_X509_new_null();
    char *one;
    if (strcmp(text, "-") != 0)
        while ((one = strsep(&text, ",")) != NULL) sk_X509_push(sk, decode(one, settings));
    return sk;
}

int main(void)
{
    static char id[128], host[256], leaf[1 << 16], untrusted[1 << 18], trusted[1 << 18];
    unsigned long flags;
    long long when;
    int depth, level;
    fprintf(stderr, "%s\n", OpenSSL_version(OPENSSL_VERSION));
    while (scanf("%127s %lu %d %d %lld %255s %65535s %262143s %262143s", id, &flags, &depth, &level, &when, host, leaf, untrusted, trusted) == 9) {
        X509 *x = decode(leaf, 0);
        STACK_OF(X509) *sent = list(untrusted, 0), *anchors = list(trusted, 1);
        X509_STORE *store = X509_STORE_new();
        X509_STORE_CTX *ctx = X509_STORE_CTX_new();
        X509_VERIFY_PARAM *param;
        int i, result;
        for (i = 0; i < sk_X509_num(anchors); i++) X509_STORE_add_cert(store, sk_X509_value(anchors, i));
        X509_STORE_CTX_init(ctx, store, x, sent);
        X509_STORE_CTX_set_default(ctx, "ssl_server");
        param = X509_STORE_CTX_get0_param(ctx);
        X509_VERIFY_PARAM_set_flags(param, flags);
        X509_VERIFY_PARAM_set_auth_level(param, level);
        X509_VERIFY_PARAM_set_time(param, (time_t)when);
        X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        if (depth >= 0) X509_VERIFY_PARAM_set_depth(param, depth);
        if (strncmp(host, "dns:", 4) == 0) X509_VERIFY_PARAM_set1_host(param, host + 4, 0);
        if (strncmp(host, "ip:", 3) == 0) X509_VERIFY_PARAM_set1_ip_asc(param, host + 3);
        if (strncmp(host, "email:", 6) == 0) X509_VERIFY_PARAM_set1_email(param, host + 6, 0);
        X509_STORE_CTX_set_verify_cb(ctx, note);
        events[0] = 0;
        result = X509_verify_cert(ctx);
        printf("%s %s\n", id, events[0] ? events : result > 0 ? "-" : "internal");
        X509_STORE_CTX_free(ctx);
        X509_STORE_free(store);
        sk_X509_pop_free(sent, X509_free);
        sk_X509_pop_free(anchors, X509_free);
        X509_free(x);
    }
    return 0;
}
