package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Verifies purchase tokens: the purchase's own record first, then its order for the price. */
final class PlayReceipts extends PlayCapability implements VerifiesReceipts {
    private static final int LONGEST_TOKEN = 2_000;

    /** Google refunds what is not acknowledged within three days of being paid. */
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofDays(3);

    /** Google names no limit and cancels by itself what nobody pays in cash; further back than this it tells nothing. */
    private static final Duration LONGEST_PENDING = Duration.ofDays(30);

    PlayReceipts(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public String application(MarketLink link) throws MarketFailure {
        return link.required("packageName");
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        if (receipt.kind() != Receipt.Kind.PURCHASE_TOKEN) {
            return new Refused("WRONG_RECEIPT_KIND", "Google Play is paid by a purchaseToken");
        }
        if (leadsElsewhere(receipt.value())) {
            return new Refused("INVALID_RECEIPT", "This is no purchaseToken of Google Play");
        }
        PlayConsole console = console(link);
        ProductPurchaseV2 purchase = console.purchase(receipt.value());
        Refused mismatch = PlayJudgement.ofPurchase(asked, purchase);
        if (mismatch != null) {
            return mismatch;
        }
        return switch (PlayJudgement.state(purchase)) {
            case "PURCHASED" -> ofOrder(console, asked, receipt, purchase);
            case "PENDING" ->
                new StillPending(
                        "The player has yet to pay at Google Play",
                        asked.requestedAt().plus(LONGEST_PENDING));
            case "CANCELLED" -> new Refused("PURCHASE_CANCELLED", "Google Play has cancelled this purchase");
            default ->
                throw MarketFailure.unreadable(
                        "STATE_UNKNOWN", "Google Play tells the state " + PlayJudgement.state(purchase));
        };
    }

    /** What would be taken for a path is no token of Google's, and is not asked for. */
    private static boolean leadsElsewhere(String token) {
        return token.isBlank()
                || token.equals(".")
                || token.equals("..")
                || token.indexOf('/') >= 0
                || token.length() > LONGEST_TOKEN
                || token.chars().anyMatch(Character::isISOControl);
    }

    private static Verdict ofOrder(PlayConsole console, PaymentOrder asked, Receipt receipt, ProductPurchaseV2 purchase)
            throws MarketFailure {
        String orderId = purchase.getOrderId();
        if (orderId == null || orderId.isBlank()) {
            return new Refused("AMOUNT_MISMATCH", "There is no order, so nothing was paid (a promotion)");
        }
        Order order = orderOfPaid(console, orderId);
        Refused mismatch = PlayJudgement.ofOrder(asked, receipt, purchase, order);
        if (mismatch != null) {
            return mismatch;
        }
        return switch (String.valueOf(order.getState())) {
            case "PENDING" ->
                new StillPending(
                        "Google Play has yet to process the order",
                        asked.requestedAt().plus(LONGEST_PENDING));
            case "PENDING_REFUND" ->
                new StillPending(
                        "Google Play is giving the money back",
                        asked.requestedAt().plus(LONGEST_PENDING));
            default -> paid(console, receipt, purchase, order);
        };
    }

    private static Verdict paid(PlayConsole console, Receipt receipt, ProductPurchaseV2 purchase, Order order)
            throws MarketFailure {
        return new Paid(capture(console, receipt, purchase, order), PlayRefunds.toldBy(order));
    }

    /** Google itself says that it is paid: that its order is not shown (yet) does not make the receipt a wrong one. */
    private static Order orderOfPaid(PlayConsole console, String orderId) throws MarketFailure {
        try {
            return console.order(orderId);
        } catch (MarketFailure failure) {
            if (failure.kind() != MarketFailure.Kind.DECLINED || failure.isOurs()) {
                throw failure;
            }
            throw MarketFailure.unreadable("ORDER_NOT_SHOWN", failure.code() + ": " + failure.getMessage());
        }
    }

    private static Capture capture(PlayConsole console, Receipt receipt, ProductPurchaseV2 purchase, Order order)
            throws MarketFailure {
        Instant paidAt = paidAt(purchase, order);
        return new Capture(
                order.getOrderId(),
                console.packageName(),
                receipt,
                PlayMoney.exactly(order.getTotal(), "total"),
                order.getTax() == null ? null : PlayMoney.exactly(order.getTax(), "tax"),
                country(purchase, order),
                paidAt,
                paidAt.plus(ACKNOWLEDGE_WITHIN),
                PlayJudgement.isTest(purchase));
    }

    /** The three days run from here: for a pending purchase that is when it was paid, not when it was begun. */
    private static Instant paidAt(ProductPurchaseV2 purchase, Order order) throws MarketFailure {
        String time = purchase.getPurchaseCompletionTime() == null
                ? order.getCreateTime()
                : purchase.getPurchaseCompletionTime();
        try {
            return Instant.ofEpochMilli(Instant.parse(String.valueOf(time)).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw MarketFailure.unreadable("TIME_MISSING", "Google Play tells no time of the purchase but " + time);
        }
    }

    private static @Nullable String country(ProductPurchaseV2 purchase, Order order) {
        String ofBuyer =
                order.getBuyerAddress() == null ? null : order.getBuyerAddress().getBuyerCountry();
        return ofBuyer == null ? purchase.getRegionCode() : ofBuyer;
    }
}
