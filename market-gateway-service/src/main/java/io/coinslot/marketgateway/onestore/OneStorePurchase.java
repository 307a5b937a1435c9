package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * The market's record of a purchase. It names neither product nor price: the product is part of the question, and the
 * price is told nowhere but in a notification.
 *
 * @param developerPayload what the client gave along, empty if nothing
 */
record OneStorePurchase(
        String purchaseId,
        State state,
        boolean consumed,
        boolean acknowledged,
        long quantity,
        String developerPayload,
        Instant purchasedAt) {
    /** Whether the money is the developer's. */
    enum State {
        DONE,
        CANCELLED
    }

    static OneStorePurchase of(JsonNode body) throws MarketFailure {
        String purchaseId = body.path("purchaseId").asString("");
        JsonNode time = body.path("purchaseTime");
        if (purchaseId.isBlank() || !time.canConvertToLong()) {
            throw OneStoreFailures.malformed("the purchase's record lacks its id or time");
        }
        return new OneStorePurchase(
                purchaseId,
                state(body.path("purchaseState")),
                body.path("consumptionState").asInt(0) == 1,
                body.path("acknowledgeState").asInt(0) == 1,
                body.path("quantity").asLong(1),
                body.path("developerPayload").asString(""),
                Instant.ofEpochMilli(time.longValue()));
    }

    boolean isCancelled() {
        return state == State.CANCELLED;
    }

    /** A state that is not documented is no verdict. */
    private static State state(JsonNode number) throws MarketFailure {
        return switch (number.asInt(-1)) {
            case 0 -> State.DONE;
            case 1 -> State.CANCELLED;
            default -> throw OneStoreFailures.malformed("ONE store tells the state " + number);
        };
    }
}
