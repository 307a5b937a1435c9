package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The orders API: all payments and refunds of one day, by pages of a hundred. */
final class OrderList {
    private static final int PAGE = 100;

    private final OrderBook book;
    private final Clock clock;

    OrderList(OrderBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    ObjectNode page(Seller seller, JsonNode request) {
        if (!request.path("sellerSeq").asString("").equals(seller.sellerSeq())) {
            throw GalaxyRefusal.invalid("sellerSeq");
        }
        String packageName = request.path("packageName").asString(seller.packageName());
        if (!packageName.equals(seller.packageName())) {
            throw GalaxyRefusal.notYourContent();
        }
        LocalDate day = day(request.path("requestDate").asString(""));
        List<Purchase> all = book.all().stream()
                .filter(purchase -> purchase.sale().packageName().equals(packageName))
                .filter(purchase -> isOf(day, purchase.paidMillis()) || isOf(day, purchase.refundedMillis()))
                .toList();
        return page(all, start(request.path("continuationToken").asString("")));
    }

    private static ObjectNode page(List<Purchase> all, int start) {
        int from = Math.min(start, all.size());
        int to = Math.min(from + PAGE, all.size());
        ObjectNode answer = Json.object().put("continuationToken", to < all.size() ? token(to) : null);
        ArrayNode items = answer.putArray("orderItemList");
        all.subList(from, to).forEach(purchase -> items.add(GalaxyBodies.order(purchase)));
        return answer;
    }

    private LocalDate day(String requestDate) {
        if (requestDate.isEmpty()) {
            return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        }
        try {
            return LocalDate.parse(requestDate, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw GalaxyRefusal.invalid("requestDate");
        }
    }

    private static boolean isOf(LocalDate day, long millis) {
        return millis > 0
                && LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
                        .equals(day);
    }

    private static String token(int start) {
        byte[] text = Integer.toString(start).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int start(String token) {
        try {
            return token.isEmpty()
                    ? 0
                    : Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw GalaxyRefusal.invalid("continuationToken");
        }
    }
}
