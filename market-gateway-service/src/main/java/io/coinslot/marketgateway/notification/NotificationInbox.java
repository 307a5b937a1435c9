package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps what was notified, each message once, together with the task that applies it. */
public final class NotificationInbox {
    static final String APPLY = "apply";

    private final Aggregates<RawNotification, NoEvent> notifications;
    private final Duration grace;
    private final Clock clock;

    /** @param grace how long a client's own receipt is waited for before the market is asked whom a purchase is for */
    public NotificationInbox(Aggregates<RawNotification, NoEvent> notifications, Duration grace, Clock clock) {
        this.notifications = notifications;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * Stores a proven message. The stage completes when it is durable: true if it was new.
     *
     * @param hint what the message seems to be about, as far as it decides how soon it is looked at
     */
    public CompletionStage<Boolean> store(String serviceId, MarketId market, String messageId, byte[] body, Hint hint) {
        RawNotification fresh = received(serviceId, market, messageId, body);
        return notifications
                .create(fresh.id(), known -> stored(known, fresh, hint))
                .thenApply(Committed::result);
    }

    /** As {@link #store}, and waits until it is durable; for controllers on virtual threads. */
    public boolean storeAndWait(String serviceId, MarketId market, String messageId, byte[] body, Hint hint) {
        RawNotification fresh = received(serviceId, market, messageId, body);
        return notifications
                .createAndWait(fresh.id(), known -> stored(known, fresh, hint))
                .result();
    }

    private RawNotification received(String serviceId, MarketId market, String messageId, byte[] body) {
        return RawNotification.received(
                serviceId, market, messageId, body, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Whom an unnamed purchase is for is told best by the client's own receipt, which is on its way as a rule. */
    private static boolean waitsForTheClient(Hint hint) {
        return hint instanceof Hint.PaymentChanged changed
                && changed.purchaseId() == null
                && changed.about() == Hint.About.PAYING;
    }

    private Decision<RawNotification, NoEvent, Boolean> stored(
            @Nullable RawNotification known, RawNotification fresh, Hint hint) {
        if (known != null) {
            return Decision.unchanged(false);
        }
        TaskDraft apply = TaskDraft.after(waitsForTheClient(hint) ? grace : Duration.ZERO, APPLY, APPLY);
        return Decision.<RawNotification, NoEvent, Boolean>accepted(fresh, List.of(), true)
                .starting(apply);
    }
}
