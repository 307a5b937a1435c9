package io.coinslot.client;

import static io.coinslot.client.FakeGateway.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.client.NewCardRegistration.Device;
import io.coinslot.client.NewCardRegistration.Selection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CardsTest {
    private static final String PATH = "/v1/card-registrations/reg_1";
    private static final NewCardRegistration WISH = new NewCardRegistration(
            "a.b.c", "app-1", "wallet-1", Device.of("My watch", "WATCH", "WEAR"), "ko", Selection.ALL);
    private static final String TOKEN = """
        {"tokenUniqueReference":"DWSB1","status":"SUSPENDED","suspendedBy":["CARDHOLDER","SOMEBODY_NEW"],"userId":"u1",
         "deviceId":"watch-1","paymentAppInstanceId":"app-1","registrationId":"reg_1","accountPanSuffix":"1111",
         "createdAt":"2026-11-22T07:00:00Z"}\
        """;

    private final FakeGateway gateway = new FakeGateway();
    private final DeviceClient device = DeviceClient.of(
            gateway.uri(),
            DeviceKey.generate(),
            () -> new DeviceSession("ds_1", "token-1", "", Instant.parse("2100-01-01T00:00:00Z")),
            Clock.systemUTC());
    private final CardRegistrations cards = device.cardRegistrations();

    @AfterEach
    void stop() {
        device.close();
        gateway.close();
    }

    private static String registration(String state, int version) {
        return """
            {"registrationId":"reg_1","state":"%s","version":%d,"createdAt":"2026-11-22T07:00:00Z",
             "expiresAt":"2026-11-22T07:30:00Z","errorCode":null,"result":"INCORRECT_CODE",
             "cards":[{"cardReferenceId":"card_1","accountPanSuffix":"1111","state":"%s",
              "productConfig":{"issuerName":"Bank","termsAndConditionsAssetId":"terms-1"},
              "authenticationMethods":[{"id":"m1","type":"TEXT_TO_CARDHOLDER_NUMBER","value":"+82 10-****-1111"}]}]}\
            """.formatted(state, version, state);
    }

    @Test
    void asksForTheCardsOfTheAccount() {
        gateway.on("POST /v1/card-registrations", 202, registration("RECEIVED", 1));
        CardRegistration registration = cards.register(WISH, "key-1");

        assertThat(registration.registrationId()).isEqualTo("reg_1");
        assertThat(registration.cards().getFirst().productConfig().issuerName()).isEqualTo("Bank");
        assertThat(registration.cardIn(CardState.RECEIVED)).isPresent();
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(gateway.last().header("Authorization")).isEqualTo("DPoP token-1");
        Map<?, ?> sent = Json.read(gateway.last().body().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.class);
        assertThat(sent)
                .isEqualTo(Map.of(
                        "accountInfo",
                        Map.of("accountAssertion", "a.b.c"),
                        "paymentAppInstanceId",
                        "app-1",
                        "walletId",
                        "wallet-1",
                        "deviceInfo",
                        Map.of(
                                "deviceName",
                                "My watch",
                                "formFactor",
                                "WATCH",
                                "osName",
                                "WEAR",
                                "paymentTypes",
                                List.of()),
                        "consumerLanguage",
                        "ko",
                        "selection",
                        Map.of("mode", "ALL")));
    }

    @Test
    void repeatsARegistrationUnderOneKeyUntilItIsAnswered() {
        gateway.on("POST /v1/card-registrations", reply(503, "{}"), reply(202, registration("RECEIVED", 1)));
        cards.register(WISH);
        assertThat(gateway.asked)
                .hasSize(2)
                .extracting(asked -> asked.header("Idempotency-Key"))
                .doesNotContain("")
                .containsOnly(gateway.last().header("Idempotency-Key"));
    }

    @Test
    void waitsFromVersionToVersionUntilTheCardholderIsNeeded() {
        gateway.on("GET " + PATH, 200, registration("PEER_REQUESTED", 3))
                .on("GET " + PATH + "?minVersion=4&waitMillis=30000", 200, registration("CARDS_RECEIVED", 5))
                .on("GET " + PATH + "?minVersion=6&waitMillis=30000", 200, registration("AUTHENTICATION_REQUIRED", 7));

        CardRegistration registration = cards.await("reg_1", Duration.ofMinutes(10));

        assertThat(registration.state()).isEqualTo(CardState.AUTHENTICATION_REQUIRED);
        assertThat(registration.state().awaitsCardholder()).isTrue();
        assertThat(gateway.asked).hasSize(3);
    }

    @Test
    void waitsNoLongerThanItMay() {
        gateway.on("GET " + PATH, 200, registration("OUTCOME_UNKNOWN", 3));
        assertThat(cards.await("reg_1", Duration.ZERO).state()).isEqualTo(CardState.OUTCOME_UNKNOWN);
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void waitsForNothingThatIsOver() {
        gateway.on("GET " + PATH, 200, registration("DECLINED", 3));
        assertThat(cards.await("reg_1", Duration.ofMinutes(10)).state().isOver())
                .isTrue();
        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void tellsWhatTheCardholderDecides() {
        Instant at = Instant.parse("2026-11-22T07:01:00Z");
        for (String what :
                List.of("selections", "terms-acceptances", "activation-code-requests", "activations", "cancel")) {
            gateway.on("POST " + PATH + "/" + what, 202, registration("CODE_SENT", 9));
        }
        cards.select("reg_1", List.of("card_1"));
        assertThat(gateway.last().body()).isEqualTo("{\"cardReferenceIds\":[\"card_1\"]}");
        cards.acceptTerms("reg_1", "terms-1", at);
        assertThat(gateway.last().body())
                .contains("\"termsAndConditionsAssetId\":\"terms-1\"", "\"acceptedAt\":\"2026-11-22T07:01:00Z\"");
        cards.requestCode("reg_1", "m1");
        assertThat(gateway.last().body()).isEqualTo("{\"authenticationMethodId\":\"m1\"}");
        cards.requestCode("reg_1", "m1", "card_1");
        assertThat(gateway.last().body()).contains("\"cardReferenceId\":\"card_1\"");
        CardRegistration checked = cards.activate("reg_1", "123456");
        assertThat(gateway.last().body()).isEqualTo("{\"authenticationCode\":\"123456\"}");
        assertThat(checked.result()).isEqualTo(CardRegistration.CodeResult.INCORRECT_CODE);
        cards.activate("reg_1", "123456", "card_1");
        assertThat(gateway.last().body()).contains("\"cardReferenceId\":\"card_1\"");
        cards.cancel("reg_1");
        assertThat(gateway.asked)
                .allMatch(asked -> !asked.header("Idempotency-Key").isEmpty());
    }

    /** Another key would be another code, or another of the few tries at it. */
    @Test
    void asksForACodeAndHasItCheckedUnderTheDevicesKey() {
        gateway.on("POST " + PATH + "/activation-code-requests", 200, registration("ACTIVATION_PENDING", 4))
                .on("POST " + PATH + "/activations", 200, registration("ACTIVATION_PENDING", 5))
                .on("POST /v1/billing-tokens/resolve", 200, Fixtures.PURCHASE);
        cards.requestCode("reg_1", "m1", null, "c-1");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("c-1");
        cards.activate("reg_1", "123456", "card_1", "c-2");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("c-2");
        assertThat(gateway.last().body()).contains("\"cardReferenceId\":\"card_1\"");
        device.resolveBillingToken("bt", "b-1");
        assertThat(gateway.last().header("Idempotency-Key")).isEqualTo("b-1");
    }

    @Test
    void readsAndSetsWhatATokenMayBeChargedWith() {
        gateway.on(
                        "GET /v1/payment-tokens/DWSB1/limits",
                        200,
                        "{\"purchasesPerDay\":20,\"purchasesToday\":1,\"amounts\":[{\"currency\":\"KRW\",\"chargedToday\":\"1200\"}]}")
                .on("PUT /v1/payment-tokens/DWSB1/limits", 200, "{\"purchasesPerDay\":5}");
        try (CoinslotClient backend = Fixtures.client(gateway)) {
            TokenLimits limits = backend.paymentTokens().limits("DWSB1");
            assertThat(limits.purchasesToday()).isEqualTo(1);
            assertThat(limits.amounts())
                    .extracting(TokenLimits.Amount::chargedToday)
                    .containsExactly("1200");
            backend.paymentTokens().setLimits("DWSB1", TokenLimits.of(5, TokenLimits.Amount.of("KRW", "50000", null)));
            assertThat(gateway.last().body())
                    .isEqualTo(
                            "{\"purchasesPerDay\":5,\"amounts\":[{\"currency\":\"KRW\",\"perPurchase\":\"50000\"}]}");
        }
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        gateway.on(
                "POST " + PATH + "/activations",
                409,
                "{\"type\":\"https://coinslot.example/problems/conflict\",\"title\":\"no\",\"status\":409}");
        assertThatThrownBy(() -> cards.activate("reg_1", "123456")).isInstanceOf(CoinslotException.Conflict.class);
    }

    @Test
    void listsAndReadsTokens() {
        gateway.on("GET /v1/tokens", 200, "{\"items\":[" + TOKEN + "],\"nextCursor\":\"c\"}")
                .on("GET /v1/tokens?cursor=c", 200, "{\"items\":[],\"nextCursor\":null}")
                .on("GET /v1/tokens/DWSB1", 200, TOKEN);
        PaymentToken token = device.paymentTokens().list().toList().getFirst();
        assertThat(token).isEqualTo(device.paymentTokens().get("DWSB1"));
        assertThat(token.status()).isEqualTo(PaymentToken.Status.SUSPENDED);
        assertThat(token.suspendedBy()).containsExactly(PaymentToken.Party.CARDHOLDER, PaymentToken.Party.UNKNOWN);
        assertThat(token.brand()).isNull();
    }

    @Test
    void holdsBackLetsGoAndDeletes() {
        for (String what : List.of("suspend", "unsuspend", "delete")) {
            gateway.on("POST /v1/tokens/DWSB1/" + what, 202, TOKEN);
        }
        PaymentTokens tokens = device.paymentTokens();
        tokens.suspend("DWSB1", PaymentToken.Party.CARDHOLDER, "DEVICE_LOST");
        assertThat(gateway.last().body()).contains("\"causedBy\":\"CARDHOLDER\"", "\"reasonCode\":\"DEVICE_LOST\"");
        tokens.unsuspend("DWSB1", PaymentToken.Party.CARDHOLDER, "DEVICE_FOUND");
        tokens.delete("DWSB1", PaymentToken.Party.CARDHOLDER, "OTHER");
        assertThat(gateway.asked)
                .extracting(FakeGateway.Asked::target)
                .containsExactly("/v1/tokens/DWSB1/suspend", "/v1/tokens/DWSB1/unsuspend", "/v1/tokens/DWSB1/delete");
    }

    @Test
    void letsABackendSeeTheTokensOfAUser() {
        gateway.on("GET /v1/tokens?userId=u1", 200, "{\"items\":[" + TOKEN + "],\"nextCursor\":null}");
        try (CoinslotClient backend = Fixtures.client(gateway)) {
            assertThat(backend.paymentTokens().ofUser("u1")).hasSize(1);
        }
    }

    @Test
    void keepsAssertionsOutOfLogs() {
        assertThat(WISH.toString()).doesNotContain("a.b.c");
    }
}
