package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.clientevent.ClientEventType;
import io.coinslot.billing.clientevent.ClientEvents;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.DeliveryStatus;
import io.coinslot.billing.purchase.Preparation;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.refund.RefundRequests;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, in whatever order: nothing is refused by the model itself, nothing counts twice. */
class AnyOrderTest {
    private static final int RUNS = 400;
    private static final int STEPS = 25;
    private static final Set<String> SEEN = new TreeSet<>();

    static List<Long> seeds() {
        return java.util.stream.LongStream.range(0, RUNS).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsItsPromises(long seed) {
        Random random = new Random(seed);
        LocalBilling billing = new LocalBilling();
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        for (int step = 0; step < STEPS; step++) {
            step(billing, id, random);
            check(billing, billing.purchase(id));
        }
        SEEN.addAll(billing.events());
    }

    /** Or the promises would be about purchases to which nothing happens. */
    @AfterAll
    static void everythingHasHappened() {
        assertThat(SEEN)
                .contains(
                        "PurchasePaid",
                        "DeliveryConfirmed",
                        "PurchaseCompleted",
                        "PurchaseExpired",
                        "PurchaseCancelled",
                        "PurchaseRefunded",
                        "PurchaseChargedBack",
                        "PurchaseReinstated");
    }

    private static void step(LocalBilling billing, PurchaseId id, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> billing.submit(id, "token-" + random.nextInt(3));
            case 1 -> billing.cancel(id);
            case 2 -> billing.confirm(id);
            case 3 -> report(billing, id, random);
            case 4 -> refund(billing, id, random);
            case 5 -> pass(billing, random);
            default -> billing.tell(id, fact(billing, random));
        }
    }

    private static void pass(LocalBilling billing, Random random) {
        billing.game.answersNext(random.nextBoolean() ? 200 : 500, "{\"delivered\":" + random.nextBoolean() + "}");
        billing.clock.advance(Duration.ofMinutes(random.nextInt(90)));
        billing.runTasks();
    }

    private static MarketFact fact(LocalBilling billing, Random random) {
        String name = "id-" + random.nextInt(2);
        Money amount = Money.parse(random.nextBoolean() ? "KRW 1200" : "KRW 500");
        return switch (random.nextInt(13)) {
            case 0 -> new MarketFact.Prepared(new Preparation("pi", null, null));
            case 1 -> new MarketFact.PreparationRefused("X", "no");
            case 2, 3 -> billing.captured(name, "KRW 1200");
            case 4 -> new MarketFact.Pending("cash");
            case 5 -> new MarketFact.Declined("X", "no");
            case 6 -> new MarketFact.OutcomeUnknown("no answer");
            case 7 -> new MarketFact.Finished("CONSUMED");
            case 8 -> new MarketFact.Refunded(random.nextBoolean() ? name : null, name, amount, "MARKET", null);
            case 9 -> new MarketFact.RefundFailed(name, "X", "no");
            case 10 -> new MarketFact.RefundReversed(name, amount);
            case 11 -> new MarketFact.ChargebackOpened(name, amount, null);
            default -> new MarketFact.ChargebackClosed(name, amount, random.nextBoolean());
        };
    }

    private static void report(LocalBilling billing, PurchaseId id, Random random) {
        ClientEventType[] types = ClientEventType.values();
        var report = new ClientEvents.Report(
                "e" + random.nextInt(6), types[random.nextInt(types.length)], billing.clock.instant(), Map.of());
        billing.purchases.handleAndWait(
                id.value(),
                purchase -> new ClientEvents(billing.steps)
                        .take(Objects.requireNonNull(purchase), report, billing.moment(Source.PURCHASE_EVENT)));
    }

    private static void refund(LocalBilling billing, PurchaseId id, Random random) {
        Money amount = random.nextBoolean() ? null : Money.parse("KRW 500");
        var draft = new RefundRequests.Draft("id-" + random.nextInt(4), amount, "why", "print");
        billing.purchases.handleAndWait(
                id.value(),
                purchase ->
                        RefundRequests.request(Objects.requireNonNull(purchase), draft, billing.moment(Source.API)));
    }

    private static void check(LocalBilling billing, Purchase purchase) {
        List<String> events = billing.events();
        for (String once : List.of("PurchasePaid", "DeliveryConfirmed", "PurchaseCompleted", "PurchaseExpired")) {
            assertThat(Collections.frequency(events, once)).as(once).isLessThanOrEqualTo(1);
        }
        boolean isPaid = purchase.payment().capture() != null;
        assertThat(purchase.status().isPaid()).isEqualTo(isPaid);
        assertThat(events.contains("PurchasePaid")).isEqualTo(isPaid);
        assertThat(purchase.delivery().status() == DeliveryStatus.NOT_DUE).isEqualTo(!isPaid);
        assertThat(purchase.refundable().isNegative()).isFalse();
        assertThat(purchase.debt().isGreaterThan(purchase.captured())).isFalse();
        if (events.contains("PurchaseCompleted")) {
            assertThat(events.indexOf("DeliveryConfirmed")).isBetween(0, events.indexOf("PurchaseCompleted"));
        }
        if (isPaid && purchase.delivery().isGranted()) {
            assertThat(purchase.delivery().status()).isEqualTo(DeliveryStatus.CONFIRMED);
            assertThat(events).contains("DeliveryConfirmed");
            assertThat(purchase.delivery().clawback()).isEqualTo(purchase.hasMoneyGoneBack());
        }
    }
}
