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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the journal says of a sale of 12.00 (tax 0, fee 1.80) whose money the market moves: every kind of it, at every
 * time, told once, twice or backwards. What comes too early is parked and tried again, as the service does.
 */
class MoneyBackMatrixTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Money ALL = usd(1_200);
    private static final Money PART = usd(500);

    /** What the market tells, in the order in which it happened, and what it leaves behind. */
    enum Told {
        VOID(1_200, 0, new Refunded("r1", ALL, false)),
        PARTIAL_VOID(500, 0, new Refunded("r1", PART, false)),
        CHARGEBACK(1_200, 1_200, new ChargebackOpened("d1", ALL)),
        CHARGEBACK_LOST(1_200, 0, new ChargebackOpened("d1", ALL), new ChargebackClosed("d1", ALL, false)),
        CHARGEBACK_WON(0, 0, new ChargebackOpened("d1", ALL), new ChargebackClosed("d1", ALL, true)),
        CHARGEBACK_WON_IN_PART(700, 0, new ChargebackOpened("d1", ALL), new ChargebackClosed("d1", PART, true)),
        VOID_REVERSED(0, 0, new Refunded("r1", ALL, false), new RefundReversed("r1", ALL)),
        VOID_REVERSED_IN_PART(700, 0, new Refunded("r1", ALL, false), new RefundReversed("r1", PART)),
        PARTIAL_VOID_REVERSED(0, 0, new Refunded("r1", PART, false), new RefundReversed("r1", PART));

        private final long goneForNow;
        private final long inDispute;
        private final List<Booking> bookings;

        Told(long goneForNow, long inDispute, Booking... bookings) {
            this.goneForNow = goneForNow;
            this.inDispute = inDispute;
            this.bookings = List.of(bookings);
        }

        /** Billing has nothing delivered once all of the money is gone. */
        boolean isDeliveredAfterwards() {
            return goneForNow < 1_200;
        }
    }

    /** When it is told. */
    enum When {
        BEFORE_DELIVERY,
        /** The game delivers all the same, since it was asked before. */
        DURING_DELIVERY,
        AFTER_DELIVERY
    }

    /** How it is told. */
    enum How {
        ONCE,
        TWICE,
        BACKWARDS
    }

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers = new LocalAggregates<>(List.of(), CLOCK);
    private final Journal journal =
            new Journal(ledgers, Ledgers.charging(180, true), new InMemoryWaitingCaptures(), CLOCK);

    static Stream<Arguments> everyCase() {
        return Stream.of(Told.values())
                .flatMap(told -> Stream.of(When.values())
                        .flatMap(when -> Stream.of(How.values()).map(how -> Arguments.of(told, when, how))));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void theJournalAddsUp(Told told, When when, How how) {
        boolean delivered = when != When.BEFORE_DELIVERY || told.isDeliveredAfterwards();
        happens(told, when, how, delivered);

        Map<String, Long> balances = balances();
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(ledgers.events())
                .allMatch(entry ->
                        entry.lines().stream().mapToLong(Line::signedMinorUnits).sum() == 0);
        long owed = delivered ? told.goneForNow : 0;
        assertThat(balances.getOrDefault("user-debt", 0L)).isEqualTo(-owed);
        assertThat(balances.getOrDefault("user-debt-claims", 0L)).isEqualTo(owed);
        assertThat(ledger().debt()).isEqualTo(owed).isEqualTo(ledger().debtDue());
        assertThat(balances.getOrDefault("chargeback-in-dispute:google-play", 0L))
                .isEqualTo(told.inDispute);
        assertThat(ledger().returned()).isEqualTo(told.goneForNow).isLessThanOrEqualTo(1_200);
        assertWhoIsLeftWithWhat(told, delivered, balances);
    }

    private static void assertWhoIsLeftWithWhat(Told told, boolean delivered, Map<String, Long> balances) {
        long feeLeft = 180 - 180 * told.goneForNow / 1_200;
        long share = 1_200 - told.goneForNow - feeLeft;
        assertThat(balances.get("market-fee:google-play")).isEqualTo(feeLeft);
        assertThat(balances.getOrDefault("service-payable", 0L)).isEqualTo(delivered ? share : 0);
        assertThat(balances.getOrDefault("service-pending", 0L)).isEqualTo(delivered ? 0 : share);
        assertThat(balances.get("market-receivable:google-play"))
                .isEqualTo(-(1_200 - told.goneForNow + told.inDispute));
    }

    private void happens(Told told, When when, How how, boolean delivered) {
        List<Source> sources = new ArrayList<>();
        List<Booking> bookings = new ArrayList<>(told.bookings);
        if (delivered && when == When.AFTER_DELIVERY) {
            bookings.addFirst(new Delivered());
        } else if (delivered) {
            bookings.addLast(new Delivered());
        }
        for (int number = 0; number < bookings.size(); number++) {
            sources.add(source("e" + number));
        }
        if (how == How.BACKWARDS) {
            Collections.reverse(bookings);
        }
        journal.capture(source("capture"), "google-play", new Captured("u1", ALL, usd(0), "US", NOW, false))
                .toCompletableFuture()
                .join();
        book(sources, bookings, how == How.TWICE);
    }

    /** Books in this order; what has to wait is tried again after the others. */
    private void book(List<Source> sources, List<Booking> bookings, boolean twice) {
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int number = 0; number < bookings.size(); number++) {
            waiting.add(number);
        }
        for (int attempts = 0; !waiting.isEmpty(); attempts++) {
            assertThat(attempts).isLessThan(20);
            int number = waiting.removeFirst();
            Consumed consumed = book(sources.get(number), bookings.get(number));
            if (consumed == Consumed.NOT_YET) {
                waiting.addLast(number);
            } else if (twice) {
                assertThat(book(sources.get(number), bookings.get(number))).isEqualTo(Consumed.DUPLICATE);
                assertThat(book(source("again-" + number), bookings.get(number)))
                        .isEqualTo(Consumed.DUPLICATE);
            }
        }
    }

    private Consumed book(Source source, Booking booking) {
        return journal.book(source, booking).toCompletableFuture().join();
    }

    private PurchaseLedger ledger() {
        return journal.find("pur_1");
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

    private static Money usd(long minorUnits) {
        return Money.ofMinor(CurrencyUnit.USD, minorUnits);
    }
}
