package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.claim.ClaimKey;
import io.coinslot.marketgateway.claim.Claims;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.market.TracesPurchases.Binding;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.OpenPayments;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the purchase that a hint is about. */
public final class PurchaseFinder {
    /** A game may put something of its own where our reference belongs: then the buyer tells. */
    private static final String OUR_REFERENCES = "pur_";

    private final Markets markets;
    private final MarketLinks links;
    private final Claims claims;
    private final OpenPayments openPayments;

    public PurchaseFinder(Markets markets, MarketLinks links, Claims claims, OpenPayments openPayments) {
        this.markets = markets;
        this.links = links;
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
                : claims.holderOf(ClaimKey.ofReceipt(link.market(), receipts.applications(link), hint.receipt()));
    }

    /**
     * Whether a purchase can be what the link's market tells of: a message is proven for one application, and what it
     * names is the choice of whoever bought there. Services may share an application.
     */
    boolean isOf(MarketLink link, PaymentOrder order) {
        if (!order.market().equals(link.market())) {
            return false;
        }
        MarketLink own = links.find(order.serviceId(), order.market());
        return order.serviceId().equals(link.serviceId()) || (own != null && isSameApplication(link, own));
    }

    private boolean isSameApplication(MarketLink one, MarketLink other) {
        VerifiesReceipts receipts = markets.find(VerifiesReceipts.class, one.market());
        try {
            return receipts != null && receipts.application(one).equals(receipts.application(other));
        } catch (MarketFailure incomplete) {
            return false;
        }
    }

    /** By the binding in the market's own record. Asks the market. */
    @Nullable
    String byBinding(MarketLink link, Hint.PaymentChanged hint) throws MarketFailure {
        TracesPurchases tracing = markets.find(TracesPurchases.class, link.market());
        if (tracing == null) {
            return null;
        }
        Binding binding = tracing.trace(link, hint.receipt());
        String reference = binding.orderReference();
        if (reference != null && reference.startsWith(OUR_REFERENCES)) {
            return reference;
        }
        return binding.obfuscatedAccountId() == null ? null : newestMatch(link, binding.obfuscatedAccountId(), binding);
    }

    /**
     * The same buyer may have begun the same purchase more than once; which of them is paid makes no difference to
     * anybody, and the newest is the likeliest to be the one the store was opened for. It may be of any service that
     * shares the application, since the message is proven for all of them alike.
     */
    private @Nullable String newestMatch(MarketLink link, String obfuscatedAccountId, Binding binding) {
        return sharing(link)
                .flatMap(serviceId -> openPayments.ofBuyer(serviceId, link.market(), obfuscatedAccountId).stream())
                .map(Payment::order)
                .filter(order -> order.productAtMarket().equals(binding.marketProductId())
                        && order.quantity() == binding.quantity())
                .max(Comparator.comparing(PaymentOrder::requestedAt))
                .map(PaymentOrder::purchaseId)
                .orElse(null);
    }

    private Stream<String> sharing(MarketLink link) {
        Stream<String> others = links.to(link.market()).stream()
                .filter(other -> isSameApplication(link, other))
                .map(MarketLink::serviceId);
        return Stream.concat(Stream.of(link.serviceId()), others).distinct();
    }
}
