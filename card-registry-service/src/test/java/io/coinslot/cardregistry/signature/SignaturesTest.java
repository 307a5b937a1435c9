package io.coinslot.cardregistry.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.coinslot.cardregistry.signature.SignatureRefused.Reason;
import io.coinslot.cardregistry.signature.Signatures.KeysOfSenders;
import io.coinslot.cardregistry.signature.Signatures.Signed;
import io.coinslot.houserules.AdvancingClock;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final String NONCE = "request-0001";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private ECKey key;
    private ECPublicKey publicKey;
    private Signatures signatures;
    private Message message;
    private Signed signed;

    @BeforeEach
    void sign() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
        publicKey = key.toECPublicKey();
        signatures = new Signatures(SigningKey.parse(key.toJSONString()), clock);
        message = Message.request("POST", "/peer/v1/cards/search", null, "application/json", Digests.of(BODY));
        signed = signatures.sign(message, NONCE, "receiver");
    }

    private Signatures.Verified verified(Message received, String input, String signature, String receiver)
            throws SignatureRefused {
        return signatures.verify(
                received, input, signature, receiver, KeysOfSenders.of(id -> id.equals("key-1") ? publicKey : null));
    }

    private Reason refusal(Message received, String input, String signature, String receiver) {
        try {
            verified(received, input, signature, receiver);
            return null;
        } catch (SignatureRefused e) {
            return e.reason();
        }
    }

    @Test
    void writesTheHeadersOfTheStandard() {
        assertThat(signed.input())
                .isEqualTo("sig=(\"@method\" \"@path\" \"content-type\" \"content-digest\");created="
                        + clock.instant().getEpochSecond()
                        + ";nonce=\"request-0001\";alg=\"ecdsa-p256-sha256\";keyid=\"key-1\";tag=\"receiver\"");
        assertThat(signed.signature()).matches("sig=:[A-Za-z0-9+/]{86}==:");
        assertThat(Digests.of(BODY)).isEqualTo("sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:");
    }

    @Test
    void verifiesWhatWasSigned() throws Exception {
        assertThat(verified(message, signed.input(), signed.signature(), "receiver"))
                .isEqualTo(new Signatures.Verified("key-1", NONCE));
    }

    @Test
    void acceptsAnotherOrderOfComponentsAndParameters() throws Exception {
        String parameters =
                "(\"content-digest\" \"@path\" \"content-type\" \"@method\");tag=\"receiver\";keyid=\"key-1\""
                        + ";alg=\"ecdsa-p256-sha256\";nonce=\"" + NONCE + "\";created="
                        + clock.instant().getEpochSecond();
        String text = "\"content-digest\": " + Digests.of(BODY)
                + "\n\"@path\": /peer/v1/cards/search\n\"content-type\": application/json\n\"@method\": POST\n"
                + "\"@signature-params\": " + parameters;
        String signature = "sig=:" + SigningKey.parse(key.toJSONString()).sign(text) + ":";
        assertThat(verified(message, "sig=" + parameters, signature, "receiver").nonce())
                .isEqualTo(NONCE);
    }

    @Test
    void refusesWhatIsNotSignedAsAWholeJustNowForUsByAKeyWeKnow() throws Exception {
        Message otherPath =
                Message.request("POST", "/peer/v1/notifications", null, "application/json", Digests.of(BODY));
        Message withQuery =
                Message.request("POST", "/peer/v1/cards/search", "?a=1", "application/json", Digests.of(BODY));
        assertThat(refusal(message, null, null, "receiver")).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(refusal(otherPath, signed.input(), signed.signature(), "receiver"))
                .isEqualTo(Reason.SIGNATURE_INVALID);
        assertThat(refusal(withQuery, signed.input(), signed.signature(), "receiver"))
                .as("a query that is not covered")
                .isEqualTo(Reason.SIGNATURE_INVALID);
        assertThat(refusal(message, signed.input(), signed.signature(), "another"))
                .isEqualTo(Reason.WRONG_RECEIVER);
        assertThat(refusal(message, signed.input().replace("key-1", "key-2"), signed.signature(), "receiver"))
                .isEqualTo(Reason.KEY_UNKNOWN);
        assertThat(refusal(
                        message,
                        signed.input().replace("request-0001", "request-0002"),
                        signed.signature(),
                        "receiver"))
                .isEqualTo(Reason.SIGNATURE_INVALID);
        assertThat(refusal(message, signed.input(), "sig=:AAAA:", "receiver")).isEqualTo(Reason.SIGNATURE_INVALID);
        clock.advance(Duration.ofSeconds(301));
        assertThat(refusal(message, signed.input(), signed.signature(), "receiver"))
                .isEqualTo(Reason.SIGNATURE_STALE);
    }

    @Test
    void refusesASignatureByAnotherKeyUnderAKnownName() throws Exception {
        ECKey another = new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
        Signed forged =
                new Signatures(SigningKey.parse(another.toJSONString()), clock).sign(message, NONCE, "receiver");
        assertThat(refusal(message, forged.input(), forged.signature(), "receiver"))
                .isEqualTo(Reason.SIGNATURE_INVALID);
    }

    @Test
    void bindsAnAnswerToItsRequest() throws Exception {
        Message answer = Message.answer(200, "application/json", Digests.of(BODY), signed.signature());
        Signed answered = signatures.sign(answer, NONCE, "asker");
        assertThat(answered.input()).contains("(\"@status\" \"content-type\" \"content-digest\" \"signature\";req)");
        assertThat(verified(answer, answered.input(), answered.signature(), "asker")
                        .nonce())
                .isEqualTo(NONCE);
        Message toAnother = Message.answer(200, "application/json", Digests.of(BODY), "sig=:AAAA:");
        assertThat(refusal(toAnother, answered.input(), answered.signature(), "asker"))
                .isEqualTo(Reason.SIGNATURE_INVALID);
    }

    @Test
    void refusesABodyThatIsNotTheDigestedOne() throws Exception {
        Signatures.checkDigest(Digests.of(BODY), BODY);
        assertThatThrownBy(() -> Signatures.checkDigest(Digests.of(BODY), new byte[1]))
                .isInstanceOf(SignatureRefused.class)
                .hasMessage("DIGEST_MISMATCH");
        assertThatThrownBy(() -> Signatures.checkDigest(null, BODY)).hasMessage("DIGEST_MISMATCH");
    }

    @Test
    void signsByTheFirstOfSeveralKeysAndPublishesAll() throws Exception {
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("key-2").generate();
        SigningKey before = SigningKey.parse(new JWKSet(List.of(key, next)).toString(false));
        SigningKey after = SigningKey.parse(new JWKSet(List.of(next, key)).toString(false));
        assertThat(before.keyId()).isEqualTo("key-1");
        assertThat(after.keyId()).isEqualTo("key-2");
        assertThat(before.publicKeys().getKeys())
                .containsExactly(key.toPublicJWK(), next.toPublicJWK())
                .noneMatch(JWK::isPrivate);
        Signed byNext = new Signatures(after, clock).sign(message, NONCE, "receiver");
        ECPublicKey published =
                before.publicKeys().getKeyByKeyId("key-2").toECKey().toECPublicKey();
        assertThat(signatures
                        .verify(
                                message,
                                byNext.input(),
                                byNext.signature(),
                                "receiver",
                                KeysOfSenders.of(id -> published))
                        .keyId())
                .isEqualTo("key-2");
        assertThatThrownBy(() -> SigningKey.parse(new JWKSet(key.toPublicJWK()).toString()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.parse("{\"keys\":[]}")).isInstanceOf(IllegalArgumentException.class);
    }
}
