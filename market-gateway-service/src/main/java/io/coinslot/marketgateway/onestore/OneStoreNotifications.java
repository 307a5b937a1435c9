package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Payment Notification Service (PNS). A signature never grows old, so a message can be replayed by whoever has seen
 * it: it is one message by purchase and state, and what it leads to is the market's record being read again.
 */
final class OneStoreNotifications extends OneStoreCapability implements ReceivesNotifications {
    static final String SINGLE_PAYMENT = "SINGLE_PAYMENT_TRANSACTION";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LinkedClients<LicenceKey> licenceKeys = new LinkedClients<>(LicenceKey::of);

    OneStoreNotifications(OneStoreApps apps) {
        super(apps);
    }

    @Override
    public String proof() {
        return "SHA512withRSA";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure {
        SignedText text = SignedText.of(message.body());
        JsonNode body = text == null ? null : json(message.body());
        if (text == null || body == null) {
            throw new Forged("the body is no JSON object with a signature");
        }
        for (MarketLink link : candidates(links, text(body, CLIENT_ID))) {
            if (licenceKeys.of(link).hasSigned(text)) {
                return new Proven(link, messageId(body, message.body()));
            }
        }
        throw new Forged("the signature is not of the application's licence key");
    }

    /** The links of the application that the message names; if it names none, the one it was sent for. */
    private static List<MarketLink> candidates(List<MarketLink> links, String clientId) {
        return clientId.isEmpty() && links.size() == 1
                ? links
                : links.stream()
                        .filter(link -> clientId.equals(link.setting(CLIENT_ID)))
                        .toList();
    }

    private static String messageId(JsonNode body, byte[] bytes) {
        String purchaseId = text(body, "purchaseId");
        String state = text(body, "purchaseState");
        return purchaseId.isEmpty() || state.isEmpty()
                ? DerivedId.of("unnamed-", new String(bytes, StandardCharsets.UTF_8))
                : text(body, "messageType") + "/" + purchaseId + "/" + state;
    }

    @Override
    public Hint read(MarketLink link, byte[] bytes) {
        JsonNode body = json(bytes);
        if (body == null) {
            return new Hint.NotUnderstood("the body is no JSON object");
        }
        if (!text(body, CLIENT_ID).equals(link.setting(CLIENT_ID))) {
            return new Hint.NotUnderstood("it is about another application");
        }
        String environment = text(body, "environment");
        if (!environment.isEmpty() && !environment.equals(link.setting("environment"))) {
            return new Hint.Nothing("of the environment " + environment + ", which the service is not linked to");
        }
        return text(body, "messageType").equals(SINGLE_PAYMENT)
                ? hint(body)
                : new Hint.NotUnderstood("of an unknown kind: " + body.path("messageType"));
    }

    @Override
    public @Nullable String kindOf(byte[] bytes) {
        JsonNode body = json(bytes);
        String state = body == null ? "" : text(body, "purchaseState");
        return body == null ? null : text(body, "messageType") + (state.isEmpty() ? "" : "/" + state);
    }

    private static Hint hint(JsonNode body) {
        String token = text(body, "purchaseToken");
        if (token.isEmpty()) {
            return new Hint.NotUnderstood("it names no purchase token");
        }
        String payload = text(body, "developerPayload");
        Receipt receipt = new Receipt(Receipt.Kind.PURCHASE_TOKEN, token);
        @Nullable String purchaseId = payload.isBlank() ? null : payload;
        return switch (text(body, "purchaseState")) {
            case "COMPLETED" -> new Hint.PaymentChanged(receipt, purchaseId, Hint.About.PAYING);
            case "CANCELED" -> new Hint.PaymentChanged(receipt, purchaseId, Hint.About.MONEY_BACK);
            default -> new Hint.NotUnderstood("of an unknown state: " + body.path("purchaseState"));
        };
    }

    private static @Nullable JsonNode json(byte[] bytes) {
        try {
            JsonNode body = JSON.readTree(bytes);
            return body.isObject() ? body : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
