package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.market.TracesPurchases.Binding;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.OpenPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentOrder;
import org.jspecify.annotations.Nullable;

/** Finds the purchase that a hint is about. */
public final class PurchaseFinder {
    private final Markets markets;
    private final Claims claims;
    private final OpenPayments openPayments;

    public PurchaseFinder(Markets markets, Claims claims, OpenPayments openPayments) {
        this.markets = markets;
        this.claims = claims;
        this.openPayments = openPayments;
    }

    /** By what the message names, or by the claim that a verified receipt has left. Cheap. */
    @Nullable
    String byName(MarketLink link, Hint.PaymentChanged hint) throws MarketFailure {
        if (hint.purchaseId() != null) {
            return hint.purchaseId();
        }
        VerifiesReceipts receipts = markets.find(VerifiesReceipts.class, link.market());
        return receipts == null
                ? null
                : claims.holderOf(ClaimKey.ofReceipt(link.market(), receipts.application(link), hint.receipt()));
    }

    /** By the binding in the market's own record. Asks the market. */
    @Nullable
    String byBinding(MarketLink link, Hint.PaymentChanged hint) throws MarketFailure {
        TracesPurchases tracing = markets.find(TracesPurchases.class, link.market());
        if (tracing == null) {
            return null;
        }
        Binding binding = tracing.trace(link, hint.receipt());
        if (binding.orderReference() != null) {
            return binding.orderReference();
        }
        return binding.obfuscatedAccountId() == null ? null : newestMatch(link, binding.obfuscatedAccountId(), binding);
    }

    /**
     * The same buyer may have begun the same purchase more than once; which of them is paid makes no difference to
     * anybody, and the newest is the likeliest to be the one the store was opened for.
     */
    private @Nullable String newestMatch(MarketLink link, String obfuscatedAccountId, Binding binding) {
        return openPayments.ofBuyer(link.serviceId(), link.market(), obfuscatedAccountId).stream()
                .map(Payment::order)
                .filter(order -> order.productAtMarket().equals(binding.marketProductId())
                        && order.quantity() == binding.quantity())
                .map(PaymentOrder::purchaseId)
                .findFirst()
                .orElse(null);
    }
}
