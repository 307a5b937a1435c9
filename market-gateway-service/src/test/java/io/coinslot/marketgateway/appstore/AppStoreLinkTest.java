package io.coinslot.marketgateway.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.apple.itunes.storekit.model.Environment;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.PooledConnections;
import io.coinslot.simulators.Options;
import io.coinslot.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.http.impl.client.CloseableHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a link and the deployment must tell before the App Store is asked or believed. */
class AppStoreLinkTest {
    @TempDir
    static Path folder;

    private static CloseableHttpClient connections;
    private static List<X509Certificate> roots;
    private static String key;

    @BeforeAll
    static void open() throws NoSuchAlgorithmException {
        Simulators.start(new Options(0, folder, null)).close();
        roots = RootCertificates.read(List.of(folder.resolve("app-store-root.cer")));
        connections = PooledConnections.open(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        key = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @AfterAll
    static void close() throws IOException {
        connections.close();
    }

    private static AppStoreDesks desks(List<X509Certificate> trusted) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        return new AppStoreDesks(
                new AppStoreSettings(nowhere, nowhere, trusted, false), connections, Clock.systemUTC());
    }

    private static MarketLink link(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bundleId", "com.example",
                "environment", "PRODUCTION",
                "appAppleId", "1234",
                "issuerId", "57246542-96fe-1a63-e053-0824d011072a",
                "keyId", "2X9R4HXF34"));
        Map<String, String> credentials = new HashMap<>(Map.of("privateKey", key));
        (name.equals("privateKey") ? credentials : settings).put(name, value);
        return new MarketLink("arcade", AppStoreCapability.APP_STORE, true, settings, new Credentials(credentials));
    }

    private static MarketFailure refusal(List<X509Certificate> trusted, MarketLink link) {
        return catchThrowableOfType(MarketFailure.class, () -> desks(trusted).of(link));
    }

    @Test
    void opensWithAllThatIsNeeded() throws MarketFailure {
        assertThat(desks(roots).of(link("environment", "PRODUCTION")).isSandbox())
                .isFalse();
        assertThat(desks(roots).of(link("environment", "SANDBOX")).isSandbox()).isTrue();
    }

    @Test
    void namesWhatIsMissing() {
        for (String name : List.of("bundleId", "environment", "appAppleId", "issuerId", "keyId", "privateKey")) {
            MarketFailure refusal = refusal(roots, link(name, " "));
            assertThat(refusal.code()).as(name).isEqualTo(MarketFailure.LINK_INCOMPLETE);
            assertThat(refusal).hasMessageContaining(name);
        }
        assertThat(refusal(roots, link("appAppleId", "id1234"))).hasMessageContaining("appAppleId");
    }

    @Test
    void doesNotQuoteAKeyThatIsNone() {
        MarketFailure refusal = refusal(roots, link("privateKey", "c2VjcmV0IHNlY3JldA=="));
        assertThat(refusal).hasMessageContaining("privateKey");
        assertThat(refusal.toString()).doesNotContain("c2VjcmV0");
        assertThat(refusal.getCause()).isNull();
    }

    /** In these two Apple's library believes what nobody has signed. */
    @Test
    void noSettingLeadsToXcodeOrLocalTesting() {
        assertThat(Arrays.stream(StoreEnvironment.values()).map(StoreEnvironment::ofLibrary))
                .doesNotContain(Environment.XCODE, Environment.LOCAL_TESTING);
        for (Environment environment : List.of(Environment.XCODE, Environment.LOCAL_TESTING)) {
            for (String name : List.of(
                    environment.name(),
                    environment.getValue(),
                    environment.name().toLowerCase(),
                    environment.name().replace('_', '-'),
                    " " + environment.name())) {
                MarketFailure refusal = refusal(roots, link("environment", name));
                assertThat(refusal.code()).as(name).isEqualTo(MarketFailure.LINK_INCOMPLETE);
                assertThat(refusal).hasMessageContaining("environment");
            }
        }
        assertThat(refusal(roots, link("environment", "Sandbox"))).hasMessageContaining("environment");
    }

    @Test
    void believesNothingWithoutARoot() {
        MarketFailure refusal = refusal(List.of(), link("environment", "PRODUCTION"));
        assertThat(refusal.isOurs()).isTrue();
        assertThat(refusal).hasMessageContaining("coinslot.markets.app-store.root-certificates");
    }

    @Test
    void saysWhichFileIsNoRoot(@TempDir Path other) throws IOException {
        Path missing = other.resolve("missing.cer");
        assertThatThrownBy(() -> RootCertificates.read(List.of(missing)))
                .hasMessageContaining("coinslot.markets.app-store.root-certificates")
                .hasMessageContaining("missing.cer");
        Path text = Files.writeString(other.resolve("text.cer"), "not a certificate");
        assertThatThrownBy(() -> RootCertificates.read(List.of(text))).hasMessageContaining("text.cer");
    }

    @Test
    void readsARootInEitherForm(@TempDir Path other) throws Exception {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(roots.getFirst().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        Path file = Files.writeString(other.resolve("root.pem"), pem);
        assertThat(RootCertificates.read(List.of(file))).isEqualTo(roots);
    }
}
