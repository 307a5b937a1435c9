package io.coinslot.benchmarks;

import io.coinslot.benchmarks.HttpConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits, as a device does, until a payment is prepared. A market that is ill takes its time. */
record PreparedPayments(HttpPool gateway, Authorization authorization) {
    private static final int MOST_READS = 30;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    /** A text of the purchase that is there once the payment is prepared. */
    String field(String purchaseId, String name) throws IOException {
        return read(purchaseId, purchase -> Fields.text(purchase, name));
    }

    /** The market's reference of the purchase, once it can be paid. */
    String payable(String purchaseId) throws IOException {
        return read(
                purchaseId,
                purchase -> "PAYABLE".equals(Fields.text(purchase, "status"))
                        ? Fields.text(purchase, "orderReference")
                        : null);
    }

    private String read(String purchaseId, Function<String, @Nullable String> field) throws IOException {
        for (int read = 0; read < MOST_READS; read++) {
            Answer purchase = gateway.get(
                    "/v1/purchases/" + purchaseId + "?minVersion=2&waitMillis=5000", authorization.header());
            if (purchase.status() >= 500 || purchase.status() == TOO_MANY_REQUESTS) {
                LockSupport.parkNanos(BETWEEN_READS.toNanos());
                continue;
            }
            if (purchase.status() != 200) {
                throw new JourneyFailedException(purchase.status() + " in place of 200: " + purchase.body());
            }
            String found = field.apply(purchase.body());
            if (found != null) {
                return found;
            }
        }
        throw new JourneyFailedException("the payment of " + purchaseId + " was not prepared");
    }
}
