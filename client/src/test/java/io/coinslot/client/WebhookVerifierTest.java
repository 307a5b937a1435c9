package io.coinslot.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first secret, id, time, body and signature are the published example of the Standard Webhooks libraries. */
class WebhookVerifierTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SENT_AT = 1614265330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static WebhookVerifier verifier(long nowSeconds, String... secrets) {
        return WebhookVerifier.of(List.of(secrets), Clock.fixed(Instant.ofEpochSecond(nowSeconds), ZoneOffset.UTC));
    }

    private static WebhookEvent event(String type, String data) throws WebhookSigningException {
        byte[] body = ("{\"type\":\"" + type + "\",\"timestamp\":\"2026-11-22T07:00:00Z\",\"data\":" + data + "}")
                .getBytes(StandardCharsets.UTF_8);
        String signature = new Webhook(SECRET).sign(ID, SENT_AT, new String(body, StandardCharsets.UTF_8));
        Map<String, String> headers =
                Map.of("webhook-id", ID, "webhook-timestamp", Long.toString(SENT_AT), "webhook-signature", signature);
        return verifier(SENT_AT, SECRET).verify(headers::get, body);
    }

    @Test
    void takesThePublishedExample() {
        assertThat(verifier(SENT_AT, SECRET).check(ID, Long.toString(SENT_AT), SIGNATURE, BODY))
                .isEqualTo(ID);
    }

    @Test
    void takesWhatTheReferenceLibrarySigns() throws WebhookSigningException {
        String text = "{\"name\":\"젬 100\"}";
        String signature = new Webhook(OTHER_SECRET).sign("msg_1", SENT_AT, text);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(verifier(SENT_AT, OTHER_SECRET).check("msg_1", Long.toString(SENT_AT), signature, body))
                .isEqualTo("msg_1");
    }

    @Test
    void takesEitherSecretDuringARotation() {
        String time = Long.toString(SENT_AT);
        assertThat(verifier(SENT_AT, OTHER_SECRET, SECRET).check(ID, time, SIGNATURE, BODY))
                .isEqualTo(ID);
        assertThat(verifier(SENT_AT, SECRET).check(ID, time, "v1a,AAAA v1,AAAA " + SIGNATURE, BODY))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void toleratesFiveMinutesEitherWay(long secondsOff) {
        assertThat(verifier(SENT_AT + secondsOff, SECRET).check(ID, Long.toString(SENT_AT), SIGNATURE, BODY))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void refusesWhatIsFurtherAwayAsAReplay(long secondsOff) {
        assertThatThrownBy(
                        () -> verifier(SENT_AT + secondsOff, SECRET).check(ID, Long.toString(SENT_AT), SIGNATURE, BODY))
                .isInstanceOf(CoinslotException.WebhookRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1,", "v1,AAAA", "v1,not base64!", "v2,g0hM9SsE", "g0hM9SsE"})
    void refusesWrongSignatures(String signature) {
        assertThatThrownBy(() -> verifier(SENT_AT, SECRET).check(ID, Long.toString(SENT_AT), signature, BODY))
                .isInstanceOf(CoinslotException.WebhookRefused.class);
    }

    @Test
    void refusesAnotherBodyIdTimeOrSecret() {
        WebhookVerifier verifier = verifier(SENT_AT, SECRET);
        String time = Long.toString(SENT_AT);
        byte[] otherBody = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> verifier.check(ID, time, SIGNATURE, otherBody)).hasMessageContaining("signature");
        assertThatThrownBy(() -> verifier.check("msg_2", time, SIGNATURE, BODY)).hasMessageContaining("signature");
        assertThatThrownBy(() -> verifier.check(ID, Long.toString(SENT_AT + 1), SIGNATURE, BODY))
                .hasMessageContaining("signature");
        assertThatThrownBy(() -> verifier(SENT_AT, OTHER_SECRET).check(ID, time, SIGNATURE, BODY))
                .hasMessageContaining("signature");
    }

    @Test
    void refusesMissingHeadersAndTimesThatAreNone() {
        WebhookVerifier verifier = verifier(SENT_AT, SECRET);
        assertThatThrownBy(() -> verifier.verify(name -> null, BODY)).hasMessageContaining("missing");
        for (String time : List.of("", "x", "99999999999999999999", "9223372036854775807")) {
            assertThatThrownBy(() -> verifier.check(ID, time, SIGNATURE, BODY))
                    .isInstanceOf(CoinslotException.WebhookRefused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "purchase.paid,PurchasePaid",
        "purchase.charged_back,PurchaseChargedBack",
        "purchase.reinstated,PurchaseReinstated",
        "purchase.expired,PurchaseExpired",
        "purchase.declined,PurchaseDeclined",
        "delivery.overdue,DeliveryOverdue"
    })
    void readsWhatIsAboutAPurchase(String type, String event) throws WebhookSigningException {
        WebhookEvent read = event(type, Fixtures.PURCHASE);
        assertThat(read.getClass().getSimpleName()).isEqualTo(event);
        assertThat(read.id()).isEqualTo(ID);
        assertThat(read.timestamp()).isEqualTo("2026-11-22T07:00:00Z");
    }

    @Test
    void readsThePurchaseThatIsPaid() throws WebhookSigningException {
        var paid = (WebhookEvent.PurchasePaid) event("purchase.paid", Fixtures.PURCHASE);
        assertThat(paid.purchase().purchaseId()).isEqualTo("p1");
        assertThat(paid.purchase().total()).isEqualTo(Money.of("1200", "KRW"));
        assertThat(paid.purchase().market()).isEqualTo(Market.GOOGLE_PLAY);
        assertThat(paid.purchase().history()).isEmpty();
    }

    @Test
    void readsTheRefundOfAPurchase() throws WebhookSigningException {
        String data = Fixtures.PURCHASE.substring(0, Fixtures.PURCHASE.length() - 1)
                + ",\"refund\":{\"refundId\":\"r1\",\"amount\":{\"amount\":\"600\",\"currency\":\"KRW\"}}}";
        var refunded = (WebhookEvent.PurchaseRefunded) event("purchase.refunded", data);
        assertThat(refunded.refund()).isNotNull().extracting(Refund::refundId).isEqualTo("r1");
        assertThat(refunded.clawback()).isNull();
    }

    @Test
    void readsWhatAUserOwesForAPaymentThatIsDisputed() throws WebhookSigningException {
        String data = Fixtures.PURCHASE.substring(0, Fixtures.PURCHASE.length() - 1)
                + ",\"chargeback\":{\"disputeId\":\"dp_1\",\"status\":\"OPEN\","
                + "\"amount\":{\"amount\":\"1200\",\"currency\":\"KRW\"},\"reason\":\"fraudulent\"},"
                + "\"clawback\":{\"delivered\":{\"productId\":\"gem-100\",\"quantity\":1,"
                + "\"confirmedAt\":\"2026-11-22T07:00:00Z\"},\"initiator\":\"USER\",\"reason\":\"fraudulent\","
                + "\"debt\":{\"amount\":\"1200\",\"currency\":\"KRW\"}}}";
        var disputed = (WebhookEvent.PurchaseChargedBack) event("purchase.charged_back", data);
        assertThat(disputed.chargeback())
                .isEqualTo(new Chargeback("dp_1", Chargeback.Status.OPEN, Money.of("1200", "KRW"), "fraudulent", null));
        assertThat(disputed.clawback()).isNotNull();
        assertThat(disputed.clawback().debt()).isEqualTo(Money.of("1200", "KRW"));
        assertThat(disputed.clawback().delivered().productId()).isEqualTo("gem-100");
    }

    @Test
    void readsHowMuchOfADisputeWasWon() throws WebhookSigningException {
        String data = Fixtures.PURCHASE.substring(0, Fixtures.PURCHASE.length() - 1)
                + ",\"chargeback\":{\"disputeId\":\"dp_1\",\"status\":\"WON\","
                + "\"amount\":{\"amount\":\"1200\",\"currency\":\"KRW\"},"
                + "\"won\":{\"amount\":\"500\",\"currency\":\"KRW\"}}}";
        var reinstated = (WebhookEvent.PurchaseReinstated) event("purchase.reinstated", data);
        assertThat(reinstated.chargeback())
                .isEqualTo(new Chargeback(
                        "dp_1", Chargeback.Status.WON, Money.of("1200", "KRW"), null, Money.of("500", "KRW")));
    }

    @Test
    void readsAStatementThatIsReady() throws WebhookSigningException {
        var ready = (WebhookEvent.SettlementReady)
                event("settlement.ready", "{\"settlementId\":\"s1\",\"status\":\"READY\"}");
        assertThat(ready.settlement().status()).isEqualTo(Settlement.Status.READY);
    }

    @Test
    void readsThatAStatementWillNotCome() throws WebhookSigningException {
        var failed = (WebhookEvent.SettlementFailed)
                event("settlement.failed", "{\"settlementId\":\"s1\",\"status\":\"FAILED\",\"failure\":\"why\"}");
        assertThat(failed.settlementId()).isEqualTo("s1");
        assertThat(failed.failure()).isEqualTo("why");
    }

    @Test
    void readsHowATokenChanged() throws WebhookSigningException {
        var updated = (WebhookEvent.TokenUpdated) event(
                "card.token_updated",
                "{\"tokenUniqueReference\":\"DWSB1\",\"cardReferenceId\":\"c1\",\"userId\":\"u1\","
                        + "\"status\":\"SUSPENDED\",\"suspendedBy\":[\"ISSUER\"],\"accountPanSuffix\":\"1111\","
                        + "\"brand\":\"visa\",\"reason\":\"SUSPECTED_FRAUD\","
                        + "\"occurredAt\":\"2026-11-22T07:00:00Z\"}");
        assertThat(updated.update())
                .isEqualTo(new TokenUpdate(
                        "DWSB1",
                        "c1",
                        "u1",
                        TokenUpdate.Status.SUSPENDED,
                        List.of("ISSUER"),
                        "1111",
                        "visa",
                        "SUSPECTED_FRAUD",
                        java.time.Instant.parse("2026-11-22T07:00:00Z")));
    }

    @Test
    void handsOverTypesItDoesNotKnow() throws WebhookSigningException {
        var unknown = (WebhookEvent.Unknown) event("card.painted", "{\"card\":\"c1\",\"gone\":null}");
        assertThat(unknown.type()).isEqualTo("card.painted");
        assertThat(unknown.data()).containsEntry("card", "c1").containsEntry("gone", null);
    }

    @Test
    void saysSoWhenASignedBodyCannotBeRead() {
        assertThatThrownBy(() -> verifier(SENT_AT, SECRET).verify(ID, Long.toString(SENT_AT), SIGNATURE, BODY))
                .isInstanceOf(CoinslotException.UnreadableAnswer.class);
    }
}
