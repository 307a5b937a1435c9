package io.coinslot.simulators.google;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The Android Publisher API v3, as far as one-time products and their orders go. */
final class PlayApi {
    private static final int WHOLE_IN_MILLIUNITS = 100_000;
    private static final int MOST_USAGE_EVENTS = 1_000;

    private final PlayStore store;
    private final VoidList voidList;
    private final Clock clock;

    PlayApi(PlayStore store, VoidList voidList, Clock clock) {
        this.store = store;
        this.voidList = voidList;
        this.clock = clock;
    }

    /** Answers a request whose path starts below {@code applications/{packageName}}. */
    Response answer(String packageName, Request request) {
        List<String> path = request.path();
        if (path.size() == 2 && path.getFirst().equals("orders")) {
            return order(packageName, request, path.getLast());
        }
        if (path.size() >= 2 && path.getFirst().equals("purchases")) {
            return purchases(packageName, request);
        }
        throw PlayRefusal.noSuchMethod();
    }

    private Response purchases(String packageName, Request request) {
        List<String> path = request.path();
        boolean isToken = path.size() > 2 && path.get(path.size() - 2).equals("tokens");
        if (request.is("GET", 2) && path.get(1).equals("voidedpurchases")) {
            return Response.json(200, voidList.page(packageName, request.query()));
        }
        if (isToken && request.is("GET", 4) && path.get(1).equals("productsv2")) {
            return Response.json(200, PlayBodies.productPurchaseV2(owned(packageName, path.getLast())));
        }
        if (isToken && path.size() == 5 && path.get(1).equals("products")) {
            return product(packageName, path.get(2), request);
        }
        throw PlayRefusal.noSuchMethod();
    }

    private Response product(String packageName, String productId, Request request) {
        String token = request.path().getLast();
        if (request.method().equals("GET")) {
            return Response.json(200, PlayBodies.productPurchase(ofProduct(packageName, productId, token)));
        }
        int colon = token.lastIndexOf(':');
        if (!request.method().equals("POST") || colon < 0) {
            throw PlayRefusal.noSuchMethod();
        }
        String bare = token.substring(0, colon);
        ofProduct(packageName, productId, bare);
        switch (token.substring(colon + 1)) {
            case "consume" -> store.finish(bare, PlayApi::consumed);
            case "acknowledge" -> store.finish(bare, PlayApi::acknowledged);
            default -> throw PlayRefusal.noSuchMethod();
        }
        return Response.empty(204);
    }

    private Response order(String packageName, Request request, String last) {
        if (request.method().equals("GET")) {
            return Response.json(200, PlayBodies.order(ordered(packageName, last)));
        }
        int colon = last.lastIndexOf(':');
        if (!request.method().equals("POST") || colon < 0) {
            throw PlayRefusal.noSuchMethod();
        }
        String orderId = last.substring(0, colon);
        ordered(packageName, orderId);
        switch (last.substring(colon + 1)) {
            case "refund" ->
                refund(orderId, Boolean.parseBoolean(request.query().get("revoke")));
            case "reviewrefund" -> review(orderId, request);
            default -> throw PlayRefusal.noSuchMethod();
        }
        return Response.empty(204);
    }

    private void refund(String orderId, boolean revoke) {
        if (store.refundAsked(orderId, revoke) == null) {
            throw PlayRefusal.notRefundable();
        }
    }

    private void review(String orderId, Request request) {
        JsonNode body = body(request);
        String preference = body.path("refundPreference").asString("");
        if (!List.of("DECLINE", "APPROVE", "NEUTRAL").contains(preference)) {
            throw PlayRefusal.invalid("refundPreference");
        }
        Chargeback chargeback = store.chargeback(body.path("pendingRefundToken").asString(""));
        if (chargeback == null
                || !chargeback.takesAnswers(clock.millis())
                || !chargeback.orderId().equals(orderId)) {
            throw PlayRefusal.invalid("pendingRefundToken");
        }
        check(body);
        store.put(chargeback.reviewed(preference, body));
    }

    private static void check(JsonNode review) {
        if (!review.path("sampleContentProvided").isBoolean()) {
            throw PlayRefusal.invalid("sampleContentProvided");
        }
        int percentage = review.path("consumptionPercentageMilliunits").asInt(0);
        if (percentage < 0 || percentage > WHOLE_IN_MILLIUNITS) {
            throw PlayRefusal.invalid("consumptionPercentageMilliunits");
        }
        if (review.path("consumptionUsageEvents").size() > MOST_USAGE_EVENTS) {
            throw PlayRefusal.invalid("consumptionUsageEvents");
        }
    }

    private Purchase ofProduct(String packageName, String productId, String token) {
        Purchase purchase = owned(packageName, token);
        if (!purchase.sale().productId().equals(productId)) {
            throw PlayRefusal.otherProduct();
        }
        return purchase;
    }

    private Purchase owned(String packageName, String token) {
        return ownedBy(packageName, store.byToken(token), PlayRefusal.unknownToken(), PlayRefusal.otherPackage());
    }

    private Purchase ordered(String packageName, String orderId) {
        return ownedBy(packageName, store.byOrder(orderId), PlayRefusal.unknownOrder(), PlayRefusal.unknownOrder());
    }

    private static Purchase ownedBy(
            String packageName, @Nullable Purchase purchase, PlayRefusal ifUnknown, PlayRefusal ifForeign) {
        if (purchase == null) {
            throw ifUnknown;
        }
        if (!purchase.sale().packageName().equals(packageName)) {
            throw ifForeign;
        }
        return purchase;
    }

    private static Standing consumed(Purchase purchase, long now) {
        if (purchase.standing().state() != PurchaseState.PURCHASED
                || purchase.standing().consumed()) {
            throw PlayRefusal.invalidState();
        }
        return purchase.standing().consumed(now);
    }

    private static Standing acknowledged(Purchase purchase, long now) {
        if (purchase.standing().state() != PurchaseState.PURCHASED) {
            throw PlayRefusal.invalidState();
        }
        return purchase.standing().acknowledged()
                ? purchase.standing()
                : purchase.standing().acknowledged(now);
    }

    private static JsonNode body(Request request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException e) {
            throw PlayRefusal.invalid("body");
        }
    }
}
