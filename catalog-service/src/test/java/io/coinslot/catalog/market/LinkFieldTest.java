package io.coinslot.catalog.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.catalog.request.FieldErrors;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
