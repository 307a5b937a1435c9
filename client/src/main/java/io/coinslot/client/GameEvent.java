package io.coinslot.client;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What the game saw of a purchase. The same {@code eventId} twice is one event. */
public record GameEvent(String eventId, String purchaseId, Type type, Instant occurredAt, Map<String, String> data) {

    public GameEvent {
        data = Map.copyOf(data);
    }

    /** An event with an id of its own. */
    public static GameEvent of(String purchaseId, Type type, Instant occurredAt) {
        return new GameEvent(UUID.randomUUID().toString(), purchaseId, type, occurredAt, Map.of());
    }

    /** GRANTED confirms the delivery; CONSUMED is evidence if a refund is asked for. */
    public enum Type {
        STORE_OPENED,
        CANCELLED_BY_USER,
        PAID_IN_CLIENT,
        GRANTED,
        CONSUMED
    }
}
