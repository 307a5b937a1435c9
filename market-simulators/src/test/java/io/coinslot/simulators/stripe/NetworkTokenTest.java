package io.coinslot.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.issuer.CardNumbers;
import io.coinslot.simulators.issuer.TokenRequestor;
import io.coinslot.simulators.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NetworkTokenTest {
    @TempDir
    Path folder;

    private OpenMarkets markets;
    private TokenRequestor requestor;
    private MerchantAccount merchant;
    private String token;

    @BeforeEach
    void open() {
        markets = new OpenMarkets(folder);
        requestor = new TokenRequestor(markets, "coinslot");
        merchant = new MerchantAccount(markets, "arcade");
        token = requestor
                .mdes("tokenize", requestor.order("task-1", "4111111111111111", "0330", "app-1"))
                .text("tokenUniqueReference");
    }

    @AfterEach
    void close() {
        requestor.close();
        markets.close();
    }

    private TokenRequestor.Answer transact(ECKey recipient) {
        ObjectNode body = Json.object().put("tokenUniqueReference", token).put("dsrpType", "UCAF");
        body.set("recipientKey", Json.read(recipient.toJSONString().getBytes()));
        return requestor.mdes("transact", body);
    }

    private JsonNode credential() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        TokenRequestor.Answer answer = transact(key.toPublicJWK());
        assertThat(answer.status()).isEqualTo(200);
        JWEObject sealed = JWEObject.parse(answer.text("encryptedPayload"));
        sealed.decrypt(new ECDHDecrypter(key));
        return Json.read(sealed.getPayload().toBytes());
    }

    private PaymentIntent pay(JsonNode credential) throws StripeException {
        return pay(merchant.prepared(1200, "krw"), credential, "key-" + System.nanoTime());
    }

    private PaymentIntent pay(PaymentIntent intent, JsonNode credential, String key) throws StripeException {
        String expiry = credential.path("applicationExpiryDate").stringValue();
        Map<String, Object> networkToken = Map.of(
                "number", credential.path("accountNumber").stringValue(),
                "exp_month", expiry.substring(0, 2),
                "exp_year", "20" + expiry.substring(2));
        Map<String, Object> cryptogram =
                Map.of("cryptogram", credential.path("cryptogram").stringValue());
        PaymentIntentConfirmParams params = PaymentIntentConfirmParams.builder()
                .setOffSession(true)
                .putExtraParam(
                        "payment_method_data", Map.of("type", "card", "card", Map.of("network_token", networkToken)))
                .putExtraParam("payment_method_options", Map.of("card", Map.of("network_token", cryptogram)))
                .build();
        return merchant.client
                .v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        params,
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }

    private String refusal(JsonNode credential) {
        try {
            pay(credential);
            return "paid";
        } catch (CardException e) {
            return e.getCode() + " " + e.getDeclineCode();
        } catch (StripeException e) {
            return String.valueOf(e.getCode());
        }
    }

    private void rule(String json) {
        markets.post("/control/issuer/authorisations", json.replace('\'', '"'));
    }

    @Test
    void credentialPaysOnceWithATokensOwnNumber() throws Exception {
        JsonNode credential = credential();
        String number = credential.path("accountNumber").stringValue();
        assertThat(CardNumbers.isValid(number)).isTrue();
        assertThat(number).startsWith("90").isNotEqualTo("4111111111111111");
        assertThat(pay(credential).getStatus()).isEqualTo("succeeded");
        assertThat(refusal(credential)).isEqualTo("card_declined security_violation");
        JsonNode said = markets.get("/control/issuer/authorisations");
        assertThat(said.at("/totals/approved").intValue()).isEqualTo(1);
        assertThat(said.at("/totals/declined").intValue()).isEqualTo(1);
        assertThat(said.at("/items/0/tokenUniqueReference").stringValue()).isEqualTo(token);
    }

    @Test
    void companyDecidesByTokenOrLastDigits() throws Exception {
        rule("{'tokenUniqueReference':'" + token + "','decision':'DECLINED','declineCode':'insufficient_funds',"
                + "'limit':1}");
        assertThat(refusal(credential())).isEqualTo("card_declined insufficient_funds");
        rule("{'accountPanSuffix':'1111','decision':'AUTHENTICATION_REQUIRED'}");
        assertThat(refusal(credential())).isEqualTo("authentication_required authentication_required");
        rule("{'accountPanSuffix':'1111','decision':'APPROVED'}");
        assertThat(refusal(credential())).isEqualTo("paid");
        assertThat(markets.answerTo("POST", "/control/issuer/authorisations", "{}")
                        .body())
                .contains("/tokenUniqueReference");
    }

    @Test
    void cryptogramDiesAfterTenMinutesAndWithItsToken() throws Exception {
        JsonNode old = credential();
        markets.post("/control/clock", "{\"advance\":\"PT10M\"}");
        assertThat(refusal(old)).isEqualTo("card_declined security_violation");
        JsonNode credential = credential();
        markets.post("/control/issuer/tokens/" + token + "/suspend", "{}");
        assertThat(refusal(credential)).isEqualTo("card_declined restricted_card");
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(transact(key.toPublicJWK()).code()).isEqualTo("409 TOKEN_SUSPENDED");
        assertThat(transact(key).code()).isEqualTo("409 TOKEN_SUSPENDED");
        markets.post("/control/issuer/tokens/" + token + "/delete", "{}");
        assertThat(transact(key.toPublicJWK()).code()).isEqualTo("409 TOKEN_DEACTIVATED");
    }

    @Test
    void keyMustBeAPublicOneAndTheTokenTheRequestorsOwn() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(transact(key).code()).isEqualTo("400 INVALID_FIELD_VALUE");
        try (TokenRequestor other = new TokenRequestor(markets, "other")) {
            ObjectNode body = Json.object().put("tokenUniqueReference", token).put("dsrpType", "UCAF");
            body.set("recipientKey", Json.read(key.toPublicJWK().toJSONString().getBytes()));
            assertThat(other.mdes("transact", body).code()).isEqualTo("404 TOKEN_NOT_FOUND");
        }
    }

    @Test
    void anIntentIsPaidOnceHoweverManyCryptogramsCome() throws Exception {
        PaymentIntent intent = merchant.prepared(1200, "krw");
        pay(intent, credential(), "first");
        assertThatThrownBy(() -> pay(intent, credential(), "second"))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state"));
    }

    @Test
    void neitherTheNumberNorTheCryptogramIsKept() throws Exception {
        JsonNode credential = credential();
        pay(credential);
        markets.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(credential.path("accountNumber").stringValue())
                            .doesNotContain(credential.path("cryptogram").stringValue());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        markets = new OpenMarkets(folder);
        merchant = new MerchantAccount(markets, "arcade");
        assertThat(refusal(credential)).isEqualTo("card_declined security_violation");
    }
}
