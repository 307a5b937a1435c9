package io.coinslot.settlement.journal.kafka;

import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.Booking;
import io.coinslot.settlement.journal.Journal;
import java.util.concurrent.CompletionStage;

/** Books deliveries; what else happens to a purchase moves no money. */
final class PurchaseEventsListener implements EventHandler<PurchaseEventEnvelope> {
    private final Journal journal;

    PurchaseEventsListener(Journal journal) {
        this.journal = journal;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<PurchaseEventEnvelope> received) {
        PurchaseEventEnvelope envelope = received.value();
        if (!(envelope.getEvent() instanceof DeliveryConfirmed)) {
            return EventSubscription.done(Consumed.DUPLICATE);
        }
        return journal.book(
                new Booking.Source(
                        envelope.getEventId(),
                        envelope.getPurchaseId(),
                        envelope.getServiceId(),
                        envelope.getOccurredAt()),
                new Booking.Delivered());
    }
}
