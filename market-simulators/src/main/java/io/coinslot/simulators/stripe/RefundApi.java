package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Request;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /v1/refunds}. */
final class RefundApi {
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final StripeMemory memory;
    private final Bank bank;

    RefundApi(StripeMemory memory, Bank bank) {
        this.memory = memory;
        this.bank = bank;
    }

    /** Answers a request whose path starts below {@code refunds}, or null if there is no such call. */
    @Nullable
    JsonNode answer(Caller caller, Request request, Form form) {
        List<String> path = request.path();
        if (path.isEmpty()) {
            return request.method().equals("POST") ? create(caller, form) : list(caller, form);
        }
        if (!request.is("GET", 1)) {
            return null;
        }
        Refund refund = memory.refunds.get(path.getFirst());
        if (refund == null || !caller.owns(refund.account())) {
            throw StripeRefusal.notFound("refund", path.getFirst(), "id");
        }
        return StripeBodies.refund(refund);
    }

    private JsonNode create(Caller caller, Form form) {
        Charge charge = charge(caller, form);
        String reason = form.text("reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeRefusal.invalid("parameter_invalid", "reason", "Invalid reason: must be one of " + REASONS);
        }
        // An inquiry is ended well by giving the money back, and what was won may be given back like any other.
        if (charge.dispute() != null
                && memory.disputes.require(charge.dispute()).status().takesMoney()) {
            throw StripeRefusal.invalid("charge_disputed", null, "Charge " + charge.id() + " has been charged back.");
        }
        long left = charge.amount() - charge.refunded();
        if (left == 0) {
            throw StripeRefusal.invalid(
                    "charge_already_refunded", null, "Charge " + charge.id() + " has already been refunded.");
        }
        long amount = form.text("amount") == null ? left : form.amount("amount");
        if (amount > left) {
            throw StripeRefusal.invalid(
                    "amount_too_large",
                    "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");
        }
        return StripeBodies.refund(bank.refundAsked(charge, amount, reason, form.map("metadata")));
    }

    private Charge charge(Caller caller, Form form) {
        String intentId = form.text("payment_intent");
        String chargeId = form.text("charge");
        if (intentId == null && chargeId == null) {
            throw StripeRefusal.invalid(
                    "parameter_missing",
                    null,
                    "One of the following params should be provided: payment_intent or charge.");
        }
        if (intentId != null) {
            Intent intent = memory.intents.get(intentId);
            if (intent == null || !caller.owns(intent.account())) {
                throw StripeRefusal.notFound("payment_intent", intentId, "payment_intent");
            }
            if (intent.status() != IntentStatus.SUCCEEDED) {
                throw StripeRefusal.invalid(
                        "payment_intent_unexpected_state",
                        "payment_intent",
                        "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.");
            }
            return memory.charges.require(String.valueOf(intent.latestCharge()));
        }
        Charge charge = memory.charges.get(chargeId);
        if (charge == null || !caller.owns(charge.account()) || !charge.isPaid()) {
            throw StripeRefusal.notFound("charge", String.valueOf(chargeId), "charge");
        }
        return charge;
    }

    private JsonNode list(Caller caller, Form form) {
        String intent = form.text("payment_intent");
        String charge = form.text("charge");
        Predicate<Refund> wanted = refund -> caller.owns(refund.account())
                && form.includes(refund.created())
                && (intent == null || intent.equals(refund.intent()))
                && (charge == null || charge.equals(refund.charge()));
        return Lists.page("/v1/refunds", memory.refunds.newestFirst(wanted), Refund::id, form, StripeBodies::refund);
    }
}
