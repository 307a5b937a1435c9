package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.token.RsaKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Instant Server Notifications: the body of a request is a JSON web token, signed with the seller's IAP key. */
final class ServerNotifications implements OrderListener {
    static final String PURCHASED = "ITEM_PURCHASED";
    static final String REFUNDED = "ITEM_REFUNDED";

    private static final String ISSUER = "iap.samsungapps.com";
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "text/plain; charset=UTF-8");
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final Courier courier;
    private final Target target;
    private final Sellers sellers;
    private final InstantSource clock;

    ServerNotifications(Courier courier, Target target, Sellers sellers, InstantSource clock) {
        this.courier = courier;
        this.target = target;
        this.sellers = sellers;
        this.clock = clock;
    }

    /** What a notification proves, rightly or wrongly. */
    enum Proof {
        /** Signed by the seller's IAP key. */
        VALID,
        /** Not signed, and says so. */
        NONE,
        /** Signed by a key that is not the seller's. */
        WRONG_KEY,
        /** Meant for another application. */
        WRONG_AUDIENCE,
        /** Of somebody else than Samsung. */
        WRONG_ISSUER,
        /** Out of date. The store's own carry no date of expiry. */
        EXPIRED
    }

    @Override
    public void purchased(Purchase purchase) {
        send(purchase, PURCHASED);
    }

    @Override
    public void refunded(Purchase purchase) {
        send(purchase, REFUNDED);
    }

    /** The claims of a notification that is issued now. */
    ObjectNode claims(Seller seller, String event, ObjectNode data) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object().put("iss", ISSUER).put("sub", event);
        claims.putArray("aud").add(seller.packageName());
        return claims.put("nbf", now).put("iat", now).put("version", "2.0").set("data", data);
    }

    /** What a notification tells of a purchase. */
    static ObjectNode data(Purchase purchase) {
        Sale sale = purchase.sale();
        return Json.object()
                .put("itemId", sale.itemId())
                .put("orderId", sale.orderId())
                .put("purchaseId", sale.purchaseId())
                .put("testPayYn", sale.test() ? "Y" : "N")
                .put("betaTestYn", "N");
    }

    /** The token with these claims, proven rightly or wrongly. */
    String token(Seller seller, ObjectNode claims, Proof proof) {
        RsaKey key = seller.ofNotifications();
        return switch (proof) {
            case VALID -> sign(key, Json.bytes(claims));
            case NONE -> unsigned(claims);
            case WRONG_KEY -> sign(RsaKey.generate("iap"), Json.bytes(claims));
            case WRONG_AUDIENCE -> {
                claims.putArray("aud").add("com.example.elsewhere");
                yield sign(key, Json.bytes(claims));
            }
            case WRONG_ISSUER -> sign(key, Json.bytes(claims.put("iss", "iap.example.com")));
            case EXPIRED ->
                sign(
                        key,
                        Json.bytes(claims.put(
                                "exp", clock.instant().minus(LONG_AGO).getEpochSecond())));
        };
    }

    /** Signs bytes, be they claims or not. The header names no key, as a seller has but one. */
    static String sign(RsaKey key, byte[] claims) {
        return key.sign(Json.object().put("typ", "JWT").put("alg", "RS256"), claims);
    }

    /** A message that posts this token to the service; it is asked for when the first attempt is made. */
    Message message(Seller seller, Supplier<String> token) {
        return new Notification(seller, token);
    }

    /** Signed once, and not where the order changes: each attempt sends the same token, so that it is one message. */
    private final class Notification implements Message {
        private final Seller seller;
        private final Supplier<String> token;
        private byte @Nullable [] body;

        private Notification(Seller seller, Supplier<String> token) {
            this.seller = seller;
            this.token = token;
        }

        @Override
        public @Nullable Post write() {
            String url = target.urlFor(seller.serviceId());
            return url == null ? null : new Post(url, HEADERS, body());
        }

        private synchronized byte[] body() {
            byte[] written = body;
            if (written == null) {
                written = token.get().getBytes(StandardCharsets.US_ASCII);
                body = written;
            }
            return written;
        }
    }

    private static String unsigned(ObjectNode claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        byte[] header = Json.bytes(Json.object().put("typ", "JWT").put("alg", "none"));
        return encoder.encodeToString(header) + "." + encoder.encodeToString(Json.bytes(claims)) + ".";
    }

    private void send(Purchase purchase, String event) {
        Seller seller = sellers.byPackage(purchase.sale().packageName());
        if (seller != null && target.urlFor(seller.serviceId()) != null) {
            ObjectNode claims = claims(seller, event, data(purchase));
            courier.send(message(seller, () -> token(seller, claims, Proof.VALID)));
        }
    }
}
