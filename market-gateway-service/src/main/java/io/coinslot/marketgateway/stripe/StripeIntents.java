package io.coinslot.marketgateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import io.coinslot.marketgateway.market.CancelsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates and takes back PaymentIntents. The purchase id is the idempotency key and in the metadata. */
final class StripeIntents extends StripeCapability implements PreparesPayments, CancelsPayments {
    static final String PURCHASE_ID = "purchase_id";
    private static final Set<String> PAID_OR_BEING_PAID = Set.of("succeeded", "processing");

    StripeIntents(StripeAccounts accounts) {
        super(accounts);
    }

    @Override
    public Preparation prepare(MarketLink link, PaymentOrder order, int attempt) throws MarketFailure {
        PaymentIntent intent = create(account(link), order, attempt);
        // A token is charged by us: nobody else is to pay.
        String clientSecret = order.paymentToken() == null ? intent.getClientSecret() : null;
        return new Preparation(intent.getId(), clientSecret, null);
    }

    /**
     * Stripe repeats its first answer to a key for a day, server errors too, so a key that met one is spent. An intent
     * that nobody holds the secret of, and that is not recorded, is not paid, so a second one under a fresh key does no
     * harm.
     */
    private static PaymentIntent create(StripeAccount account, PaymentOrder order, int attempt) throws MarketFailure {
        try {
            return account.create(params(order), order.purchaseId());
        } catch (MarketFailure failure) {
            if (attempt == 1 || !failure.code().startsWith("HTTP_5")) {
                throw failure;
            }
            return account.create(params(order), order.purchaseId() + "/" + attempt);
        }
    }

    private static PaymentIntentCreateParams params(PaymentOrder order) throws MarketFailure {
        PaymentIntentCreateParams.Builder params = PaymentIntentCreateParams.builder()
                .setAmount(StripeMoney.toStripe(order.total()))
                .setCurrency(StripeMoney.currency(order.total()))
                .putMetadata(PURCHASE_ID, order.purchaseId())
                .putMetadata("product_id", order.productId());
        if (order.paymentToken() == null) {
            return params.setAutomaticPaymentMethods(
                            AutomaticPaymentMethods.builder().setEnabled(true).build())
                    .build();
        }
        return params.addPaymentMethodType("card").build();
    }

    @Override
    public @Nullable Receipt cancel(MarketLink link, String paymentIntentId) throws MarketFailure {
        StripeAccount account = account(link);
        try {
            account.cancel(paymentIntentId);
            return null;
        } catch (MarketFailure failure) {
            if (failure.kind() != MarketFailure.Kind.DECLINED || failure.isOurs()) {
                throw failure;
            }
            // Only what is paid, being paid or cancelled already cannot be cancelled: the record tells which.
            String status = account.payment(paymentIntentId).getStatus();
            if ("canceled".equals(status)) {
                return null;
            }
            if (PAID_OR_BEING_PAID.contains(status)) {
                return receipt(paymentIntentId);
            }
            throw failure;
        }
    }

    static Receipt receipt(String paymentIntentId) {
        return new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, paymentIntentId);
    }
}
