package io.coinslot.marketgateway.stripe;

import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.Dispute;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent.Initiator;
import io.coinslot.marketgateway.payment.PaymentOrder;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Refunds and disputes. Our refund's id is the idempotency key, and in the metadata, by which it is found again. */
final class StripeRefunds extends StripeCapability implements RefundsPayments, LooksUpPayments {
    private static final String REFUND_ID = "refund_id";

    StripeRefunds(StripeAccounts accounts) {
        super(accounts);
    }

    @Override
    public boolean namesRefunds() {
        return true;
    }

    @Override
    public Answer refund(
            MarketLink link, Payment payment, io.coinslot.marketgateway.payment.Refund asked, boolean repeated)
            throws MarketFailure {
        StripeAccount account = account(link);
        String intentId = payment.paid().transactionId();
        String refundId = String.valueOf(asked.refundId());
        // Stripe forgets keys after a day, so what was sent before is looked up first.
        Refund made = repeated ? find(account, intentId, refundId) : null;
        if (made == null) {
            // A dispute may have been opened since we were asked, and what the bank takes need not be given back as
            // well.
            Payment now = payment.disputedBy(chargebacks(account, intentId));
            if (now.isTakenByTheBank(asked)) {
                return chargedBack();
            }
            try {
                made = account.refund(params(intentId, refundId, asked.amount()), refundId);
            } catch (MarketFailure failure) {
                if (failure.code().equals("CHARGE_DISPUTED")) {
                    return chargedBack();
                }
                throw failure;
            }
        }
        return answer(made);
    }

    private static Answer answer(Refund made) {
        return switch (String.valueOf(made.getStatus())) {
            case "succeeded" -> new Refunded(made.getId());
            case "failed", "canceled" -> new Refused("REFUND_FAILED", "Stripe: " + made.getFailureReason());
            default -> new Underway("the refund is " + made.getStatus());
        };
    }

    private static Answer chargedBack() {
        return new Refused(
                io.coinslot.marketgateway.payment.Refund.CHARGED_BACK,
                "The player's bank disputes the payment, or has taken the money back");
    }

    private static RefundCreateParams params(String intentId, String refundId, Money amount) throws MarketFailure {
        return RefundCreateParams.builder()
                .setPaymentIntent(intentId)
                .setAmount(StripeMoney.toStripe(amount))
                .putMetadata(REFUND_ID, refundId)
                .build();
    }

    private static @Nullable Refund find(StripeAccount account, String intentId, String refundId) throws MarketFailure {
        return account.refunds(intentId).stream()
                .filter(refund -> refundId.equals(ownId(refund)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
        return toldBy(account(link), capture.transactionId());
    }

    static List<MoneyBack> toldBy(StripeAccount account, String intentId) throws MarketFailure {
        List<MoneyBack> told = new ArrayList<>();
        for (Refund refund : account.refunds(intentId)) {
            boolean failed = "failed".equals(refund.getStatus()) || "canceled".equals(refund.getStatus());
            if (failed || "succeeded".equals(refund.getStatus())) {
                told.add(refund(refund, failed));
            }
        }
        told.addAll(chargebacks(account, intentId));
        return told;
    }

    private static List<MoneyBack.MarketDispute> chargebacks(StripeAccount account, String intentId)
            throws MarketFailure {
        List<MoneyBack.MarketDispute> told = new ArrayList<>();
        for (com.stripe.model.Dispute dispute : account.disputes(intentId)) {
            // An inquiry moves no money.
            if (!String.valueOf(dispute.getStatus()).startsWith("warning_")) {
                told.add(chargeback(dispute));
            }
        }
        return told;
    }

    private static MoneyBack refund(Refund refund, boolean failed) throws MarketFailure {
        String ownId = ownId(refund);
        return new MoneyBack.MarketRefund(
                refund.getId(),
                ownId,
                StripeMoney.fromStripe(refund.getAmount(), refund.getCurrency()),
                ownId == null ? Initiator.MARKET : Initiator.SERVICE,
                failed ? refund.getFailureReason() : refund.getReason(),
                failed,
                true);
    }

    private static MoneyBack.MarketDispute chargeback(com.stripe.model.Dispute dispute) throws MarketFailure {
        Dispute.Status status = switch (String.valueOf(dispute.getStatus())) {
            case "won", "prevented" -> Dispute.Status.WON;
            case "lost" -> Dispute.Status.LOST;
            default -> Dispute.Status.OPEN;
        };
        return new MoneyBack.MarketDispute(
                dispute.getId(),
                StripeMoney.fromStripe(dispute.getAmount(), dispute.getCurrency()),
                status,
                dispute.getReason());
    }

    private static @Nullable String ownId(Refund refund) {
        return refund.getMetadata() == null ? null : refund.getMetadata().get(REFUND_ID);
    }
}
