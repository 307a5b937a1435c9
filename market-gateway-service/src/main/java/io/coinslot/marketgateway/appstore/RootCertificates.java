package io.coinslot.marketgateway.appstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the root certificates that the App Store's signatures have to lead to. */
public final class RootCertificates {
    private static final String SETTING = "coinslot.markets.app-store.root-certificates";

    private RootCertificates() {}

    /**
     * Reads one certificate a file, DER or PEM.
     *
     * @throws IllegalArgumentException naming the setting, the file and what is wrong with it
     */
    public static List<X509Certificate> read(List<Path> files) {
        List<X509Certificate> roots = new ArrayList<>();
        for (Path file : files) {
            roots.add(read(file));
        }
        return List.copyOf(roots);
    }

    private static X509Certificate read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificate(stream) instanceof X509Certificate root
                    && root.getBasicConstraints() >= 0
                    && root.getSubjectX500Principal().equals(root.getIssuerX500Principal())) {
                return root;
            }
            throw new IllegalArgumentException(SETTING + ": " + file + " is not the certificate of a root");
        } catch (IOException e) {
            throw new IllegalArgumentException(SETTING + ": " + file + " cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(SETTING + ": " + file + " is not a certificate", e);
        }
    }
}
