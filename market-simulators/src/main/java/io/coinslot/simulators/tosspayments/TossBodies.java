package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes payments as Toss Payments' resource, of the version 2022-11-16. */
final class TossBodies {
    private static final String[] ALWAYS_NULL = {
        "mobilePhone", "giftCertificate", "cashReceipt", "cashReceipts", "discount", "easyPay", "metadata"
    };

    private TossBodies() {}

    static ObjectNode payment(TossPayment payment) {
        ObjectNode body = Json.object()
                .put("mId", payment.merchantId())
                .put("lastTransactionKey", payment.lastTransactionKey())
                .put("paymentKey", payment.paymentKey())
                .put("orderId", payment.orderId())
                .put("orderName", payment.orderName())
                .put("taxExemptionAmount", 0)
                .put("status", payment.status().name())
                .put("requestedAt", TossTimes.ofPayment(payment.requestedAt()))
                .put("approvedAt", TossTimes.ofPayment(payment.approvedAt()))
                .put("useEscrow", false)
                .put("cultureExpense", false);
        body.set("card", payment.method() == Method.CARD ? card(payment) : null);
        body.set("virtualAccount", payment.secret() == null ? null : virtualAccount(payment));
        body.set("transfer", payment.method() == Method.TRANSFER ? transfer() : null);
        body.set("cancels", cancels(payment));
        body.set("failure", failure(payment));
        body.set("receipt", payment.approvedAt() == null ? null : url("receipt", payment));
        body.set("checkout", url("checkout", payment));
        for (String absent : ALWAYS_NULL) {
            body.putNull(absent);
        }
        return amounts(body.put("secret", payment.secret()), payment);
    }

    private static ObjectNode amounts(ObjectNode body, TossPayment payment) {
        long vat = payment.balance() / 11;
        return body.put("type", "NORMAL")
                .put("country", "KR")
                .put("isPartialCancelable", true)
                .put("currency", "KRW")
                .put("totalAmount", payment.amount())
                .put("balanceAmount", payment.balance())
                .put("suppliedAmount", payment.balance() - vat)
                .put("vat", vat)
                .put("taxFreeAmount", 0)
                .put("method", payment.method().wire())
                .put("version", "2022-11-16");
    }

    private static ObjectNode card(TossPayment payment) {
        return Json.object()
                .put("issuerCode", "71")
                .put("acquirerCode", "71")
                .put("number", "12345678****000*")
                .put("installmentPlanMonths", 0)
                .put("isInterestFree", false)
                .putNull("interestPayer")
                .put("approveNo", "00000000")
                .put("useCardPoint", false)
                .put("cardType", "신용")
                .put("ownerType", "개인")
                .put("acquireStatus", "READY")
                .put("amount", payment.amount());
    }

    private static ObjectNode virtualAccount(TossPayment payment) {
        return Json.object()
                .put("accountType", "일반")
                .put("accountNumber", "X6505831718354")
                .put("bankCode", "20")
                .put("customerName", "player")
                .put("depositorName", payment.approvedAt() == null ? "" : "player")
                .put("dueDate", TossTimes.ofPayment(payment.deadline()))
                .put("refundStatus", payment.cancels().isEmpty() ? "NONE" : "COMPLETED")
                .put("expired", payment.status() == Status.EXPIRED)
                .put("settlementStatus", "INCOMPLETED")
                .putNull("refundReceiveAccount");
    }

    private static ObjectNode transfer() {
        return Json.object().put("bankCode", "20").put("settlementStatus", "INCOMPLETED");
    }

    private static @Nullable ArrayNode cancels(TossPayment payment) {
        if (payment.cancels().isEmpty()) {
            return null;
        }
        ArrayNode cancels = Json.array();
        payment.cancels().forEach(cancel -> cancels.add(cancel(cancel)));
        return cancels;
    }

    private static ObjectNode cancel(Cancel cancel) {
        return Json.object()
                .put("transactionKey", cancel.transactionKey())
                .put("cancelReason", cancel.reason())
                .put("taxExemptionAmount", 0)
                .put("canceledAt", TossTimes.ofPayment(cancel.canceledAt()))
                .put("transferDiscountAmount", 0)
                .put("easyPayDiscountAmount", 0)
                .putNull("receiptKey")
                .put("cancelAmount", cancel.amount())
                .put("taxFreeAmount", 0)
                .put("refundableAmount", cancel.refundableAmount())
                .put("cancelStatus", "DONE")
                .putNull("cancelRequestId");
    }

    private static @Nullable ObjectNode failure(TossPayment payment) {
        return payment.status() == Status.ABORTED
                ? Json.object().put("code", payment.declineCode()).put("message", "The payment was refused.")
                : null;
    }

    private static JsonNode url(String what, TossPayment payment) {
        return Json.object().put("url", "https://example.invalid/" + what + "/" + payment.paymentKey());
    }
}
