package io.coinslot.settlement.journal.kafka;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.schemas.settlement.JournalLine;
import io.coinslot.schemas.settlement.Side;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Line;
import io.coinslot.settlement.journal.PurchaseLedger;
import org.apache.avro.specific.SpecificRecord;

/** Publishes each entry once it is booked. */
final class JournalEntryEncoder implements EventEncoder<PurchaseLedger, JournalEntry> {
    @Override
    public String topic() {
        return Topics.JOURNAL_ENTRIES;
    }

    @Override
    public String type(JournalEntry event) {
        return "JournalEntryPosted";
    }

    @Override
    public SpecificRecord envelope(Header header, PurchaseLedger ledger, JournalEntry entry) {
        return new JournalEntryEnvelope(
                header.eventId(),
                entry.entryId(),
                header.sequence(),
                ledger.serviceId(),
                header.occurredAt(),
                new JournalEntryPosted(
                        entry.entryId(),
                        entry.kind().name(),
                        ledger.purchaseId(),
                        ledger.userId(),
                        ledger.market(),
                        entry.bookedAt(),
                        entry.lines().stream()
                                .map(line -> line(line, ledger.sale().currency()))
                                .toList()));
    }

    private static JournalLine line(Line line, String currency) {
        return new JournalLine(
                line.account(), Side.valueOf(line.side().name()), new Money(line.minorUnits(), currency));
    }
}
