package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.ChargebackClosed;
import io.coinslot.settlement.journal.Booking.ChargebackOpened;
import io.coinslot.settlement.journal.Booking.Delivered;
import io.coinslot.settlement.journal.Booking.RefundReversed;
import io.coinslot.settlement.journal.Booking.Refunded;
import io.coinslot.settlement.journal.Booking.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Captured CAPTURED = captured(false);

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers = new LocalAggregates<>(List.of(), CLOCK);
    private final Journal journal =
            new Journal(ledgers, Ledgers.charging(15, true), new InMemoryWaitingCaptures(), CLOCK);

    @Test
    void booksASaleFromCaptureToDelivery() {
        assertThat(capture("e1", CAPTURED)).isEqualTo(Consumed.APPLIED);
        assertThat(balances()).containsEntry("service-pending", 85L).containsEntry("market-fee:google-play", 15L);

        assertThat(book("e2", new Delivered())).isEqualTo(Consumed.APPLIED);
        assertThat(balances()).containsEntry("service-pending", 0L).containsEntry("service-payable", 85L);
        assertThat(ledgers.events()).extracting(JournalEntry::entryId).containsExactly("e1", "e2");
        assertThat(ledgers.events()).allMatch(entry -> entry.bookedAt().equals(NOW));
    }

    @Test
    void booksEachEventOnce() {
        capture("e1", CAPTURED);
        book("e2", new Delivered());
        book("e3", new Refunded("r1", usd(40), false));

        assertThat(capture("e1", CAPTURED)).isEqualTo(Consumed.DUPLICATE);
        assertThat(capture("e9", CAPTURED)).isEqualTo(Consumed.DUPLICATE);
        assertThat(book("e2", new Delivered())).isEqualTo(Consumed.DUPLICATE);
        assertThat(book("e3", new Refunded("r1", usd(40), false))).isEqualTo(Consumed.DUPLICATE);
        assertThat(book("e4", new Refunded("r1", usd(40), false))).isEqualTo(Consumed.DUPLICATE);
        assertThat(ledgers.events()).hasSize(3);
    }

    @Test
    void waitsForTheCaptureWhateverComesBeforeIt() {
        assertThat(book("e2", new Delivered())).isEqualTo(Consumed.NOT_YET);
        assertThat(book("e3", new Refunded("r1", usd(40), false))).isEqualTo(Consumed.NOT_YET);
        assertThat(book("e4", new ChargebackClosed("d1", usd(40), true))).isEqualTo(Consumed.NOT_YET);
        capture("e1", CAPTURED);
        assertThat(book("e4", new ChargebackClosed("d1", usd(40), true))).isEqualTo(Consumed.NOT_YET);
        assertThat(book("e5", new RefundReversed("r1", usd(40)))).isEqualTo(Consumed.NOT_YET);
        assertThat(ledgers.events()).hasSize(1);
    }

    @Test
    void aRefundBeforeTheDeliveryLeavesLessToDeliver() {
        capture("e1", CAPTURED);
        book("e2", new Refunded("r1", usd(40), false));
        assertThat(balances()).containsEntry("service-pending", 51L).containsEntry("market-fee:google-play", 9L);

        book("e3", new Delivered());
        assertThat(balances()).containsEntry("service-pending", 0L).containsEntry("service-payable", 51L);
    }

    @Test
    void aRefundAfterTheDeliveryIsTakenFromWhatIsPayable() {
        capture("e1", CAPTURED);
        book("e2", new Delivered());
        book("e3", new Refunded("r1", usd(100), false));
        assertThat(balances())
                .containsEntry("user-debt", -100L)
                .containsEntry("user-debt-claims", 100L)
                .containsEntry("service-payable", 0L)
                .containsEntry("market-receivable:google-play", 0L);
    }

    @Test
    void aRefundThatIsReversedStandsAgain() {
        capture("e1", CAPTURED);
        Map<String, Long> before = balances();
        book("e2", new Refunded("r1", usd(33), false));
        book("e3", new RefundReversed("r1", usd(33)));
        assertThat(balances()).isEqualTo(before);
        assertThat(book("e4", new RefundReversed("r1", usd(33)))).isEqualTo(Consumed.DUPLICATE);
    }

    @Test
    void aDisputeSetsItsAmountAsideUntilItEnds() {
        capture("e1", CAPTURED);
        book("e2", new Delivered());
        Map<String, Long> before = balances();

        book("e3", new ChargebackOpened("d1", usd(100)));
        assertThat(balances())
                .containsEntry("service-payable", 0L)
                .containsEntry("chargeback-in-dispute:google-play", 100L)
                .containsEntry("market-receivable:google-play", -100L);

        book("e4", new ChargebackClosed("d1", usd(100), true));
        before.put("chargeback-in-dispute:google-play", 0L);
        before.put("user-debt", 0L);
        before.put("user-debt-claims", 0L);
        assertThat(balances()).isEqualTo(before);
    }

    @Test
    void aLostDisputeIsTheMarketsForGood() {
        capture("e1", CAPTURED);
        book("e2", new Delivered());
        book("e3", new ChargebackOpened("d1", usd(60)));
        book("e4", new ChargebackClosed("d1", usd(60), false));

        assertThat(balances())
                .containsEntry("chargeback-in-dispute:google-play", 0L)
                .containsEntry("market-receivable:google-play", -40L)
                .containsEntry("service-payable", 34L)
                .containsEntry("market-fee:google-play", 6L);
        assertThat(ledgers.events()).extracting(JournalEntry::kind).endsWith(EntryKind.CHARGEBACK_LOST);
    }

    @Test
    void aDisputeWonInPartIsSharedInPart() {
        capture("e1", CAPTURED);
        book("e3", new ChargebackOpened("d1", usd(60)));
        book("e4", new ChargebackClosed("d1", usd(20), true));
        assertThat(balances())
                .containsEntry("market-receivable:google-play", -60L)
                .containsEntry("service-pending", 51L)
                .containsEntry("market-fee:google-play", 9L);
    }

    @Test
    void neverBooksATestPurchase() {
        assertThat(capture("e1", captured(true))).isEqualTo(Consumed.APPLIED);
        assertThat(book("e2", new Delivered())).isEqualTo(Consumed.DUPLICATE);
        assertThat(book("e3", new Refunded("r1", usd(40), false))).isEqualTo(Consumed.DUPLICATE);
        assertThat(ledgers.events()).isEmpty();
    }

    /** Whoever tries a market out that charges by contract has no schedule yet. */
    @Test
    void aTestPurchaseNeedsNoKnownFee() {
        Journal withoutSchedule = new Journal(ledgers, Ledgers.unknown(), new InMemoryWaitingCaptures(), CLOCK);

        assertThat(withoutSchedule.capture(source("e3"), "toss-payments", CAPTURED))
                .isCompletedWithValue(Consumed.WAITING);
        assertThat(withoutSchedule.capture(source("e1"), "toss-payments", captured(true)))
                .isCompletedWithValue(Consumed.APPLIED);
        assertThat(withoutSchedule.book(source("e2"), new Delivered())).isCompletedWithValue(Consumed.DUPLICATE);
    }

    /** Both had waited for a fee longer than a day: an answer that it came too early would make it a dead letter. */
    @Test
    void booksADeliveryWhoseCaptureIsBookedBetweenTheDecisionAndTheLookAtWhatWaits() {
        WaitingCaptures overtaken = new InMemoryWaitingCaptures() {
            @Override
            public CompletionStage<Boolean> has(String purchaseId) {
                capture("e1", CAPTURED);
                return super.has(purchaseId);
            }
        };
        Journal behind = new Journal(ledgers, Ledgers.charging(15, true), overtaken, CLOCK);

        assertThat(behind.book(source("e2"), new Delivered())).isCompletedWithValue(Consumed.APPLIED);
        assertThat(ledgers.events()).extracting(JournalEntry::entryId).containsExactly("e1", "e2");
    }

    @Test
    void refusesMoneyOfAnotherCurrency() {
        capture("e1", CAPTURED);
        Money euros = Money.ofMinor(CurrencyUnit.EUR, 1);
        Map<String, Long> before = balances();
        // Each at once and with its reason: what builds on another does not wait for it a day first.
        assertThatThrownBy(() -> book("e2", new Refunded("r1", euros, false))).hasMessageContaining("was paid in USD");
        assertThatThrownBy(() -> book("e3", new RefundReversed("r1", euros))).hasMessageContaining("was paid in USD");
        assertThatThrownBy(() -> book("e4", new ChargebackOpened("d1", euros))).hasMessageContaining("was paid in USD");
        assertThatThrownBy(() -> book("e5", new ChargebackClosed("d1", euros, true)))
                .hasMessageContaining("was paid in USD")
                .hasMessageContaining("EUR 0.01 is not booked");
        assertThat(balances()).isEqualTo(before);
    }

    private Consumed capture(String eventId, Captured captured) {
        return journal.capture(source(eventId), "google-play", captured)
                .toCompletableFuture()
                .join();
    }

    private Consumed book(String eventId, Booking booking) {
        return journal.book(source(eventId), booking).toCompletableFuture().join();
    }

    private Map<String, Long> balances() {
        Map<String, Long> balances = new HashMap<>();
        ledgers.events().stream()
                .flatMap(entry -> entry.lines().stream())
                .forEach(line -> balances.merge(line.account(), line.signedMinorUnits(), Long::sum));
        return balances;
    }

    private static Source source(String eventId) {
        return new Source(eventId, "pur_1", "arcade", NOW);
    }

    private static Captured captured(boolean test) {
        return new Captured("u1", usd(100), usd(0), "US", NOW, test);
    }

    private static Money usd(long minorUnits) {
        return Money.ofMinor(CurrencyUnit.USD, minorUnits);
    }
}
