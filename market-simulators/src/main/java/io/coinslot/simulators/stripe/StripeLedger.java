package io.coinslot.simulators.stripe;

import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.LedgerReading;
import io.coinslot.simulators.control.LedgerTotals;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe believes happened, one entry per PaymentIntent. */
final class StripeLedger {
    private StripeLedger() {}

    static LedgerPage page(StripeMemory memory, @Nullable String accountId, LedgerQuery query) {
        LedgerTotals totals = new LedgerTotals();
        LedgerReading reading = new LedgerReading(query);
        for (Intent intent : memory.intents.oldestFirst()) {
            if (accountId != null && !intent.account().equals(accountId)) {
                reading.skip();
                continue;
            }
            Charge charge = memory.charges.get(intent.latestCharge());
            Dispute dispute = dispute(memory, charge);
            totals.add(
                    captured(intent),
                    refunded(intent, charge),
                    chargedBack(intent, dispute),
                    state(intent, charge),
                    intent.status() == IntentStatus.SUCCEEDED);
            reading.add(() -> entry(intent, charge, dispute));
        }
        return reading.page(totals.json());
    }

    private static ObjectNode entry(Intent intent, @Nullable Charge charge, @Nullable Dispute dispute) {
        boolean captured = intent.status() == IntentStatus.SUCCEEDED;
        ObjectNode entry = Json.object()
                .put("marketTransactionId", intent.id())
                .put("paymentIntentId", intent.id())
                .put("chargeId", intent.latestCharge())
                .put("accountId", intent.account())
                .put("state", state(intent, charge))
                .put("status", intent.status().wire())
                .put("finished", captured)
                .put("disputeId", dispute == null ? null : dispute.id())
                .put("disputeStatus", dispute == null ? null : dispute.status().wire())
                .put("createdAt", time(intent.created()))
                .put("capturedAt", captured && charge != null ? time(charge.created()) : null);
        entry.set("metadata", StripeBodies.metadata(intent.metadata()));
        entry.set("captured", captured(intent).json());
        entry.set("refunded", refunded(intent, charge).json());
        entry.set("chargedBack", chargedBack(intent, dispute).json());
        return entry;
    }

    private static String state(Intent intent, @Nullable Charge charge) {
        return switch (intent.status()) {
            case REQUIRES_PAYMENT_METHOD -> intent.declineCode() == null ? "OPEN" : "DECLINED";
            case REQUIRES_CONFIRMATION, REQUIRES_ACTION -> "OPEN";
            case PROCESSING -> "PENDING";
            case CANCELED -> "CANCELLED";
            case SUCCEEDED -> capturedState(charge);
        };
    }

    private static String capturedState(@Nullable Charge charge) {
        if (charge == null || charge.refunded() == 0) {
            return "CAPTURED";
        }
        return charge.refunded() == charge.amount() ? "REFUNDED" : "PARTIALLY_REFUNDED";
    }

    private static Amount captured(Intent intent) {
        return amount(intent, intent.status() == IntentStatus.SUCCEEDED ? intent.amount() : 0);
    }

    private static Amount refunded(Intent intent, @Nullable Charge charge) {
        return amount(intent, charge == null ? 0 : charge.refunded());
    }

    /** What a dispute has taken and not given back. */
    private static Amount chargedBack(Intent intent, @Nullable Dispute dispute) {
        boolean taken = dispute != null && dispute.status().takesMoney();
        return amount(intent, taken && dispute != null ? dispute.amount() : 0);
    }

    private static @Nullable Dispute dispute(StripeMemory memory, @Nullable Charge charge) {
        return charge == null ? null : memory.disputes.get(charge.dispute());
    }

    private static Amount amount(Intent intent, long minor) {
        return new Amount(minor, intent.currency().toUpperCase(Locale.ROOT));
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
