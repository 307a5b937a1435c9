package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.journey.SimulatedMarkets;
import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.FinishesPayments;
import io.coinslot.marketgateway.market.FollowsVoids;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.market.RecallsNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.market.TracesPurchases;
import io.coinslot.marketgateway.market.VerifiesReceipts;
import io.coinslot.marketgateway.payment.MarketId;
import java.util.List;
import java.util.Set;

final class GooglePlayUnderTest extends StoreUnderTest {
    GooglePlayUnderTest(SimulatedMarkets markets) {
        super(markets);
    }

    @Override
    public MarketId id() {
        return Orders.GOOGLE_PLAY;
    }

    @Override
    public Set<Class<? extends OfMarket>> capabilities() {
        return Set.of(
                VerifiesReceipts.class,
                LooksUpPayments.class,
                FollowsVoids.class,
                FinishesPayments.class,
                RefundsPayments.class,
                ReceivesNotifications.class,
                TracesPurchases.class,
                RecallsNotifications.class,
                AnswersRefundReviews.class);
    }

    @Override
    public String path(Call call) {
        return switch (call) {
            case VERIFY -> "productsv2";
            case FINISH -> "consume";
            case REFUND -> "refund";
            case CONFIRM -> throw new IllegalArgumentException("nothing is confirmed here");
        };
    }

    @Override
    public List<String> wrongProofs() {
        return List.of("NONE", "WRONG_KEY", "EXPIRED", "WRONG_AUDIENCE", "WRONG_EMAIL");
    }
}
