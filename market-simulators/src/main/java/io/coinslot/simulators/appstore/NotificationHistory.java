package io.coinslot.simulators.appstore;

import io.coinslot.simulators.protocol.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /inApps/v1/notifications/history}: what was told within 180 days, or what of it has not arrived. */
final class NotificationHistory {
    private static final Duration REACHES_BACK = Duration.ofDays(180);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int PAGE = 20;
    private static final String OF = "-";

    private final Store store;
    private final Notices notices;
    private final InstantSource clock;

    NotificationHistory(Store store, Notices notices, InstantSource clock) {
        this.store = store;
        this.notices = notices;
        this.clock = clock;
    }

    ObjectNode page(Developer developer, JsonNode asked, Map<String, String> query) {
        Predicate<StoreMemory.Line> wanted = wanted(developer, asked);
        boolean onlyFailures = asked.path("onlyFailures").asBoolean(false);
        List<StoreMemory.Line> all = store.told(wanted, !onlyFailures);
        int from = Math.min(from(asked, query), all.size());
        int to = Math.min(from + PAGE, all.size());
        ObjectNode page = Json.object();
        ArrayNode history = page.putArray("notificationHistory");
        for (StoreMemory.Line line : all.subList(from, to)) {
            history.addObject()
                    .put("signedPayload", notices.signed(store.read(line)))
                    .putArray("sendAttempts");
        }
        if (to < all.size()) {
            page.put("paginationToken", to + OF + named(asked));
        }
        return page.put("hasMore", to < all.size());
    }

    private Predicate<StoreMemory.Line> wanted(Developer developer, JsonNode asked) {
        long start = time(asked.path("startDate"), AppStoreRefusal.invalidStartDate());
        long end = time(asked.path("endDate"), AppStoreRefusal.invalidEndDate());
        if (start < clock.instant().minus(REACHES_BACK).minus(SKEW).toEpochMilli()) {
            throw AppStoreRefusal.startTooFarBack();
        }
        if (start > end) {
            throw AppStoreRefusal.startAfterEnd();
        }
        String type = text(asked, "notificationType");
        String transactionId = text(asked, "transactionId");
        if (type != null && transactionId != null) {
            throw AppStoreRefusal.multipleFilters();
        }
        return line -> line.bundleId().equals(developer.bundleId())
                && line.atMillis() >= start
                && line.atMillis() <= end
                && (type == null || type.equals(line.type()))
                && (transactionId == null || transactionId.equals(line.transactionId()));
    }

    private static long time(JsonNode value, AppStoreRefusal otherwise) {
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw otherwise;
        }
        return value.longValue();
    }

    private static @Nullable String text(JsonNode asked, String field) {
        return asked.path(field).isString() ? asked.path(field).stringValue() : null;
    }

    /** A page is one of the same request: Apple wants the same body with each token that it led to. */
    private static int from(JsonNode asked, Map<String, String> query) {
        String token = query.get("paginationToken");
        if (token == null) {
            return 0;
        }
        int of = token.indexOf(OF);
        if (of >= 0 && !token.substring(of + 1).equals(named(asked))) {
            throw AppStoreRefusal.paginationTokenExpired();
        }
        try {
            return Math.max(0, Integer.parseInt(token.substring(0, Math.max(0, of))));
        } catch (NumberFormatException e) {
            throw AppStoreRefusal.invalidPaginationToken();
        }
    }

    private static String named(JsonNode asked) {
        return Integer.toHexString(asked.toString().hashCode());
    }
}
