package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.payment.Receipt;
import java.util.regex.Pattern;

/** The forms of the names that go into URLs. */
final class TossNames {
    private static final Pattern PAYMENT_KEY = Pattern.compile("[A-Za-z0-9_=-]{1,200}");
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_=-]{6,64}");

    private TossNames() {}

    static boolean isPaymentKey(String text) {
        return PAYMENT_KEY.matcher(text).matches();
    }

    static boolean isOrderId(String text) {
        return ORDER_ID.matcher(text).matches();
    }

    static Receipt paymentKey(String paymentKey) {
        return new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey);
    }

    static Receipt orderId(String orderId) {
        return new Receipt(Receipt.Kind.ORDER_REFERENCE, orderId);
    }
}
