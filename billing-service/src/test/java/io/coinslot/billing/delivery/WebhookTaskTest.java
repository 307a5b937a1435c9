package io.coinslot.billing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.SellingService.FormerSecret;
import io.coinslot.billing.clientevent.ClientEventType;
import io.coinslot.billing.clientevent.ClientEvents;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.Capture;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.WebhookAttempt;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.key.SecretKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class WebhookTaskTest {
    private final LocalBilling billing = new LocalBilling();

    private void let(Duration pass) {
        billing.clock.advance(pass);
        billing.runTasks();
    }

    private io.coinslot.billing.purchase.Webhook webhook(PurchaseId id) {
        return billing.purchase(id).webhook(1).orElseThrow();
    }

    @Test
    void sendsTheVeryBodyOfTheFirstAttemptAgain() {
        billing.game.answers(500, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        report(id, ClientEventType.PAID_IN_CLIENT);
        let(Duration.ofMinutes(1));
        let(Duration.ofMinutes(1));
        assertThat(billing.game.received()).hasSize(3);
        assertThat(billing.game.received())
                .extracting(WebhookSender.Message::body, WebhookSender.Message::webhookId)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        webhook(id).body(), webhook(id).webhookId()));
    }

    @Test
    void keepsWhatBecameOfEachAttempt() {
        billing.game.answersNext(503, "");
        billing.game.answersNext(0, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        let(Duration.ofMinutes(1));
        let(Duration.ofMinutes(1));
        assertThat(webhook(id).attempts())
                .extracting(WebhookAttempt::number, WebhookAttempt::httpStatus, WebhookAttempt::failure)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 503, "the game answered 503"),
                        org.assertj.core.groups.Tuple.tuple(2, 0, "read timed out"),
                        org.assertj.core.groups.Tuple.tuple(3, 200, null));
        assertThat(webhook(id).status()).isEqualTo(WebhookStatus.ACCEPTED);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
    }

    @Test
    void givesUpVisiblyAfterThreeDays() {
        billing.game.answers(500, "");
        PurchaseId id = billing.paid();
        Instant start = billing.clock.instant();
        while (webhook(id).status() == WebhookStatus.SENDING) {
            let(Duration.ofHours(1));
        }
        assertThat(Duration.between(start, billing.clock.instant()))
                .isBetween(Duration.ofHours(60), Duration.ofHours(96));
        assertThat(webhook(id).status()).isEqualTo(WebhookStatus.ABANDONED);
        assertThat(billing.events()).contains("DeliveryAbandonedAfterRetries", "DeliveryOverdue");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void stopsWhenTheGameAnswersGone() {
        billing.game.answers(410, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        let(Duration.ofHours(1));
        assertThat(billing.game.received()).hasSize(1);
        assertThat(webhook(id).status()).isEqualTo(WebhookStatus.ABANDONED);
    }

    @Test
    void isSentAgainByHand() {
        billing.game.answersNext(410, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        resend(id);
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        resend(id);
        billing.runTasks();
        assertThat(billing.game.received()).hasSize(3);
        assertThat(billing.events()).containsOnlyOnce("DeliveryConfirmed");
    }

    private void resend(PurchaseId id) {
        billing.purchases.handleAndWait(
                id.value(),
                purchase -> Resends.resend(Objects.requireNonNull(purchase), 1, billing.moment(Source.API)));
    }

    @Test
    void doesNotAskForWhatWasConfirmedMeanwhile() {
        billing.game.answers(500, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.confirm(id);
        let(Duration.ofHours(1));
        assertThat(billing.game.received()).hasSize(1);
        assertThat(webhook(id).status()).isEqualTo(WebhookStatus.DROPPED);
    }

    @Test
    void onlyAClearAnswerConfirms() {
        for (String answer : List.of("", "{}", "{\"delivered\":false}", "{\"delivered\":\"true\"}", "ok", "[true]")) {
            LocalBilling fresh = new LocalBilling();
            fresh.game.answers(200, answer);
            PurchaseId id = fresh.paid();
            fresh.runTasks();
            assertThat(fresh.status(id)).as(answer).isEqualTo(PurchaseStatus.PAID);
        }
    }

    @Test
    void eachSecretSignsWhileItIsValid() throws Exception {
        billing.catalog.put(new SellingService(
                FakeCatalog.ARCADE,
                Set.of(io.coinslot.billing.catalog.Market.GOOGLE_PLAY),
                "https://game.example/webhooks",
                3,
                List.of(
                        new FormerSecret(2, billing.clock.instant().plusSeconds(3600)),
                        new FormerSecret(1, billing.clock.instant().plusSeconds(60))),
                Set.of()));
        billing.game.answers(500, "");
        billing.paid();
        billing.runTasks();
        assertThat(signedBy(0, 1)).isTrue();
        assertThat(signedBy(0, 2)).isTrue();
        assertThat(signedBy(0, 3)).isTrue();
        let(Duration.ofMinutes(2));
        assertThat(signedBy(1, 1)).isFalse();
        assertThat(signedBy(1, 2)).isTrue();
        assertThat(signedBy(1, 3)).isTrue();
    }

    /** The library compares with its own clock, so the signature is compared with one of its making. */
    private boolean signedBy(int message, int generation) throws Exception {
        WebhookSender.Message sent = billing.game.received().get(message);
        byte[] secret = SecretKeys.derive(LocalBilling.KEY, "webhook", "arcade", Integer.toString(generation));
        String signature = new Webhook("whsec_" + Base64.getEncoder().encodeToString(secret))
                .sign(sent.webhookId(), sent.timestampSeconds(), sent.body());
        return List.of(sent.signatures().split(" ")).contains(signature);
    }

    @Test
    void aDeliveryWithADeadlineOfSecondsIsReportedBeforeItToo() {
        billing.game.answers(200, "");
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        Instant now = billing.clock.instant();
        billing.tell(
                id,
                new MarketFact.Captured(new Capture(
                        "GPA.1", "com.example.arcade", Money.parse("KRW 1200"), now, now.plusSeconds(40), true)));
        billing.runTasks();
        let(Duration.ofSeconds(19));
        assertThat(billing.events()).doesNotContain("DeliveryOverdue");
        let(Duration.ofSeconds(2));
        assertThat(billing.events()).contains("DeliveryOverdue");
    }

    @Test
    void aLateDeliveryIsReportedBeforeItsDeadline() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        let(Duration.ofHours(47));
        assertThat(billing.events()).doesNotContain("DeliveryOverdue");
        let(Duration.ofHours(2));
        billing.runTasks();
        assertThat(billing.events()).contains("DeliveryOverdue");
        assertThat(billing.game.received().getLast().body()).contains("\"type\":\"delivery.overdue\"");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void theAnswerToAnAlarmConfirmsTheDelivery() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        billing.game.answers(200, "{\"delivered\":true}");
        let(Duration.ofHours(49));
        billing.runTasks();
        assertThat(billing.game.received().getLast().body()).contains("\"type\":\"delivery.overdue\"");
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
    }

    @Test
    void anAlarmIsNotSentAnyMoreOnceTheDeliveryIsConfirmed() {
        billing.game.answers(500, "");
        PurchaseId id = billing.paid();
        while (!billing.events().contains("DeliveryOverdue")) {
            let(Duration.ofHours(1));
        }
        report(id, ClientEventType.GRANTED);
        int sent = billing.game.received().size();
        let(Duration.ofHours(24));
        assertThat(billing.game.received()).hasSize(sent);
        assertThat(billing.purchase(id).webhooks()).noneMatch(webhook -> webhook.status() == WebhookStatus.SENDING);
    }

    @Test
    void expiredPurchasesAreTold() {
        PurchaseId id = billing.requested(io.coinslot.billing.catalog.Market.STRIPE);
        let(Duration.ofMinutes(29));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REQUESTED);
        let(Duration.ofMinutes(1));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.EXPIRED);
        billing.runTasks();
        assertThat(billing.game.received().getLast().body()).contains("\"type\":\"purchase.expired\"");
    }

    @Test
    void doesNotExpireWhatIsBeingVerified() {
        PurchaseId id = billing.requested(io.coinslot.billing.catalog.Market.GOOGLE_PLAY);
        billing.submit(id, "token");
        let(Duration.ofHours(1));
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.VERIFYING);
    }

    private ClientEvents.Outcome report(PurchaseId id, ClientEventType type) {
        return report(id, "event-" + type, type);
    }

    private ClientEvents.Outcome report(PurchaseId id, String eventId, ClientEventType type) {
        var report = new ClientEvents.Report(eventId, type, billing.clock.instant(), Map.of());
        return billing.purchases
                .handleAndWait(
                        id.value(),
                        purchase -> new ClientEvents(billing.steps)
                                .take(Objects.requireNonNull(purchase), report, billing.moment(Source.PURCHASE_EVENT)))
                .result();
    }

    @Test
    void aGrantThatTheGameReportsConfirmsTheDelivery() {
        PurchaseId id = billing.paid();
        assertThat(report(id, ClientEventType.GRANTED)).isEqualTo(ClientEvents.Outcome.TAKEN);
        assertThat(report(id, ClientEventType.GRANTED)).isEqualTo(ClientEvents.Outcome.KNOWN);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        assertThat(billing.purchase(id).delivery().confirmedBy()).isEqualTo("PURCHASE_EVENT");
    }

    @Test
    void aGrantBeforeThePaymentIsKnownIsRemembered() {
        PurchaseId id = billing.requested(io.coinslot.billing.catalog.Market.GOOGLE_PLAY);
        report(id, ClientEventType.GRANTED);
        billing.tell(id, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        assertThat(billing.game.received()).isEmpty();
    }

    @Test
    void consumptionIsKeptAsEvidence() {
        PurchaseId id = billing.completed();
        report(id, ClientEventType.CONSUMED);
        assertThat(billing.purchase(id).delivery().consumedAt()).isEqualTo(billing.clock.instant());
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.COMPLETED);
    }

    @Test
    void aPlayerWhoLeavesCancelsWhatIsNotPaid() {
        PurchaseId open = billing.requested(io.coinslot.billing.catalog.Market.GOOGLE_PLAY);
        report(open, ClientEventType.CANCELLED_BY_USER);
        assertThat(billing.status(open)).isEqualTo(PurchaseStatus.CANCELLED);
        PurchaseId paid = billing.paid();
        report(paid, ClientEventType.CANCELLED_BY_USER);
        assertThat(billing.status(paid)).isEqualTo(PurchaseStatus.PAID);
    }

    @Test
    void boundsWhatAGameCanReport() {
        PurchaseId id = billing.requested(io.coinslot.billing.catalog.Market.GOOGLE_PLAY);
        for (int count = 0; count < 200; count++) {
            assertThat(report(id, "e" + count, ClientEventType.STORE_OPENED)).isEqualTo(ClientEvents.Outcome.TAKEN);
        }
        assertThat(report(id, "one more", ClientEventType.STORE_OPENED)).isEqualTo(ClientEvents.Outcome.TOO_MANY);
        assertThat(billing.purchase(id).trail().history()).hasSize(200);
        assertThat(billing.purchase(id).trail().collapsed()).isOne();
    }

    /** The market gives the money back by itself if it is not told of the grant. */
    @Test
    void takesAGrantHoweverMuchTheGameHasReported() {
        PurchaseId id = billing.paid();
        for (int count = 0; count < 200; count++) {
            report(id, "e" + count, ClientEventType.STORE_OPENED);
        }
        assertThat(report(id, "granted", ClientEventType.GRANTED)).isEqualTo(ClientEvents.Outcome.TAKEN);
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.DELIVERED);
        assertThat(report(id, "used", ClientEventType.CONSUMED)).isEqualTo(ClientEvents.Outcome.TAKEN);
        assertThat(report(id, "granted anew", ClientEventType.GRANTED)).isEqualTo(ClientEvents.Outcome.KNOWN);
        assertThat(report(id, "used anew", ClientEventType.CONSUMED)).isEqualTo(ClientEvents.Outcome.KNOWN);
        assertThat(billing.purchase(id).trail().clientEvents()).hasSize(202);
    }
}
