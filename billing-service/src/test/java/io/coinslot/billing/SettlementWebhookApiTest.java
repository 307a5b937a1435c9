package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.coinslot.schemas.settlement.StatementDebt;
import io.coinslot.schemas.settlement.StatementEnvelope;
import io.coinslot.schemas.settlement.StatementFailed;
import io.coinslot.schemas.settlement.StatementReady;
import io.coinslot.schemas.settlement.StatementTotal;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.key.SecretKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettlementWebhookApiTest extends ApiTest {
    private static final Instant FINISHED_AT = Instant.parse("2026-11-01T00:00:05Z");

    @Autowired
    EventSubscription<StatementEnvelope> statements;

    private final String settlementId = DerivedId.of("set_", newKey());
    private final String attempts = "/v1/webhook-attempts?settlementId=" + settlementId;

    static StatementReady ready() {
        return new StatementReady(
                "USER",
                "player-1",
                Instant.parse("2026-10-01T00:00:00Z"),
                Instant.parse("2026-11-01T00:00:00Z"),
                List.of(
                        new StatementTotal("google-play", "KRW", 2400L, 1200L, 180L, 0L, 1020L, 2L, 1L),
                        new StatementTotal("stripe", "USD", 199L, 0L, 36L, 0L, 163L, 1L, 0L)),
                List.of(new StatementDebt("KRW", 300L, 1200L, 500L, 1000L)),
                Instant.parse("2026-10-31T23:59:30Z"),
                7L);
    }

    private Consumed publish(String serviceId, Object event) {
        var envelope = new StatementEnvelope(newKey(), settlementId, 1L, serviceId, FINISHED_AT, event);
        return Objects.requireNonNull(statements.handler())
                .handle(new ReceivedEvent<>(settlementId, envelope, 0, 0))
                .toCompletableFuture()
                .join();
    }

    static void assertSigned(String serviceId, GameServer.Received received) throws Exception {
        byte[] secret = SecretKeys.derive(LocalBilling.KEY, "webhook", serviceId, "1");
        Webhook verifier = new Webhook("whsec_" + Base64.getEncoder().encodeToString(secret));
        verifier.verify(received.body(), received.headers().map());
    }

    @Test
    void tellsTheServiceOnceHoweverOftenTheStatementComes() throws Exception {
        try (GameServer game = new GameServer()) {
            String service = givenService(game.url());
            assertThat(publish(service, ready())).isEqualTo(Consumed.APPLIED);
            assertThat(publish(service, ready())).isEqualTo(Consumed.DUPLICATE);
            await().untilAsserted(
                            () -> assertThat(get(ownerOf(service), attempts).text("/items/0/status"))
                                    .isEqualTo("ACCEPTED"));
            assertThat(publish(service, ready())).isEqualTo(Consumed.DUPLICATE);

            assertThat(game.received()).hasSize(1);
            assertSigned(service, game.received().getFirst());
            assertThat(game.received().getFirst().body())
                    .isEqualTo(("{'type':'settlement.ready','timestamp':'2026-11-01T00:00:05Z','data':{"
                                    + "'settlementId':'%s','status':'READY','scope':'USER','userId':'player-1',"
                                    + "'from':'2026-10-01T00:00:00Z','to':'2026-11-01T00:00:00Z',"
                                    + "'asOf':'2026-10-31T23:59:30Z','entries':7,'totals':["
                                    + "{'market':'google-play','currency':'KRW','gross':'2400','refunded':'1200',"
                                    + "'marketFee':'180','tax':'0','net':'1020','purchases':2,'refunds':1},"
                                    + "{'market':'stripe','currency':'USD','gross':'1.99','refunded':'0.00',"
                                    + "'marketFee':'0.36','tax':'0.00','net':'1.63','purchases':1,'refunds':0}],"
                                    + "'debts':[{'currency':'KRW','carriedForward':'300','opened':'1200',"
                                    + "'lifted':'500','outstanding':'1000'}]}}")
                            .formatted(settlementId)
                            .replace('\'', '"'));
        }
    }

    @Test
    void tellsThatAStatementWillNotCome() {
        try (GameServer game = new GameServer()) {
            publish(givenService(game.url()), new StatementFailed("the journal could not be read"));
            await().untilAsserted(() -> assertThat(game.received())
                    .singleElement()
                    .extracting(GameServer.Received::body)
                    .asString()
                    .contains("settlement.failed", "FAILED", "the journal could not be read", settlementId));
        }
    }

    @Test
    void showsWhatWasGivenUpAndSendsTheSameBodyAgainByHand() {
        try (GameServer game = new GameServer()) {
            game.answers(410, "");
            String service = givenService(game.url());
            String token = ownerOf(service);
            publish(service, ready());
            await().untilAsserted(() ->
                    assertThat(get(token, attempts).text("/items/0/status")).isEqualTo("ABANDONED"));
            Answer listed = get(token, attempts);
            assertThat(listed.text("/items/0/type")).isEqualTo("settlement.ready");
            assertThat(listed.text("/items/0/settlementId")).isEqualTo(settlementId);
            assertThat(listed.body().at("/items/0/httpStatus").asInt()).isEqualTo(410);

            game.answers(200, "");
            String resend = "/v1/webhook-attempts/" + listed.text("/items/0/id") + "/resend";
            assertThat(post(ownerOf(givenService()), resend, null, "").problem())
                    .isEqualTo("404 not-found");
            Answer again = post(token, resend, null, "");
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.text("/status")).isIn("SENDING", "ACCEPTED");
            await().untilAsserted(() ->
                    assertThat(get(token, attempts).text("/items/1/status")).isEqualTo("ACCEPTED"));
            assertThat(game.received()).hasSize(2);
            assertThat(game.received().get(1).body())
                    .isEqualTo(game.received().get(0).body());
            assertThat(game.received().get(1).headers().map().get("webhook-id"))
                    .isEqualTo(game.received().get(0).headers().map().get("webhook-id"));
        }
    }

    @Test
    void hidesWhatIsAnotherServicesAndRefusesToMixQuestions() {
        try (GameServer game = new GameServer()) {
            String service = givenService(game.url());
            publish(service, ready());
            assertThat(get(ownerOf(givenService()), attempts).problem()).isEqualTo("404 not-found");
            assertThat(get(ownerOf(service), attempts + "&purchaseId=p1").problem())
                    .isEqualTo("400 invalid-request purchaseId");
            assertThat(get("svc-x~x~catalog:read", attempts).problem()).isEqualTo("403 insufficient-scope");
            assertThat(post(ownerOf(service), "/v1/webhook-attempts/set_x.1.1/resend", null, "")
                            .problem())
                    .isEqualTo("404 not-found");
        }
    }

    @Test
    void waitsForAServiceThatIsNotKnownYetAndPassesOneWithoutUrlOver() {
        assertThat(publish("s-unknown-" + newKey(), ready())).isEqualTo(Consumed.NOT_YET);
        String silent = givenService();
        assertThat(publish(silent, ready())).isEqualTo(Consumed.DUPLICATE);
        assertThat(get(ownerOf(silent), attempts).problem()).isEqualTo("404 not-found");
    }
}
