package io.coinslot.benchmarks;

import io.coinslot.benchmarks.HttpConnection.Answer;
import java.io.IOException;
import java.util.List;

/** The player at one market: pays for an accepted purchase and holds the receipt. */
interface MarketPlayer {
    String GOOGLE_PLAY = "google-play";
    String GALAXY_STORE = "galaxy-store";
    String STRIPE = "stripe";
    List<String> KNOWN = List.of(GOOGLE_PLAY, GALAXY_STORE, STRIPE);

    /**
     * Pays at the market.
     *
     * @param accepted the answer to the posted purchase
     * @return the body of the receipt to submit
     */
    String pay(String purchaseId, String accepted) throws IOException;

    /**
     * Buys at a store that sells by itself.
     *
     * @param handle what the store hands to the device
     */
    record AtStore(HttpPool simulators, String market, String packageName, SoldItem item, String handle)
            implements MarketPlayer {
        static AtStore of(HttpPool simulators, String market, String packageName) {
            String handle = market.equals(GALAXY_STORE) ? "purchaseId" : "purchaseToken";
            return new AtStore(simulators, market, packageName, SoldItem.at(market), handle);
        }

        @Override
        public String pay(String purchaseId, String accepted) throws IOException {
            String order = "{\"packageName\":\"" + packageName
                    + "\",\"productId\":\"" + Fields.required(accepted, "marketProductId")
                    + "\",\"userId\":\"" + Fields.required(accepted, "userId")
                    + "\",\"price\":" + item.priceJson()
                    + ",\"binding\":{\"obfuscatedAccountId\":\""
                    + Fields.required(accepted, "obfuscatedAccountId") + "\"}}";
            Answer paid = simulators.post("/control/" + market + "/purchases", "", order);
            return "{\"" + handle + "\":\"" + Fields.required(expect(201, paid), handle) + "\"}";
        }
    }

    /** Waits until the payment is prepared, as a device does, and confirms it with a card. */
    record AtStripe(HttpPool simulators, HttpPool gateway, Authorization authorization) implements MarketPlayer {
        private static final int MOST_READS = 5;

        @Override
        public String pay(String purchaseId, String accepted) throws IOException {
            String clientSecret = clientSecret(purchaseId);
            String paymentIntentId = clientSecret.substring(0, clientSecret.indexOf("_secret"));
            String order =
                    "{\"paymentIntentId\":\"" + paymentIntentId + "\",\"clientSecret\":\"" + clientSecret + "\"}";
            expect(201, simulators.post("/control/stripe/purchases", "", order));
            return "{\"paymentIntentId\":\"" + paymentIntentId + "\"}";
        }

        private String clientSecret(String purchaseId) throws IOException {
            for (int read = 0; read < MOST_READS; read++) {
                Answer purchase = gateway.get(
                        "/v1/purchases/" + purchaseId + "?minVersion=2&waitMillis=5000", authorization.header());
                String secret = Fields.text(expect(200, purchase), "clientSecret");
                if (secret != null) {
                    return secret;
                }
            }
            throw new JourneyFailedException("the payment of " + purchaseId + " was not prepared");
        }
    }

    private static String expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new JourneyFailedException(answer.status() + " in place of " + status + ": " + answer.body());
        }
        return answer.body();
    }
}
