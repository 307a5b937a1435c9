package io.coinslot.settlement.journal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Line;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.journal.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JournalController {
    private final Journal journal;

    JournalController(Journal journal) {
        this.journal = journal;
    }

    /** The entries of a purchase in the order of booking; none if nothing is booked, or it is another service's. */
    @GetMapping("/v1/journal-entries")
    EntryList entries(Caller caller, @RequestParam String purchaseId) {
        String serviceId = caller.requiring("settlements:read").service();
        PurchaseLedger ledger = journal.find(purchaseId);
        if (ledger == null || !ledger.serviceId().equals(serviceId)) {
            return new EntryList(List.of(), null);
        }
        return new EntryList(
                ledger.entries().stream()
                        .map(entry -> EntryView.of(ledger, entry))
                        .toList(),
                null);
    }

    /** @param nextCursor always null: a purchase has few entries */
    record EntryList(List<EntryView> items, @Nullable String nextCursor) {}

    record EntryView(
            String entryId,
            EntryKind kind,
            String purchaseId,
            String userId,
            String market,
            Instant occurredAt,
            Instant bookedAt,
            List<LineView> lines,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            FeeView fee) {
        static EntryView of(PurchaseLedger ledger, JournalEntry entry) {
            return new EntryView(
                    entry.entryId(),
                    entry.kind(),
                    ledger.purchaseId(),
                    ledger.userId(),
                    ledger.market(),
                    entry.occurredAt(),
                    entry.bookedAt(),
                    entry.lines().stream()
                            .map(line -> LineView.of(line, ledger.sale().currency()))
                            .toList(),
                    entry.fee() == null
                            ? null
                            : FeeView.of(entry.fee(), ledger.sale().currency()));
        }
    }

    record LineView(String account, Side side, MoneyText amount) {
        static LineView of(Line line, String currency) {
            return new LineView(line.account(), line.side(), MoneyText.ofMinor(currency, line.minorUnits()));
        }
    }
}
