package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps what was notified, each message once, together with the task that applies it. */
public final class NotificationInbox {
    static final String APPLY = "apply";

    private final Aggregates<RawNotification, NoEvent> notifications;
    private final Clock clock;

    public NotificationInbox(Aggregates<RawNotification, NoEvent> notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Stores a proven message. The stage completes when it is durable: true if it was new. */
    public CompletionStage<Boolean> store(String serviceId, MarketId market, String messageId, byte[] body) {
        RawNotification fresh = RawNotification.received(
                serviceId, market, messageId, body, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return notifications.create(fresh.id(), known -> stored(known, fresh)).thenApply(Committed::result);
    }

    private static Decision<RawNotification, NoEvent, Boolean> stored(
            @Nullable RawNotification known, RawNotification fresh) {
        return known == null
                ? Decision.<RawNotification, NoEvent, Boolean>accepted(fresh, List.of(), true)
                        .starting(TaskDraft.now(APPLY, APPLY))
                : Decision.unchanged(false);
    }
}
