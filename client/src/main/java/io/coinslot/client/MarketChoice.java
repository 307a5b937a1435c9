package io.coinslot.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a purchase is paid at its market.
 *
 * @param reason NAMED_BY_CALLER, ONLY_CANDIDATE, PAST_CHOICE, SERVICE_PREFERENCE or USUAL_ORDER; more may follow
 * @param passedOver markets that would have come first, in their order
 */
public record MarketChoice(String reason, @Nullable Platform platform, List<PassedOver> passedOver) {
    public MarketChoice {
        passedOver = List.copyOf(passedOver);
    }

    /** @param reason NOT_SOLD_THERE, NO_PRICE or NOT_ANSWERING; more may follow */
    public record PassedOver(Market market, String reason) {}
}
