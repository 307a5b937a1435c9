package io.coinslot.examplegame.web;

import io.coinslot.client.Market;
import io.coinslot.client.Product;
import io.coinslot.client.Purchase;
import io.coinslot.examplegame.inventory.Inventory;
import io.coinslot.examplegame.shop.Activity;
import io.coinslot.examplegame.shop.Shop;
import io.coinslot.examplegame.shop.SimulatedMarkets;
import io.coinslot.examplegame.wire.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that the page makes. A real game would know its player from a session; this one takes a name. */
final class PageApi implements HttpService {
    private final Shop shop;
    private final Inventory inventory;
    private final Activity activity;

    PageApi(Shop shop, Inventory inventory, Activity activity) {
        this.shop = shop;
        this.inventory = inventory;
        this.activity = activity;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/products", this::products)
                .get("/players/{player}", this::player)
                .get("/players/{player}/activity", this::activity)
                .get("/players/{player}/purchases", this::purchases)
                .post("/players/{player}/purchases", this::buy)
                .post("/purchases/{purchase}/pay", this::pay)
                .post("/purchases/{purchase}/pay-now", this::payNow)
                .post("/purchases/{purchase}/cancel", this::cancel)
                .post("/purchases/{purchase}/refund", this::refund);
    }

    private void products(ServerRequest request, ServerResponse response) {
        ArrayNode items = Json.array();
        for (Product product : shop.products()) {
            ObjectNode item = items.addObject()
                    .put("productId", product.productId())
                    .put("name", product.name())
                    .put("type", product.type().name());
            ArrayNode prices = item.putArray("prices");
            product.prices()
                    .forEach(price ->
                            prices.addObject().put("amount", price.amount()).put("currency", price.currency()));
        }
        Answers.json(response, 200, items);
    }

    private void player(ServerRequest request, ServerResponse response) {
        String player = path(request, "player");
        ObjectNode body = Json.object().put("player", player);
        ObjectNode items = body.putObject("inventory");
        inventory.of(player).forEach(items::put);
        Answers.json(response, 200, body);
    }

    private void activity(ServerRequest request, ServerResponse response) {
        long after = request.query().first("after").map(Long::parseLong).orElse(0L);
        Answers.json(response, 200, Json.tree(activity.after(path(request, "player"), after)));
    }

    private void purchases(ServerRequest request, ServerResponse response) {
        List<Purchase> purchases = shop.purchases(path(request, "player"));
        ArrayNode items = Json.array();
        purchases.forEach(purchase -> items.add(shown(purchase)));
        Answers.json(response, 200, items);
    }

    private void buy(ServerRequest request, ServerResponse response) {
        JsonNode body = Answers.body(request);
        Purchase purchase = shop.buy(
                path(request, "player"),
                Answers.text(body, "productId"),
                Market.of(Answers.text(body, "market")),
                Answers.text(body, "currency"));
        Answers.json(response, 201, shown(purchase));
    }

    private void pay(ServerRequest request, ServerResponse response) {
        SimulatedMarkets.Choice choice = SimulatedMarkets.Choice.valueOf(Answers.text(Answers.body(request), "choice"));
        Answers.json(response, 202, shown(shop.pay(path(request, "purchase"), choice)));
    }

    private void payNow(ServerRequest request, ServerResponse response) {
        shop.payNow(path(request, "purchase"));
        Answers.json(response, 202, Json.object());
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        shop.cancel(path(request, "purchase"));
        Answers.json(response, 200, Json.object());
    }

    private void refund(ServerRequest request, ServerResponse response) {
        shop.refund(path(request, "purchase"));
        Answers.json(response, 202, Json.object());
    }

    private ObjectNode shown(Purchase purchase) {
        return Json.object()
                .put("purchaseId", purchase.purchaseId())
                .put("productId", purchase.productId())
                .put("market", purchase.market().id())
                .put("status", purchase.status().name())
                .put("total", purchase.total().amount())
                .put("currency", purchase.total().currency())
                .put("inInventory", inventory.holds(purchase.purchaseId()))
                .put("leftForLater", shop.isLeftForLater(purchase.purchaseId()))
                .put("takesPaymentLater", SimulatedMarkets.takesPaymentLater(purchase.market()))
                .put("refundsOnRequest", SimulatedMarkets.refundsOnRequest(purchase.market()));
    }

    private static String path(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }
}
