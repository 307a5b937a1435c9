package io.coinslot.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.statement.Settlement.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every reader of the journal must keep. */
public abstract class StatementEntriesContract {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private final String service = "s-" + UUID.randomUUID();

    protected abstract StatementEntries given(List<PurchaseLedger> ledgers);

    @Test
    void coversThePeriodFromItsStartUpToItsEnd() {
        PurchaseLedger ledger = Ledgers.captured("pur_1" + service, service, "u1", START);
        StatementEntries entries = given(List.of(
                Ledgers.refunded(Ledgers.refunded(ledger, 10, END.minusMillis(1)), 10, END),
                Ledgers.captured("pur_2" + service, service, "u1", START.minusMillis(1))));

        assertThat(entryIds(entries, settlement(null, END)))
                .containsExactlyInAnyOrder("pur_1" + service + "-1", "pur_1" + service + "-r0");
    }

    @Test
    void leavesOutWhatWasBookedAfterItWasAskedFor() {
        PurchaseLedger ledger = Ledgers.captured("pur_3" + service, service, "u1", START);
        StatementEntries entries = given(List.of(Ledgers.refunded(ledger, 10, START.plusSeconds(60))));

        assertThat(entryIds(entries, settlement(null, START.plusSeconds(60))))
                .containsExactly("pur_3" + service + "-1");
    }

    @Test
    void keepsServicesAndUsersApart() {
        StatementEntries entries = given(List.of(
                Ledgers.captured("pur_4" + service, service, "u1", START),
                Ledgers.captured("pur_5" + service, service, "u2", START),
                Ledgers.captured("pur_6" + service, "other", "u1", START)));

        assertThat(entryIds(entries, settlement("u1", END))).containsExactly("pur_4" + service + "-1");
        assertThat(entryIds(entries, settlement(null, END))).hasSize(2);
    }

    @Test
    void carriesForwardWhatWasOwedWhenThePeriodBegan() {
        PurchaseLedger owed =
                Ledgers.delivered(Ledgers.captured("pur_7" + service, service, "u1", before(3)), before(2));
        PurchaseLedger sooner = Ledgers.captured("pur_8" + service, service, "u1", before(3));
        PurchaseLedger later = Ledgers.captured("pur_9" + service, service, "u2", before(3));
        StatementEntries entries = given(List.of(
                Ledgers.delivered(Ledgers.refunded(sooner, 30, before(2)), before(1)),
                owed,
                Ledgers.delivered(Ledgers.refunded(later, 20, before(2)), START)));

        assertThat(debtIds(entries, settlement("u1", END))).containsExactly("pur_8" + service + "-d");
        assertThat(debtIds(entries, settlement(null, END))).containsExactly("pur_8" + service + "-d");
        assertThat(debtIds(entries, settlement(null, before(1)))).isEmpty();
    }

    /** What lifts a debt may be booked by a process whose clock is behind that of the one that opened it. */
    @Test
    void carriesForwardWhatWasLiftedBeforeItWasOpenedByTheClocks() {
        PurchaseLedger sold =
                Ledgers.delivered(Ledgers.captured("pur_a" + service, service, "u1", before(9)), before(8));
        PurchaseLedger owed = Ledgers.delivered(Ledgers.refunded(sold, 30, before(7)), START.plusMillis(300));
        StatementEntries entries = given(List.of(Ledgers.comeBack(owed, before(1))));

        assertThat(debtIds(entries, settlement(null, END))).containsExactly("pur_a" + service + "-b4");
    }

    private static Instant before(long seconds) {
        return START.minusSeconds(seconds);
    }

    private static List<String> debtIds(StatementEntries entries, Settlement settlement) {
        List<String> ids = new ArrayList<>();
        entries.forEachDebtBefore(settlement, entry -> ids.add(entry.entryId()));
        return ids;
    }

    private Settlement settlement(String userId, Instant asOf) {
        Scope scope = userId == null ? Scope.SERVICE : Scope.USER;
        return Settlement.requested("set_1", service, "f", new Period(scope, userId, START, END), asOf);
    }

    private static List<String> entryIds(StatementEntries entries, Settlement settlement) {
        List<String> ids = new ArrayList<>();
        entries.forEach(settlement, entry -> ids.add(entry.entryId()));
        return ids;
    }
}
