package io.coinslot.billing.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.card.webhook.JsonTokenNews;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TellingTest {
    private static final String REFERENCE = "DWSB0001";

    private final LocalBilling billing = new LocalBilling();
    private final LocalAggregates<CardToken, Void> aggregates =
            new LocalAggregates<>(List.of(new TokenNewsTask(billing.courier)), billing.clock);
    private final CardTokens tokens =
            new CardTokens(aggregates, billing.catalog, new JsonTokenNews(JsonMapper.shared()));

    private Consumed hear(long version, CardStatus status) {
        CardState state = new CardState(new UserId("player-1"), "card-1", status, List.of(), "1111", "visa");
        return tokens.hear(new TokenNews(REFERENCE, FakeCatalog.ARCADE, version, state, null, Instant.EPOCH))
                .toCompletableFuture()
                .join();
    }

    private CardToken token() {
        return Objects.requireNonNull(aggregates.find(CardToken.key(REFERENCE))).state();
    }

    private void let(Duration pass) throws Exception {
        billing.clock.advance(pass);
        aggregates.runTasks();
    }

    private List<String> toldStatuses() {
        return billing.game.received().stream()
                .map(WebhookSender.Message::body)
                .map(body ->
                        JsonMapper.shared().readTree(body).at("/data/status").asString())
                .toList();
    }

    @Test
    void tellsEachChangeOnceHoweverOftenItComes() throws Exception {
        assertThat(hear(1, CardStatus.ACTIVE)).isEqualTo(Consumed.APPLIED);
        assertThat(hear(1, CardStatus.ACTIVE)).isEqualTo(Consumed.DUPLICATE);
        aggregates.runTasks();
        assertThat(hear(2, CardStatus.SUSPENDED)).isEqualTo(Consumed.APPLIED);
        aggregates.runTasks();
        assertThat(hear(2, CardStatus.SUSPENDED)).isEqualTo(Consumed.DUPLICATE);
        let(Duration.ofDays(1));
        assertThat(toldStatuses()).containsExactly("ACTIVE", "SUSPENDED");
        assertThat(billing.game.received())
                .extracting(WebhookSender.Message::webhookId)
                .doesNotHaveDuplicates();
    }

    @Test
    void anOlderChangeAfterANewerOneIsNotTold() throws Exception {
        hear(2, CardStatus.SUSPENDED);
        assertThat(hear(1, CardStatus.ACTIVE)).isEqualTo(Consumed.DUPLICATE);
        let(Duration.ofDays(1));
        assertThat(toldStatuses()).containsExactly("SUSPENDED");
        assertThat(token().state().status()).isEqualTo(CardStatus.SUSPENDED);
    }

    @Test
    void changesThatComeTogetherLeaveInTheirOrder() throws Exception {
        hear(1, CardStatus.ACTIVE);
        hear(2, CardStatus.SUSPENDED);
        hear(3, CardStatus.DEACTIVATED);
        assertThat(aggregates.tasks(CardToken.key(REFERENCE))).hasSize(1);
        for (int turn = 0; turn < 3; turn++) {
            aggregates.runTasks();
        }
        assertThat(toldStatuses()).containsExactly("ACTIVE", "SUSPENDED", "DEACTIVATED");
        assertThat(token().webhooks()).extracting(Webhook::status).containsOnly(WebhookStatus.ACCEPTED);
    }

    @Test
    void whatCouldNotBeSentIsTriedAgainWithTheSameBody() throws Exception {
        billing.game.answersNext(503, "");
        hear(1, CardStatus.ACTIVE);
        aggregates.runTasks();
        let(Duration.ofMinutes(1));
        assertThat(billing.game.received())
                .hasSize(2)
                .extracting(WebhookSender.Message::webhookId, WebhookSender.Message::body)
                .containsOnly(tuple(
                        token().webhooks().getFirst().webhookId(),
                        token().webhooks().getFirst().body()));
        assertThat(token().webhooks()).extracting(Webhook::status).containsExactly(WebhookStatus.ACCEPTED);
    }

    @Test
    void whatTheServiceHasALaterWordOnIsNotTriedAgain() throws Exception {
        billing.game.answersNext(503, "");
        hear(1, CardStatus.ACTIVE);
        hear(2, CardStatus.SUSPENDED);
        aggregates.runTasks();
        aggregates.runTasks();
        let(Duration.ofMinutes(1));
        assertThat(toldStatuses()).containsExactly("ACTIVE", "SUSPENDED");
        assertThat(token().webhooks())
                .extracting(Webhook::status)
                .containsExactly(WebhookStatus.DROPPED, WebhookStatus.ACCEPTED);
    }

    @Test
    void givesUpVisiblyAfterThreeDays() throws Exception {
        billing.game.answers(500, "");
        hear(1, CardStatus.ACTIVE);
        Instant start = billing.clock.instant();
        while (token().webhooks().getFirst().status() == WebhookStatus.SENDING) {
            let(Duration.ofHours(1));
        }
        assertThat(Duration.between(start, billing.clock.instant()))
                .isBetween(Duration.ofHours(60), Duration.ofHours(96));
        assertThat(aggregates.tasks(CardToken.key(REFERENCE))).isEmpty();
        assertThat(token().webhooks()).extracting(Webhook::status).containsExactly(WebhookStatus.ABANDONED);
    }

    @Test
    void keepsTheNewestWebhooksAloneAndGoesOnWithThem() throws Exception {
        int changes = CardToken.MOST_WEBHOOKS + 3;
        for (int version = 1; version <= changes; version++) {
            hear(version, version % 2 == 0 ? CardStatus.SUSPENDED : CardStatus.ACTIVE);
        }
        for (int turn = 0; turn < changes; turn++) {
            aggregates.runTasks();
        }
        assertThat(token().webhooks()).hasSize(CardToken.MOST_WEBHOOKS);
        assertThat(token().webhooks()).extracting(Webhook::status).containsOnly(WebhookStatus.ACCEPTED);
        assertThat(token().told()).isEqualTo(changes);
        assertThat(aggregates.tasks(CardToken.key(REFERENCE))).isEmpty();
    }

    @Test
    void aServiceWithoutAddressIsNotToldButItsTokensAreKnown() throws Exception {
        billing.catalog.put(FakeCatalog.arcade(null, Set.of()));
        assertThat(hear(1, CardStatus.ACTIVE)).isEqualTo(Consumed.APPLIED);
        aggregates.runTasks();
        assertThat(token().webhooks()).isEmpty();
        assertThat(billing.game.received()).isEmpty();
    }
}
