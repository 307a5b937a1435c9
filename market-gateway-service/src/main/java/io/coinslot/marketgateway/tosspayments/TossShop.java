package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.MarketFailure;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls that we make for one shop. Names in paths were checked to be harmless there. */
final class TossShop {
    private static final String PAYMENTS = "/v1/payments/";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final TossConnection connection;
    private final String merchantId;
    private final boolean isTest;

    TossShop(TossConnection connection, String merchantId, boolean isTest) {
        this.connection = connection;
        this.merchantId = merchantId;
        this.isTest = isTest;
    }

    String merchantId() {
        return merchantId;
    }

    /** Whether its payments move no real money. */
    boolean isTest() {
        return isTest;
    }

    TossPayment payment(String paymentKey) throws MarketFailure {
        return TossPayment.read(connection.get(PAYMENTS + paymentKey));
    }

    TossPayment ofOrder(String orderId) throws MarketFailure {
        return TossPayment.read(connection.get(PAYMENTS + "orders/" + orderId));
    }

    /** Approvals and cancellations in their order, after the one given; times are Seoul's. */
    JsonNode transactions(LocalDateTime from, LocalDateTime to, @Nullable String after, int limit)
            throws MarketFailure {
        String query = "startDate=" + SECONDS.format(from) + "&endDate=" + SECONDS.format(to) + "&limit=" + limit;
        return connection.list("/v1/transactions", after == null ? query : query + "&startingAfter=" + after);
    }

    TossPayment confirm(String paymentKey, String orderId, Money amount, String idempotencyKey) throws MarketFailure {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("paymentKey", paymentKey)
                .put("orderId", orderId)
                .put("amount", TossMoney.toToss(amount));
        return readChanged(connection.post(PAYMENTS + "confirm", body, idempotencyKey));
    }

    /** Gives a part back. */
    TossPayment cancel(String paymentKey, Money amount, String reason, String idempotencyKey) throws MarketFailure {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("cancelReason", reason)
                .put("cancelAmount", TossMoney.toToss(amount));
        return readChanged(connection.post(PAYMENTS + paymentKey + "/cancel", body, idempotencyKey));
    }

    /** Calls the whole payment off, before anybody paid into its account. */
    void callOff(String paymentKey, String reason, String idempotencyKey) throws MarketFailure {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("cancelReason", reason);
        connection.post(PAYMENTS + paymentKey + "/cancel", body, idempotencyKey);
    }

    /** What was changed and is answered in a way that we do not understand was changed all the same. */
    private static TossPayment readChanged(JsonNode answer) throws MarketFailure {
        try {
            return TossPayment.read(answer);
        } catch (MarketFailure failure) {
            throw TossFailures.notShownYet(String.valueOf(failure.getMessage()));
        }
    }
}
