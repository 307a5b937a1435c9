package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.market.Market;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;

/** The simulated Galaxy Store: both of its hosts, iap.samsungapps.com and devapi.samsungapps.com, under one root. */
public final class GalaxyStore implements Market {
    /** The market's name. */
    public static final String NAME = "galaxy-store";

    private static final List<String> RECEIPT = List.of("iap", "v6", "receipt");
    private static final String PURCHASE = "PATCH iap/v6/applications/[^/]+/purchases/[^/]+";
    private static final String PURCHASE_ID = "[0-9a-f]{64}";

    private final Sellers sellers;
    private final AccessTokens tokens;
    private final OrderBook book;
    private final SellerApi api;
    private final GalaxyControl control;

    /** Opens the market with what it remembers. */
    public GalaxyStore(MarketSurroundings surroundings) {
        this.sellers = new Sellers(surroundings.data(), surroundings.secrets());
        this.tokens = new AccessTokens(surroundings.data(), sellers, surroundings.secrets(), surroundings.realClock());
        ServerNotifications notifications = new ServerNotifications(
                surroundings.courier(), surroundings.target(), sellers, surroundings.realClock());
        this.book = new OrderBook(surroundings.data(), notifications, surroundings.marketClock());
        this.api = new SellerApi(book, new OrderList(book, surroundings.marketClock()));
        this.control = new GalaxyControl(
                book,
                sellers,
                new GalaxyResend(book, sellers, notifications, surroundings.courier()),
                surroundings.target(),
                surroundings.marketClock());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        try {
            return answer(request);
        } catch (GalaxyRefusal refusal) {
            return refusal.response();
        }
    }

    @Override
    public Response fail(Request request, int status) {
        return request.path().equals(RECEIPT)
                ? Response.json(status, GalaxyBodies.failure(GalaxyBodies.NOT_NOW, "The server has failed"))
                : GalaxyRefusal.ofStatus(status).response();
    }

    @Override
    public MarketControl control() {
        return control;
    }

    /** Nothing is due here: the store gives nothing back by itself. */
    @Override
    public void tick() {}

    @Override
    public void close() {
        book.close();
        tokens.close();
        sellers.close();
    }

    private Response answer(Request request) {
        String call = request.method() + " " + String.join("/", request.path());
        if (call.matches(PURCHASE)) {
            return api.finish(tokens.authenticate(request), request);
        }
        return switch (call) {
            case "GET iap/v6/receipt" -> receipt(request.query().getOrDefault("purchaseID", ""));
            case "POST auth/accessToken" -> tokens.issue(request);
            case "GET auth/checkAccessToken" -> {
                tokens.authenticate(request);
                yield Response.json(200, Json.object().put("ok", true));
            }
            case "DELETE auth/revokeAccessToken" -> tokens.revoke(request);
            case "POST iap/seller/orders" -> api.orders(tokens.authenticate(request), request);
            default -> throw GalaxyRefusal.noSuchMethod();
        };
    }

    /** A receipt needs no authentication, and is answered with 200 even if there is none. */
    private Response receipt(String purchaseId) {
        if (!purchaseId.matches(PURCHASE_ID)) {
            return Response.json(200, GalaxyBodies.failure(GalaxyBodies.INVALID_ID, "Invalid purchaseID"));
        }
        Purchase purchase = book.byPurchaseId(purchaseId);
        return Response.json(
                200,
                purchase == null
                        ? GalaxyBodies.failure(GalaxyBodies.NO_SUCH_ORDER, "not exist order")
                        : GalaxyBodies.receipt(purchase));
    }
}
