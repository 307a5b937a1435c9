package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.schemas.card.AccountVerified;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.TokenActivated;
import io.coinslot.schemas.card.TokenFundingAccountUpdated;
import io.coinslot.schemas.card.TokenState;
import io.coinslot.schemas.card.TokenSuspended;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TokenWebhookApiTest extends ApiTest {
    private static final Instant AT = Instant.parse("2026-11-01T00:00:05Z");

    @Autowired
    EventSubscription<RegistrationEventEnvelope> registrationEvents;

    private final String reference = "DWSB" + newKey();
    private final String attempts = "/v1/webhook-attempts?tokenUniqueReference=" + reference;

    private TokenState state(String status, String... suspendedBy) {
        return new TokenState(
                reference, "watch-1", "app-1", "reg-1", status, List.of(suspendedBy), "1111", "visa", "card-1");
    }

    private Consumed publish(String serviceId, long sequence, Object event) {
        var envelope = new RegistrationEventEnvelope(newKey(), reference, sequence, serviceId, "player-1", AT, event);
        return Objects.requireNonNull(registrationEvents.handler())
                .handle(new ReceivedEvent<>(reference, envelope, 0, 0))
                .toCompletableFuture()
                .join();
    }

    @Test
    void tellsTheServiceOfItsTokenAndNothingMoreThanItMayKnow() throws Exception {
        try (GameServer game = new GameServer()) {
            String service = givenService(game.url());
            var suspended = new TokenSuspended(state("SUSPENDED", "ISSUER"), "ISSUER", "SUSPECTED_FRAUD");
            assertThat(publish(service, 2, suspended)).isEqualTo(Consumed.APPLIED);
            assertThat(publish(service, 2, suspended)).isEqualTo(Consumed.DUPLICATE);
            assertThat(publish(service, 1, new TokenActivated(state("ACTIVE")))).isEqualTo(Consumed.DUPLICATE);
            await().untilAsserted(
                            () -> assertThat(get(ownerOf(service), attempts).text("/items/0/status"))
                                    .isEqualTo("ACCEPTED"));

            assertThat(game.received()).hasSize(1);
            SettlementWebhookApiTest.assertSigned(service, game.received().getFirst());
            assertThat(game.received().getFirst().body())
                    .isEqualTo(("{'type':'card.token_updated','timestamp':'2026-11-01T00:00:05Z','data':{"
                                    + "'tokenUniqueReference':'%s','cardReferenceId':'card-1','userId':'player-1',"
                                    + "'status':'SUSPENDED','suspendedBy':['ISSUER'],'accountPanSuffix':'1111',"
                                    + "'brand':'visa','reason':'SUSPECTED_FRAUD','occurredAt':'2026-11-01T00:00:05Z'}}")
                            .formatted(reference)
                            .replace('\'', '"'));
        }
    }

    @Test
    void tellsThatTheCardBehindATokenIsAnotherAndPassesOverWhatIsNoTokens() {
        try (GameServer game = new GameServer()) {
            String service = givenService(game.url());
            assertThat(publish(service, 1, new AccountVerified())).isEqualTo(Consumed.DUPLICATE);
            publish(service, 2, new TokenFundingAccountUpdated(state("ACTIVE")));
            await().untilAsserted(() -> assertThat(game.received())
                    .singleElement()
                    .extracting(GameServer.Received::body)
                    .asString()
                    .contains("FUNDING_ACCOUNT_UPDATE", "ACTIVE", reference));
        }
    }

    @Test
    void showsWhatWasGivenUpAndSendsTheSameBodyAgainByHand() {
        try (GameServer game = new GameServer()) {
            game.answers(410, "");
            String service = givenService(game.url());
            String token = ownerOf(service);
            publish(service, 1, new TokenActivated(state("ACTIVE")));
            await().untilAsserted(() ->
                    assertThat(get(token, attempts).text("/items/0/status")).isEqualTo("ABANDONED"));
            Answer listed = get(token, attempts);
            assertThat(listed.text("/items/0/type")).isEqualTo("card.token_updated");
            assertThat(listed.text("/items/0/tokenUniqueReference")).isEqualTo(reference);

            game.answers(200, "");
            String resend = "/v1/webhook-attempts/" + listed.text("/items/0/id") + "/resend";
            assertThat(post(ownerOf(givenService()), resend, null, "").problem())
                    .isEqualTo("404 not-found");
            // The game may have taken it before the answer is written.
            assertThat(post(token, resend, null, "").text("/status")).isIn("SENDING", "ACCEPTED");
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
        String service = givenService();
        publish(service, 1, new TokenActivated(state("ACTIVE")));
        assertThat(get(ownerOf(service), attempts).status()).isEqualTo(200);
        assertThat(get(ownerOf(givenService()), attempts).problem()).isEqualTo("404 not-found");
        assertThat(get(ownerOf(service), attempts + "&purchaseId=p1").problem())
                .isEqualTo("400 invalid-request purchaseId");
        assertThat(get(ownerOf(service), attempts + "&settlementId=s1").problem())
                .isEqualTo("400 invalid-request tokenUniqueReference");
        assertThat(get("svc-x~x~catalog:read", attempts).problem()).isEqualTo("403 insufficient-scope");
        assertThat(post(ownerOf(service), "/v1/webhook-attempts/tok_x.1.1/resend", null, "")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void waitsForAServiceThatIsNotKnownYet() {
        assertThat(publish("s-unknown-" + newKey(), 1, new TokenActivated(state("ACTIVE"))))
                .isEqualTo(Consumed.NOT_YET);
    }
}
