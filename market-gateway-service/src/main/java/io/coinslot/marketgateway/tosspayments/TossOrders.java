package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.CancelsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The order that a player's payment names. Nothing is made at the market: the client opens the payment window with our
 * reference and the amount, so preparing only sees to it that this can be paid.
 */
final class TossOrders extends TossCapability implements PreparesPayments, CancelsPayments {
    TossOrders(TossShops shops) {
        super(shops);
    }

    @Override
    public Preparation prepare(MarketLink link, PaymentOrder order, int attempt) throws MarketFailure {
        if (order.paymentToken() != null) {
            throw MarketFailure.declined("CARD_NOT_SUPPORTED", "Registered cards are not charged at Toss Payments");
        }
        if (!TossNames.isOrderId(order.orderReference())) {
            throw MarketFailure.declined(
                    "ORDER_REFERENCE_NOT_SUPPORTED", "An orderId has 6 to 64 letters, digits, '-', '_' and '='");
        }
        TossMoney.refuseUnpayable(order.total());
        shop(link);
        return new Preparation(order.orderReference(), null, checkout(link, order));
    }

    /** The service's page that opens the payment window, if it has told of one. */
    private static @Nullable String checkout(MarketLink link, PaymentOrder order) throws MarketFailure {
        String page = link.setting("checkoutUrl");
        if (page == null || page.isBlank()) {
            return null;
        }
        return page + (page.contains("?") ? "&" : "?")
                + "orderId=" + encoded(order.orderReference())
                + "&amount=" + TossMoney.toToss(order.total())
                + "&clientKey=" + encoded(link.required("clientKey"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What nobody confirms lapses by itself; an account that waits for a deposit has to be called off. */
    @Override
    public @Nullable Receipt cancel(MarketLink link, String orderId) throws MarketFailure {
        TossShop shop = shop(link);
        TossPayment payment = find(shop, orderId);
        if (payment == null) {
            return null;
        }
        return switch (payment.status()) {
            case "WAITING_FOR_DEPOSIT" -> calledOff(shop, payment);
            case "DONE", "PARTIAL_CANCELED" -> TossNames.paymentKey(payment.paymentKey());
            default -> null;
        };
    }

    private static @Nullable Receipt calledOff(TossShop shop, TossPayment payment) throws MarketFailure {
        try {
            shop.callOff(payment.paymentKey(), "The purchase is over", "call-off/" + payment.orderId());
            return null;
        } catch (MarketFailure failure) {
            if (failure.kind() != MarketFailure.Kind.DECLINED || failure.isOurs()) {
                throw failure;
            }
            // Only what was deposited or called off in between cannot be called off: the record tells which.
            return switch (shop.payment(payment.paymentKey()).status()) {
                case "DONE", "PARTIAL_CANCELED" -> TossNames.paymentKey(payment.paymentKey());
                case "CANCELED", "EXPIRED" -> null;
                default -> throw failure;
            };
        }
    }

    private static @Nullable TossPayment find(TossShop shop, String orderId) throws MarketFailure {
        try {
            return shop.ofOrder(orderId);
        } catch (MarketFailure failure) {
            if (TossFailures.isNotFound(failure)) {
                return null;
            }
            throw failure;
        }
    }
}
