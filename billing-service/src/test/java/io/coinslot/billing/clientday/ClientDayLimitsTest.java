package io.coinslot.billing.clientday;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.checkout.AmountLimits;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.Client;
import io.coinslot.billing.checkout.Patience;
import io.coinslot.billing.limit.Limit;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Purchases of KRW 1200 by a client that may post KRW 2400 a day. */
class ClientDayLimitsTest {
    private static final Money LIMIT = Money.parse("KRW 2400");

    private final LocalBilling billing = new LocalBilling();

    private static Client client(String clientId) {
        return new Client(
                FakeCatalog.ARCADE, clientId, new AmountLimits(Map.of("KRW", new AmountLimits.Limit(null, LIMIT))));
    }

    private Checkout.Answer post(String clientId, String key) {
        return Joined.result(billing.checkout.post(
                new Checkout.Posting(
                        client(clientId),
                        new IdempotencyKey(key),
                        LocalBilling.draft(Market.GOOGLE_PLAY),
                        "",
                        "Idempotency-Key"),
                new Patience()));
    }

    private PurchaseId posted(String key) {
        return ((Checkout.Posted) post("svc-arcade", key)).purchase().id();
    }

    private String outcome(String key) {
        return switch (post("svc-arcade", key)) {
            case Checkout.Refused refused -> refused.problem().type().slug();
            case Checkout.Posted posted -> posted.replayed() ? "replayed" : "posted";
        };
    }

    private String dayId() {
        return ClientDay.Key.at(FakeCatalog.ARCADE, "svc-arcade", "KRW", billing.clock.instant())
                .id();
    }

    private long counted() {
        var stored = billing.dayAggregates.find(dayId());
        return stored == null ? 0 : stored.state().counted();
    }

    @Test
    void refusesWhatExceedsTheDayUntilTheNext() {
        posted("k1");
        posted("k2");
        Checkout.Refused refused = (Checkout.Refused) post("svc-arcade", "k3");
        assertThat(refused.problem().type().slug()).isEqualTo("daily-amount-limit-exceeded");
        assertThat(refused.problem().type().status()).isEqualTo(429);
        assertThat(refused.problem().detail()).contains("KRW 2400").contains("KRW 1200");
        Instant again = billing.clock.instant().plusSeconds(refused.problem().retryAfterSeconds());
        assertThat(again.toString()).matches(".*T00:00:0[01].*");

        billing.clock.advance(Duration.between(billing.clock.instant(), again));
        assertThat(outcome("k3")).isEqualTo("posted");
    }

    @Test
    void aRepeatedRequestCountsOnceAndIsAnsweredEvenWhenTheDayIsFull() {
        posted("k1");
        assertThat(outcome("k1")).isEqualTo("replayed");
        assertThat(counted()).isEqualTo(1200);
        posted("k2");
        assertThat(outcome("k3")).isEqualTo("daily-amount-limit-exceeded");
        assertThat(outcome("k1")).isEqualTo("replayed");
        assertThat(outcome("k2")).isEqualTo("replayed");
        assertThat(counted()).isEqualTo(2400);
    }

    @Test
    void whatIsCancelledDeclinedOrNotPaidInTimeMakesRoom() {
        PurchaseId cancelled = posted("k1");
        PurchaseId declined = posted("k2");
        billing.cancel(cancelled);
        billing.tell(declined, 1, new MarketFact.Declined("no_funds", "no funds"));
        billing.runTasks();
        assertThat(counted()).isZero();

        PurchaseId expired = posted("k3");
        billing.clock.advance(Duration.ofMinutes(31));
        billing.runTasks();
        assertThat(billing.status(expired)).isEqualTo(PurchaseStatus.EXPIRED);
        billing.runTasks();
        assertThat(counted()).isZero();
        assertThat(outcome("k1")).isEqualTo("replayed");
        assertThat(counted()).isZero();
    }

