package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.checkout.Pricing.Offer;
import io.coinslot.billing.checkout.Pricing.Quote;
import io.coinslot.billing.checkout.Pricing.Refusal;
import io.coinslot.billing.purchase.MarketChoice;
import io.coinslot.billing.purchase.MarketChoice.Obstacle;
import io.coinslot.billing.purchase.MarketChoice.PassedOver;
import io.coinslot.billing.purchase.MarketChoice.Reason;
import io.coinslot.billing.selection.MarketAvailability;
import io.coinslot.billing.selection.PastChoices;
import io.coinslot.billing.selection.Ranking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes a market for a purchase that names none: of those that sell the product to such a player and answer, the one
 * where the player paid last, or else the first in the order that the service prefers.
 */
final class MarketSelection {
    private final MarketAvailability availability;
    private final PastChoices pastChoices;

    MarketSelection(MarketAvailability availability, PastChoices pastChoices) {
        this.availability = availability;
        this.pastChoices = pastChoices;
    }

    /**
     * The offer of the market that is taken, or why none can be.
     *
     * @param quoteAt what a market of the ranking would sell the product for, or why it would not
     */
    Quote choose(
            Checkout.Posting posting,
            SellingService seller,
            Ranking ranking,
            Function<Market, Quote> quoteAt,
            Instant now) {
        Map<Market, Quote> quotes = new LinkedHashMap<>();
        ranking.markets().forEach(market -> quotes.put(market, quoteAt.apply(market)));
        Map<Market, Instant> silent = notAnswering(seller.serviceId(), ranking.markets(), now);
        List<Market> selling = ranking.markets().stream()
                .filter(market -> quotes.get(market) instanceof Offer)
                .toList();
        Market past = selling.size() > 1 ? pastChoice(seller.serviceId(), posting.draft(), selling) : null;
        List<PassedOver> passedOver = new ArrayList<>();
        for (Market market : inOrder(ranking, past)) {
            if (quotes.get(market) instanceof Refusal refusal) {
                addObstacle(passedOver, market, refusal);
            } else if (silent.containsKey(market)) {
                passedOver.add(new PassedOver(market, Obstacle.NOT_ANSWERING));
            } else if (quotes.get(market) instanceof Offer offer) {
                Reason reason = reason(market, past, selling.size(), ranking);
                return offer.chosen(new MarketChoice(reason, posting.draft().platform(), passedOver));
            }
        }
        return new Refusal(SelectionRefusals.of(posting, seller, quotes, silent, now));
    }

    /** The markets that are to be passed over, and until when. */
    private Map<Market, Instant> notAnswering(ServiceId serviceId, List<Market> markets, Instant now) {
        Map<Market, Instant> silent = new EnumMap<>(Market.class);
        for (Market market : markets) {
            Instant until = availability.passOverUntil(serviceId, market);
            if (until != null && until.isAfter(now)) {
                silent.put(market, until);
            }
        }
        return silent;
    }

    private @Nullable Market pastChoice(ServiceId serviceId, PurchaseDraft draft, List<Market> selling) {
        return pastChoices.newestFirst(serviceId, draft.userId()).stream()
                .filter(selling::contains)
                .findFirst()
                .orElse(null);
    }

    private static List<Market> inOrder(Ranking ranking, @Nullable Market past) {
        List<Market> order = new ArrayList<>(ranking.markets());
        if (past != null) {
            order.remove(past);
            order.addFirst(past);
        }
        return order;
    }

    /** Where the service does not sell at all, nothing was passed over. */
    private static void addObstacle(List<PassedOver> passedOver, Market market, Refusal refusal) {
        if (refusal.problem().type() == BillingProblem.NO_PRICE) {
            passedOver.add(new PassedOver(market, Obstacle.NO_PRICE));
        } else if (refusal.problem().type() != BillingProblem.MARKET_NOT_LINKED) {
            passedOver.add(new PassedOver(market, Obstacle.NOT_SOLD_THERE));
        }
    }

    private static Reason reason(Market market, @Nullable Market past, int selling, Ranking ranking) {
        if (selling == 1) {
            return Reason.ONLY_CANDIDATE;
        }
        if (market == past) {
            return Reason.PAST_CHOICE;
        }
        return ranking.ofService() ? Reason.SERVICE_PREFERENCE : Reason.USUAL_ORDER;
    }
}
