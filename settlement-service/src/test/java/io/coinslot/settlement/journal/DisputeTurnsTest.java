package io.coinslot.settlement.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.settlement.journal.Booking.Captured;
import io.coinslot.settlement.journal.Booking.ChargebackClosed;
import io.coinslot.settlement.journal.Booking.ChargebackOpened;
import io.coinslot.settlement.journal.Booking.Delivered;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dispute that is taken up again is booked once for each of its turns. */
class DisputeTurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Captured CAPTURED = new Captured("alice", usd(100), usd(0), "US", NOW, false);

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers = new LocalAggregates<>(List.of(), CLOCK);
    private final Journal journal =
            new Journal(ledgers, Ledgers.charging(15, true), new InMemoryWaitingCaptures(), CLOCK);
    private int eventNumber;

    @BeforeEach
    void sell() {
        journal.capture(source("e0"), "google-play", CAPTURED)
                .toCompletableFuture()
                .join();
        book(new Delivered());
    }

    private static Booking.Source source(String eventId) {
        return new Booking.Source(eventId, "p1", "arcade", NOW);
    }

    private static Money usd(long cents) {
        return Money.ofMinor(CurrencyUnit.USD, cents);
    }

    private Consumed book(Booking booking) {
        return journal.book(source("e" + ++eventNumber), booking)
                .toCompletableFuture()
                .join();
    }

    private Consumed opened(long turn) {
        return book(new ChargebackOpened("d1", usd(100), turn));
    }

    private Consumed closed(boolean won, long turn) {
        return book(new ChargebackClosed("d1", usd(100), won, turn));
    }

    /** What stands on each account that is not even. */
    private Map<String, Long> balances() {
        Map<String, Long> balances = new HashMap<>();
        ledgers.events().stream()
                .flatMap(entry -> entry.lines().stream())
                .forEach(line -> balances.merge(line.account(), line.signedMinorUnits(), Long::sum));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    @Test
    void aDisputeThatWasWonAndIsLostStandsAsIfItHadBeenLostAtOnce() {
        opened(1);
        closed(false, 2);
        Map<String, Long> lostAtOnce = balances();
        opened(3);
        closed(true, 4);
        opened(5);
        closed(false, 6);
        assertThat(balances()).isEqualTo(lostAtOnce).containsEntry("user-debt", -100L);
        assertThat(Objects.requireNonNull(journal.find("p1")).returned()).isEqualTo(100);
    }

    @Test
    void aDisputeThatWasLostAndIsWonLeavesNothing() {
        Map<String, Long> before = balances();
        opened(1);
        closed(false, 2);
        opened(3);
        assertThat(balances()).containsEntry("chargeback-in-dispute:google-play", 100L);
        closed(true, 4);
        assertThat(balances()).isEqualTo(before);
        assertThat(ledgers.events())
                .extracting(JournalEntry::kind)
                .endsWith(
                        EntryKind.CHARGEBACK,
                        EntryKind.CHARGEBACK_LOST,
                        EntryKind.CHARGEBACK_REOPENED,
                        EntryKind.CHARGEBACK_WON);
    }

    @Test
    void whatWasWonInPartIsSetAsideAsAWholeAgain() {
        opened(1);
        Map<String, Long> open = balances();
        book(new ChargebackClosed("d1", usd(30), true, 2));
        opened(3);
        assertThat(balances()).isEqualTo(open);
    }

    @Test
    void eachTurnIsBookedOnceAndInItsPlace() {
        assertThat(opened(3)).isEqualTo(Consumed.NOT_YET);
        assertThat(opened(1)).isEqualTo(Consumed.APPLIED);
        assertThat(closed(false, 4)).isEqualTo(Consumed.NOT_YET);
        assertThat(opened(3)).isEqualTo(Consumed.NOT_YET);
        assertThat(closed(true, 2)).isEqualTo(Consumed.APPLIED);
        assertThat(opened(3)).isEqualTo(Consumed.APPLIED);
        assertThat(closed(true, 2)).isEqualTo(Consumed.DUPLICATE);
        assertThat(opened(1)).isEqualTo(Consumed.DUPLICATE);
        assertThat(closed(false, 4)).isEqualTo(Consumed.APPLIED);
    }

    @Test
    void aDisputeOfAnOlderVersionIsTakenUpAgainFromItsEntries() {
        opened(1);
        closed(false, 2);
        PurchaseLedger known = Objects.requireNonNull(journal.find("p1"));
        Dispute old = new Dispute("d1", 100, true, true, null, null);
        assertThat(old.turns()).isEqualTo(2);
        assertThat(known.withDispute(old).wonOf(old)).isZero();
    }

    @Test
    void aDisputeOfAnOlderVersionThatWasWonInPartIsTakenUpAgainByThatPart() {
        opened(1);
        book(new ChargebackClosed("d1", usd(30), true, 2));
        PurchaseLedger known = Objects.requireNonNull(journal.find("p1"));
        Dispute old = new Dispute("d1", 100, true, true, null, null);
        assertThat(known.withDispute(old).wonOf(old)).isEqualTo(30);
    }

    @Test
    void ofDisputesOfAnOlderVersionEachIsToldByItsAmount() {
        opened(1);
        closed(false, 2);
        book(new ChargebackOpened("d2", usd(40)));
        book(new ChargebackClosed("d2", usd(40), true));
        PurchaseLedger known = Objects.requireNonNull(journal.find("p1"));
        Dispute lost = new Dispute("d1", 100, true, true, null, null);
        Dispute won = new Dispute("d2", 40, true, true, null, null);
        PurchaseLedger old = known.withDispute(lost).withDispute(won);
        assertThat(old.wonOf(lost)).isZero();
        assertThat(old.wonOf(won)).isEqualTo(40);

        Dispute alike = new Dispute("d3", 40, true, true, null, null);
        book(new ChargebackOpened("d3", usd(40)));
        book(new ChargebackClosed("d3", usd(40), false));
        PurchaseLedger unclear =
                Objects.requireNonNull(journal.find("p1")).withDispute(won).withDispute(alike);
        assertThatIllegalStateException().isThrownBy(() -> unclear.wonOf(alike));
    }
}
