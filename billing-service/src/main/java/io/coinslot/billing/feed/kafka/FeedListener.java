package io.coinslot.billing.feed.kafka;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.feed.FeedEvent;
import io.coinslot.billing.feed.FeedProjection;
import io.coinslot.schemas.billing.ClientEventReported;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.servicekit.consume.EventBatchHandler;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.List;

/** Writes billing's own events into the feeds of their services. */
public final class FeedListener implements EventBatchHandler<PurchaseEventEnvelope> {
    private final FeedProjection projection;

    public FeedListener(FeedProjection projection) {
        this.projection = projection;
    }

    @Override
    public void handle(int partition, List<ReceivedEvent<PurchaseEventEnvelope>> events) {
        projection.append(
                partition, events.stream().map(FeedListener::feedEvent).toList());
    }

    private static FeedEvent feedEvent(ReceivedEvent<PurchaseEventEnvelope> received) {
        PurchaseEventEnvelope envelope = received.value();
        return new FeedEvent(
                new ServiceId(envelope.getServiceId()),
                envelope.getEventId(),
                received.offset(),
                countedAs(envelope.getEvent()),
                FeedJson.of(envelope));
    }

    private static String countedAs(Object event) {
        return event instanceof ClientEventReported reported
                ? reported.getType()
                : event.getClass().getSimpleName();
    }
}
