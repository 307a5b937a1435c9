package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes a charge as Stripe's resource. */
final class ChargeBody {
    private static final String[] ALWAYS_NULL = {
        "application",
        "application_fee",
        "application_fee_amount",
        "customer",
        "description",
        "failure_balance_transaction",
        "on_behalf_of",
        "receipt_email",
        "receipt_number",
        "receipt_url",
        "review",
        "shipping",
        "source",
        "source_transfer",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_data",
        "transfer_group"
    };

    private ChargeBody() {}

    static ObjectNode of(Charge charge) {
        ObjectNode body = Json.object()
                .put("id", charge.id())
                .put("object", "charge")
                .put("amount", charge.amount())
                .put("amount_captured", charge.isPaid() ? charge.amount() : 0)
                .put("amount_refunded", charge.refunded())
                .put("balance_transaction", charge.balanceTransaction());
        body.set("billing_details", billingDetails());
        body.put("calculated_statement_descriptor", "COINSLOT")
                .put("captured", charge.isPaid())
                .put("created", charge.created())
                .put("currency", charge.currency())
                .put("disputed", charge.isDisputed())
                .put("failure_code", charge.declineCode() == null ? null : "card_declined")
                .put("failure_message", charge.declineCode() == null ? null : "Your card was declined.");
        body.putObject("fraud_details");
        body.put("livemode", false).set("metadata", StripeBodies.metadata(charge.metadata()));
        body.set("outcome", outcome(charge.declineCode()));
        body.put("paid", charge.isPaid())
                .put("payment_intent", charge.intent())
                .put("payment_method", charge.paymentMethod());
        body.set("payment_method_details", card(charge));
        body.put("refunded", charge.isPaid() && charge.refunded() == charge.amount())
                .put("status", charge.status().wire());
        for (String field : ALWAYS_NULL) {
            body.putNull(field);
        }
        return body;
    }

    private static ObjectNode outcome(@Nullable String declineCode) {
        boolean declined = declineCode != null;
        return Json.object()
                .putNull("advice_code")
                .putNull("network_advice_code")
                .putNull("network_decline_code")
                .put("network_status", declined ? "declined_by_network" : "approved_by_network")
                .put("reason", declineCode)
                .put("risk_level", "normal")
                .put("seller_message", declined ? "The bank declined the payment." : "Payment complete.")
                .put("type", declined ? "issuer_declined" : "authorized");
    }

    private static ObjectNode card(Charge charge) {
        ObjectNode details = Json.object();
        ObjectNode card = details.putObject("card")
                .put("amount_authorized", charge.isPaid() ? (Long) charge.amount() : null)
                .putNull("authorization_code")
                .put("brand", "visa")
                .put("country", "US")
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("funding", "credit")
                .put("last4", "4242")
                .put("network", "visa");
        card.putObject("checks").put("cvc_check", "pass");
        card.putNull("installments")
                .putNull("mandate")
                .putNull("three_d_secure")
                .putNull("wallet");
        return details.put("type", "card");
    }

    private static ObjectNode billingDetails() {
        ObjectNode details = Json.object();
        ObjectNode address = details.putObject("address");
        for (String field : new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            address.putNull(field);
        }
        return details.putNull("email").putNull("name").putNull("phone").putNull("tax_id");
    }
}
