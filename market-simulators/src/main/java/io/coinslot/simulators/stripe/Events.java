package io.coinslot.simulators.stripe;

import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.protocol.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records events and has the account's webhook endpoint told of those that it is subscribed to. */
final class Events {
    /** The version that the account's webhook endpoint was made with, which is the one that the library pins. */
    static final String API_VERSION = "2026-07-29.dahlia";

    private static final Set<String> SUBSCRIBED = Set.of(
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.processing",
            "payment_intent.canceled",
            "charge.refunded",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    private final StripeMemory memory;
    private final Webhooks webhooks;
    private final MarketClock clock;

    Events(StripeMemory memory, Webhooks webhooks, MarketClock clock) {
        this.memory = memory;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    void emit(String accountId, String type, JsonNode object) {
        ObjectNode event = event(type, object);
        memory.putEvent(accountId, event);
        if (SUBSCRIBED.contains(type)) {
            webhooks.send(accountId, event);
        }
    }

    ObjectNode event(String type, JsonNode object) {
        ObjectNode event = Json.object()
                .put("id", Ids.next("evt_"))
                .put("object", "event")
                .put("api_version", API_VERSION)
                .put("created", clock.instant().getEpochSecond());
        event.putObject("data").set("object", object);
        event.put("livemode", false).put("pending_webhooks", SUBSCRIBED.contains(type) ? 1 : 0);
        event.putObject("request").putNull("id").putNull("idempotency_key");
        return event.put("type", type);
    }
}
