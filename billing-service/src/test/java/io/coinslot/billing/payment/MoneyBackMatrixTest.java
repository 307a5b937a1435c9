package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Webhook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a purchase of KRW 1200 whose money the market moves: every kind of it, at every time, told once, twice
 * or backwards, with and without a refund of our own under way.
 */
class MoneyBackMatrixTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Money PART = Money.parse("KRW 500");

    /** What the market tells, in the order in which it happened. */
    enum Told {
        VOID(refund(ALL)),
        PARTIAL_VOID(refund(PART)),
        CHARGEBACK(opened()),
        CHARGEBACK_LOST(opened(), closed(false)),
        CHARGEBACK_WON(opened(), closed(true)),
        CHARGEBACK_WON_IN_PART(opened(), new MarketFact.ChargebackClosed("d1", PART, true)),
        VOID_REVERSED(refund(ALL), new MarketFact.RefundReversed("r1", ALL)),
        VOID_REVERSED_IN_PART(refund(ALL), new MarketFact.RefundReversed("r1", PART)),
        PARTIAL_VOID_REVERSED(refund(PART), new MarketFact.RefundReversed("r1", PART));

        private final List<MarketFact> facts;

        Told(MarketFact... facts) {
            this.facts = List.of(facts);
        }
    }

    /** When it is told. */
    enum When {
        BEFORE_PAYMENT,
        BEFORE_DELIVERY,
        /** While the game is being asked to deliver, and does. */
        DURING_DELIVERY,
        AFTER_DELIVERY
    }

    /** How it is told. */
    enum How {
        ONCE,
        TWICE,
        BACKWARDS
    }

    /** The end of it: status, and what the user owes. What is cancelled before its delivery leaves nothing to owe. */
    private record Row(Told told, When when, PurchaseStatus status, String debt) {}

    private static final List<Row> TABLE = List.of(
            new Row(Told.VOID, When.BEFORE_PAYMENT, PurchaseStatus.REFUNDED, "KRW 0"),
            new Row(Told.VOID, When.BEFORE_DELIVERY, PurchaseStatus.REFUNDED, "KRW 0"),
            new Row(Told.VOID, When.DURING_DELIVERY, PurchaseStatus.REFUNDED, "KRW 1200"),
            new Row(Told.VOID, When.AFTER_DELIVERY, PurchaseStatus.REFUNDED, "KRW 1200"),
            new Row(Told.PARTIAL_VOID, When.BEFORE_PAYMENT, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 500"),
            new Row(Told.PARTIAL_VOID, When.BEFORE_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 500"),
            new Row(Told.PARTIAL_VOID, When.DURING_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 500"),
            new Row(Told.PARTIAL_VOID, When.AFTER_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 500"),
            new Row(Told.CHARGEBACK, When.BEFORE_PAYMENT, PurchaseStatus.CHARGED_BACK, "KRW 0"),
            new Row(Told.CHARGEBACK, When.BEFORE_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 0"),
            new Row(Told.CHARGEBACK, When.DURING_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 1200"),
            new Row(Told.CHARGEBACK, When.AFTER_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 1200"),
            new Row(Told.CHARGEBACK_LOST, When.BEFORE_PAYMENT, PurchaseStatus.CHARGED_BACK, "KRW 0"),
            new Row(Told.CHARGEBACK_LOST, When.BEFORE_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 0"),
            new Row(Told.CHARGEBACK_LOST, When.DURING_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 1200"),
            new Row(Told.CHARGEBACK_LOST, When.AFTER_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 1200"),
            new Row(Told.CHARGEBACK_WON, When.BEFORE_PAYMENT, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.CHARGEBACK_WON, When.BEFORE_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.CHARGEBACK_WON, When.DURING_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.CHARGEBACK_WON, When.AFTER_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.CHARGEBACK_WON_IN_PART, When.BEFORE_PAYMENT, PurchaseStatus.CHARGED_BACK, "KRW 700"),
            new Row(Told.CHARGEBACK_WON_IN_PART, When.BEFORE_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 700"),
            new Row(Told.CHARGEBACK_WON_IN_PART, When.DURING_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 700"),
            new Row(Told.CHARGEBACK_WON_IN_PART, When.AFTER_DELIVERY, PurchaseStatus.CHARGED_BACK, "KRW 700"),
            new Row(Told.VOID_REVERSED, When.BEFORE_PAYMENT, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.VOID_REVERSED, When.BEFORE_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.VOID_REVERSED, When.DURING_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.VOID_REVERSED, When.AFTER_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.VOID_REVERSED_IN_PART, When.BEFORE_PAYMENT, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 700"),
            new Row(Told.VOID_REVERSED_IN_PART, When.BEFORE_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 700"),
            new Row(Told.VOID_REVERSED_IN_PART, When.DURING_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 700"),
            new Row(Told.VOID_REVERSED_IN_PART, When.AFTER_DELIVERY, PurchaseStatus.PARTIALLY_REFUNDED, "KRW 700"),
            new Row(Told.PARTIAL_VOID_REVERSED, When.BEFORE_PAYMENT, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.PARTIAL_VOID_REVERSED, When.BEFORE_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.PARTIAL_VOID_REVERSED, When.DURING_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"),
            new Row(Told.PARTIAL_VOID_REVERSED, When.AFTER_DELIVERY, PurchaseStatus.COMPLETED, "KRW 0"));

    private final LocalBilling billing = new LocalBilling();

    static Stream<Arguments> everyCase() {
        return TABLE.stream().flatMap(row -> Stream.of(How.values()).map(how -> Arguments.of(row, how)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void endsWhereTheTableSays(Row row, How how) {
        PurchaseId id = happens(row, how);
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.status()).isEqualTo(row.status());
        assertThat(purchase.debt()).isEqualTo(Money.parse(row.debt()));
        assertThat(purchase.delivery().clawback()).isEqualTo(purchase.debt().isPositive());
        assertThat(purchase.refunded().plus(purchase.refundPending()).isGreaterThan(purchase.captured()))
                .isFalse();
        assertEachIsToldOnce(id);
        assertTheGameKnowsTheDebt(id);
    }

    static Stream<Arguments> everyCaseAfterDelivery() {
        return everyCase().filter(each -> ((Row) each.get()[0]).when() == When.AFTER_DELIVERY);
    }

    @ParameterizedTest
    @MethodSource("everyCaseAfterDelivery")
    void holdsNoMoreForOurOwnRefundThanIsLeft(Row row, How how) {
        PurchaseId id = billing.completed();
        billing.refund(id, "ref_1", Money.parse("KRW 900"));
        tell(id, row.told(), how);
        Purchase between = billing.purchase(id);
        assertThat(between.refunded().plus(between.refundPending()).isGreaterThan(between.captured()))
                .isFalse();
        assertThat(between.refundable().isNegative()).isFalse();
        billing.tell(id, new MarketFact.RefundFailed("ref_1", "AMOUNT_NOT_REFUNDABLE", "nothing is left"));
        assertThat(billing.status(id)).isEqualTo(row.status());
        assertThat(billing.purchase(id).debt()).isEqualTo(Money.parse(row.debt()));
    }

    private PurchaseId happens(Row row, How how) {
        PurchaseId id = switch (row.when()) {
            case BEFORE_PAYMENT -> {
                PurchaseId early = billing.requested(Market.GOOGLE_PLAY);
                tell(early, row.told(), how);
                billing.tell(early, billing.captured("KRW 1200"));
                yield early;
            }
            case BEFORE_DELIVERY -> {
                PurchaseId paid = billing.paid();
                tell(paid, row.told(), how);
                yield paid;
            }
            case DURING_DELIVERY -> {
                PurchaseId paid = billing.paid();
                billing.game.meanwhile(() -> tell(paid, row.told(), how));
                yield paid;
            }
            case AFTER_DELIVERY -> {
                PurchaseId completed = billing.completed();
                tell(completed, row.told(), how);
                yield completed;
            }
        };
        billing.runTasks();
        billing.runTasks();
        if (billing.purchase(id).delivery().isGranted()) {
            billing.tell(id, new MarketFact.Finished("CONSUMED"));
        }
        return id;
    }

    private void tell(PurchaseId id, Told told, How how) {
        List<MarketFact> facts = new ArrayList<>(told.facts);
        if (how == How.BACKWARDS) {
            Collections.reverse(facts);
        }
        for (MarketFact fact : facts) {
            billing.tell(id, fact);
            if (how == How.TWICE) {
                billing.tell(id, fact);
            }
        }
    }

    private void assertEachIsToldOnce(PurchaseId id) {
        List<String> events =
                billing.purchases.events().stream().map(PurchaseEvent::type).toList();
        for (String once : List.of(
                "PurchasePaid",
                "DeliveryConfirmed",
                "PurchaseCompleted",
                "PurchaseRefunded",
                "PurchaseChargedBack",
                "PurchaseReinstated")) {
            assertThat(Collections.frequency(events, once)).as(once).isLessThanOrEqualTo(1);
        }
        assertThat(billing.purchase(id).trail().history()).isNotEmpty();
    }

    /** Whatever the user owes in the end is in a webhook, and in none if the user owes nothing. */
    private void assertTheGameKnowsTheDebt(PurchaseId id) {
        Purchase purchase = billing.purchase(id);
        String owed = "\"debt\":{\"amount\":\"" + purchase.debt().getAmount().toPlainString() + "\"";
        boolean known = purchase.webhooks().stream().map(Webhook::body).anyMatch(body -> body.contains(owed));
        assertThat(known || purchase.debt().isZero()).isTrue();
    }

    private static MarketFact refund(Money amount) {
        return new MarketFact.Refunded(null, "r1", amount, "MARKET", null);
    }

    private static MarketFact opened() {
        return new MarketFact.ChargebackOpened("d1", ALL, null);
    }

    private static MarketFact closed(boolean won) {
        return new MarketFact.ChargebackClosed("d1", ALL, won);
    }
}
