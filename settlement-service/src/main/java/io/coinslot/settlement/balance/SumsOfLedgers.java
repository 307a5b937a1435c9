package io.coinslot.settlement.balance;

import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Line;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what was booked before a time, for each user and each service in turn; so no more than two sums are kept. Of
 * whom nothing was booked by then there is no sum, even of nothing: the balance that a later entry has made is right.
 */
final class SumsOfLedgers {
    private final Instant before;
    private final BiConsumer<Holder, Map<AccountKey, Long>> each;
    private final Map<AccountKey, Long> ofService = new HashMap<>();
    private final Map<AccountKey, Long> ofUser = new HashMap<>();
    private boolean isServiceBooked;
    private boolean isUserBooked;
    private @Nullable Holder user;
    private long handedOver;

    /** @param each is handed every sum, as soon as it is complete */
    private SumsOfLedgers(Instant before, BiConsumer<Holder, Map<AccountKey, Long>> each) {
        this.before = before;
        this.each = each;
    }

    /** Returns how many sums there are. */
    static long of(OrderedLedgers ledgers, Instant before, BiConsumer<Holder, Map<AccountKey, Long>> each) {
        SumsOfLedgers sums = new SumsOfLedgers(before, each);
        ledgers.forEach(sums::add);
        sums.turnTo(null);
        return sums.handedOver;
    }

    private void add(PurchaseLedger ledger) {
        turnTo(new Holder(ledger.serviceId(), ledger.userId()));
        for (JournalEntry entry : ledger.entries()) {
            if (entry.bookedAt().isBefore(before)) {
                isUserBooked = true;
                isServiceBooked = true;
                entry.lines().forEach(line -> add(ledger.sale().currency(), line));
            }
        }
    }

    private void add(String currency, Line line) {
        AccountKey key = new AccountKey(currency, line.account());
        ofUser.merge(key, line.signedMinorUnits(), Math::addExact);
        ofService.merge(key, line.signedMinorUnits(), Math::addExact);
    }

    private void turnTo(@Nullable Holder next) {
        Holder last = user;
        if (last != null && !last.equals(next)) {
            if (isUserBooked) {
                handOver(last, ofUser);
                isUserBooked = false;
            }
            if (isServiceBooked && (next == null || !next.serviceId().equals(last.serviceId()))) {
                handOver(new Holder(last.serviceId(), null), ofService);
                isServiceBooked = false;
            }
        }
        user = next;
    }

    private void handOver(Holder holder, Map<AccountKey, Long> sum) {
        each.accept(holder, Map.copyOf(sum));
        sum.clear();
        handedOver++;
    }
}
