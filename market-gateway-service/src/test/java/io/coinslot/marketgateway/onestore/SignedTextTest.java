package io.coinslot.marketgateway.onestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SignedTextTest {
    /** Order, numbers and escapes that no JSON library would write so again. */
    private static final String SIGNED =
            "{\"zeta\":1.10,\"alpha\":1E3,\"price\":12345678901234567890.50,\"productName\":\"caf\\u00e9"
                    + " \\/ \\\"a, b\\\" { } 상품\",\"list\":[1.0, 2],\"nested\":{\"signature\":\"kept\"}}";

    private static KeyPair keys;

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    private static LicenceKey licenceKey(String text) throws MarketFailure {
        return LicenceKey.of(new MarketLink(
                "arcade", OneStoreCapability.ONE_STORE, true, Map.of("licenseKey", text), new Credentials(Map.of())));
    }

    private static String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    private static String signature(String text) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA512withRSA");
        signer.initSign(keys.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    private static SignedText taken(String body) {
        return SignedText.of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** What went over the wire: the signed members with white space between the tokens, the signature among them. */
    private static String sent(String compact, String signature) {
        return compact.replaceFirst("\\{", "\n{ ")
                        .replace(
                                ",\"price\":",
                                " ,\r\n\t\"signature\" : \"" + signature.replace("/", "\\/") + "\",\n  \"price\" :  ")
                + "\n";
    }

    @Test
    void provesWhatWasSignedThoughWritingItAgainWouldChangeIt() throws Exception {
        String compact = SIGNED.replace("[1.0, 2]", "[1.0,2]");
        SignedText text = taken(sent(SIGNED, signature(compact)));
        assertThat(new String(text.signed(), StandardCharsets.UTF_8)).isEqualTo(compact);
        assertThat(licenceKey(publicKey()).hasSigned(text)).isTrue();
        assertThat(JsonMapper.shared().readTree(compact).toString()).isNotEqualTo(compact);
    }

    @Test
    void anyChangeBreaksTheProof() throws Exception {
        String compact = SIGNED.replace("[1.0, 2]", "[1.0,2]");
        String body = sent(SIGNED, signature(compact));
        LicenceKey key = licenceKey(publicKey());
        for (String changed : new String[] {
            body.replace("1.10", "1.1"),
            body.replace("1E3", "1000"),
            body.replace("\\u00e9", "é"),
            body.replace("a, b", "a,b"),
            body.replace("\"zeta\":1.10,\"alpha\":1E3", "\"alpha\":1E3,\"zeta\":1.10"),
            body.replace("\"nested\"", "\"more\":1,\"nested\"")
        }) {
            assertThat(changed).isNotEqualTo(body);
            assertThat(key.hasSigned(taken(changed))).as(changed).isFalse();
        }
    }

    @Test
    void takesTheKeyAsAPemToo() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\n" + publicKey() + "\n-----END PUBLIC KEY-----\n";
        assertThat(licenceKey(pem).hasSigned(taken("{\"signature\":\"" + signature("{}") + "\"}")))
                .isTrue();
        Assertions.assertThatThrownBy(() -> licenceKey("no key"))
                .isInstanceOf(MarketFailure.class)
                .hasMessageContaining("licenseKey");
    }

    @Test
    void aSignatureThatIsNoneProvesNothing() throws Exception {
        for (String signature : new String[] {"", "%%%", "AAAA"}) {
            assertThat(licenceKey(publicKey()).hasSigned(taken("{\"signature\":\"" + signature + "\"}")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "{\"signature\":\"a\"",
                "[{\"signature\":\"a\"}]",
                "{\"signature\":7}",
                "{\"signature\":{\"signature\":\"a\"}}",
                "{\"nested\":{\"signature\":\"a\"}}",
                "{\"signature\":\"a\",\"signature\":\"b\"}",
                "{\"\\u0073ignature\":\"a\"}"
            })
    void isNullWithoutOneSignature(String body) {
        assertThat(taken(body)).isNull();
    }

    @Test
    void isNullIfItIsNoUtf8() {
        assertThat(SignedText.of(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isNull();
    }
}
