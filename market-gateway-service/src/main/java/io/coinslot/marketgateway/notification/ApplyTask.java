package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.market.AnswersRefundReviews;
import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.Told;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.ParkingDecisions;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.ReviewRequest;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.task.TaskHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the payment that a notification is about and has the market's own record read again. */
public final class ApplyTask implements TaskHandler<RawNotification, NoEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyTask.class);
    private static final String NO_PURCHASE = "no purchase of ours";
    /** So many take some forty minutes. */
    private static final int ATTEMPTS_TO_FIND = 12;
    /** How long what may have been paid waits for its purchase: the broker may be away while players go on buying. */
    private static final Duration WAITING_FOR_ITS_PURCHASE = Duration.ofDays(2);

    private final Markets markets;
    private final MarketLinks links;
    private final Aggregates<Payment, PaymentEvent> payments;
    private final PurchaseFinder purchases;
    private final Clock clock;

    public ApplyTask(
            Markets markets,
            MarketLinks links,
            Aggregates<Payment, PaymentEvent> payments,
            PurchaseFinder purchases,
            Clock clock) {
        this.markets = markets;
        this.links = links;
        this.payments = payments;
        this.purchases = purchases;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return NotificationInbox.APPLY;
    }

    /** Not the market's own target: most notifications are applied without a call, and must not pass for its health. */
    @Override
    public String target(RawNotification notification, Task task) {
        return "notifications:" + notification.market() + ":" + notification.serviceId();
    }

    @Override
    public int maxAttempts() {
        return 120;
    }

    @Override
    public Duration backoff(int attempt) {
        return Duration.ofMillis(Math.min(3_600_000L, 1_000L << Math.min(attempt, 12)));
    }

    @Override
    public boolean countsAgainstTarget(Exception failure) {
        return failure instanceof MarketFailure market && market.isIllness();
    }

    @Override
    public Outcome<RawNotification, NoEvent> run(String id, RawNotification notification, Task task)
            throws MarketFailure {
        ReceivesNotifications market = markets.find(ReceivesNotifications.class, notification.market());
        MarketLink link = links.find(notification.serviceId(), notification.market());
        if (market == null || link == null) {
            return parked(notification, task, "the service is not linked to the market any more");
        }
        return switch (market.read(link, notification.bytes())) {
            case Hint.Nothing(String reason) -> ended(RawNotification.Status.IGNORED, reason);
            case Hint.NotUnderstood(String reason) -> parked(notification, task, reason);
            case Hint.PaymentChanged hint -> apply(link, hint, notification, task);
        };
    }

    private Outcome<RawNotification, NoEvent> apply(
            MarketLink link, Hint.PaymentChanged hint, RawNotification notification, Task task) throws MarketFailure {
        String purchaseId = purchases.byName(link, hint);
        if (purchaseId == null && hint.about() == Hint.About.PAYING) {
            purchaseId = byBinding(link, hint);
        }
        if (purchaseId == null || !hint(link, purchaseId, hint, notification.receivedAt())) {
            return notFound(hint, notification, task);
        }
        return ended(RawNotification.Status.APPLIED, purchaseId);
    }

    /**
     * A refund may overtake the capture it takes back; the claim that leads to it may be a moment away. What was paid may
     * be told hours before we hear of its purchase, and perhaps nobody else tells of it.
     */
    private Outcome<RawNotification, NoEvent> notFound(
            Hint.PaymentChanged hint, RawNotification notification, Task task) {
        boolean mayBePaid = hint.about() == Hint.About.PAYING;
        if (task.attempt() < ATTEMPTS_TO_FIND
                || (mayBePaid
                        && clock.instant().isBefore(notification.receivedAt().plus(WAITING_FOR_ITS_PURCHASE)))) {
            return new TryAgain<>(null, null, null);
        }
        if (notification.parking() != null) {
            // An operator has had it tried again, and is to see that nothing came of it.
            return parked(notification, task, NO_PURCHASE);
        }
        LOG.warn("Notification {} of {} is ignored: {}", notification.id(), hint.about(), NO_PURCHASE);
        return ended(RawNotification.Status.IGNORED, NO_PURCHASE);
    }

    private @Nullable String byBinding(MarketLink link, Hint.PaymentChanged hint) throws MarketFailure {
        try {
            return purchases.byBinding(link, hint);
        } catch (MarketFailure failure) {
            if (failure.kind() == MarketFailure.Kind.DECLINED && !failure.isOurs()) {
                return null; // The market does not know it (any more).
            }
            throw failure;
        }
    }

    /** @return false if there is no such payment of the link's application */
    private boolean hint(MarketLink link, String purchaseId, Hint.PaymentChanged hint, Instant receivedAt) {
        return payments.handleAndWait(
                        purchaseId,
                        payment -> payment == null || !purchases.isOf(link, payment.order())
                                ? Decision.unchanged(false)
                                : hinted(payment, hint, receivedAt))
                .result();
    }

    private Decision<Payment, PaymentEvent, Boolean> hinted(
            Payment payment, Hint.PaymentChanged hint, Instant receivedAt) {
        return switch (hint.about()) {
            case PAYING -> MarketAnswers.paidPerhaps(payment, hint.receipt(), true);
            case MONEY_BACK -> MarketAnswers.hinted(payment, hint.receipt(), hint.takenBack(), true);
            case REVIEW -> reviewed(payment, hint.review(), receivedAt);
        };
    }

    private Decision<Payment, PaymentEvent, Boolean> reviewed(
            Payment payment, Hint.@Nullable Review review, Instant receivedAt) {
        AnswersRefundReviews desk =
                markets.find(AnswersRefundReviews.class, payment.order().market());
        if (desk == null || review == null) {
            return ParkingDecisions.kept(MarketAnswers.reviewAsked(payment, true), null, receivedAt, false);
        }
        Instant askedAt = review.askedAt() == null ? receivedAt : review.askedAt();
        return MarketAnswers.reviewAnswerable(
                payment, new ReviewRequest(review.token(), askedAt.plus(desk.within())), true);
    }

    @Override
    public Function<RawNotification, Decision<RawNotification, NoEvent, Void>> abandoned(
            String id, Task task, @Nullable Exception lastFailure) {
        LOG.error("Notification {} is parked after {} attempts: {}", id, task.attempt(), String.valueOf(lastFailure));
        return notification -> park(notification, task, "given up: " + Told.of(lastFailure));
    }

    private Outcome<RawNotification, NoEvent> parked(RawNotification notification, Task task, String reason) {
        LOG.warn("Notification {} is parked: {}", notification.id(), Told.of(reason));
        return new Done<>(current -> park(current, task, Told.of(reason)));
    }

    private Decision<RawNotification, NoEvent, Void> park(RawNotification notification, Task task, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return become(notification.parked(reason, now, task.attempt(), kindOf(notification)));
    }

    private @Nullable String kindOf(RawNotification notification) {
        ReceivesNotifications market = markets.find(ReceivesNotifications.class, notification.market());
        String kind = market == null ? null : market.kindOf(notification.bytes());
        return kind == null || kind.isBlank() ? null : Told.of(kind);
    }

    private static Outcome<RawNotification, NoEvent> ended(RawNotification.Status status, String note) {
        return new Done<>(notification -> become(notification.ended(status, note)));
    }

    @SuppressWarnings("NullAway") // Void's only value.
    private static Decision<RawNotification, NoEvent, Void> become(RawNotification next) {
        return Decision.accepted(next, List.of(), null);
    }
}
