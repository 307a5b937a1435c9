package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.ReviewRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a market, before it decides on giving money back, what became of the goods. */
public interface AnswersRefundReviews extends OfMarket {
    /** The setting of a link that says, by {@code true}, that the service has its customers' consent to that. */
    String CONSENT = "customersConsent";

    /** How long the market waits for an answer. */
    Duration within();

    /**
     * Answers from what is known of the delivery and of the use of the goods; answering again repeats the answer without
     * harm.
     *
     * @return what was told, in a few words; null if the service has not allowed that, so that an operator has to decide
     */
    @Nullable
    String answer(MarketLink link, Payment payment, ReviewRequest request) throws MarketFailure;
}
