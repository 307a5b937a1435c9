package io.coinslot.marketgateway.notification;

import io.coinslot.marketgateway.market.Hint;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what anybody can cause where a market does not sign its notifications. Only a payment that we know is worth
 * storing a message and reading the market's record, some times a minute; of the rest a few an hour are kept for an
 * operator. What is too much is answered so that the market sends it again.
 */
public final class UnsignedGate {
    private static final int LARGEST_BYTES = 32_768;
    private static final int OF_A_PAYMENT = 20;
    private static final Duration OF_A_PAYMENT_EVERY = Duration.ofMinutes(1);
    private static final int NOT_UNDERSTOOD = 10;
    private static final Duration NOT_UNDERSTOOD_EVERY = Duration.ofHours(1);
    private static final int MOST_WINDOWS = 10_000;

    private final Function<String, @Nullable Payment> payments;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_WINDOWS;
        }
    };

    /** @param payments a purchase's payment, or null if there is none */
    public UnsignedGate(Function<String, @Nullable Payment> payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /** What is to be done with a message. */
    public enum Admission {
        /** It is stored and applied. */
        TAKEN,
        /** There is nothing it could be about: it is answered like any other and forgotten. */
        FORGOTTEN,
        TOO_MANY,
        TOO_LARGE
    }

    private record Window(long startMillis, int count) {}

    /** Decides about a message that the hint was read from. */
    public Admission admit(MarketLink link, Hint hint, int bytes) {
        if (bytes > LARGEST_BYTES) {
            return Admission.TOO_LARGE;
        }
        return switch (hint) {
            case Hint.Nothing nothing -> Admission.FORGOTTEN;
            case Hint.NotUnderstood unclear ->
                limited(link.market() + "/" + link.serviceId(), NOT_UNDERSTOOD, NOT_UNDERSTOOD_EVERY);
            case Hint.PaymentChanged changed ->
                isKnown(link, changed.purchaseId())
                        ? limited(String.valueOf(changed.purchaseId()), OF_A_PAYMENT, OF_A_PAYMENT_EVERY)
                        : Admission.FORGOTTEN;
        };
    }

    /** A payment of the service at the market that money may have moved for. */
    private boolean isKnown(MarketLink link, @Nullable String purchaseId) {
        Payment payment = purchaseId == null ? null : payments.apply(purchaseId);
        return payment != null
                && payment.order().market().equals(link.market())
                && payment.order().serviceId().equals(link.serviceId())
                && payment.status() != PaymentStatus.NOT_PREPARED;
    }

    private synchronized Admission limited(String key, int most, Duration every) {
        long now = clock.millis();
        Window known = windows.get(key);
        boolean over = known == null || now - known.startMillis() >= every.toMillis();
        Window next = known == null || over ? new Window(now, 1) : new Window(known.startMillis(), known.count() + 1);
        windows.put(key, next);
        return next.count() > most ? Admission.TOO_MANY : Admission.TAKEN;
    }
}
