package io.coinslot.catalog.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFieldTest {
    private static final String KEY_FILE = """
        {"type":"service_account","client_email":"a@b.example","private_key":"-----BEGIN","token_uri":"http://t"}
        """;

    @Test
    void knowsWhatGooglePlayNeeds() {
        assertThat(settingsAreValid(Market.GOOGLE_PLAY, Map.of("packageName", "com.example.game")))
                .isTrue();
        assertThat(settingsAreValid(Market.GOOGLE_PLAY, Map.of())).isFalse();
        assertThat(settingsAreValid(Market.GOOGLE_PLAY, Map.of("packageName", "game")))
                .isFalse();
        assertThat(credentialsAreValid(Market.GOOGLE_PLAY, Map.of("serviceAccountJson", KEY_FILE)))
                .isTrue();
        assertThat(credentialsAreValid(
                        Market.GOOGLE_PLAY,
                        Map.of("serviceAccountJson", KEY_FILE.replace("private_key", "public_key"))))
                .isFalse();
        assertThat(credentialsAreValid(Market.GOOGLE_PLAY, Map.of("serviceAccountJson", "{")))
                .isFalse();
        assertThat(credentialsAreValid(Market.GOOGLE_PLAY, Map.of("serviceAccountJson", "[]")))
                .isFalse();
    }

    /** Six markets, each with settings and credentials, have to fit into one record of a mebibyte. */
    @Test
    void boundsWhatAllValuesHoldTogether() {
        String file = KEY_FILE.strip();
        String longest = file.replace("-----BEGIN", "-----BEGIN" + "x".repeat(10_000 - file.length()));
        assertThat(credentialsAreValid(Market.GOOGLE_PLAY, Map.of("serviceAccountJson", longest)))
                .isTrue();
        assertThat(credentialsAreValid(Market.GOOGLE_PLAY, Map.of("serviceAccountJson", longest + " ")))
                .isFalse();
    }

    /** What is misspelt would be of no use, and a credential among the settings would be shown. */
    @ParameterizedTest
    @EnumSource(Market.class)
    void refusesWhatTheMarketDoesNotKnow(Market market) {
        assertThat(refused(market.settings(), Map.of("secretKey", "x"))).contains("/at/secretKey");
        assertThat(refused(market.settings(), Map.of("customersconsent", "true")))
                .contains("/at/customersconsent");
        assertThat(refused(market.credentials(), Map.of("token", "x"))).contains("/at/token");
        assertThat(refused(market.credentials(), Map.of("sk_live_4711", "x")))
                .contains("/at")
                .allSatisfy(pointer -> assertThat(pointer).doesNotContain("4711"));
    }

    @ParameterizedTest
    @CsvSource({
        "GOOGLE_PLAY, pushAudience, https://arcade.example/play, a b",
        "GOOGLE_PLAY, pushServiceAccount, push@game.iam.gserviceaccount.com, ''",
        "GOOGLE_PLAY, subscription, projects/game/subscriptions/play, ''",
        "GOOGLE_PLAY, customersConsent, true, True",
        "APP_STORE, customersConsent, false, yes",
        "STRIPE, accountId, acct_1032D82eZvKYlo2C, sk_live_1",
        "STRIPE, publishableKey, pk_live_1, sk_live_1",
        "TOSS_PAYMENTS, checkoutUrl, https://game.example/pay, sk_live_1"
    })
    void looksAtSettingsThatMayBeLeftOut(Market market, String name, String right, String wrong) {
        assertThat(refused(market.settings(), Map.of(name, right))).doesNotContain("/at/" + name);
        assertThat(refused(market.settings(), Map.of(name, wrong))).contains("/at/" + name);
    }

    @Test
    void knowsWhatStripeNeeds() {
        assertThat(settingsAreValid(Market.STRIPE, Map.of())).isTrue();
        assertThat(credentialsAreValid(Market.STRIPE, Map.of("secretKey", "sk_test_1", "webhookSecret", "whsec_abc")))
                .isTrue();
        assertThat(credentialsAreValid(Market.STRIPE, Map.of("secretKey", "pk_test_1", "webhookSecret", "whsec_a")))
                .isFalse();
        assertThat(credentialsAreValid(Market.STRIPE, Map.of("secretKey", "sk_test_1")))
                .isFalse();
    }

    @Test
    void knowsWhatOneStoreNeeds() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        Map<String, String> settings = Map.of(
                "clientId", "0000042301", "environment", "COMMERCIAL", "marketCode", "MKT_GLB", "licenseKey", key);
        assertThat(settingsAreValid(Market.ONE_STORE, settings)).isTrue();
        for (Map.Entry<String, String> wrong : Map.of(
                        "clientId", "no id",
                        "environment", "PRODUCTION",
                        "marketCode", "MKT_GLC",
                        "licenseKey", key.substring(8))
                .entrySet()) {
            Map<String, String> changed = new HashMap<>(settings);
            changed.put(wrong.getKey(), wrong.getValue());
            assertThat(settingsAreValid(Market.ONE_STORE, changed))
                    .as(wrong.getKey())
                    .isFalse();
        }
        assertThat(credentialsAreValid(Market.ONE_STORE, Map.of("clientSecret", "s3cret+/=")))
                .isTrue();
        assertThat(credentialsAreValid(Market.ONE_STORE, Map.of("clientSecret", " ")))
                .isFalse();
    }

    @Test
    void knowsWhatTossPaymentsNeeds() {
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, Map.of("merchantId", "coin1", "clientKey", "test_gck_1")))
                .isTrue();
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, Map.of("merchantId", "coin1", "clientKey", "test_sk_1")))
                .isFalse();
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, Map.of("merchantId", "a/b", "clientKey", "test_ck_1")))
                .isFalse();
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, Map.of("clientKey", "test_ck_1")))
                .isFalse();
        assertThat(credentialsAreValid(Market.TOSS_PAYMENTS, Map.of("secretKey", "live_sk_1")))
                .isTrue();
        assertThat(credentialsAreValid(
                        Market.TOSS_PAYMENTS, Map.of("secretKey", "live_sk_1", "securityKey", "ab".repeat(32))))
                .isTrue();
        assertThat(credentialsAreValid(Market.TOSS_PAYMENTS, Map.of("secretKey", "live_ck_1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://game.example/pay",
                "https://game.example?a=b",
                "HTTPS://game.example:8443/pay?a=b&c",
                "http://127.0.0.1:8080/pay",
                "http://[::1]/pay",
                "http://localhost/pay"
            })
    void takesAPageThatOpensThePaymentWindow(String url) {
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, withCheckout(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/pay",
                "game.example/pay",
                "https:/pay",
                "http://game.example/pay",
                "http://127.0.0.1.game.example/pay",
                "javascript:alert(1)",
                "https://user@game.example/pay",
                "https://game.example/pay#top",
                "https://game.example/a page"
            })
    void refusesAPageThatPlayersCannotBeSentTo(String url) {
        FieldErrors errors = new FieldErrors();
        LinkField.check(Market.TOSS_PAYMENTS.settings(), withCheckout(url), "/settings", errors);
        assertThatThrownBy(errors::refuseIfAny)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/settings/checkoutUrl"));
    }

    @Test
    void refusesAPageWhoseAddressIsTooLong() {
        String longest = "https://game.example/" + "x".repeat(1_979);
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, withCheckout(longest)))
                .isTrue();
        assertThat(settingsAreValid(Market.TOSS_PAYMENTS, withCheckout(longest + "x")))
                .isFalse();
    }

    private static Map<String, String> withCheckout(String url) {
        return Map.of("merchantId", "coin1", "clientKey", "test_gck_1", "checkoutUrl", url);
    }

    @Test
    void knowsWhatTheAppStoreNeeds() {
        Map<String, String> settings = Map.of(
                "bundleId", "com.example.game-1",
                "appAppleId", "1234567890",
                "environment", "PRODUCTION",
                "issuerId", "57246542-96fe-1a63-e053-0824d011072a",
                "keyId", "2X9R4HXF34");
        assertThat(settingsAreValid(Market.APP_STORE, settings)).isTrue();
        assertThat(settingsAreValid(Market.APP_STORE, with(settings, "environment", "SANDBOX")))
                .isTrue();
        for (String name : settings.keySet()) {
            assertThat(settingsAreValid(Market.APP_STORE, with(settings, name, "?")))
                    .as(name)
                    .isFalse();
        }
        for (String unsigned : List.of("XCODE", "LOCAL_TESTING", "Xcode", "LocalTesting", "production", "")) {
            assertThat(settingsAreValid(Market.APP_STORE, with(settings, "environment", unsigned)))
                    .as(unsigned)
                    .isFalse();
        }
    }

    @Test
    void knowsTheAppStoresKeys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        String key = pem(generator);
        assertThat(credentialsAreValid(Market.APP_STORE, Map.of("privateKey", key)))
                .isTrue();
        generator.initialize(384);
        assertThat(credentialsAreValid(Market.APP_STORE, Map.of("privateKey", pem(generator))))
                .isFalse();
        assertThat(credentialsAreValid(Market.APP_STORE, Map.of("privateKey", "AuthKey_2X9R4HXF34.p8")))
                .isFalse();
        assertThat(credentialsAreValid(Market.APP_STORE, Map.of())).isFalse();
    }

    private static String pem(KeyPairGenerator generator) {
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----";
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        "packageName, game",
        "serviceAccountId, 'id\r\nAuthorization: x'",
        "sellerSeq, 12345",
        "iapPublicKey, -----BEGIN PUBLIC KEY-----",
        "iapPublicKey, AAAA"
    })
    void namesTheSettingOfGalaxyStoreThatIsWrong(String name, String wrong) throws GeneralSecurityException {
        Map<String, String> settings = new HashMap<>(galaxySettings(keys(2048)));
        assertThat(settingsAreValid(Market.GALAXY_STORE, settings)).isTrue();
        settings.put(name, wrong);
        assertThat(settingsAreValid(Market.GALAXY_STORE, settings)).isFalse();
        settings.remove(name);
        assertThat(settingsAreValid(Market.GALAXY_STORE, settings)).isFalse();
    }

    @Test
    void takesAPrivateKeyForGalaxyStoreThatSignsWell() throws GeneralSecurityException {
        String bare = base64(keys(2048).getPrivate());
        String pem =
                "-----BEGIN PRIVATE KEY-----\n" + bare.replaceAll("(.{64})", "$1\n") + "\n-----END PRIVATE KEY-----\n";
        assertThat(credentialsAreValid(Market.GALAXY_STORE, Map.of("privateKey", pem)))
                .isTrue();
        assertThat(credentialsAreValid(Market.GALAXY_STORE, Map.of("privateKey", bare)))
                .isTrue();
        String weak = base64(keys(1024).getPrivate());
        assertThat(credentialsAreValid(Market.GALAXY_STORE, Map.of("privateKey", weak)))
                .isFalse();
        assertThat(credentialsAreValid(Market.GALAXY_STORE, Map.of("privateKey", "not a key")))
                .isFalse();
        assertThat(credentialsAreValid(Market.GALAXY_STORE, Map.of())).isFalse();
    }

    private static Map<String, String> galaxySettings(KeyPair keys) {
        return Map.of(
                "packageName",
                "com.example.game",
                "serviceAccountId",
                "85412253-21b2-4d84-8ff5-ab0000000000",
                "sellerSeq",
                "000123456789",
                "iapPublicKey",
                base64(keys.getPublic()));
    }

    private static KeyPair keys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static List<String> refused(List<LinkField> fields, Map<String, String> values) {
        FieldErrors errors = new FieldErrors();
        LinkField.check(fields, values, "/at", errors);
        try {
            errors.refuseIfAny();
            return List.of();
        } catch (ProblemException refusal) {
            return refusal.problem().errors().stream().map(FieldError::pointer).toList();
        }
    }

    private static boolean settingsAreValid(Market market, Map<String, String> values) {
        FieldErrors errors = new FieldErrors();
        LinkField.check(market.settings(), values, "/settings", errors);
        return errors.isEmpty();
    }

    private static boolean credentialsAreValid(Market market, Map<String, String> values) {
        FieldErrors errors = new FieldErrors();
        LinkField.check(market.credentials(), values, "/credentials", errors);
        return errors.isEmpty();
    }
}
