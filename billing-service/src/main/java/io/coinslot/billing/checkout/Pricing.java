package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.Price;
import io.coinslot.billing.catalog.Product;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.Item;
import io.coinslot.billing.purchase.MarketChoice;
import io.coinslot.billing.selection.MarketAvailability;
import io.coinslot.billing.selection.PastChoices;
import io.coinslot.billing.selection.Ranking;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Finds where a draft is paid and what it costs, or why it can not be sold. */
public final class Pricing {
    private static final BigDecimal HIGHEST_TOTAL_MINOR = BigDecimal.valueOf(1_000_000_000_000_000L);

    private static final int RETRY_AFTER_SECONDS = 5;

    private final Catalog catalog;
    private final MarketSelection selection;

    public Pricing(Catalog catalog, MarketAvailability availability, PastChoices pastChoices) {
        this.catalog = catalog;
        this.selection = new MarketSelection(availability, pastChoices);
    }

    /** The offer, or the refusal. */
    sealed interface Quote {}

    /** @param choice why the market was taken; null if the caller named it */
    record Offer(Item item, Market market, @Nullable MarketChoice choice, Money total, SellingService seller)
            implements Quote {
        Offer chosen(MarketChoice made) {
            return new Offer(item, market, made, total, seller);
        }
    }

    record Refusal(Problem problem) implements Quote {}

    Quote quote(Checkout.Posting posting, Instant now, Patience patience) {
        Quote quote = quoteAsKnown(posting, now);
        if (quote instanceof Refusal) {
            // What is missing may have been published a moment ago.
            boolean caughtUp = patience.waitFor(catalog);
            quote = quoteAsKnown(posting, now);
            if (quote instanceof Refusal && !caughtUp) {
                return new Refusal(Problem.unavailable(
                        "The catalog's latest changes cannot be read; nothing was done, send the same request again",
                        RETRY_AFTER_SECONDS));
            }
        }
        if (quote instanceof Offer offer && !posting.client().amountLimits().allow(offer.total())) {
            return refusal(
                    BillingProblem.AMOUNT_LIMIT_EXCEEDED,
                    posting.pointer() + "/quantity",
                    "this client may not post " + offer.total());
        }
        return quote;
    }

    private Quote quoteAsKnown(Checkout.Posting posting, Instant now) {
        ServiceId serviceId = posting.client().serviceId();
        PurchaseDraft draft = posting.draft();
        String at = posting.pointer();
        Market named = draft.market();
        SellingService seller = catalog.service(serviceId);
        if (seller == null || (named != null && !seller.markets().contains(named))) {
            return notLinked(serviceId, named, at);
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
        return named == null ? chosen(posting, seller, product, now) : atMarket(seller, product, named, draft, at);
    }

    private Quote chosen(Checkout.Posting posting, SellingService seller, Product product, Instant now) {
        PurchaseDraft draft = posting.draft();
        Ranking ranking = Ranking.of(
                catalog.marketPreferences(seller.serviceId()), draft.platform(), draft.region(), draft.currency());
        return selection.choose(
                posting,
                seller,
                ranking,
                market -> seller.markets().contains(market)
                        ? atMarket(seller, product, market, draft, posting.pointer())
                        : notLinked(seller.serviceId(), market, posting.pointer()),
                now);
    }

    private static Refusal notLinked(ServiceId serviceId, @Nullable Market market, String at) {
        return refusal(
                BillingProblem.MARKET_NOT_LINKED,
                at + "/market",
                serviceId + " does not sell through " + (market == null ? "any market" : market.slug()));
    }

    private static Quote atMarket(
            SellingService seller, Product product, Market market, PurchaseDraft draft, String at) {
        String marketProductId = product.marketProductIds().get(market);
        if (marketProductId == null && market.sellsOwnProducts()) {
            return refusal(
                    BillingProblem.NOT_SOLD_THERE,
                    at + "/market",
                    draft.productId() + " has no product id at " + market.slug());
        }
        if (draft.quantity() > market.mostPieces()) {
            return refusal(
                    BillingProblem.NOT_SOLD_THERE,
                    at + "/quantity",
                    market.slug() + " sells at most " + market.mostPieces() + " at a time");
        }
        return priced(seller, product, market, marketProductId, draft, at);
    }

    private static Quote priced(
            SellingService seller,
            Product product,
            Market market,
            @Nullable String marketProductId,
            PurchaseDraft draft,
            String at) {
        List<Price> prices = product.pricesFor(market, draft.region(), draft.currency());
        if (prices.isEmpty()) {
            boolean currencyIsWrong = draft.currency() != null
                    && !product.pricesFor(market, draft.region(), null).isEmpty();
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
        MarketChoice named = draft.platform() == null ? null : MarketChoice.named(draft.platform());
        return new Offer(item, market, named, unit.multipliedBy(draft.quantity()), seller);
    }

    private static Refusal refusal(ProblemType type, String pointer, String detail) {
        return new Refusal(Problem.atField(type, pointer, detail));
    }
}
