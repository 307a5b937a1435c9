package io.coinslot.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.billing.notice.webhook.JsonStatements;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookAttempt;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NoticeTaskTest {
    private static final String SETTLEMENT = "set_0000000000000000000000001";

    private final LocalBilling billing = new LocalBilling();
    private final LocalAggregates<Notice, Void> aggregates =
            new LocalAggregates<>(List.of(new NoticeTask(billing.courier)), billing.clock);
    private final Notices notices = new Notices(aggregates, billing.catalog, new JsonStatements(JsonMapper.shared()));

    private Consumed tell() {
        return notices.tell(new Statement(
                        SETTLEMENT, FakeCatalog.ARCADE, Instant.EPOCH, new Statement.Failed("the journal was away")))
                .toCompletableFuture()
                .join();
    }

    private Webhook webhook() {
        return Objects.requireNonNull(aggregates.find(SETTLEMENT)).state().webhook();
    }

    private void let(Duration pass) throws Exception {
        billing.clock.advance(pass);
        aggregates.runTasks();
    }

    @Test
    void goesOnForThreeDaysAndGivesUpVisibly() throws Exception {
        billing.game.answers(500, "");
        assertThat(tell()).isEqualTo(Consumed.APPLIED);
        Instant start = billing.clock.instant();
        while (webhook().status() == WebhookStatus.SENDING) {
            let(Duration.ofHours(1));
        }
        assertThat(Duration.between(start, billing.clock.instant()))
                .isBetween(Duration.ofHours(60), Duration.ofHours(96));
        assertThat(webhook().status()).isEqualTo(WebhookStatus.ABANDONED);
        assertThat(aggregates.tasks(SETTLEMENT)).isEmpty();
        assertThat(billing.game.received())
                .extracting(WebhookSender.Message::body, WebhookSender.Message::webhookId)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        webhook().body(), webhook().webhookId()));
    }

    @Test
    void keepsEachAttemptUntilTheServiceAccepts() throws Exception {
        billing.game.answersNext(503, "");
        billing.game.answersNext(0, "");
        tell();
        aggregates.runTasks();
        let(Duration.ofMinutes(1));
        let(Duration.ofMinutes(1));
        assertThat(webhook().status()).isEqualTo(WebhookStatus.ACCEPTED);
        assertThat(webhook().attempts()).extracting(WebhookAttempt::httpStatus).containsExactly(503, 0, 200);
    }

    @Test
    void aStatementThatComesAgainAfterwardsIsNotSentAgain() throws Exception {
        tell();
        aggregates.runTasks();
        assertThat(tell()).isEqualTo(Consumed.DUPLICATE);
        let(Duration.ofDays(1));
        assertThat(billing.game.received()).hasSize(1);
    }
}
