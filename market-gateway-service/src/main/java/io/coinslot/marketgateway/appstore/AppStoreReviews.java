package io.coinslot.marketgateway.appstore;

import com.apple.itunes.storekit.model.ConsumptionRequest;
import com.apple.itunes.storekit.model.DeliveryStatus;
import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Payment;

/**
 * Sends consumption information. Apple takes it only with the customer's consent, which the service has to have asked
 * for and to say so in its link; what the goods were used for is the service's to know, so no preference is told.
 */
final class AppStoreReviews extends AppStoreCapability implements AnswersRefundReviews {
    private static final String CONSENT = "customersConsent";

    AppStoreReviews(AppStoreDesks desks) {
        super(desks);
    }

    @Override
    public boolean answer(MarketLink link, Payment payment) throws MarketFailure {
        if (!"true".equals(link.setting(CONSENT)) || !payment.isPaid()) {
            return false;
        }
        DeliveryStatus delivery =
                payment.deliveredAt() == null ? DeliveryStatus.UNDELIVERED_OTHER : DeliveryStatus.DELIVERED;
        desk(link).sendConsumption(payment.paid().transactionId(), new ConsumptionRequest(true, delivery, false));
        return true;
    }
}
