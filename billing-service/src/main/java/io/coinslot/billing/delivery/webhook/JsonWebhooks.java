package io.coinslot.billing.delivery.webhook;

import io.coinslot.billing.delivery.DeliveryAnswers;
import io.coinslot.billing.delivery.WebhookBodies;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Webhook bodies, and the games' answers to them, in JSON. */
public final class JsonWebhooks implements WebhookBodies, DeliveryAnswers {
    private final ObjectWriter writer;
    private final ObjectReader reader;

    public JsonWebhooks(JsonMapper json) {
        writer = json.writerFor(Body.class);
        reader = json.readerFor(JsonNode.class);
    }

    private record Body(String type, Instant timestamp, PurchaseResource data) {}

    @Override
    public String body(WebhookType type, Instant at, Purchase purchase) {
        return writer.writeValueAsString(new Body(type.wireName(), at, PurchaseResource.of(purchase, null)));
    }

    @Override
    public boolean confirm(String body) {
        if (body.isBlank()) {
            return false;
        }
        try {
            JsonNode answer = reader.readValue(body);
            return answer.path("delivered").isBoolean()
                    && answer.path("delivered").booleanValue();
        } catch (JacksonException e) {
            return false;
        }
    }
}
