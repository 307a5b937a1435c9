package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.Tasks;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.houserules.AdvancingClock;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** When a reservation is let go, and when a payment counts after all. */
class ReservationsTest {
    private static final UserId PLAYER = new UserId("player-1");
    private static final PurchaseId PURCHASE = new PurchaseId("pur_1");
    private static final Money AMOUNT = Money.parse("KRW 1200");
    private static final List<Limit> LIMITS = List.of(new Limit("KRW", AMOUNT, null));

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T10:00:00Z");
    private Runnable meanwhile = () -> {};
    private final LocalAggregates<User, Void> documents = new LocalAggregates<>(
            List.of(new ReservationCheck(
                    id -> {
                        meanwhile.run();
                        return null;
                    },
                    clock)),
            clock);
    private final Users users = new Users(documents);

    @Test
    void aRefusedRequestGivesBackWhatItReserved() {
        limit();
        Instant request = clock.instant();
        assertThat(reserve()).isEqualTo(new Permit.Reserved(true));
        giveBack(request);
        assertThat(spent()).isEqualTo(Money.parse("KRW 0"));
        assertThat(documents.tasks(Users.key(FakeCatalog.ARCADE, PLAYER))).isEmpty();
        assertThat(reserve()).isEqualTo(new Permit.Reserved(true));
    }

    /** The same request was sent twice, and one of the two makes the purchase. */
    @Test
    void aRefusedRequestLeavesWhatAnotherReliesOn() {
        limit();
        Instant first = clock.instant();
        reserve();
        clock.advance(Duration.ofMillis(3));
        Instant second = clock.instant();
        assertThat(reserve()).isEqualTo(new Permit.Reserved(false));
        giveBack(first);
        giveBack(second);
        assertThat(spent()).isEqualTo(AMOUNT);
    }

    @Test
    void aCheckUnderWayLetsNothingGoThatARepeatedRequestReliesOn() throws Exception {
        limit();
        reserve();
        clock.advance(UserDecisions.RESERVATION_IS_CHECKED_AFTER.plusSeconds(1));
        // It has found no purchase, and before it says so the game asks again.
        meanwhile = this::reserve;
        documents.runTasks();
        assertThat(spent()).isEqualTo(AMOUNT);

        meanwhile = () -> {};
        clock.advance(UserDecisions.RESERVATION_IS_CHECKED_AFTER.plusSeconds(1));
        documents.runTasks();
        assertThat(spent()).isEqualTo(Money.parse("KRW 0"));
    }

    /** Its purchase was cancelled and paid all the same, so that nothing is held for it any more. */
    @Test
    void aPaymentCountsHoweverLongThatCannotBeWritten() throws Exception {
        LocalBilling billing = new LocalBilling();
        billing.users.withLimits(FakeCatalog.ARCADE, PLAYER, LIMITS);
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.cancel(id);
        billing.runTasks();
        billing.tell(id, billing.captured("KRW 1200"));
        boolean[] away = {true};
        LocalAggregates<Purchase, PurchaseEvent> purchases = new LocalAggregates<>(
                List.of(new LimitSettlement(
                        billing.users,
                        billing.days,
                        billing.tokens,
                        purchaseId -> {
                            if (away[0]) {
                                throw new StoreUnavailable("away", new IllegalStateException());
                            }
                            return billing.purchases.find(purchaseId);
                        },
                        billing.clock)),
                billing.clock);
        purchases.handleAndWait(
                id.value(),
                none -> Decision.<Purchase, PurchaseEvent, Boolean>accepted(billing.purchase(id), List.of(), true)
                        .starting(Tasks.settleLimit()));
        for (int attempt = 0; attempt < 100; attempt++) {
            purchases.runTasks();
            billing.clock.advance(Duration.ofMinutes(6));
        }
        assertThat(spent(billing.users, billing.clock.instant())).isEqualTo(Money.parse("KRW 0"));

        away[0] = false;
        purchases.runTasks();
        assertThat(spent(billing.users, billing.clock.instant())).isEqualTo(AMOUNT);
    }

