package io.coinslot.billing.purchase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** All money that goes the other way: refunds we asked for, refunds that happened, and disputes. */
public record Repayment(List<Refund> requests, List<MarketRefund> refunds, List<Dispute> disputes) {
    static final Repayment NONE = new Repayment(List.of(), List.of(), List.of());

    public Repayment {
        requests = List.copyOf(requests);
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
    }

    public Optional<Refund> request(String refundId) {
        return requests.stream()
                .filter(refund -> refund.refundId().equals(refundId))
                .findFirst();
    }

    public Optional<MarketRefund> refund(String marketRefundId) {
        return refunds.stream()
                .filter(refund -> refund.marketRefundId().equals(marketRefundId))
                .findFirst();
    }

    public Optional<Dispute> dispute(String disputeId) {
        return disputes.stream()
                .filter(dispute -> dispute.disputeId().equals(disputeId))
                .findFirst();
    }

    /** What went back and stayed there. */
    public Money refunded(CurrencyUnit currency) {
        return sum(refunds.stream().map(MarketRefund::left), currency);
    }

    /** What market, bank or player took back without the service asking for it, open disputes among it. */
    Money takenBack(CurrencyUnit currency) {
        return sum(refunds.stream().filter(MarketRefund::takesBack).map(MarketRefund::left), currency)
                .plus(disputed(currency));
    }

    /** What disputes hold or have taken. */
    Money disputed(CurrencyUnit currency) {
        return sum(disputes.stream().map(Dispute::taken), currency);
    }

    /** What disputes have taken that are over. */
    Money lost(CurrencyUnit currency) {
        return sum(disputes.stream().filter(dispute -> !dispute.isOpen()).map(Dispute::taken), currency);
    }

    /** Whether money moved in another currency: how much of the payment that is nobody can tell. */
    boolean isBeyondReckoning(CurrencyUnit currency) {
        return Stream.concat(
                        refunds.stream().filter(MarketRefund::counts).map(MarketRefund::amount),
                        disputes.stream().filter(Dispute::takesMoney).map(Dispute::amount))
                .anyMatch(amount -> !amount.getCurrencyUnit().equals(currency));
    }

    /** Amounts of another currency are no part of it. */
    private static Money sum(Stream<Money> amounts, CurrencyUnit currency) {
        return amounts.filter(amount -> amount.getCurrencyUnit().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** What is held for refunds under way. */
    public Money pending(CurrencyUnit currency) {
        return requests.stream()
                .filter(refund -> refund.status() == RefundStatus.PENDING)
                .map(Refund::amount)
                .reduce(Money.zero(currency), Money::plus);
    }

    /** Whether a dispute is open, or has taken money. */
    public boolean isDisputed() {
        return disputes.stream().anyMatch(Dispute::takesMoney);
    }

    boolean isHeldByDispute(CurrencyUnit currency) {
        return disputes.stream()
                .filter(Dispute::takesMoney)
                .anyMatch(dispute -> dispute.status() != DisputeStatus.WON
                        || !dispute.amount().getCurrencyUnit().equals(currency));
    }

    public boolean hasOpenDispute() {
        return disputes.stream().anyMatch(Dispute::isOpen);
    }

    /** Adds the refund, or replaces the one with its id. */
    public Repayment with(Refund refund) {
        return new Repayment(
                replaced(requests, other -> other.refundId().equals(refund.refundId()), refund), refunds, disputes);
    }

    public Repayment with(MarketRefund refund) {
        return new Repayment(
                requests,
                replaced(refunds, other -> other.marketRefundId().equals(refund.marketRefundId()), refund),
                disputes);
    }

    public Repayment with(Dispute dispute) {
        return new Repayment(
                requests, refunds, replaced(disputes, other -> other.disputeId().equals(dispute.disputeId()), dispute));
    }

    /** With the market's word about a dispute: its last one holds. */
    public Repayment told(Dispute dispute) {
        return with(
                dispute(dispute.disputeId()).map(known -> known.after(dispute)).orElse(dispute));
    }

    private static <T> List<T> replaced(List<T> all, Predicate<T> same, T newer) {
        List<T> next = new ArrayList<>(all);
        next.replaceAll(other -> same.test(other) ? newer : other);
        if (!next.contains(newer)) {
            next.add(newer);
        }
        return next;
    }
}
