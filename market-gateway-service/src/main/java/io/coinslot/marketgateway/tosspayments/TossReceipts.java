package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;

/** Verifies payment keys, and confirms what was verified. */
final class TossReceipts extends TossCapability implements VerifiesReceipts, ConfirmsPayments {
    private static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);

    TossReceipts(TossShops shops) {
        super(shops);
    }

    @Override
    public String application(MarketLink link) throws MarketFailure {
        return link.required(MERCHANT_ID);
    }

    @Override
    public Verdict verify(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        return switch (receipt.kind()) {
            case PAYMENT_KEY ->
                TossNames.isPaymentKey(receipt.value()) ? ofKey(shop(link), asked, receipt.value()) : malformed();
            case ORDER_REFERENCE ->
                TossNames.isOrderId(receipt.value())
                        ? TossJudgement.of(shop(link), asked, shop(link).ofOrder(receipt.value()))
                        : malformed();
            default -> new Refused("WRONG_RECEIPT_KIND", "Toss Payments is paid by a paymentKey");
        };
    }

    private static Refused malformed() {
        return new Refused("INVALID_RECEIPT", "That is no paymentKey");
    }

    /** The reference promises to show confirmed payments only; confirming compares order and amount all the same. */
    private static Verdict ofKey(TossShop shop, PaymentOrder asked, String paymentKey) throws MarketFailure {
        try {
            return TossJudgement.of(shop, asked, shop.payment(paymentKey));
        } catch (MarketFailure failure) {
            if (TossFailures.isNotFound(failure)) {
                return new AwaitsConfirmation("Toss Payments shows nothing of it before it is confirmed", false);
            }
            throw failure;
        }
    }

    @Override
    public Duration confirmableFor() {
        return CONFIRM_WITHIN;
    }

    @Override
    public Verdict confirm(MarketLink link, PaymentOrder asked, Receipt receipt) throws MarketFailure {
        TossShop shop = shop(link);
        String paymentKey = receipt.value();
        try {
            TossPayment confirmed =
                    shop.confirm(paymentKey, asked.orderReference(), asked.total(), key(asked, paymentKey));
            return confirmed(TossJudgement.of(shop, asked, confirmed));
        } catch (MarketFailure failure) {
            if (failure.code().equals(TossFailures.ALREADY_PROCESSED)) {
                return confirmed(TossJudgement.of(shop, asked, shop.payment(paymentKey)));
            }
            if (TossFailures.isNotFound(failure)) {
                return new Refused(failure.code(), String.valueOf(failure.getMessage()));
            }
            throw failure;
        }
    }

    private static Verdict confirmed(Verdict verdict) throws MarketFailure {
        if (verdict instanceof AwaitsConfirmation) {
            throw TossFailures.notShownYet("it was confirmed, and the record says that it was not");
        }
        return verdict;
    }

    /** One for each purchase and payment: under one key, another payment would be answered with the first one's. */
    private static String key(PaymentOrder asked, String paymentKey) {
        return "confirm/" + asked.purchaseId() + "/" + paymentKey;
    }
}
