package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Toss Payments believes happened, one entry per payment. */
final class TossLedger {
    private TossLedger() {}

    static LedgerPage page(TossMemory memory, @Nullable String merchantId, LedgerQuery query) {
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (TossPayment payment : memory.oldestFirst()) {
            if (merchantId != null && !payment.merchantId().equals(merchantId)) {
                reading.skip();
                continue;
            }
            totals.add(
                    won(payment.captured()),
                    won(payment.refunded()),
                    won(0),
                    state(payment),
                    payment.status() == Status.DONE);
            reading.add(() -> entry(payment));
        }
        return reading.page(totals.json());
    }

    private static ObjectNode entry(TossPayment payment) {
        Instant capturedAt = payment.approvedAt();
        ObjectNode entry = Json.object()
                .put("marketTransactionId", payment.paymentKey())
                .put("paymentKey", payment.paymentKey())
                .put("orderId", payment.orderId())
                .put("merchantId", payment.merchantId())
                .put("state", state(payment))
                .put("status", payment.status().name())
                .put("finished", payment.approvedAt() != null)
                .put("createdAt", payment.requestedAt().toString())
                .put("capturedAt", capturedAt == null ? null : capturedAt.toString());
        entry.set("captured", won(payment.captured()).json());
        entry.set("refunded", won(payment.refunded()).json());
        entry.set("chargedBack", won(0).json());
        return entry;
    }

    private static String state(TossPayment payment) {
        return switch (payment.status()) {
            case READY, IN_PROGRESS -> "OPEN";
            case WAITING_FOR_DEPOSIT -> "PENDING";
            case DONE -> "CAPTURED";
            case PARTIAL_CANCELED -> "PARTIALLY_REFUNDED";
            case CANCELED -> payment.approvedAt() == null ? "CANCELLED" : "REFUNDED";
            case ABORTED -> "DECLINED";
            case EXPIRED -> "EXPIRED";
        };
    }

    private static Amount won(long amount) {
        return new Amount(amount, "KRW");
    }
}
