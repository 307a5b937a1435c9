package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Notifications as tests need them: such as a market sends, and such as are parked. */
public final class ParkedDraft {
    public static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

    private ParkedDraft() {}

    public static RawNotification received(MarketId market, String messageId) {
        byte[] body = "{\"token\":\"tok_of_nobodys_business\"}".getBytes(StandardCharsets.UTF_8);
        return RawNotification.received(Orders.SERVICE, market, messageId, body, TIME);
    }

    public static RawNotification parked(MarketId market, String messageId) {
        return received(market, messageId)
                .parked("of an unknown kind: marvel.created", TIME.plusSeconds(1), 1, "marvel.created");
    }

    /** As a version before did it, which noted neither when nor how often it was tried. */
    public static RawNotification parkedWithoutNotes(MarketId market, String messageId) {
        return received(market, messageId).ended(RawNotification.Status.PARKED, "given up");
    }

    public static RawNotification takenUp(RawNotification notification, Kind kind) {
        NotificationAction action = new NotificationAction(TIME.plusSeconds(2), "admin", kind, "ticket 15");
        return notification.takenUp(action, RawNotification.Status.IGNORED, "settled by an operator");
    }
}
