package io.coinslot.marketgateway.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentConfirmParams;
import io.coinslot.marketgateway.charge.CardCredential;
import io.coinslot.marketgateway.market.ChargesTokens;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.Map;

/**
 * Confirms PaymentIntents off-session with network tokens. A cryptogram makes each try another request, so a try has a
 * key of its own; that the money is taken once is the intent's doing, which succeeds once and for all.
 */
final class StripeCharges extends StripeCapability implements ChargesTokens {
    /** Nobody is there to prove themselves. */
    private static final String AUTHENTICATION_REQUIRED = "AUTHENTICATION_REQUIRED";

    StripeCharges(StripeAccounts accounts) {
        super(accounts);
    }

    @Override
    public Standing standing(MarketLink link, PaymentOrder order, String marketReference) throws MarketFailure {
        PaymentIntent intent = account(link).payment(marketReference);
        return switch (String.valueOf(intent.getStatus())) {
            case "succeeded", "processing" -> new Taken(StripeIntents.receipt(marketReference));
            case "canceled" -> new Declined("CANCELED", "The PaymentIntent is canceled");
            case "requires_action" -> challenged();
            case "requires_payment_method" ->
                StripeReceipts.unpaid(intent) instanceof VerifiesReceipts.Declined(String code, String reason)
                        ? new Declined(code, reason)
                        : new Open();
            default -> new Open();
        };
    }

    private static Declined challenged() {
        return new Declined(AUTHENTICATION_REQUIRED, "The card's bank wants the player to prove themselves");
    }

    @Override
    public Receipt charge(MarketLink link, PaymentOrder order, String marketReference, CardCredential credential)
            throws MarketFailure {
        PaymentIntent intent = account(link)
                .confirm(marketReference, params(credential), order.purchaseId() + "/charge/" + credential.id());
        if ("requires_action".equals(intent.getStatus())) {
            Declined declined = challenged();
            throw MarketFailure.declined(declined.code(), declined.reason());
        }
        return StripeIntents.receipt(marketReference);
    }

    /** The library has no names for network tokens; these are the parameters that Stripe takes for them. */
    private static PaymentIntentConfirmParams params(CardCredential credential) {
        Map<String, Object> token = Map.of(
                "number",
                credential.number(),
                "exp_month",
                credential.expiryMonth(),
                "exp_year",
                credential.expiryYear());
        Map<String, Object> card = Map.of(
                "exp_month",
                credential.expiryMonth(),
                "exp_year",
                credential.expiryYear(),
                "last4",
                credential.accountPanSuffix(),
                "network_token",
                token);
        Map<String, Object> proof = Map.of(
                "cryptogram",
                credential.cryptogram(),
                "electronic_commerce_indicator",
                credential.electronicCommerceIndicator());
        return PaymentIntentConfirmParams.builder()
                .setOffSession(true)
                .putExtraParam("payment_method_data", Map.of("type", "card", "card", card))
                .putExtraParam("payment_method_options", Map.of("card", Map.of("network_token", proof)))
                .build();
    }
}
