package io.coinslot.marketgateway.googleplay;

import com.nimbusds.jwt.JWTClaimsSet;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.TakenBack;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Real-time developer notifications, pushed by Pub/Sub. */
final class PlayNotifications extends PlayCapability implements ReceivesNotifications {
    private static final String BEARER = "bearer ";
    private static final int SUBSCRIPTION = 1;

    private final GoogleIdTokens tokens;

    PlayNotifications(PlayConsoles consoles, GoogleIdTokens tokens) {
        super(consoles);
        this.tokens = tokens;
    }

    @Override
    public String proof() {
        return "Bearer";
    }

    @Override
    public Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure {
        String authorization = message.header("Authorization");
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new Forged("there is no bearer token");
        }
        JWTClaimsSet claims =
                tokens.verified(authorization.substring(BEARER.length()).trim());
        PubSubMessage pushed = PubSubMessage.of(message.body());
        List<MarketLink> proven =
                links.stream().filter(link -> isFor(link, claims, pushed)).toList();
        if (proven.isEmpty()) {
            throw new Forged("audience, e-mail or subscription are not those of the service");
        }
        String digest = DerivedId.of("unnamed-", new String(message.body(), StandardCharsets.ISO_8859_1));
        return new Proven(ofPackage(proven, pushed.data()), pushed.messageId() == null ? digest : pushed.messageId());
    }

    private static boolean isFor(MarketLink link, JWTClaimsSet claims, PubSubMessage pushed) {
        String audience = link.setting("pushAudience");
        String email = link.setting("pushServiceAccount");
        String subscription = link.setting("subscription");
        return audience != null
                && claims.getAudience().contains(audience)
                && email != null
                && email.equals(claims.getClaim("email"))
                && Boolean.TRUE.equals(claims.getClaim("email_verified"))
                && subscription != null
                && (pushed.subscription() == null || subscription.equals(pushed.subscription()));
    }

    /** Several games may share a subscription: then the package decides. */
    private static MarketLink ofPackage(List<MarketLink> links, @Nullable JsonNode data) {
        String packageName = data == null ? "" : data.path("packageName").asString("");
        return links.stream()
                .filter(link -> packageName.equals(link.setting("packageName")))
                .findFirst()
                .orElse(links.getFirst());
    }

    @Override
    public Hint read(MarketLink link, byte[] body) {
        JsonNode data = PubSubMessage.of(body).data();
        if (data == null || !data.isObject()) {
            return new Hint.NotUnderstood("the message's data is no JSON object");
        }
        if (!data.path("packageName").asString("").equals(link.setting("packageName"))) {
            return new Hint.NotUnderstood("it is about another application");
        }
        if (data.has("oneTimeProductNotification")) {
            return about(data.path("oneTimeProductNotification"), Hint.About.PAYING, null);
        }
        if (data.has("voidedPurchaseNotification")) {
            JsonNode voided = data.path("voidedPurchaseNotification");
            return voided.path("productType").asInt(0) == SUBSCRIPTION
                    ? new Hint.NotUnderstood("a voided subscription")
                    : about(voided, Hint.About.MONEY_BACK, PlayVoid.told(data, voided));
        }
        if (data.has("pendingRefundReviewNotification")) {
            return review(data, data.path("pendingRefundReviewNotification"));
        }
        return data.has("testNotification")
                ? new Hint.Nothing("a test")
                : new Hint.NotUnderstood("of an unknown kind: " + List.copyOf(data.propertyNames()));
    }

    /** Google names the kind by the one field that is of it. */
    @Override
    public @Nullable String kindOf(byte[] body) {
        JsonNode data = PubSubMessage.of(body).data();
        return data == null
                ? null
                : data.propertyNames().stream()
                        .filter(name -> name.endsWith("Notification"))
                        .findFirst()
                        .orElse(null);
    }

    private static Hint review(JsonNode data, JsonNode asked) {
        String token = asked.path("purchaseToken").asString("");
        String reviewToken = asked.path("pendingRefundToken").asString("");
        if (token.isEmpty() || reviewToken.isEmpty()) {
            return new Hint.NotUnderstood("it names no purchase token, or no pending refund");
        }
        long millis = data.path("eventTimeMillis").asLong(0);
        return new Hint.PaymentChanged(
                new Receipt(Receipt.Kind.PURCHASE_TOKEN, token),
                null,
                Hint.About.REVIEW,
                new Hint.Review(reviewToken, millis == 0 ? null : Instant.ofEpochMilli(millis)),
                null);
    }

    private static Hint about(JsonNode notification, Hint.About about, @Nullable TakenBack told) {
        String token = notification.path("purchaseToken").asString("");
        return token.isEmpty()
                ? new Hint.NotUnderstood("it names no purchase token")
                : new Hint.PaymentChanged(new Receipt(Receipt.Kind.PURCHASE_TOKEN, token), null, about, null, told);
    }
}
