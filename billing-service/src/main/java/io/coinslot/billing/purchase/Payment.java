package io.coinslot.billing.purchase;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the market has told about the payment.
 *
 * @param lastSequence the newest of the market's events that was applied; they are applied without gaps
 * @param excess further payments for a purchase that was paid already: they go back
 * @param finishedBy how the market was told of the delivery, once it was
 * @param parked what waits for an operator at the market's side
 * @param returned in documents of before amounts were kept: transactions of the excess of which anything went back;
 *     null in older ones
 * @param excessRepaid what went the other way of the excess; null in documents of an older version
 */
public record Payment(
        long lastSequence,
        @Nullable Preparation preparation,
        @Nullable Capture capture,
        List<Capture> excess,
        @Nullable String finishedBy,
        @Nullable String parked,
        @Nullable List<String> returned,
        @Nullable List<ExcessRepayment> excessRepaid) {
    /** How the report begins that the market could not be told of the delivery. */
    private static final String UNFINISHED = "FINISH:";

    /** How the report begins that the market could not be asked whether there is money. */
    private static final List<String> UNANSWERED = List.of("VERIFY:", "CONFIRM:", "CHARGE:");

    /** How the report begins that the market could not be told to give money back. */
    private static final List<String> NOT_GIVEN_BACK = List.of("REFUND:");

    static final Payment NONE = new Payment(0, null, null, List.of(), null, null, null, null);

    public Payment {
        excess = List.copyOf(excess);
        returned = returned == null ? List.of() : List.copyOf(returned);
        excessRepaid = excessRepaid == null ? List.of() : List.copyOf(excessRepaid);
    }

    /** Whether this very transaction was counted already. */
    public boolean knows(Capture other) {
        return (capture != null && capture.isSameTransaction(other))
                || excess.stream().anyMatch(other::isSameTransaction);
    }

    public Payment through(long sequence) {
        return new Payment(sequence, preparation, capture, excess, finishedBy, parked, returned, excessRepaid);
    }

    public Payment prepared(Preparation ready) {
        return new Payment(lastSequence, ready, capture, excess, finishedBy, parked, returned, excessRepaid);
    }

    public Payment captured(Capture money) {
        return new Payment(lastSequence, preparation, money, excess, finishedBy, null, returned, excessRepaid);
    }

    public Payment capturedAgain(Capture money) {
        List<Capture> more = new ArrayList<>(excess);
        more.add(money);
        return new Payment(lastSequence, preparation, capture, more, finishedBy, parked, returned, excessRepaid);
    }

    public Payment finished(String action) {
        String stillParked = parked != null && parked.startsWith(UNFINISHED) ? null : parked;
        return new Payment(lastSequence, preparation, capture, excess, action, stillParked, returned, excessRepaid);
    }

    public Payment parkedFor(@Nullable String reason) {
        return new Payment(lastSequence, preparation, capture, excess, finishedBy, reason, returned, excessRepaid);
    }

    /** The market has answered: what waited for that is settled. */
    public Payment answered() {
        return notParked(UNANSWERED);
    }

    /** The market has told what became of a refund. */
    public Payment answeredOfRefund() {
        return notParked(NOT_GIVEN_BACK);
    }

    private Payment notParked(List<String> reports) {
        boolean settled = parked != null && reports.stream().anyMatch(parked::startsWith);
        return settled ? parkedFor(null) : this;
    }

    /** What went the other way of this further payment. */
    public ExcessRepayment repaidOf(Capture further) {
        return repaidOf(further.transactionId());
    }

    private ExcessRepayment repaidOf(String transactionId) {
        return repaid().stream()
                .filter(repaid -> repaid.transactionId().equals(transactionId))
                .findFirst()
                .orElseGet(() -> new ExcessRepayment(transactionId, Repayment.NONE));
    }

    /** Whether all of this further payment has gone back. */
    public boolean isReturned(Capture further) {
        return saidToBeReturned().contains(further.transactionId())
                || repaidOf(further).isAllOf(further.amount());
    }

    public boolean isReturned(String transactionId) {
        return excess.stream()
                .anyMatch(further -> further.transactionId().equals(transactionId) && isReturned(further));
    }

    /** What an operator was to see to about it is settled once all of it has gone back. */
    public Payment repaidExcess(String transactionId, UnaryOperator<Repayment> change) {
        ExcessRepayment known = repaidOf(transactionId);
        List<ExcessRepayment> others = new ArrayList<>(repaid());
        others.remove(known);
        others.add(new ExcessRepayment(transactionId, change.apply(known.repayment())));
        Payment next = new Payment(lastSequence, preparation, capture, excess, finishedBy, parked, returned, others);
        return parked != null && parked.contains(transactionId) && next.isReturned(transactionId)
                ? next.parkedFor(null)
                : next;
    }

    /** Whatever was said before, it has not gone back, or came again. */
    public Payment keptExcess(String transactionId) {
        List<String> others = new ArrayList<>(saidToBeReturned());
        others.remove(transactionId);
        return new Payment(lastSequence, preparation, capture, excess, finishedBy, parked, others, excessRepaid);
    }

    /** How much of this further payment has gone back and stayed there. */
    public Money returnedOf(Capture further) {
        return saidToBeReturned().contains(further.transactionId())
                ? further.amount()
                : repaidOf(further).refunded(further.amount().getCurrencyUnit());
    }

    /** What banks hold or have taken of this further payment. */
    public Money disputedOf(Capture further) {
        return repaidOf(further).disputed(further.amount().getCurrencyUnit());
    }

    private List<String> saidToBeReturned() {
        return returned == null ? List.of() : returned;
    }

    private List<ExcessRepayment> repaid() {
        return excessRepaid == null ? List.of() : excessRepaid;
    }
}
