package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes PaymentIntents, refunds, disputes and balance transactions as Stripe's resources. */
final class StripeBodies {
    private StripeBodies() {}

    static ObjectNode intent(Intent intent) {
        boolean succeeded = intent.status() == IntentStatus.SUCCEEDED;
        ObjectNode body = Json.object()
                .put("id", intent.id())
                .put("object", "payment_intent")
                .put("amount", intent.amount())
                .put("amount_capturable", 0);
        body.putObject("amount_details").putObject("tip");
        body.put("amount_received", succeeded ? intent.amount() : 0)
                .putNull("application")
                .putNull("application_fee_amount");
        body.putObject("automatic_payment_methods")
                .put("allow_redirects", "always")
                .put("enabled", true);
        body.put("canceled_at", intent.canceledAt() == 0 ? null : (Long) intent.canceledAt())
                .put("cancellation_reason", intent.cancellationReason())
                .put("capture_method", "automatic")
                .put("client_secret", intent.clientSecret())
                .put("confirmation_method", "automatic")
                .put("created", intent.created())
                .put("currency", intent.currency())
                .put("customer", intent.customer())
                .putNull("customer_account")
                .put("description", intent.description())
                .putNull("excluded_payment_method_types");
        body.set("last_payment_error", lastError(intent));
        body.put("latest_charge", intent.latestCharge()).put("livemode", false);
        body.set("metadata", metadata(intent.metadata()));
        body.set("next_action", nextAction(intent));
        body.putNull("on_behalf_of")
                .put("payment_method", intent.paymentMethod())
                .putNull("payment_method_configuration_details");
        body.putObject("payment_method_options");
        body.putArray("payment_method_types").add("card");
        for (String absent : new String[] {
            "processing",
            "receipt_email",
            "review",
            "setup_future_usage",
            "shipping",
            "source",
            "statement_descriptor",
            "statement_descriptor_suffix"
        }) {
            body.putNull(absent);
        }
        return body.put("status", intent.status().wire())
                .putNull("transfer_data")
                .putNull("transfer_group");
    }

    static ObjectNode refund(Refund refund) {
        ObjectNode body = Json.object()
                .put("id", refund.id())
                .put("object", "refund")
                .put("amount", refund.amount())
                .put("balance_transaction", refund.balanceTransaction())
                .put("charge", refund.charge())
                .put("created", refund.created())
                .put("currency", refund.currency());
        ObjectNode destination = body.putObject("destination_details");
        destination.putObject("card").put("type", "refund");
        destination.put("type", "card");
        if (refund.failureReason() != null) {
            body.put("failure_balance_transaction", refund.failureBalanceTransaction())
                    .put("failure_reason", refund.failureReason());
        }
        body.set("metadata", metadata(refund.metadata()));
        return body.put("payment_intent", refund.intent())
                .put("reason", refund.reason())
                .putNull("receipt_number")
                .putNull("source_transfer_reversal")
                .put("status", refund.status().wire())
                .putNull("transfer_reversal")
                .putNull("customer")
                .putNull("customer_account")
                .putNull("payment_method");
    }

    static ObjectNode dispute(Dispute dispute, ArrayNode balanceTransactions) {
        ObjectNode body =
                Json.object().put("id", dispute.id()).put("object", "dispute").put("amount", dispute.amount());
        body.set("balance_transactions", balanceTransactions);
        body.put("charge", dispute.charge()).put("created", dispute.created()).put("currency", dispute.currency());
        body.putArray("enhanced_eligibility_types");
        body.putObject("evidence").putObject("enhanced_evidence");
        ObjectNode evidence = body.putObject("evidence_details")
                .put("due_by", dispute.created() + 7 * 24 * 3600)
                .put("has_evidence", dispute.status() == Dispute.DisputeStatus.UNDER_REVIEW)
                .put("past_due", false)
                .put("submission_count", 0);
        evidence.putObject("enhanced_eligibility");
        body.put("is_charge_refundable", false).put("livemode", false).putObject("metadata");
        body.put("payment_intent", dispute.intent());
        ObjectNode method = body.putObject("payment_method_details");
        method.putObject("card")
                .put("brand", "visa")
                .put("case_type", "chargeback")
                .put("network_reason_code", "10.4");
        method.put("type", "card");
        return body.put("reason", dispute.reason())
                .put("status", dispute.status().wire());
    }

    static ObjectNode balanceTransaction(BalanceTransaction transaction) {
        ObjectNode body = Json.object()
                .put("id", transaction.id())
                .put("object", "balance_transaction")
                .put("amount", transaction.amount())
                .put("available_on", transaction.availableOn())
                .put("balance_type", "payments")
                .put("created", transaction.created())
                .put("currency", transaction.currency())
                .putNull("description")
                .putNull("exchange_rate")
                .put("fee", transaction.fee());
        ArrayNode details = body.putArray("fee_details");
        if (transaction.fee() != 0) {
            details.addObject()
                    .put("amount", transaction.fee())
                    .putNull("application")
                    .put("currency", transaction.currency())
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        return body.put("net", transaction.net())
                .put("reporting_category", transaction.kind().reportingCategory())
                .put("source", transaction.source())
                .put("status", "pending")
                .put("type", transaction.kind().type());
    }

    static ObjectNode metadata(Map<String, String> metadata) {
        ObjectNode body = Json.object();
        metadata.forEach(body::put);
        return body;
    }

    private static @Nullable JsonNode lastError(Intent intent) {
        if (intent.declineCode() == null) {
            return null;
        }
        return Json.object()
                .put("charge", intent.latestCharge())
                .put("code", "card_declined")
                .put("decline_code", intent.declineCode())
                .put("message", "Your card was declined.")
                .put("type", "card_error");
    }

    private static @Nullable JsonNode nextAction(Intent intent) {
        if (intent.status() != IntentStatus.REQUIRES_ACTION) {
            return null;
        }
        ObjectNode action = Json.object().put("type", "use_stripe_sdk");
        action.putObject("use_stripe_sdk").put("type", "three_d_secure_redirect");
        return action;
    }
}
