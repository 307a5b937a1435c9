package io.coinslot.billing.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.delivery.DeliveryAnswers;
import io.coinslot.billing.delivery.WebhookBodies;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.refund.RefundResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    private record Body(String type, Instant timestamp, Data data) {}

    /** @param refund what purchase.refunded is about */
    private record Data(
            @JsonUnwrapped PurchaseResource purchase,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RefundResource refund) {}

    @Override
    public String body(WebhookType type, Instant at, Purchase purchase) {
        RefundResource refund = type == WebhookType.PURCHASE_REFUNDED ? RefundResource.latestOf(purchase) : null;
        return writer.writeValueAsString(
                new Body(type.wireName(), at, new Data(PurchaseResource.of(purchase, null), refund)));
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
