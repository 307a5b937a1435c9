package io.coinslot.localstack.platform;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key for TLS at 127.0.0.1 that nobody trusts but who has the trust store beside it.
 *
 * @param keyStore the key with its certificate, in PKCS#12
 * @param trustStore the certificate alone, in PKCS#12
 * @param password of both
 */
record SelfMadeKeyStore(Path keyStore, Path trustStore, String password) {
    private static final String ALIAS = "server";

    /** Has the JDK's keytool make the key. */
    static SelfMadeKeyStore in(Path directory, String password) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        SelfMadeKeyStore made =
                new SelfMadeKeyStore(directory.resolve("key.p12"), directory.resolve("trust.p12"), password);
        made.makeKey();
        made.trustIt();
        return made;
    }

    private void makeKey() throws IOException, InterruptedException {
        List<String> words = List.of(
                JavaCommand.java().resolveSibling("keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-keystore",
                keyStore.toString());
        Process keytool = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool makes no key in " + keyStore);
        }
    }

    private void trustIt() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys().getCertificate(ALIAS));
            try (OutputStream file = Files.newOutputStream(trustStore)) {
                trusted.store(file, password.toCharArray());
            }
            Files.writeString(
                    certificate(),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(keys().getCertificate(ALIAS).getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be trusted", e);
        }
    }

    /** The certificate alone, in PEM. */
    Path certificate() {
        return trustStore.resolveSibling("certificate.pem");
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            keys.load(file, password.toCharArray());
        }
        return keys;
    }

    /** Of a server that has the key. */
    SSLContext serverContext() throws IOException {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys(), password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the key cannot be used", e);
        }
    }
}
