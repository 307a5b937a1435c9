package io.coinslot.localstack.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a registry is, and how it lets us in.
 *
 * @param url what its {@code /apis/ccompat/v7} lies under
 * @param settings by the names that Apicurio's client has for them, as the services take them
 */
public record RegistryAddress(String url, Map<String, String> settings) {
    private static final String PREFIX = "apicurio.registry.";
    private static final String USERNAME = PREFIX + "auth.username";
    private static final String PASSWORD = PREFIX + "auth.password";
    private static final String TOKEN_ENDPOINT = PREFIX + "auth.service.token.endpoint";
    private static final String CLIENT_ID = PREFIX + "auth.client.id";
    private static final String CLIENT_SECRET = PREFIX + "auth.client.secret";
    private static final String CLIENT_SCOPE = PREFIX + "auth.client.scope";
    private static final String TRUST_STORE = PREFIX + "tls.truststore.location";
    private static final String TRUST_STORE_PASSWORD = PREFIX + "tls.truststore.password";
    private static final String TRUST_STORE_TYPE = PREFIX + "tls.truststore.type";
    private static final String CERTIFICATES = PREFIX + "tls.certificates";
    private static final Set<String> KNOWN = Set.of(
            USERNAME,
            PASSWORD,
            TOKEN_ENDPOINT,
            CLIENT_ID,
            CLIENT_SECRET,
            CLIENT_SCOPE,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            TRUST_STORE_TYPE,
            CERTIFICATES);

    /** @throws IllegalArgumentException if a setting is not known here, as otherwise it would be passed over */
    public RegistryAddress {
        settings = Map.copyOf(settings);
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("for the registry there is no " + String.join(", ", unknown) + ", but "
                    + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    /** For one that lets in everybody. */
    public RegistryAddress(String url) {
        this(url, Map.of());
    }

    /** A client that trusts whom the settings say. */
    HttpClient client() throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder();
        try {
            KeyStore trusted = trusted();
            if (trusted != null) {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(trusted);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, factory.getTrustManagers(), null);
                client.sslContext(context);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("what the registry's certificate is checked by cannot be read: " + e, e);
        }
        return client.build();
    }

    private @Nullable KeyStore trusted() throws IOException, GeneralSecurityException {
        String store = settings.get(TRUST_STORE);
        String certificates = settings.get(CERTIFICATES);
        if (store != null && isPem()) {
            return certificates(Files.readString(Path.of(store)));
        }
        if (store != null) {
            return trustStore(Path.of(store));
        }
        return certificates == null ? null : certificates(pem(certificates));
    }

    private boolean isPem() {
        return "PEM".equalsIgnoreCase(settings.get(TRUST_STORE_TYPE));
    }

    private KeyStore trustStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(settings.getOrDefault(TRUST_STORE_TYPE, "JKS"));
        String password = settings.get(TRUST_STORE_PASSWORD);
        try (InputStream bytes = Files.newInputStream(file)) {
            trusted.load(bytes, password == null ? null : password.toCharArray());
        }
        return trusted;
    }

    /** The certificates themselves, or the names of their files with commas between them. */
    private static String pem(String certificates) throws IOException {
        if (certificates.contains("-----BEGIN CERTIFICATE-----")) {
            return certificates;
        }
        StringBuilder all = new StringBuilder();
        for (String file : certificates.split(",")) {
            all.append(Files.readString(Path.of(file.strip()))).append('\n');
        }
        return all.toString();
    }

    private static KeyStore certificates(String pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
            trusted.setCertificateEntry("registry-" + number++, certificate);
        }
        return trusted;
    }

    /** The header by which the registry lets us in, if it asks for any. */
    Optional<String> authorization(HttpClient client) throws IOException, InterruptedException {
        if (settings.containsKey(TOKEN_ENDPOINT)) {
            return Optional.of("Bearer " + token(client));
        }
        if (settings.containsKey(USERNAME)) {
            String both = settings.get(USERNAME) + ":" + needed(PASSWORD);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    private String token(HttpClient client) throws IOException, InterruptedException {
        String scope = settings.get(CLIENT_SCOPE);
        String form = "grant_type=client_credentials&client_id=" + encoded(needed(CLIENT_ID)) + "&client_secret="
                + encoded(needed(CLIENT_SECRET)) + (scope == null ? "" : "&scope=" + encoded(scope));
        HttpRequest request = HttpRequest.newBuilder(URI.create(needed(TOKEN_ENDPOINT)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the token endpoint of the registry answers " + answer.statusCode());
        }
        JsonNode token = JsonMapper.shared().readTree(answer.body()).path("access_token");
        if (!token.isString()) {
            throw new IOException("the token endpoint of the registry gives no access_token");
        }
        return token.stringValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String needed(String name) throws IOException {
        String value = settings.get(name);
        if (value == null) {
            throw new IOException("the registry's settings lack " + name);
        }
        return value;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "RegistryAddress[" + url + " " + new TreeSet<>(settings.keySet()) + "]";
    }
}
