package io.coinslot.examplegame.shop;

import io.coinslot.client.BillingInformation;
import io.coinslot.client.Market;
import io.coinslot.client.Purchase;
import io.coinslot.client.Receipt;
import io.coinslot.examplegame.connection.Connection;
import io.coinslot.examplegame.wire.Json;
import io.coinslot.examplegame.wire.JsonHttp;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The player's side of the markets: the sheet that a store opens on the device, and what else players and stores do
 * without the game. On a real device the store's own library stands in its place.
 */
public final class SimulatedMarkets {
    private final JsonHttp http = new JsonHttp();
    private final Connection connection;

    /** The simulators of a running stack. */
    public SimulatedMarkets(Connection connection) {
        this.connection = connection;
    }

    /** What the player does at the sheet. */
    public enum Choice {
        /** Pays. */
        PURCHASED,
        /** Chooses to pay later, in cash for example. */
        PENDING,
        /** Tries to pay and is declined. */
        DECLINED
    }

    /** What the device holds afterwards; no receipt if the store gave none, and then a transaction only of what is pending. */
    public record Held(@Nullable Receipt receipt, @Nullable String transaction) {}

    /** The player pays, or tries to, with what Coinslot said the device needs. */
    public Held pay(Purchase purchase, Choice choice) {
        BillingInformation billing = purchase.billing();
        if (billing == null) {
            throw new IllegalStateException("the purchase came without billing information");
        }
        ObjectNode order = Json.object()
                .put("outcome", choice.name())
                .put("userId", purchase.userId())
                .put("productId", billing.marketProductId())
                .put("quantity", purchase.quantity());
        return switch (purchase.market().id()) {
            case "google-play" -> atGooglePlay(purchase, billing, order);
            case "app-store" -> atAppStore(purchase, billing, order);
            case "one-store" -> atOneStore(purchase, billing, order);
            case "galaxy-store" -> atGalaxyStore(purchase, billing, order);
            case "stripe" -> atStripe(billing, order);
            case "toss-payments" -> atTossPayments(purchase, billing, order);
            default -> throw new IllegalStateException(purchase.market() + " is not simulated");
        };
    }

    /** Whether the market, or Coinslot for it, has something ready before the player can pay. */
    public static boolean prepares(Market market) {
        return market.equals(Market.STRIPE) || market.equals(Market.TOSS_PAYMENTS);
    }

    /** Whether players can pay there later: in cash, by a transfer, or once a parent agrees. */
    public static boolean takesPaymentLater(Market market) {
        return !market.equals(Market.ONE_STORE) && !market.equals(Market.GALAXY_STORE);
    }

    /** Whether the market gives money back when Coinslot asks; others decide on the player's request alone. */
    public static boolean refundsOnRequest(Market market) {
        return market.equals(Market.GOOGLE_PLAY) || market.equals(Market.STRIPE) || market.equals(Market.TOSS_PAYMENTS);
    }

    /** A payment that was pending is made. */
    public void complete(Market market, String transaction) {
        http.post(control(market, "purchases/" + transaction + "/complete"), Json.object());
    }

    /** A store takes a purchase back on the player's request, without the game. */
    public void takeBack(Market market, String transaction) {
        String name = switch (market.id()) {
            case "app-store" -> "transactionId";
            case "galaxy-store" -> "purchaseId";
            default -> "purchaseToken";
        };
        http.post(control(market, "refunds"), Json.object().put(name, transaction));
    }

    /** A page of what the market believes happened to the service. */
    public JsonNode ledger(Market market, String after) {
        return http.get(control(market, "ledger?limit=1000&serviceId=" + connection.serviceId() + "&after=" + after));
    }

    private Held atGooglePlay(Purchase purchase, BillingInformation billing, ObjectNode order) {
        order.put("serviceId", connection.serviceId());
        order.putObject("binding").put("obfuscatedAccountId", billing.obfuscatedAccountId());
        order.putObject("total")
                .put("amount", purchase.total().amount())
                .put("currency", purchase.total().currency());
        String token = http.post(control(Market.GOOGLE_PLAY, "purchases"), order)
                .path("purchaseToken")
                .asString("");
        return token.isEmpty() ? new Held(null, null) : new Held(Receipt.purchaseToken(token), token);
    }

    private Held atOneStore(Purchase purchase, BillingInformation billing, ObjectNode order) {
        order.put("serviceId", connection.serviceId());
        order.putObject("binding").put("developerPayload", billing.orderReference());
        order.putObject("total")
                .put("amount", purchase.total().amount())
                .put("currency", purchase.total().currency());
        String token = http.post(control(Market.ONE_STORE, "purchases"), order)
                .path("purchaseToken")
                .asString("");
        return token.isEmpty() ? new Held(null, null) : new Held(Receipt.purchaseToken(token), token);
    }

    private Held atAppStore(Purchase purchase, BillingInformation billing, ObjectNode order) {
        order.put("serviceId", connection.serviceId());
        order.putObject("binding").put("appAccountToken", billing.appAccountToken());
        order.putObject("total")
                .put("amount", purchase.total().amount())
                .put("currency", purchase.total().currency());
        JsonNode held = http.post(control(Market.APP_STORE, "purchases"), order);
        String signed = held.path("signedTransaction").asString("");
        if (signed.isEmpty()) {
            // While a parent is asked the device holds nothing; afterwards the store tells the server.
            return new Held(null, held.path("pendingId").asStringOpt().orElse(null));
        }
        return new Held(
                Receipt.signedTransaction(signed), held.path("transactionId").asString());
    }

    private Held atGalaxyStore(Purchase purchase, BillingInformation billing, ObjectNode order) {
        order.put("serviceId", connection.serviceId());
        order.putObject("binding")
                .put("obfuscatedAccountId", billing.obfuscatedAccountId())
                .put("obfuscatedProfileId", billing.orderReference());
        order.putObject("total")
                .put("amount", purchase.total().amount())
                .put("currency", purchase.total().currency());
        String purchaseId = http.post(control(Market.GALAXY_STORE, "purchases"), order)
                .path("purchaseId")
                .asString("");
        return purchaseId.isEmpty() ? new Held(null, null) : new Held(Receipt.marketPurchaseId(purchaseId), purchaseId);
    }

    private Held atStripe(BillingInformation billing, ObjectNode order) {
        if (billing.clientSecret() == null) {
            throw new IllegalStateException("the payment is not prepared yet");
        }
        String intent = http.post(
                        control(Market.STRIPE, "purchases"), order.put("clientSecret", billing.clientSecret()))
                .path("paymentIntentId")
                .asString();
        return new Held(Receipt.paymentIntentId(intent), intent);
    }

    /** Nothing is paid by it yet: Coinslot confirms what the player has authorised. */
    private Held atTossPayments(Purchase purchase, BillingInformation billing, ObjectNode order) {
        order.put("serviceId", connection.serviceId())
                .put("orderId", billing.orderReference())
                .put("productId", purchase.productId());
        order.putObject("total")
                .put("amount", purchase.total().amount())
                .put("currency", purchase.total().currency());
        String paymentKey = http.post(control(Market.TOSS_PAYMENTS, "purchases"), order)
                .path("paymentKey")
                .asString();
        return new Held(Receipt.paymentKey(paymentKey), paymentKey);
    }

    private URI control(Market market, String path) {
        return URI.create(connection.simulators() + "/control/" + market.id() + "/" + path);
    }
}
