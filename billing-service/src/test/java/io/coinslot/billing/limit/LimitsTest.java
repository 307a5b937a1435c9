package io.coinslot.billing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.FakeCatalog;
import io.coinslot.billing.Joined;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.checkout.Checkout;
import io.coinslot.billing.checkout.PurchaseDraft;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final UserId PLAYER = new UserId("player-1");
    private final LocalBilling billing = new LocalBilling();
    private final PurchaseDraft draft = LocalBilling.draft(Market.GOOGLE_PLAY);

    private void limit(String daily, String monthly) {
        billing.users.withLimits(
                FakeCatalog.ARCADE,
                PLAYER,
                List.of(new Limit(
                        "KRW",
                        daily == null ? null : Money.parse(daily),
                        monthly == null ? null : Money.parse(monthly))));
    }

    private PurchaseId post(String key) {
        return ((Checkout.Posted) billing.post(key, draft)).purchase().id();
    }

    private Money spentToday() {
        return billing.users
                .find(FakeCatalog.ARCADE, PLAYER)
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant())
                .day();
    }

    private String refusal(String key) {
        return billing.post(key, draft) instanceof Checkout.Refused(var problem)
                ? problem.type().slug()
                : "accepted";
    }

    @Test
    void usersWithoutLimitsCostNoWrite() {
        post("k1");
        assertThat(billing.users.find(FakeCatalog.ARCADE, PLAYER)).isNull();
    }

    @Test
    void newsOfAPurchaseThatIsKeptAsATotalDoNotCountItTwice() {
        limit(null, "KRW 1000000");
        PurchaseId first = post("k0");
        for (int number = 1; number <= Ledger.MOST_SPENDINGS + 5; number++) {
            pay(number == 1 ? first : post("k" + number), number);
        }
        assertThat(spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));

        billing.tell(first, 2, LocalBilling.refunded("r1", "KRW 200"));
        billing.runTasks();
        assertThat(spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));

        assertThat(post("k0")).isEqualTo(first);
        billing.tell(first, 3, LocalBilling.refunded("r2", "KRW 200"));
        billing.runTasks();
        billing.clock.advance(UserDecisions.RESERVATION_IS_CHECKED_AFTER.plusSeconds(1));
        billing.runTasks();
        assertThat(spentThisMonth()).isEqualTo(Money.parse("KRW 366000"));
    }

    private void pay(PurchaseId id, int number) {
        billing.tell(id, 1, billing.captured("GPA." + number, "KRW 1200"));
        billing.clock.advance(Duration.ofMillis(1));
        billing.runTasks();
    }

    private Money spentThisMonth() {
        return billing.users
                .find(FakeCatalog.ARCADE, PLAYER)
                .spent(CurrencyUnit.of("KRW"), billing.clock.instant())
                .month();
    }

    /** An earlier attempt of the same request, which stopped before there was a purchase, met another price. */
    private void reservedBefore(String key, String amount) {
        PurchaseId id = new PurchaseId(DerivedId.of("pur_", "arcade", "svc-arcade", key));
        Joined.result(billing.users.reserve(
                FakeCatalog.ARCADE, PLAYER, id, Money.parse(amount), Set.of(), billing.clock.instant()));
    }

    @Test
    void aRepeatedRequestThatCostsMoreReservesTheRest() {
        limit("KRW 2400", null);
        reservedBefore("k1", "KRW 500");
        post("k1");
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
        reservedBefore("k2", "KRW 1100");
        assertThat(refusal("k3")).isEqualTo("limit-exceeded");
        assertThat(refusal("k2")).isEqualTo("accepted");
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 2400"));
    }

    @Test
    void aRepeatedRequestThatWouldCostTooMuchIsRefused() {
        limit("KRW 1000", null);
        reservedBefore("k1", "KRW 900");
        assertThat(refusal("k1")).isEqualTo("limit-exceeded");
    }

    @Test
    void whatIsPaidCountsAsItCostWhateverWasReserved() {
        limit("KRW 5000", null);
        reservedBefore("k1", "KRW 2000");
        pay(post("k1"), 1);
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void refusesWhatWouldExceedTheDay() {
        limit("KRW 2400", null);
        post("k1");
        post("k2");
        assertThat(refusal("k3")).isEqualTo("limit-exceeded");
        billing.clock.advance(Duration.ofDays(1));
        assertThat(refusal("k4")).isEqualTo("accepted");
    }

    @Test
    void refusesWhatWouldExceedTheMonth() {
        limit("KRW 2400", "KRW 3600");
        post("k1");
        post("k2");
        billing.clock.advance(Duration.ofDays(1));
        post("k3");
        assertThat(refusal("k4")).isEqualTo("limit-exceeded");
        billing.clock.advance(Duration.ofDays(10));
        assertThat(refusal("k5")).isEqualTo("accepted");
    }

    @Test
    void limitsOfAnotherCurrencyDoNotMatter() {
        billing.users.withLimits(FakeCatalog.ARCADE, PLAYER, List.of(new Limit("USD", Money.parse("USD 0.01"), null)));
        assertThat(refusal("k1")).isEqualTo("accepted");
    }

    @Test
    void aRepeatedRequestReservesOnce() {
        limit("KRW 1200", null);
        PurchaseId first = post("k1");
        assertThat(post("k1")).isEqualTo(first);
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void anAcceptedRequestIsRepeatedEvenIfTheLimitIsReachedSince() {
        PurchaseId first = post("k1");
        limit("KRW 0", null);
        assertThat(post("k1")).isEqualTo(first);
    }

    @Test
    void cancellingReleasesTheReservation() {
        limit("KRW 1200", null);
        PurchaseId id = post("k1");
        billing.cancel(id);
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));
        assertThat(refusal("k2")).isEqualTo("accepted");
    }

    @Test
    void expiringReleasesTheReservation() {
        limit("KRW 1200", null);
        post("k1");
        billing.clock.advance(Duration.ofMinutes(31));
        billing.runTasks();
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void decliningReleasesTheReservation() {
        limit("KRW 1200", null);
        PurchaseId id = post("k1");
        billing.tell(id, 1, new MarketFact.Declined("X", "no"));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void payingConfirmsAndAFullRefundReleases() {
        limit("KRW 1200", null);
        PurchaseId id = post("k1");
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
        billing.tell(id, 2, LocalBilling.refunded("r", "KRW 1200"));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void aPaymentAfterTheReleaseCountsAgain() {
        limit("KRW 1200", null);
        PurchaseId id = post("k1");
        billing.cancel(id);
        billing.runTasks();
        billing.tell(id, 1, billing.captured("KRW 1200"));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void aReservationWhosePurchaseNeverCameToBeIsReleased() {
        limit("KRW 1200", null);
        billing.users.reserve(
                FakeCatalog.ARCADE,
                PLAYER,
                new PurchaseId("pur_never"),
                Money.parse("KRW 1200"),
                Set.of(),
                billing.clock.instant());
        assertThat(refusal("k1")).isEqualTo("limit-exceeded");
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        assertThat(refusal("k2")).isEqualTo("accepted");
    }

    /** Its first attempt stopped before there was a purchase, and the game asks again long after. */
    @Test
    void aRequestThatIsRepeatedAfterItsReservationWasReleasedReservesAnew() {
        limit("KRW 1200", null);
        reservedBefore("k1", "KRW 1200");
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));

        post("k1");
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(refusal("k2")).isEqualTo("limit-exceeded");
    }

    @Test
    void aRequestWhoseReservationWasReleasedIsRefusedIfTheLimitIsReachedMeanwhile() {
        limit("KRW 1200", null);
        reservedBefore("k1", "KRW 1200");
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        post("k2");
        assertThat(refusal("k1")).isEqualTo("limit-exceeded");
    }

    @Test
    void theCheckLeavesReservationsOfOpenPurchasesAlone() {
        limit("KRW 1200", null);
        post("k1");
        billing.clock.advance(Duration.ofMinutes(11));
        billing.runTasks();
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 1200"));
    }

    @Test
    void newsFromAnOlderVersionOfThePurchaseAreDropped() {
        limit("KRW 1200", null);
        PurchaseId id = post("k1");
        Instant now = billing.clock.instant();
        Money amount = Money.parse("KRW 1200");
        billing.users.settle(
                FakeCatalog.ARCADE, PLAYER, new Spending(id, amount, now, SpendingStatus.RELEASED, 5, null), now);
        billing.users.settle(
                FakeCatalog.ARCADE, PLAYER, new Spending(id, amount, now, SpendingStatus.CONFIRMED, 4, null), now);
        assertThat(spentToday()).isEqualTo(Money.parse("KRW 0"));
    }

    @Test
    void aRequiredConsentMustHaveBeenGiven() {
        billing.catalog.put(FakeCatalog.arcade(null, Set.of("terms", "guardian")));
        assertThat(refusal("k1")).isEqualTo("consent-missing");
        consent("terms", true);
        consent("guardian", false);
        assertThat(refusal("k2")).isEqualTo("consent-missing");
        consent("guardian", true);
        assertThat(refusal("k3")).isEqualTo("accepted");
    }

    private void consent(String kind, boolean granted) {
        billing.users.giveConsent(
                FakeCatalog.ARCADE, PLAYER, new Consent(kind, granted, billing.clock.instant(), null));
    }

    @Test
    void keepsABoundedNumberOfSpendingsAndLosesNoAmount() {
        Instant now = billing.clock.instant();
        Ledger ledger = Ledger.EMPTY;
        for (int count = 0; count < 1000; count++) {
            ledger = ledger.with(
                    new Spending(
                            new PurchaseId("p" + count), Money.parse("KRW 1"), now, SpendingStatus.CONFIRMED, 1, null),
                    Spending.dayOf(now));
        }
        assertThat(ledger.spendings()).hasSizeLessThanOrEqualTo(Ledger.MOST_SPENDINGS);
        assertThat(ledger.spentOn(Spending.dayOf(now), CurrencyUnit.of("KRW"))).isEqualTo(Money.parse("KRW 1000"));
    }
}
