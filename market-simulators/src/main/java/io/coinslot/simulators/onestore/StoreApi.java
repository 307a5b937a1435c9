package io.coinslot.simulators.onestore;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The server API V7, as far as managed products go. */
final class StoreApi {
    private final Purchases purchases;
    private final VoidList voidList;

    StoreApi(Purchases purchases, VoidList voidList) {
        this.purchases = purchases;
        this.voidList = voidList;
    }

    /** Whose application a request is about, on which host, and in which market. */
    record Counter(Environment environment, String clientId, MarketCode marketCode) {
        boolean has(Purchase purchase) {
            Sale sale = purchase.sale();
            return sale.environment() == environment
                    && sale.clientId().equals(clientId)
                    && sale.marketCode() == marketCode;
        }
    }

    /** Answers a request whose path starts below {@code apps/{clientId}}. */
    Response answer(Counter counter, Request request) {
        List<String> path = request.path();
        if (request.is("GET", 1) && path.getFirst().equals("voided-purchases")) {
            return Response.json(200, voidList.page(counter, request.query()));
        }
        if (path.size() < 5
                || !path.getFirst().equals("purchases")
                || !path.get(2).equals("products")) {
            throw OneStoreRefusal.noSuchPath();
        }
        String what = request.method() + " " + path.get(1) + (path.size() > 5 ? "/" + path.get(5) : "");
        return switch (what) {
            case "GET inapp" -> Response.json(200, StoreBodies.details(found(counter, path)));
            case "POST inapp/consume" -> finish(counter, request, true);
            case "POST all/acknowledge" -> finish(counter, request, false);
            default -> throw OneStoreRefusal.noSuchPath();
        };
    }

    private Response finish(Counter counter, Request request, boolean consume) {
        String payload = payload(request);
        String token = found(counter, request.path()).sale().purchaseToken();
        purchases.finish(token, purchase -> {
            if (!payload.isEmpty() && !payload.equals(purchase.sale().developerPayload())) {
                throw OneStoreRefusal.payloadMismatch();
            }
            return consume ? consumed(purchase) : acknowledged(purchase);
        });
        ObjectNode body = Json.object();
        body.putObject("result").put("code", "Success").put("message", "Request has been completed successfully.");
        return Response.json(200, body);
    }

    private static Purchase consumed(Purchase purchase) {
        if (purchase.isCancelled()) {
            throw OneStoreRefusal.invalidPurchaseState();
        }
        if (purchase.consumed()) {
            throw OneStoreRefusal.invalidConsumeState();
        }
        return purchase.consumedNow();
    }

    private static Purchase acknowledged(Purchase purchase) {
        if (purchase.isCancelled() || purchase.acknowledged()) {
            throw OneStoreRefusal.invalidPurchaseState();
        }
        return purchase.acknowledgedNow();
    }

    /** A token is known only together with its product, on its own host, and in its own market. */
    private Purchase found(Counter counter, List<String> path) {
        Purchase purchase = purchases.byToken(path.get(4));
        if (purchase == null
                || !counter.has(purchase)
                || !purchase.sale().productId().equals(path.get(3))) {
            throw OneStoreRefusal.noSuchData();
        }
        return purchase;
    }

    private static String payload(Request request) {
        String type = String.valueOf(request.header().apply("content-type"));
        if (!type.startsWith("application/json")) {
            throw OneStoreRefusal.invalidContentType();
        }
        try {
            return Json.read(request.body()).path("developerPayload").asString("");
        } catch (JacksonException e) {
            throw OneStoreRefusal.invalidRequest("body");
        }
    }
}
