import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Asks JSSE about every case of the folder given: one line a case, its id and "ok" or the exceptions as Java prints them. */
public class Ask {
    public static void main(String[] args) throws Exception {
        Files.readAllLines(Path.of(args[0], "index.tsv")).parallelStream()
            .map(line -> answer(args[0], line.split("\t")))
            .forEachOrdered(System.out::println);
    }

    static String answer(String folder, String[] f) {
        String answer = "ok";
        try {
            ask(Path.of(folder, f[0] + ".ca.pem"), Integer.parseInt(f[1]), f[2], new Date(1000 * Long.parseLong(f[3])));
        } catch (Throwable e) {
            StringBuilder all = new StringBuilder(e.toString());
            for (Throwable x = e.getCause(); x != null; x = x.getCause()) {
                all.append("\nCaused by: ").append(x);
            }
            answer = all.toString();
        }
        return f[0] + "\t" + answer.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }

    static void ask(Path ca, int port, String host, Date at) throws Exception {
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
        context.init(null, trust.getTrustManagers(), null);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress("127.0.0.1", port), 5000);
            plain.setSoTimeout(5000);
            try (SSLSocket s = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters p = s.getSSLParameters();
                p.setEndpointIdentificationAlgorithm("HTTPS");
                s.setSSLParameters(p);
                s.startHandshake();
            }
        }
    }
}
