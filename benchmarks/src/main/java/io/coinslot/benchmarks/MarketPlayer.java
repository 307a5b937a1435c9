package io.coinslot.benchmarks;

import io.coinslot.benchmarks.HttpConnection.Answer;
import java.io.IOException;
import java.util.List;

/** The player at one market: pays for an accepted purchase and holds the receipt. */
interface MarketPlayer {
    String GOOGLE_PLAY = "google-play";
    String APP_STORE = "app-store";
    String ONE_STORE = "one-store";
    String GALAXY_STORE = "galaxy-store";
    String STRIPE = "stripe";
    String TOSS_PAYMENTS = "toss-payments";
    List<String> KNOWN = List.of(GOOGLE_PLAY, APP_STORE, ONE_STORE, GALAXY_STORE, STRIPE, TOSS_PAYMENTS);

    /**
     * Pays at the market.
     *
     * @param accepted the answer to the posted purchase
     * @return the body of the receipt to submit
     */
    String pay(String purchaseId, String accepted) throws IOException;

    /** The player of the market. */
    static MarketPlayer at(
            String market, String serviceId, HttpPool simulators, HttpPool gateway, Authorization authorization) {
        PreparedPayments prepared = new PreparedPayments(gateway, authorization);
        return switch (market) {
            case GOOGLE_PLAY ->
                new AtStore(
                        simulators, market, serviceId, "obfuscatedAccountId", "obfuscatedAccountId", "purchaseToken");
            case GALAXY_STORE ->
                new AtStore(simulators, market, serviceId, "obfuscatedAccountId", "obfuscatedAccountId", "purchaseId");
            case APP_STORE ->
                new AtStore(simulators, market, serviceId, "appAccountToken", "appAccountToken", "signedTransaction");
            case ONE_STORE ->
                new AtStore(simulators, market, serviceId, "developerPayload", "orderReference", "purchaseToken");
            case STRIPE -> new AtStripe(simulators, prepared);
            case TOSS_PAYMENTS -> new AtTossPayments(simulators, serviceId, prepared);
            default -> throw new IllegalArgumentException("nobody plays at " + market);
        };
    }

    /**
     * Buys at a store that sells by itself.
     *
     * @param binding what ties the sale to the purchase, as the store calls it
     * @param boundTo the same as the accepted purchase calls it
     * @param handle what the store hands to the device
     */
    record AtStore(HttpPool simulators, String market, String serviceId, String binding, String boundTo, String handle)
            implements MarketPlayer {
        @Override
        public String pay(String purchaseId, String accepted) throws IOException {
            String order = "{\"serviceId\":\"" + serviceId
                    + "\",\"productId\":\"" + Fields.required(accepted, "marketProductId")
                    + "\",\"userId\":\"" + Fields.required(accepted, "userId")
                    + "\",\"price\":" + SoldItem.at(market).priceJson()
                    + ",\"binding\":{\"" + binding + "\":\"" + Fields.required(accepted, boundTo) + "\"}}";
            Answer paid = simulators.post("/control/" + market + "/purchases", "", order);
            return "{\"" + handle + "\":\"" + Fields.required(expect(201, paid), handle) + "\"}";
        }
    }

    /** Waits until the payment is prepared, as a device does, and confirms it with a card. */
    record AtStripe(HttpPool simulators, PreparedPayments prepared) implements MarketPlayer {
        @Override
        public String pay(String purchaseId, String accepted) throws IOException {
            String clientSecret = prepared.field(purchaseId, "clientSecret");
            String paymentIntentId = clientSecret.substring(0, clientSecret.indexOf("_secret"));
            String order =
                    "{\"paymentIntentId\":\"" + paymentIntentId + "\",\"clientSecret\":\"" + clientSecret + "\"}";
            expect(201, simulators.post("/control/stripe/purchases", "", order));
            return "{\"paymentIntentId\":\"" + paymentIntentId + "\"}";
        }
    }

    /** Authorises the payment in the window that the client opened; Coinslot confirms it. */
    record AtTossPayments(HttpPool simulators, String serviceId, PreparedPayments prepared) implements MarketPlayer {
        @Override
        public String pay(String purchaseId, String accepted) throws IOException {
            String order = "{\"serviceId\":\"" + serviceId
                    + "\",\"orderId\":\"" + prepared.payable(purchaseId)
                    + "\",\"productId\":\"" + Fields.required(accepted, "productId")
                    + "\",\"total\":" + SoldItem.at(TOSS_PAYMENTS).priceJson() + "}";
            Answer authorised = simulators.post("/control/toss-payments/purchases", "", order);
            return "{\"paymentKey\":\"" + Fields.required(expect(201, authorised), "paymentKey") + "\"}";
        }
    }

    private static String expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new JourneyFailedException(answer.status() + " in place of " + status + ": " + answer.body());
        }
        return answer.body();
    }
}
