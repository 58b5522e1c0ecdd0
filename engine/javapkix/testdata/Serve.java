import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server that demands a client's certificate: one connection a case of the folder given, in their order. Its first
 * line names the port; then, a line a case, its id and "ok" or the exceptions as Java prints them.
 */
public class Serve {
    public static void main(String[] args) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(Path.of(args[0], "server.p12").toFile())) {
            own.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, "changeit".toCharArray());
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println("port\t" + listener.getLocalPort());
            for (String line : Files.readAllLines(Path.of(args[0], "index.tsv"))) {
                String[] f = line.split("\t");
                String answer = "ok";
                try (Socket plain = listener.accept()) {
                    plain.setSoTimeout(5000);
                    judge(keys, plain, Path.of(args[0], f[0] + ".ca.pem"), new Date(1000 * Long.parseLong(f[1])));
                } catch (Throwable e) {
                    StringBuilder all = new StringBuilder(e.toString());
                    for (Throwable x = e.getCause(); x != null; x = x.getCause()) {
                        all.append("\nCaused by: ").append(x);
                    }
                    answer = all.toString();
                }
                System.out.println(f[0] + "\t" + answer.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"));
            }
        }
    }

    static void judge(KeyManagerFactory keys, Socket plain, Path ca, Date at) throws Exception {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        try (InputStream in = new FileInputStream(ca.toFile())) {
            for (var c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.add(new TrustAnchor((X509Certificate) c, null));
            }
        }
        PKIXBuilderParameters params = new PKIXBuilderParameters(anchors, null);
        params.setDate(at);
        params.setRevocationEnabled(false);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(params));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        try (SSLSocket s = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
            s.setUseClientMode(false);
            s.setNeedClientAuth(true);
            s.startHandshake();
        }
    }
}
