package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What is taken back of what is delivered is booked as a debt of the user, in the entry of what moved. */
class UserDebtTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers = new LocalAggregates<>(List.of(), CLOCK);
    private final Journal journal =
            new Journal(ledgers, Ledgers.charging(15, true), new InMemoryWaitingCaptures(), CLOCK);
    private int events;

    @Test
    void whatIsTakenBackAfterTheDeliveryIsOwed() {
        capture();
        book(new Delivered());
        book(refunded("r1", 40));
        assertThat(debt()).isEqualTo(40);
        assertThat(ledgers.events().getLast().lines())
                .contains(
                        new Line("user-debt", Side.DEBIT, 40),
                        new Line("user-debt-claims", Side.CREDIT, 40),
                        new Line("market-receivable:google-play", Side.CREDIT, 40));
    }

    @Test
    void nothingIsOwedForGoodsThatWereNotDelivered() {
        capture();
        book(refunded("r1", 100));
        assertThat(debt()).isZero();
        assertThat(ledger().owedSince()).isNull();
    }

    @Test
    void aDeliveryThatIsToldAfterTheMoneyHasGoneOpensTheDebt() {
        capture();
        book(refunded("r1", 100));
        book(new Delivered());
        assertThat(debt()).isEqualTo(100);
        assertThat(ledger().owedSince()).isEqualTo(NOW);
    }

    @Test
    void aReversalLiftsTheDebtOnce() {
        capture();
        book(new Delivered());
        book(refunded("r1", 40));
        book(refunded("r2", 25));
        assertThat(book(new RefundReversed("r1", usd(40)))).isEqualTo(Consumed.APPLIED);
        assertThat(book(new RefundReversed("r1", usd(40)))).isEqualTo(Consumed.DUPLICATE);
        assertThat(debt()).isEqualTo(25);
    }

    @Test
    void aDisputeIsOwedUntilItIsWonAndForGoodIfItIsLost() {
        capture();
        book(new Delivered());
        book(new ChargebackOpened("d1", usd(60)));
        assertThat(debt()).isEqualTo(60);
        book(new ChargebackClosed("d1", usd(60), true));
        assertThat(debt()).isZero();
        book(new ChargebackOpened("d2", usd(30)));
        book(new ChargebackClosed("d2", usd(30), false));
        assertThat(debt()).isEqualTo(30);
        book(new ChargebackClosed("d2", usd(30), true));
        assertThat(debt()).isEqualTo(30);
    }

    @Test
    void theServicesOwnRefundIsNoDebtNorIsItsReversalACredit() {
        capture();
        book(new Delivered());
        book(new Refunded("r1", usd(40), true));
        assertThat(debt()).isZero();
        book(refunded("r2", 10));
        book(new RefundReversed("r1", usd(40)));
        assertThat(debt()).isEqualTo(10);
    }

    /** Billing says the same of it: GivenTwiceTest. */
    @Test
    void whatTheBankTakesBesideTheServicesRefundIsOwedUntilTheDisputeIsWon() {
        capture();
        book(new Delivered());
        book(new Refunded("r1", usd(100), true));
        book(new ChargebackOpened("d1", usd(100)));
        assertThat(debt()).isEqualTo(100);
        assertThat(ledger().returned()).isEqualTo(200);
        book(new ChargebackClosed("d1", usd(100), true));
        assertThat(debt()).isZero();
        assertThat(ledger().returned()).isEqualTo(100);
    }

    @Test
    void aRefundThatIsMadeOnceMoreAfterItsReversalIsOwedOnceMore() {
        capture();
        book(new Delivered());
        book(refunded("r1", 40));
        book(new RefundReversed("r1", usd(40)));
        book(refunded("r1#2", 40));
        assertThat(book(refunded("r1#2", 40))).isEqualTo(Consumed.DUPLICATE);
        assertThat(debt()).isEqualTo(40);
        assertThat(ledger().returned()).isEqualTo(40);
    }

    @Test
    void neverMoreIsOwedThanWasPaid() {
        capture();
        book(new Delivered());
        book(refunded("r1", 80));
        book(new ChargebackOpened("d1", usd(100)));
        assertThat(debt()).isEqualTo(100);
        book(new ChargebackClosed("d1", usd(100), true));
        assertThat(debt()).isEqualTo(80);
    }

    @Test
    void aLedgerOfAnOlderVersionIsNotOwedWhatItNeverTold() {
        capture();
        book(new Delivered());
        PurchaseLedger old = ledger();
        PurchaseLedger stored = new PurchaseLedger(
                old.purchaseId(),
                old.serviceId(),
                old.userId(),
                old.market(),
                false,
                old.sale(),
                40,
                0,
                true,
                List.of(new PurchaseLedger.Movement("r1", 40, false, null)),
                List.of(),
                old.entries(),
                null,
                null,
                null);
        Bookkeeper bookkeeper = new Bookkeeper(stored, source(), NOW);
        assertThat(bookkeeper.book(new RefundReversed("r1", usd(40))))
                .isInstanceOfSatisfying(
                        Booked.Now.class,
                        booked -> assertThat(booked.ledger().debt()).isZero());
    }

    private Consumed capture() {
        return journal.capture(source(), "google-play", new Captured("u1", usd(100), usd(0), "US", NOW, false))
                .toCompletableFuture()
                .join();
    }

    private Consumed book(Booking booking) {
        return journal.book(source(), booking).toCompletableFuture().join();
    }

    private PurchaseLedger ledger() {
        return journal.find("pur_1");
    }

    private long debt() {
        return ledger().debt();
    }

    private Source source() {
        return new Source("e" + events++, "pur_1", "arcade", NOW);
    }

    private static Refunded refunded(String id, long minorUnits) {
        return new Refunded(id, usd(minorUnits), false);
    }

    private static Money usd(long minorUnits) {
        return Money.ofMinor(CurrencyUnit.USD, minorUnits);
    }
}
