package io.coinslot.client;

import io.coinslot.client.WebhookEvent.DeliveryOverdue;
import io.coinslot.client.WebhookEvent.PurchaseChargedBack;
import io.coinslot.client.WebhookEvent.PurchaseDeclined;
import io.coinslot.client.WebhookEvent.PurchaseExpired;
import io.coinslot.client.WebhookEvent.PurchasePaid;
import io.coinslot.client.WebhookEvent.PurchaseRefunded;
import io.coinslot.client.WebhookEvent.PurchaseReinstated;
import io.coinslot.client.WebhookEvent.SettlementFailed;
import io.coinslot.client.WebhookEvent.SettlementReady;
import io.coinslot.client.WebhookEvent.TokenUpdated;
import io.coinslot.client.WebhookEvent.Unknown;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads the body of a webhook. */
final class WebhookEvents {
    private WebhookEvents() {}

    static WebhookEvent read(String id, byte[] body) {
        Head head = Json.read(body, Head.class);
        Instant at = head.timestamp();
        return switch (head.type()) {
            case "purchase.paid" -> new PurchasePaid(id, at, purchase(body));
            case "purchase.refunded" -> refunded(id, at, body);
            case "purchase.charged_back" -> chargedBack(id, at, body);
            case "purchase.reinstated" -> reinstated(id, at, body);
            case "purchase.expired" -> new PurchaseExpired(id, at, purchase(body));
            case "purchase.declined" -> new PurchaseDeclined(id, at, purchase(body));
            case "delivery.overdue" -> new DeliveryOverdue(id, at, purchase(body));
            case "settlement.ready" ->
                new SettlementReady(
                        id,
                        at,
                        Json.read(body, new TypeReference<With<Settlement>>() {})
                                .data());
            case "settlement.failed" -> {
                FailedSettlement failed = Json.read(body, new TypeReference<With<FailedSettlement>>() {})
                        .data();
                yield new SettlementFailed(id, at, failed.settlementId(), failed.failure());
            }
            case "card.token_updated" ->
                new TokenUpdated(
                        id,
                        at,
                        Json.read(body, new TypeReference<With<TokenUpdate>>() {})
                                .data());
            default ->
                new Unknown(
                        id, at, head.type(), Json.read(body, WithAnything.class).data());
        };
    }

    private static Purchase purchase(byte[] body) {
        return Json.read(body, new TypeReference<With<Purchase>>() {}).data();
    }

    private static WebhookEvent refunded(String id, Instant at, byte[] body) {
        MoneyBack about = moneyBack(body);
        return new PurchaseRefunded(id, at, purchase(body), about.refund(), about.clawback());
    }

    private static WebhookEvent chargedBack(String id, Instant at, byte[] body) {
        MoneyBack about = moneyBack(body);
        return new PurchaseChargedBack(id, at, purchase(body), about.chargeback(), about.clawback());
    }

    private static WebhookEvent reinstated(String id, Instant at, byte[] body) {
        MoneyBack about = moneyBack(body);
        return new PurchaseReinstated(id, at, purchase(body), about.refund(), about.chargeback(), about.clawback());
    }

    private static MoneyBack moneyBack(byte[] body) {
        return Json.read(body, new TypeReference<With<MoneyBack>>() {}).data();
    }

    private record Head(String type, Instant timestamp) {
        Head {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(timestamp, "timestamp");
        }
    }

    private record With<T>(T data) {
        With {
            Objects.requireNonNull(data, "data");
        }
    }

    private record FailedSettlement(
            String settlementId, @Nullable String failure) {
        FailedSettlement {
            Objects.requireNonNull(settlementId, "settlementId");
        }
    }

    private record WithAnything(Map<String, @Nullable Object> data) {}

    private record MoneyBack(
            @Nullable Refund refund,
            @Nullable Chargeback chargeback,
            @Nullable Clawback clawback) {}
}
