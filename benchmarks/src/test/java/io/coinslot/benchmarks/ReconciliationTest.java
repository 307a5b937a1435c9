package io.coinslot.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.benchmarks.Journey.Stage;
import io.coinslot.schemas.Money;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final ShownPurchase SOLD = new ShownPurchase("COMPLETED", "1200", "0");

    private final Journeys journeys = new Journeys();
    private final Journal journal = new Journal();
    private final Map<String, ShownPurchase> shown = new HashMap<>();

    @Test
    void holdsWhenEverybodyAgrees() {
        sell("p1");
        sell("p2");
        assertThat(reconcile(ledger(2, 0, 2, "2400")).findings()).isEmpty();
    }

    @Test
    void holdsWhenRecordsWerePublishedTwice() {
        Journey journey = sell("p1");
        journey.markCompleted("completed-p1", 9);
        journal.add("capture-p1", entry("CAPTURE", 1200, 1200));
        assertThat(reconcile(ledger(1, 0, 1, "1200")).findings()).isEmpty();
        assertThat(reconcile(ledger(2, 1, 1, "1200")).findings()).isEmpty();
        assertThat(journey.repeatedRecords()).isEqualTo(1);
    }

    @Test
    void findsAPurchaseThatWasCompletedTwice() {
        sell("p1").markCompleted("another-event", 9);
        assertThat(reconcile(ledger(1, 0, 1, "1200")).findings()).containsExactly("p1 was completed 2 times");
    }

    @Test
    void findsAPurchaseThatWasNeitherDeliveredNorCompletedNorPosted() {
        Journey journey = new Journey("google-play", 0);
        journey.mark(Stage.PAID_AT_MARKET, 1);
        journeys.accepted("p1", journey);
        shown.put("p1", new ShownPurchase("PAID", "1200", "0"));
        assertThat(reconcile(ledger(1, 0, 0, "1200")).findings())
                .contains("p1 was not delivered", "p1 was completed 0 times", "p1 is not in the journal")
                .contains("google-play has 0 finished payments, not 1");
    }

    @Test
    void findsAJournalThatDoesNotSumToZero() {
        sell("p1");
        journal.add("crooked", entry("DELIVERY", 1200, 1199));
        Reconciliation reconciliation = reconcile(ledger(1, 0, 1, "1200"));
        assertThat(reconciliation.holds()).isFalse();
        assertThat(reconciliation.findings()).containsExactly("the journal does not sum to zero: {KRW=1}");
    }

    @Test
    void findsAMarketThatTookOtherMoney() {
        sell("p1");
        assertThat(reconcile(ledger(1, 0, 1, "1100")).findings())
                .containsExactly("google-play captured 1100, not 1200");
    }

    @Test
    void findsAPaymentThatNobodyPosted() {
        sell("p1");
        assertThat(reconcile(ledger(2, 0, 1, "2400")).findings())
                .containsExactly("google-play has 2 payments, not 1", "google-play captured 2400, not 1200");
    }

    @Test
    void findsACaptureThatTheJournalLacks() {
        sell("p1");
        Journey second = new Journey("google-play", 0);
        complete("p2", second);
        journal.add("delivery-p2", entry("DELIVERY", 1200, 1200));
        assertThat(reconcile(ledger(2, 0, 2, "2400")).findings())
                .containsExactly("the journal has 1200 captured at google-play, not 2400");
    }

    /** Our side knows nothing of it. */
    @Test
    void findsMoneyThatAMarketGaveBack() {
        sell("p1");
        assertThat(reconcile(new Ledger(1, 0, 1, "1200", "1200", "0")).findings())
                .containsExactly("google-play gave back 1200 and had 0 taken back, and nobody asked for that");
        assertThat(reconcile(new Ledger(1, 0, 1, "1200", "0", "1200")).holds()).isFalse();
    }

    @Test
    void findsARefundInTheJournal() {
        sell("p1");
        journal.add("refund-p1", entry("REFUND", 1200, 1200));
        assertThat(reconcile(ledger(1, 0, 1, "1200")).findings())
                .containsExactly("the journal has 1 entries of kind REFUND, which no step of the run explains");
    }

    @Test
    void findsAPurchaseThatTheApiDoesNotShowOrShowsOtherwise() {
        sell("p1");
        shown.remove("p1");
        assertThat(reconcile(ledger(1, 0, 1, "1200")).findings()).containsExactly("p1 is not shown by the API");
        for (ShownPurchase other : List.of(
                new ShownPurchase("PAID", "1200", "0"),
                new ShownPurchase("COMPLETED", "1100", "0"),
                new ShownPurchase("COMPLETED", "1200", "1"))) {
            shown.put("p1", other);
            assertThat(reconcile(ledger(1, 0, 1, "1200")).holds())
                    .as(other.toString())
                    .isFalse();
        }
    }

    /** A refused one may be there, as its answer was lost, but is not to be paid. */
    @Test
    void findsAPaidPurchaseThatTheRunKnowsNothingOf() {
        sell("p1");
        shown.put("p2", new ShownPurchase("REQUESTED", "0", "0"));
        assertThat(reconcile(ledger(1, 0, 1, "1200")).holds()).isTrue();
        shown.put("p2", SOLD);
        assertThat(reconcile(ledger(1, 0, 1, "1200")).findings())
                .singleElement()
                .asString()
                .startsWith("the API shows p2");
    }

    private Reconciliation reconcile(Ledger ledger) {
        return Reconciliation.of(journeys, journal, Map.of("google-play", ledger), shown);
    }

    private static Ledger ledger(long transactions, long unpaid, long finished, String captured) {
        return new Ledger(transactions, unpaid, finished, captured, "0", "0");
    }

    private Journey sell(String purchaseId) {
        Journey journey = new Journey("google-play", 0);
        complete(purchaseId, journey);
        journal.add("capture-" + purchaseId, entry("CAPTURE", 1200, 1200));
        journal.add("delivery-" + purchaseId, entry("DELIVERY", 1200, 1200));
        return journey;
    }

    private void complete(String purchaseId, Journey journey) {
        journey.mark(Stage.PAID_AT_MARKET, 1);
        journey.mark(Stage.DELIVERED, 2);
        journey.markCompleted("completed-" + purchaseId, 3);
        journey.mark(Stage.CAPTURE_POSTED, 4);
        journey.mark(Stage.DELIVERY_POSTED, 5);
        journeys.accepted(purchaseId, journey);
        shown.put(purchaseId, SOLD);
    }

    private static JournalEntryPosted entry(String kind, long debit, long credit) {
        return JournalEntryPosted.newBuilder()
                .setSourceEventId("e")
                .setKind(kind)
                .setPurchaseId("p")
                .setUserId("u")
                .setMarket("google-play")
                .setBookedAt(Instant.EPOCH)
                .setLines(List.of(
                        line("market-receivable:google-play", Side.DEBIT, debit),
                        line("deferred", Side.CREDIT, credit)))
                .build();
    }

    private static JournalLine line(String account, Side side, long minorUnits) {
        return JournalLine.newBuilder()
                .setAccount(account)
                .setSide(side)
                .setAmount(Money.newBuilder()
                        .setMinorUnits(minorUnits)
                        .setCurrency("KRW")
                        .build())
                .build();
    }
}
