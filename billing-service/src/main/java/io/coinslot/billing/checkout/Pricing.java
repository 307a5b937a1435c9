package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Item;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Finds what a draft costs, or why it can not be sold. */
final class Pricing {
    private static final BigDecimal HIGHEST_TOTAL_MINOR = BigDecimal.valueOf(1_000_000_000_000_000L);

    private final Catalog catalog;

    Pricing(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The offer, or the refusal. */
    sealed interface Quote {}

    record Offer(Item item, Money total, SellingService seller) implements Quote {}

    record Refusal(Problem problem) implements Quote {}

    Quote quote(Checkout.Posting posting, Instant now, Patience patience) {
        ServiceId serviceId = posting.client().serviceId();
        String at = posting.pointer();
        Quote quote = quoteAsKnown(serviceId, posting.draft(), now, at);
        if (quote instanceof Refusal) {
            // What is missing may have been published a moment ago.
            patience.waitFor(catalog);
            quote = quoteAsKnown(serviceId, posting.draft(), now, at);
        }
        if (quote instanceof Offer(Item item, Money total, SellingService seller)
                && !posting.client().amountLimits().allow(total)) {
            return refusal(BillingProblem.AMOUNT_LIMIT_EXCEEDED, at + "/quantity", "this client may not post " + total);
        }
        return quote;
    }

    private Quote quoteAsKnown(ServiceId serviceId, PurchaseDraft draft, Instant now, String at) {
        SellingService seller = catalog.service(serviceId);
        if (seller == null || !seller.markets().contains(draft.market())) {
            return refusal(
                    BillingProblem.MARKET_NOT_LINKED,
                    at + "/market",
                    serviceId + " does not sell through " + draft.market().slug());
        }
        Product product = catalog.product(serviceId, draft.productId());
        if (product == null) {
            return refusal(
                    BillingProblem.UNKNOWN_PRODUCT,
                    at + "/productId",
                    serviceId + " has no product " + draft.productId());
        }
        if (!product.isOnSale(now)) {
            return refusal(
                    BillingProblem.NOT_ON_SALE, at + "/productId", draft.productId() + " is not on sale at " + now);
        }
        return atMarket(seller, product, draft, at);
    }

    private static Quote atMarket(SellingService seller, Product product, PurchaseDraft draft, String at) {
        String marketProductId = product.marketProductIds().get(draft.market());
        if (marketProductId == null && draft.market().sellsOwnProducts()) {
            return refusal(
                    BillingProblem.NOT_SOLD_THERE,
                    at + "/market",
                    draft.productId() + " has no product id at "
                            + draft.market().slug());
        }
        if (draft.quantity() > draft.market().mostPieces()) {
            return refusal(
                    BillingProblem.NOT_SOLD_THERE,
                    at + "/quantity",
                    draft.market().slug() + " sells at most " + draft.market().mostPieces() + " at a time");
        }
        return priced(seller, product, marketProductId, draft, at);
    }

    private static Quote priced(
            SellingService seller, Product product, @Nullable String marketProductId, PurchaseDraft draft, String at) {
        List<Price> prices = product.pricesFor(draft.market(), draft.region(), draft.currency());
        if (prices.isEmpty()) {
            boolean currencyIsWrong = draft.currency() != null
                    && !product.pricesFor(draft.market(), draft.region(), null).isEmpty();
            return currencyIsWrong
                    ? refusal(
                            BillingProblem.NO_PRICE,
                            at + "/currency",
                            draft.productId() + " has no price in " + draft.currency() + " here")
                    : refusal(BillingProblem.NO_PRICE, at + "/region", draft.productId() + " has no price here");
        }
        // Among prices that fit equally well the one the game listed first is its default.
        Money unit = prices.getFirst().amount();
        if (unit.getAmountMinor().multiply(BigDecimal.valueOf(draft.quantity())).compareTo(HIGHEST_TOTAL_MINOR) > 0) {
            return refusal(BillingProblem.NO_PRICE, at + "/quantity", "the total is out of range");
        }
        Item item = new Item(product.productId(), product.type(), draft.quantity(), marketProductId);
        return new Offer(item, unit.multipliedBy(draft.quantity()), seller);
    }

    private static Refusal refusal(ProblemType type, String pointer, String detail) {
        return new Refusal(Problem.atField(type, pointer, detail));
    }
}
