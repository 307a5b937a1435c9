package io.coinslot.simulators.google;

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

/** {@code purchases.voidedpurchases.list}: 30 days back at most, by pages. */
final class VoidList {
    private static final Duration REACHES_BACK = Duration.ofDays(30);
    private static final int LARGEST_PAGE = 1_000;

    private final PlayStore store;
    private final Clock clock;

    VoidList(PlayStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What a page shows, kept in its token so that later pages ignore the parameters, as Google's do. */
    private record Window(long fromMillis, long toMillis, boolean partial, int start) {
        String token() {
            String text = fromMillis + "," + toMillis + "," + partial + "," + start;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        }

        static Window of(String token) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII).split(",");
                return new Window(
                        Long.parseLong(parts[0]),
                        Long.parseLong(parts[1]),
                        Boolean.parseBoolean(parts[2]),
                        Integer.parseInt(parts[3]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw PlayRefusal.invalid("token");
            }
        }
    }

    ObjectNode page(String packageName, Map<String, String> query) {
        String token = query.get("token");
        Window window = token == null ? window(query) : Window.of(token);
        int size = Math.min(LARGEST_PAGE, (int) number(query.get("maxResults"), LARGEST_PAGE, "maxResults"));
        List<VoidedPurchase> all = store.voids().stream()
                .filter(voided -> voided.packageName().equals(packageName))
                .filter(voided ->
                        voided.voidedMillis() >= window.fromMillis && voided.voidedMillis() <= window.toMillis)
                .filter(voided -> window.partial || !voided.isPartial())
                .toList();
        return page(all, window, Math.max(1, size));
    }

    private static ObjectNode page(List<VoidedPurchase> all, Window window, int size) {
        int from = Math.min(window.start, all.size());
        int to = Math.min(from + size, all.size());
        ObjectNode body = Json.object();
        if (from < to) {
            ArrayNode purchases = body.putArray("voidedPurchases");
            all.subList(from, to).forEach(voided -> purchases.add(PlayBodies.voidedPurchase(voided)));
        }
        if (to < all.size()) {
            Window next = new Window(window.fromMillis, window.toMillis, window.partial, to);
            body.putObject("tokenPagination").put("nextPageToken", next.token());
        }
        return body;
    }

    private Window window(Map<String, String> query) {
        long now = clock.millis();
        long earliest = now - REACHES_BACK.toMillis();
        long from = number(query.get("startTime"), earliest, "startTime");
        long to = number(query.get("endTime"), now, "endTime");
        // A caller that computes "30 days ago" does so a moment before the request arrives.
        if (from < earliest - Duration.ofMinutes(1).toMillis()) {
            throw PlayRefusal.invalid("startTime");
        }
        if (to > now) {
            throw PlayRefusal.invalid("endTime");
        }
        boolean partial = Boolean.parseBoolean(query.get("includeQuantityBasedPartialRefund"));
        return new Window(from, to, partial, (int) number(query.get("startIndex"), 0, "startIndex"));
    }

    private static long number(@Nullable String text, long otherwise, String parameter) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw PlayRefusal.invalid(parameter);
        }
    }
}
