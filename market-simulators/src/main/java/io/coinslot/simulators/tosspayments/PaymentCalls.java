package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.protocol.Response;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/payments/confirm} and {@code POST /v1/payments/{paymentKey}/cancel}. */
final class PaymentCalls {
    static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_=-]{6,64}");
    private static final int LONGEST_REASON = 200;

    private final Till till;

    PaymentCalls(Till till) {
        this.till = till;
    }

    Response confirm(Shop shop, JsonNode body) {
        String orderId = text(body, "orderId");
        if (!ORDER_ID.matcher(orderId).matches()) {
            throw TossRefusal.invalid("orderId has 6 to 64 letters, digits, '-', '_' and '='.");
        }
        long amount = whole(body, "amount");
        TossPayment payment = open(till.find(shop, text(body, "paymentKey")));
        if (!payment.orderId().equals(orderId) || payment.amount() != amount) {
            throw TossRefusal.invalid("orderId or amount is not what the player has authorised.");
        }
        TossPayment confirmed = till.confirm(payment);
        if (confirmed.status() == Status.ABORTED) {
            throw declined(String.valueOf(confirmed.declineCode()));
        }
        return Response.json(200, TossBodies.payment(confirmed));
    }

    private TossPayment open(@Nullable TossPayment payment) {
        if (payment == null || payment.status() == Status.EXPIRED || payment.status() == Status.ABORTED) {
            throw noSession();
        }
        if (payment.status() != Status.IN_PROGRESS) {
            throw TossRefusal.badRequest("ALREADY_PROCESSED_PAYMENT", "The payment has been processed already.");
        }
        if (till.isOverdue(payment)) {
            throw noSession();
        }
        return payment;
    }

    private static TossRefusal noSession() {
        return TossRefusal.notFound(
                "NOT_FOUND_PAYMENT_SESSION", "The time to confirm has passed; nothing is left of the payment.");
    }

    private static TossRefusal declined(String code) {
        return code.startsWith("REJECT_")
                ? TossRefusal.forbidden(code, "The payment was refused.")
                : TossRefusal.badRequest(code, "The payment was refused.");
    }

    Response cancel(TossPayment payment, JsonNode body) {
        String reason = text(body, "cancelReason");
        if (reason.length() > LONGEST_REASON) {
            throw TossRefusal.invalid("cancelReason has at most " + LONGEST_REASON + " characters.");
        }
        refuseUnlessCancelable(payment);
        long amount = body.hasNonNull("cancelAmount") ? whole(body, "cancelAmount") : payment.balance();
        if (amount > payment.balance()) {
            throw TossRefusal.forbidden("NOT_CANCELABLE_AMOUNT", "More than is left of the payment.");
        }
        if (payment.status() == Status.WAITING_FOR_DEPOSIT && amount < payment.balance()) {
            throw TossRefusal.forbidden(
                    "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT", "What is not deposited yet is cancelled as a whole.");
        }
        if (payment.method() == Method.VIRTUAL_ACCOUNT
                && payment.status().holdsMoney()
                && !body.path("refundReceiveAccount").isObject()) {
            throw TossRefusal.invalid("A deposit is sent back to an account: refundReceiveAccount is missing.");
        }
        return Response.json(200, TossBodies.payment(till.cancel(payment, amount, reason)));
    }

    private static void refuseUnlessCancelable(TossPayment payment) {
        if (payment.status() == Status.CANCELED) {
            throw TossRefusal.badRequest("ALREADY_CANCELED_PAYMENT", "The payment is cancelled already.");
        }
        if (!payment.status().holdsMoney() && payment.status() != Status.WAITING_FOR_DEPOSIT) {
            throw TossRefusal.forbidden("NOT_CANCELABLE_PAYMENT", "The payment cannot be cancelled.");
        }
    }

    private static String text(JsonNode body, String field) {
        String value = body.path(field).asString("");
        if (value.isBlank() || !body.path(field).isString()) {
            throw TossRefusal.invalid(field + " is required.");
        }
        return value;
    }

    /** Won are whole, and a JSON number. */
    private static long whole(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() <= 0) {
            throw TossRefusal.invalid(field + " must be a whole number above zero.");
        }
        return value.longValue();
    }
}
