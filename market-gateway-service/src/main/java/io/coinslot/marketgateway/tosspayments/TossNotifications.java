package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Toss Payments' webhooks. Those about payments are not signed: anybody may send one, so it is worth a look at a payment
 * that we know, and nothing else. The secret in DEPOSIT_CALLBACK adds nothing to that look.
 */
final class TossNotifications extends TossCapability implements ReceivesNotifications {
    private static final Set<String> SIGNED = Set.of("payout.changed", "seller.changed");
    private static final Set<String> OF_NO_INTEREST =
            Set.of("payout.changed", "seller.changed", "BILLING_DELETED", "METHOD_UPDATED", "CUSTOMER_STATUS_CHANGED");
    private static final Set<String> PAYING = Set.of("DONE", "ABORTED", "EXPIRED");
    private static final Set<String> MONEY_BACK = Set.of("CANCELED", "PARTIAL_CANCELED", "WAITING_FOR_DEPOSIT");
    private static final Set<String> BEFORE_CONFIRMING = Set.of("READY", "IN_PROGRESS");
    private static final JsonMapper JSON = JsonMapper.shared();

    TossNotifications(TossShops shops) {
        super(shops);
    }

    @Override
    public String proof() {
        return "Tosspayments-Webhook-Signature";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure {
        String text = new String(message.body(), StandardCharsets.UTF_8);
        JsonNode body = json(text);
        if (body != null && SIGNED.contains(type(body))) {
            return signed(links, message, body);
        }
        // The same message again has the same bytes; the id in its header is anybody's choice.
        return Proven.unsigned(addressee(links, body), DerivedId.of("toss-", text));
    }

    private static Proven signed(List<MarketLink> links, Message message, JsonNode body) throws Forged, MarketFailure {
        for (MarketLink link : links) {
            String key = link.credentials().get("securityKey");
            if (key != null && TossSignatures.isSigned(key, message)) {
                String eventId = body.path("eventId").asString("");
                String text = new String(message.body(), StandardCharsets.UTF_8);
                return new Proven(link, eventId.isBlank() ? DerivedId.of("toss-", text) : eventId);
            }
        }
        for (MarketLink link : links) {
            link.requireOpened();
        }
        throw new Forged("it is not signed under a security key of the service");
    }

    /** Whom it is for: the merchant it names, or the only one there is at this address. */
    private static MarketLink addressee(List<MarketLink> links, @Nullable JsonNode body) throws Forged {
        String merchantId = body == null ? "" : body.path("data").path("mId").asString("");
        List<MarketLink> meant = links.stream()
                .filter(link -> merchantId.isEmpty() || merchantId.equals(link.setting(MERCHANT_ID)))
                .toList();
        if (meant.size() != 1) {
            throw new Forged("it names no merchant of ours");
        }
        return meant.getFirst();
    }

    @Override
    public Hint read(MarketLink link, byte[] bytes) {
        JsonNode body = json(new String(bytes, StandardCharsets.UTF_8));
        if (body == null || !body.isObject()) {
            return new Hint.NotUnderstood("the body is no JSON object");
        }
        String type = type(body);
        return switch (type) {
            case "PAYMENT_STATUS_CHANGED" -> about(body.path("data"));
            case "CANCEL_STATUS_CHANGED" -> cancelled(body.path("data"));
            case "" ->
                body.has("secret") && body.has("status")
                        ? about(body)
                        : new Hint.NotUnderstood("it says neither its kind nor a deposit's status");
            default ->
                OF_NO_INTEREST.contains(type)
                        ? new Hint.Nothing(type)
                        : new Hint.NotUnderstood("of an unknown kind: " + type);
        };
    }

    @Override
    public @Nullable String kindOf(byte[] bytes) {
        JsonNode body = json(new String(bytes, StandardCharsets.UTF_8));
        return body == null ? null : type(body);
    }

    private static Hint about(JsonNode payment) {
        String status = payment.path("status").asString("");
        if (BEFORE_CONFIRMING.contains(status)) {
            return new Hint.Nothing("it waits for us to confirm it");
        }
        if (MONEY_BACK.contains(status)) {
            return changed(payment, Hint.About.MONEY_BACK);
        }
        return PAYING.contains(status)
                ? changed(payment, Hint.About.PAYING)
                : new Hint.NotUnderstood("a payment in an unknown status");
    }

    private static Hint cancelled(JsonNode cancel) {
        return changed(cancel, Hint.About.MONEY_BACK);
    }

    /** Our purchases' references are their ids. */
    private static Hint changed(JsonNode payment, Hint.About about) {
        String orderId = payment.path("orderId").asString("");
        String paymentKey = payment.path("paymentKey").asString("");
        if (!TossNames.isOrderId(orderId)) {
            return new Hint.Nothing("it names no order");
        }
        Receipt receipt =
                TossNames.isPaymentKey(paymentKey) ? TossNames.paymentKey(paymentKey) : TossNames.orderId(orderId);
        return new Hint.PaymentChanged(receipt, orderId, about);
    }

    private static String type(JsonNode body) {
        return body.path("eventType").asString("");
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