    /** The attempt had read the purchase when it was paid, and was overtaken by another after the refund of the next day. */
    @Test
    void aRefundedPurchaseDoesNotCountAgainByAnAttemptThatComesLate() throws Exception {
        LocalBilling billing = new LocalBilling();
        billing.users.withLimits(FakeCatalog.ARCADE, PLAYER, LIMITS);
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, billing.captured("KRW 1200"));
        Stored<Purchase> paid = Objects.requireNonNull(billing.purchases.find(id.value()));
        billing.clock.advance(Duration.ofDays(1));
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.runTasks();
        assertThat(spentThisMonth(billing)).isEqualTo(Money.parse("KRW 0"));

        attemptThatComesLate(billing, paid);
        assertThat(spentThisMonth(billing)).isEqualTo(Money.parse("KRW 0"));
    }

    /** Between the two the purchase counted as before, so that nothing of the newer version was written. */
    @Test
    void aPaidPurchaseCountsThoughAnAttemptComesLateThatSawItRefunded() throws Exception {
        LocalBilling billing = new LocalBilling();
        billing.users.withLimits(FakeCatalog.ARCADE, PLAYER, LIMITS);
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.tell(id, billing.captured("KRW 1200"));
        billing.runTasks();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        Stored<Purchase> refunded = Objects.requireNonNull(billing.purchases.find(id.value()));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        billing.runTasks();
        assertThat(spentThisMonth(billing)).isEqualTo(AMOUNT);

        attemptThatComesLate(billing, refunded);
        assertThat(spentThisMonth(billing)).isEqualTo(AMOUNT);
    }

    private static void attemptThatComesLate(LocalBilling billing, Stored<Purchase> seen) throws Exception {
        boolean[] late = {true};
        LocalAggregates<Purchase, PurchaseEvent> purchases = new LocalAggregates<>(
                List.of(new LimitSettlement(
                        billing.users,
                        billing.days,
                        billing.tokens,
                        purchaseId -> {
                            boolean isFirst = late[0];
                            late[0] = false;
                            return isFirst ? seen : billing.purchases.find(purchaseId);
                        },
                        billing.clock)),
                billing.clock);
        purchases.handleAndWait(
                seen.id(),
                none -> Decision.<Purchase, PurchaseEvent, Boolean>accepted(seen.state(), List.of(), true)
                        .starting(Tasks.settleLimit()));
        purchases.runTasks();
        assertThat(late[0]).as("it was made").isFalse();
    }

    /** One document that cannot be written must not hold back those of all other players. */
    @Test
    void onlyAStoreThatIsAwayHoldsOthersBack() {
        LimitSettlement settlement = new LimitSettlement(users, null, null, id -> null, clock);
        assertThat(settlement.countsAgainstTarget(new IllegalStateException("a document is too large")))
                .isFalse();
        assertThat(settlement.countsAgainstTarget(
                        new CompletionException(new StoreUnavailable("away", new IllegalStateException()))))
                .isTrue();
    }

    private static Money spentThisMonth(LocalBilling billing) {
        return Objects.requireNonNull(billing.users.find(FakeCatalog.ARCADE, PLAYER))
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant())
                .month();
    }

    private void limit() {
        users.withLimits(FakeCatalog.ARCADE, PLAYER, LIMITS);
    }

    private Permit reserve() {
        return Joined.result(users.reserve(FakeCatalog.ARCADE, PLAYER, PURCHASE, AMOUNT, Set.of(), clock.instant()));
    }

    private void giveBack(Instant request) {
        Joined.result(users.giveBack(FakeCatalog.ARCADE, PLAYER, PURCHASE, request));
    }

    private Money spent() {
        return spent(users, clock.instant());
    }

    private static Money spent(Users users, Instant now) {
        return Objects.requireNonNull(users.find(FakeCatalog.ARCADE, PLAYER))
                .spent(CurrencyUnit.of("KRW"), now)
                .day();
    }
}
