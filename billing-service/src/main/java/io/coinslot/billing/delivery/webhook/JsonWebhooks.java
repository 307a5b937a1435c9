package io.coinslot.billing.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coinslot.billing.delivery.DeliveryAnswers;
import io.coinslot.billing.delivery.WebhookBodies;
import io.coinslot.billing.delivery.WebhookType;
import io.coinslot.billing.purchase.Dispute;
import io.coinslot.billing.purchase.MarketRefund;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.refund.ChargebackResource;
import io.coinslot.billing.refund.ClawbackResource;
import io.coinslot.billing.refund.RefundResource;
import java.time.Instant;
import java.util.List;
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

    /**
     * What a webhook tells beside the purchase.
     *
     * @param refund what purchase.refunded is about, or the refund that purchase.reinstated takes back
     * @param chargeback what purchase.charged_back is about, or the dispute that purchase.reinstated ends
     * @param clawback what becomes of goods that are granted; null if none are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            @JsonUnwrapped PurchaseResource purchase,
            @Nullable RefundResource refund,
            @Nullable ChargebackResource chargeback,
            @Nullable ClawbackResource clawback) {}

    @Override
    public String body(WebhookType type, Instant at, Purchase purchase, @Nullable String reference) {
        return writer.writeValueAsString(new Body(type.wireName(), at, data(type, purchase, reference)));
    }

    private static Data data(WebhookType type, Purchase purchase, @Nullable String reference) {
        PurchaseResource resource = PurchaseResource.of(purchase, Webhook.NO_VERSION_YET);
        return switch (type) {
            case PURCHASE_REFUNDED -> about(purchase, resource, newestRefund(purchase, reference), null);
            case PURCHASE_CHARGED_BACK -> about(purchase, resource, null, newestDispute(purchase, reference));
            case PURCHASE_REINSTATED ->
                about(purchase, resource, refund(purchase, reference), dispute(purchase, reference));
            default -> new Data(resource, null, null, null);
        };
    }

    private static Data about(
            Purchase purchase, PurchaseResource resource, @Nullable MarketRefund refund, @Nullable Dispute dispute) {
        return new Data(
                resource,
                refund == null ? null : RefundResource.of(purchase, refund),
                dispute == null ? null : ChargebackResource.of(dispute),
                ClawbackResource.of(purchase, refund, dispute));
    }

    private static @Nullable MarketRefund newestRefund(Purchase purchase, @Nullable String reference) {
        List<MarketRefund> refunds = purchase.repayment().refunds();
        return reference != null || refunds.isEmpty() ? refund(purchase, reference) : refunds.getLast();
    }

    private static @Nullable Dispute newestDispute(Purchase purchase, @Nullable String reference) {
        List<Dispute> disputes = purchase.repayment().disputes();
        return reference != null || disputes.isEmpty() ? dispute(purchase, reference) : disputes.getLast();
    }

    private static @Nullable MarketRefund refund(Purchase purchase, @Nullable String reference) {
        return reference == null ? null : purchase.repayment().refund(reference).orElse(null);
    }

    private static @Nullable Dispute dispute(Purchase purchase, @Nullable String reference) {
        return reference == null
                ? null
                : purchase.repayment().dispute(reference).orElse(null);
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
