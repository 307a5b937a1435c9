package io.coinslot.benchmarks;

import io.coinslot.benchmarks.Journey.Stage;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the topics as any consumer outside may, and marks what is completed and posted. */
final class SaleWatcher implements AutoCloseable {
    private final RegistryDecoder<PurchaseEventEnvelope> purchaseEvents;
    private final RegistryDecoder<JournalEntryEnvelope> journalEntries;
    private final Journeys journeys;
    private final Journal journal = new Journal();
    private final String serviceId;
    private final TopicTail tail;

    SaleWatcher(Connection stack, String serviceId, Journeys journeys) {
        this.serviceId = serviceId;
        this.journeys = journeys;
        purchaseEvents = new RegistryDecoder<>(stack.schemaRegistry(), PurchaseEventEnvelope.getClassSchema());
        journalEntries = new RegistryDecoder<>(stack.schemaRegistry(), JournalEntryEnvelope.getClassSchema());
        tail = new TopicTail(
                stack, List.of(Topics.PURCHASE_EVENTS, Topics.JOURNAL_ENTRIES), this::take, journeys::failed);
    }

    Journal journal() {
        return journal;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long now) throws IOException {
        if (record.topic().equals(Topics.JOURNAL_ENTRIES)) {
            posted(journalEntries.decode(record.value()), now);
        } else {
            happened(purchaseEvents.decode(record.value()), now);
        }
    }

    private void happened(PurchaseEventEnvelope envelope, long now) {
        if (envelope.getEvent() instanceof PurchaseCompleted) {
            journeys.with(envelope.getPurchaseId(), journey -> journey.markCompleted(envelope.getEventId(), now));
        }
    }

    private void posted(JournalEntryEnvelope envelope, long now) {
        if (!serviceId.equals(envelope.getServiceId()) || !(envelope.getEvent() instanceof JournalEntryPosted entry)) {
            return;
        }
        journal.add(envelope.getEntryId(), entry);
        switch (entry.getKind()) {
            case "CAPTURE" -> journeys.with(entry.getPurchaseId(), journey -> journey.mark(Stage.CAPTURE_POSTED, now));
            case "DELIVERY" ->
                journeys.with(entry.getPurchaseId(), journey -> journey.mark(Stage.DELIVERY_POSTED, now));
            default -> journeys.failed("an entry of kind " + entry.getKind() + " that no step of the run explains");
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
