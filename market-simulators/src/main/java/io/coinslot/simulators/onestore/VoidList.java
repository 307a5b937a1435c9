package io.coinslot.simulators.onestore;

import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code voided-purchases}: a month back unless asked otherwise, by pages. */
final class VoidList {
    private static final Duration REACHES_BACK = Duration.ofDays(30);
    private static final int LARGEST_PAGE = 100;

    private final Purchases purchases;
    private final Clock clock;

    VoidList(Purchases purchases, Clock clock) {
        this.purchases = purchases;
        this.clock = clock;
    }

    ObjectNode page(StoreApi.Counter counter, Map<String, String> query) {
        long now = clock.millis();
        long from = number(query.get("startTime"), now - REACHES_BACK.toMillis(), "startTime");
        long to = number(query.get("endTime"), now, "endTime");
        int size = (int) number(query.get("maxResults"), LARGEST_PAGE, "maxResults");
        if (size < 1 || size > LARGEST_PAGE) {
            throw OneStoreRefusal.invalidRequest("maxResults");
        }
        List<Purchase> all = purchases.cancelled().stream()
                .filter(counter::has)
                .filter(purchase -> purchase.cancelledMillis() >= from && purchase.cancelledMillis() <= to)
                .toList();
        return page(all, Math.min(start(query.get("continuationKey")), all.size()), size, counter.environment());
    }

    private static ObjectNode page(List<Purchase> all, int start, int size, Environment environment) {
        int end = Math.min(start + size, all.size());
        ObjectNode body = Json.object();
        body.put("continuationKey", end < all.size() ? key(end) : null);
        ArrayNode list = body.putArray(listKey(environment));
        all.subList(start, end).forEach(purchase -> list.add(StoreBodies.voided(purchase)));
        return body;
    }

    /** The documents write the key with a space at its end; so one host does, lest anybody rely on either form. */
    private static String listKey(Environment environment) {
        return environment == Environment.COMMERCIAL ? "voidedPurchaseList " : "voidedPurchaseList";
    }

    private static String key(int start) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(start).getBytes(StandardCharsets.US_ASCII));
    }

    private static int start(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(new String(Base64.getUrlDecoder().decode(key), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw OneStoreRefusal.invalidRequest("continuationKey");
        }
    }

    private static long number(@Nullable String text, long otherwise, String parameter) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw OneStoreRefusal.invalidRequest(parameter);
        }
    }
}