    /** Stores let players pay for what was called off here: else such purchases would pass every limit. */
    @Test
    void whatIsPaidAfterItWasCancelledCountsAfterAll() {
        PurchaseId id = posted("k1");
        billing.cancel(id);
        billing.runTasks();
        assertThat(counted()).isZero();
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(counted()).isEqualTo(1200);
    }

    @Test
    void whatIsPaidCountsForGood() {
        PurchaseId id = posted("k1");
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        billing.tell(id, 2, LocalBilling.refunded("r1", "KRW 1200"));
        billing.runTasks();
        assertThat(billing.status(id)).isEqualTo(PurchaseStatus.REFUNDED);
        assertThat(counted()).isEqualTo(1200);
    }

    @Test
    void countsEachClientAndCurrencyForItself() {
        posted("k1");
        posted("k2");
        assertThat(post("svc-other", "k1")).isInstanceOf(Checkout.Posted.class);
        assertThat(billing.post("unlimited", LocalBilling.draft(Market.GOOGLE_PLAY)))
                .isInstanceOf(Checkout.Posted.class);
        assertThat(counted()).isEqualTo(2400);
    }

    @Test
    void holdsNothingForWhatTheUserMayNotSpend() {
        billing.users.withLimits(
                FakeCatalog.ARCADE, new UserId("player-1"), List.of(new Limit("KRW", Money.parse("KRW 100"), null)));
        assertThat(outcome("k1")).isEqualTo("limit-exceeded");
        assertThat(counted()).isZero();
    }

    @Test
    void releasesAReservationWhosePurchaseNeverCameToBe() {
        hold("never");
        assertThat(counted()).isEqualTo(1200);
        billing.clock.advance(DayCheck.INTERVAL.plusSeconds(1));
        billing.runTasks();
        assertThat(counted()).isZero();
        assertThat(billing.dayAggregates.tasks(dayId())).isEmpty();
    }

    @Test
    void keepsTheReservationOfARequestThatIsRepeated() {
        PurchaseId id = hold("again");
        billing.clock.advance(Duration.ofMinutes(9));
        hold("again");
        billing.clock.advance(Duration.ofMinutes(2));
        billing.runTasks();
        assertThat(counted()).isEqualTo(1200);
        assertThat(outcome("again")).isEqualTo("posted");
        assertThat(billing.purchase(id).order().clientDay()).isEqualTo(dayId());
        assertThat(counted()).isEqualTo(1200);
    }

    @Test
    void goesOnLookingAfterWhatWaitsForPayment() {
        PurchaseId id = posted("k1");
        billing.tell(id, 1, new MarketFact.Pending("cash"));
        for (int check = 0; check < 20; check++) {
            billing.clock.advance(DayCheck.INTERVAL.plusSeconds(1));
            billing.runTasks();
        }
        assertThat(billing.dayAggregates.find(dayId()).state().counted()).isEqualTo(1200);
        assertThat(billing.dayAggregates.tasks(dayId())).hasSize(1);
    }

    /** The process dies between the reservation and the purchase. */
    private PurchaseId hold(String key) {
        Checkout.Posting posting = new Checkout.Posting(
                client("svc-arcade"),
                new IdempotencyKey(key),
                LocalBilling.draft(Market.GOOGLE_PLAY),
                "",
                "Idempotency-Key");
        PurchaseId id = purchaseId(posting);
        ClientDays.Wish wish =
                new ClientDays.Wish(FakeCatalog.ARCADE, "svc-arcade", id, Money.parse("KRW 1200"), LIMIT);
        Joined.result(billing.days.hold(
                wish, billing.clock.instant(), unknown -> CompletableFuture.completedFuture(Optional.empty())));
        return id;
    }

    private static PurchaseId purchaseId(Checkout.Posting posting) {
        return new PurchaseId(DerivedId.of(
                "pur_",
                posting.client().serviceId().value(),
                posting.client().clientId(),
                posting.key().value()));
    }
}
