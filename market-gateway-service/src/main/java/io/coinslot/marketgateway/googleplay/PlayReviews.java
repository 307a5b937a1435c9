package io.coinslot.marketgateway.googleplay;

import com.google.api.services.androidpublisher.model.ConsumptionUsageEvent;
import com.google.api.services.androidpublisher.model.OrdersReviewRefundRequest;
import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.ReviewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers pending refund reviews: {@code orders.reviewrefund} of the Android Publisher API. Google wants a preference, and
 * ours follows from the records alone: what was used up is not to be refunded, what was never granted is, and about what
 * is granted and unused Google may decide.
 */
final class PlayReviews extends PlayCapability implements AnswersRefundReviews {
    /** Google decides after a day. */
    private static final Duration WITHIN = Duration.ofHours(24);

    /** In thousandths of a per cent. */
    private static final int ALL_OF_IT = 100_000;

    PlayReviews(PlayConsoles consoles) {
        super(consoles);
    }

    @Override
    public Duration within() {
        return WITHIN;
    }

    @Override
    public @Nullable String answer(MarketLink link, Payment payment, ReviewRequest request) throws MarketFailure {
        if (!"true".equals(link.setting(CONSENT)) || !payment.isPaid() || request.token() == null) {
            return null;
        }
        String preference = preference(payment);
        OrdersReviewRefundRequest answer = new OrdersReviewRefundRequest()
                .setPendingRefundToken(request.token())
                .setRefundPreference(preference)
                .setSampleContentProvided(false);
        List<ConsumptionUsageEvent> events = usage(payment);
        if (!events.isEmpty()) {
            answer.setConsumptionUsageEvents(events);
        }
        if (isConsumed(payment)) {
            answer.setConsumptionPercentageMilliunits(ALL_OF_IT);
        }
        console(link).review(payment.paid().transactionId(), answer);
        return preference + ", " + events.size() + " events";
    }

    private static String preference(Payment payment) {
        if (isConsumed(payment)) {
            return "DECLINE";
        }
        return payment.deliveredAt() == null ? "APPROVE" : "NEUTRAL";
    }

    private static boolean isConsumed(Payment payment) {
        return !payment.knownEvidence().consumptions().isEmpty();
    }

    private static List<ConsumptionUsageEvent> usage(Payment payment) {
        List<ConsumptionUsageEvent> events = new ArrayList<>();
        if (payment.deliveredAt() != null) {
            events.add(event(payment.order(), payment.deliveredAt(), "Granted in the game"));
        }
        payment.knownEvidence()
                .consumptions()
                .forEach(at -> events.add(event(payment.order(), at, "Used by the player")));
        return events;
    }

    private static ConsumptionUsageEvent event(PaymentOrder order, Instant at, String what) {
        return new ConsumptionUsageEvent()
                .setConsumptionTime(at.toString())
                .setConsumptionItemDescription(what + ": " + order.quantity() + " x " + order.productAtMarket())
                .setObfuscatedAccountId(order.obfuscatedAccountId());
    }
}
