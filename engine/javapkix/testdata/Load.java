import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/** Parses a certificate a line, in base64, and prints "ok" or the exceptions as Java prints them. */
public class Load {
    public static void main(String[] args) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            String answer = "ok";
            try {
                factory.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(line)));
            } catch (Throwable e) {
                StringBuilder all = new StringBuilder(e.toString());
                for (Throwable x = e.getCause(); x != null; x = x.getCause()) {
                    all.append("\nCaused by: ").append(x);
                }
                answer = all.toString();
            }
            System.out.println(answer.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"));
        }
    }
}
