package io.coinslot.billing.purchase;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the market has told about the payment.
 *
 * @param lastSequence the newest of the market's events that was applied; they are applied without gaps
 * @param excess further payments for a purchase that was paid already: they go back
 * @param finishedBy how the market was told of the delivery, once it was
 * @param parked what waits for an operator at the market's side
 * @param returned transactions of the excess that went back; null in documents of an older version
 */
public record Payment(
        long lastSequence,
        @Nullable Preparation preparation,
        @Nullable Capture capture,
        List<Capture> excess,
        @Nullable String finishedBy,
        @Nullable String parked,
        @Nullable List<String> returned) {
    /** How the report begins that the market could not be told of the delivery. */
    private static final String UNFINISHED = "FINISH:";

    static final Payment NONE = new Payment(0, null, null, List.of(), null, null, null);

    public Payment {
        excess = List.copyOf(excess);
        returned = returned == null ? List.of() : List.copyOf(returned);
    }

    /** Whether this very transaction was counted already. */
    public boolean knows(Capture other) {
        return (capture != null && capture.isSameTransaction(other))
                || excess.stream().anyMatch(other::isSameTransaction);
    }

    public Payment through(long sequence) {
        return new Payment(sequence, preparation, capture, excess, finishedBy, parked, returned);
    }

    public Payment prepared(Preparation ready) {
        return new Payment(lastSequence, ready, capture, excess, finishedBy, parked, returned);
    }

    public Payment captured(Capture money) {
        return new Payment(lastSequence, preparation, money, excess, finishedBy, null, returned);
    }

    public Payment capturedAgain(Capture money) {
        List<Capture> more = new ArrayList<>(excess);
        more.add(money);
        return new Payment(lastSequence, preparation, capture, more, finishedBy, parked, returned);
    }

    public Payment finished(String action) {
        String stillParked = parked != null && parked.startsWith(UNFINISHED) ? null : parked;
        return new Payment(lastSequence, preparation, capture, excess, action, stillParked, returned);
    }

    public Payment parkedFor(String reason) {
        return new Payment(lastSequence, preparation, capture, excess, finishedBy, reason, returned);
    }

    /** Whether this further payment has gone back. */
    public boolean isReturned(Capture further) {
        return returned != null && returned.contains(further.transactionId());
    }

    /** What an operator was to see to about it is settled with that. */
    public Payment returnedExcess(String transactionId) {
        List<String> more = new ArrayList<>(keptExcess(transactionId).returnedOrNone());
        more.add(transactionId);
        String stillParked = parked != null && parked.contains(transactionId) ? null : parked;
        return new Payment(lastSequence, preparation, capture, excess, finishedBy, stillParked, more);
    }

    public Payment keptExcess(String transactionId) {
        List<String> others = new ArrayList<>(returnedOrNone());
        others.remove(transactionId);
        return new Payment(lastSequence, preparation, capture, excess, finishedBy, parked, others);
    }

    private List<String> returnedOrNone() {
        return returned == null ? List.of() : returned;
    }
}
