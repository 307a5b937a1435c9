package io.coinslot.marketgateway.galaxystore;

import com.nimbusds.jwt.JWTClaimsSet;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Instant Server Notifications: the whole body is a token that is signed with the seller's IAP key. */
final class GalaxyNotifications extends GalaxyCapability implements ReceivesNotifications {
    static final String REFUNDED = "ITEM_REFUNDED";
    private static final String PURCHASED = "ITEM_PURCHASED";
    private static final String TEST = "TEST";
    /** A buyer had the order's record deleted: there is nothing to read any more, and no money moved. */
    private static final String HISTORY_DELETED = "ORDER_HISTORY_DELETED";

    private final Clock clock;

    GalaxyNotifications(LinkedClients<GalaxySeller> sellers, Clock clock) {
        super(sellers);
        this.clock = clock;
    }

    @Override
    public String proof() {
        return "JWS";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged {
        SignedNotification signed = SignedNotification.of(message.body());
        JWTClaimsSet claims = signed.claims();
        List<MarketLink> proven = links.stream()
                .filter(link -> claims == null || isFor(link, claims.getAudience()))
                .filter(signed::isSignedFor)
                .toList();
        if (proven.isEmpty()) {
            throw new Forged("it is not signed by the IAP key of a service that it is meant for");
        }
        if (claims != null) {
            SignedNotification.check(claims, clock);
        }
        // What Samsung signed but we cannot read is kept for an operator.
        return new Proven(proven.getFirst(), messageId(signed));
    }

    private static boolean isFor(MarketLink link, List<String> audience) {
        String packageName = link.setting("packageName");
        return packageName != null && audience.contains(packageName);
    }

    /** Samsung gives no id: the event, the purchase and the time are one. Digested, as a purchase id opens a receipt. */
    private static String messageId(SignedNotification signed) {
        JsonNode claims = signed.json();
        String purchaseId = claims == null ? "" : purchaseId(claims);
        if (claims == null || purchaseId.isEmpty()) {
            return DerivedId.of("unnamed-", signed.payload());
        }
        String event = claims.path("sub").asString("");
        return DerivedId.of("isn-", event, purchaseId, claims.path("iat").asString(""));
    }

    @Override
    public Hint read(MarketLink link, byte[] body) {
        JsonNode claims = SignedNotification.claimsIn(body);
        if (claims == null || !claims.isObject()) {
            return new Hint.NotUnderstood("the claims are no JSON object");
        }
        if (!isFor(link, audience(claims))) {
            return new Hint.NotUnderstood("it is about another application");
        }
        String event = claims.path("sub").asString("");
        return switch (event) {
            case PURCHASED -> about(claims, Hint.About.PAYING);
            case REFUNDED -> about(claims, Hint.About.MONEY_BACK);
            case TEST, HISTORY_DELETED -> new Hint.Nothing(event);
            default -> new Hint.NotUnderstood("of an unknown kind: " + event);
        };
    }

    @Override
    public @Nullable String kindOf(byte[] body) {
        JsonNode claims = SignedNotification.claimsIn(body);
        return claims == null ? null : claims.path("sub").asString("");
    }

    private static Hint about(JsonNode claims, Hint.About about) {
        String purchaseId = purchaseId(claims);
        return purchaseId.isEmpty()
                ? new Hint.NotUnderstood("it names no purchase")
                : new Hint.PaymentChanged(new Receipt(Receipt.Kind.MARKET_PURCHASE_ID, purchaseId), null, about);
    }

    private static String purchaseId(JsonNode claims) {
        return claims.path("data").path("purchaseId").asString("");
    }

    private static List<String> audience(JsonNode claims) {
        JsonNode audience = claims.path("aud");
        return audience.isArray()
                ? audience.valueStream().map(one -> one.asString("")).toList()
                : List.of(audience.asString(""));
    }
}
