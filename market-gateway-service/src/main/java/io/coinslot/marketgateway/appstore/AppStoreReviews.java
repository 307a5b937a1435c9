package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.ConsumptionRequest;
import com.apple.itunes.storekit.model.DeliveryStatus;
import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.ReviewRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends consumption information. Apple takes it only with the customer's consent, which the service has to have asked
 * for and to say so in its link. Facts are told, and no preference: what it would rather have is the service's to know.
 */
final class AppStoreReviews extends AppStoreCapability implements AnswersRefundReviews {
    /** Apple decides after twelve hours. */
    private static final Duration WITHIN = Duration.ofHours(12);

    /** In thousandths of a per cent. */
    private static final int ALL_OF_IT = 100_000;

    AppStoreReviews(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public Duration within() {
        return WITHIN;
    }

    @Override
    public @Nullable String answer(MarketLink link, Payment payment, ReviewRequest request) throws MarketFailure {
        if (!"true".equals(link.setting(CONSENT)) || !payment.isPaid()) {
            return null;
        }
        DeliveryStatus delivery =
                payment.deliveredAt() == null ? DeliveryStatus.UNDELIVERED_OTHER : DeliveryStatus.DELIVERED;
        ConsumptionRequest information = new ConsumptionRequest(true, delivery, false);
        boolean consumed = !payment.knownEvidence().consumptions().isEmpty();
        if (consumed) {
            information.setConsumptionPercentage(ALL_OF_IT);
        }
        desk(link).sendConsumption(payment.paid().transactionId(), information);
        return delivery + (consumed ? ", consumed" : "");
    }
}
