package io.coinslot.billing.purchase;

import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.catalog.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the purchase is paid at its market. Made once, when the purchase is requested.
 *
 * @param platform what the player plays on, if the caller said
 * @param passedOver markets that ranked before the one taken and could not be, in their order
 */
public record MarketChoice(Reason reason, @Nullable Platform platform, List<PassedOver> passedOver) {
    public static final MarketChoice NAMED = named(null);

    public MarketChoice {
        passedOver = List.copyOf(passedOver);
    }

    /** The caller chose. */
    public static MarketChoice named(@Nullable Platform platform) {
        return new MarketChoice(Reason.NAMED_BY_CALLER, platform, List.of());
    }

    /** Why a market was taken. */
    public enum Reason {
        /** The request names it. */
        NAMED_BY_CALLER,
        /** It is the only one that sells the product to such a player. */
        ONLY_CANDIDATE,
        /** The player paid there before. */
        PAST_CHOICE,
        /** The service prefers it. */
        SERVICE_PREFERENCE,
        /** The service has no preference, and it comes first in the usual order. */
        USUAL_ORDER
    }

    /** A market that would have come first. */
    public record PassedOver(Market market, Obstacle obstacle) {}

    /** Why a market could not be taken. */
    public enum Obstacle {
        /** It has no product id there, or not so many pieces are sold at a time. */
        NOT_SOLD_THERE,
        /** The product has no price for such a player there. */
        NO_PRICE,
        /** The market does not answer at the moment. */
        NOT_ANSWERING
    }
}
