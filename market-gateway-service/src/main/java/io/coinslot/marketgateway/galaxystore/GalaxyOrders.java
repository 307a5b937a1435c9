package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The refunds in the seller's lists of orders, written as the notifications that tell of them. There is one list a day,
 * of payments and refunds, and it may be complete only some time after the day. So the day itself is read each time, and
 * the days before it a few times a day.
 */
final class GalaxyOrders extends GalaxyCapability implements RecallsNotifications {
    private static final Duration REACH = Duration.ofDays(30);
    private static final Duration SETTLED_AFTER = Duration.ofDays(2);
    private static final long READ_AGAIN_MILLIS = Duration.ofHours(6).toMillis();
    private static final String PAID = "2";
    private static final String SEPARATOR = "/";
    private static final JsonMapper JSON = JsonMapper.shared();

    GalaxyOrders(LinkedClients<GalaxySeller> sellers) {
        super(sellers);
    }

    @Override
    public Duration reach() {
        return REACH;
    }

    @Override
    public Page recall(MarketLink link, Instant from, Instant to, @Nullable String pageToken) throws MarketFailure {
        GalaxySeller seller = seller(link);
        LocalDate first = day(begin(from, to));
        Place place = pageToken == null ? new Place(first, null) : Place.of(pageToken);
        JsonNode page = seller.orders(place.day(), place.continuation());
        Place next = place.next(page.path("continuationToken").asString(""));
        return new Page(refunds(seller, page), next.day().isAfter(day(to)) ? null : next.token());
    }

    private static Instant begin(Instant from, Instant to) {
        boolean looksBack = from.toEpochMilli() / READ_AGAIN_MILLIS != to.toEpochMilli() / READ_AGAIN_MILLIS;
        return looksBack ? from.minus(SETTLED_AFTER) : from;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A day's list, and a page of it. */
    private record Place(LocalDate day, @Nullable String continuation) {
        static Place of(String token) {
            int end = token.indexOf(SEPARATOR);
            LocalDate day = LocalDate.parse(token.substring(0, end), DateTimeFormatter.BASIC_ISO_DATE);
            String continuation = token.substring(end + 1);
            return new Place(day, continuation.isEmpty() ? null : continuation);
        }

        /** The next page of the day or, after the last one, the next day. The same page again would never end. */
        Place next(String continuationToken) {
            return continuationToken.isEmpty() || continuationToken.equals(continuation)
                    ? new Place(day.plusDays(1), null)
                    : new Place(day, continuationToken);
        }

        String token() {
            return DateTimeFormatter.BASIC_ISO_DATE.format(day)
                    + SEPARATOR
                    + (continuation == null ? "" : continuation);
        }
    }

    private static List<Recalled> refunds(GalaxySeller seller, JsonNode page) {
        List<Recalled> refunds = new ArrayList<>();
        for (JsonNode order : page.path("orderItemList")) {
            if (mayBeRefunded(order) && !order.path("purchaseId").asString("").isEmpty()) {
                refunds.add(recalled(seller.packageName(), order));
            }
        }
        return refunds;
    }

    /** Whatever is not plainly paid: the record that is read then decides. */
    private static boolean mayBeRefunded(JsonNode order) {
        return !order.path("refundTime").asString("").isBlank()
                || !order.path("status").asString("").equals(PAID);
    }

    private static Recalled recalled(String packageName, JsonNode order) {
        String orderId = order.path("orderId").asString("");
        String purchaseId = order.path("purchaseId").asString("");
        ObjectNode claims = JSON.createObjectNode().put("sub", GalaxyNotifications.REFUNDED);
        claims.putArray("aud").add(packageName);
        claims.putObject("data").put("orderId", orderId).put("purchaseId", purchaseId);
        String id = DerivedId.of(
                "refund-",
                purchaseId,
                order.path("status").asString(""),
                order.path("refundTime").asString(""));
        return new Recalled(id, JSON.writeValueAsBytes(claims));
    }
}
