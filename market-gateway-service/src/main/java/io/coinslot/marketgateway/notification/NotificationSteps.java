package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How operators take up notifications that are parked. */
public final class NotificationSteps {
    private NotificationSteps() {}

    /**
     * What came of it.
     *
     * @param done false if the notification was not parked, and stays as it is
     * @param notification as it is then; null if there is none
     */
    public record Answer(boolean done, @Nullable KnownNotification notification) {}

    /** Has the notification tried again as if it had just come, or drops it. */
    public static Decision<RawNotification, NoEvent, Answer> resolve(
            @Nullable RawNotification notification, NotificationAction action) {
        if (notification == null || notification.status() != Status.PARKED) {
            return Decision.unchanged(new Answer(false, notification == null ? null : notification.known()));
        }
        return action.action() == Kind.REDRIVE ? redriven(notification, action) : settled(notification, action);
    }

    private static Decision<RawNotification, NoEvent, Answer> redriven(
            RawNotification notification, NotificationAction action) {
        RawNotification next = notification.takenUp(action, Status.RECEIVED, null);
        return Decision.<RawNotification, NoEvent, Answer>accepted(next, List.of(), new Answer(true, next.known()))
                .starting(TaskDraft.now(NotificationInbox.APPLY, NotificationInbox.APPLY));
    }

    private static Decision<RawNotification, NoEvent, Answer> settled(
            RawNotification notification, NotificationAction action) {
        RawNotification next = notification.takenUp(action, Status.IGNORED, "settled by an operator");
        return Decision.accepted(next, List.of(), new Answer(true, next.known()));
    }
}
