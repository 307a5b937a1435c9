package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.galaxystore.OrderBook.Finish;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of the Galaxy Store Developer API that is about what was sold. */
final class SellerApi {
    private static final String CONSUME = "consume";
    private static final String ACKNOWLEDGE = "acknowledge";
    private static final Map<Finish, String> CONSUMPTION = Map.of(
            Finish.DONE, "success.",
            Finish.NO_SUCH_ORDER, "Can't find an order with this purchaseId.",
            Finish.NOT_SUCCESSFUL, "Can't consume this purchase because it's not a successful order.",
            Finish.WRONG_TYPE, "This type of product is not a consumable item.",
            Finish.DONE_BEFORE, "This purchase has been consumed already.",
            Finish.NOT_AUTHORIZED, "The user is not authorized to consume this order.");
    private static final Map<Finish, String> ACKNOWLEDGEMENT = Map.of(
            Finish.DONE, "success.",
            Finish.NO_SUCH_ORDER, "Can't find an order with this purchaseId.",
            Finish.NOT_SUCCESSFUL, "This is not a successful order.",
            Finish.WRONG_TYPE, "This type of product is not a subscription.",
            Finish.DONE_BEFORE, "This purchase has been acknowledged already.",
            Finish.NOT_AUTHORIZED, "This purchase is not authorized for this order.");

    private final OrderBook book;
    private final OrderList orders;

    SellerApi(OrderBook book, OrderList orders) {
        this.book = book;
        this.orders = orders;
    }

    /** {@code PATCH iap/v6/applications/{packageName}/purchases/{purchaseId}}. */
    Response finish(Seller seller, Request request) {
        List<String> path = request.path();
        String packageName = path.get(3);
        if (!seller.packageName().equals(packageName)) {
            throw GalaxyRefusal.notYourContent();
        }
        JsonNode body = body(request);
        String action = body.path("action").asString("");
        if (!action.equals(CONSUME) && !action.equals(ACKNOWLEDGE)) {
            throw GalaxyRefusal.invalid("action");
        }
        return Response.json(200, finished(packageName, purchaseIds(body, path.getLast()), action.equals(CONSUME)));
    }

    /** {@code POST iap/seller/orders}. */
    Response orders(Seller seller, Request request) {
        return Response.json(200, orders.page(seller, body(request)));
    }

    private ObjectNode finished(String packageName, List<String> purchaseIds, boolean consume) {
        ObjectNode answer = Json.object().put("totalCount", purchaseIds.size());
        ArrayNode items = answer.putArray("purchaseItemList");
        for (String purchaseId : purchaseIds) {
            Finish finish = book.finish(packageName, purchaseId, consume);
            items.addObject()
                    .put("purchaseId", purchaseId)
                    .put("statusCode", finish.code())
                    .put("statusString", (consume ? CONSUMPTION : ACKNOWLEDGEMENT).get(finish));
        }
        return answer;
    }

    private static List<String> purchaseIds(JsonNode body, String ofPath) {
        List<String> listed = body.path("purchasedIdList")
                .valueStream()
                .map(id -> id.asString(""))
                .toList();
        return listed.isEmpty() ? List.of(ofPath) : listed;
    }

    private static JsonNode body(Request request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException e) {
            throw GalaxyRefusal.invalid("body");
        }
    }
}
