package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.MarketId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The links of all services, as the catalog last told them. */
public interface MarketLinks {
    /**
     * The link, or null if the service has none; then all that was told so far has been taken into account.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException if that cannot be done now: to take a link for missing would
     *     decline payments and turn notifications away for good
     */
    @Nullable
    MarketLink find(String serviceId, MarketId market);

    /**
     * Every link to the market. The newest may be missing for a moment.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException if it cannot be told yet which there are
     */
    List<MarketLink> to(MarketId market);
}
