package io.coinslot.simulators.stripe;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.stripe.BalanceTransaction.Kind;
import io.coinslot.simulators.stripe.Charge.ChargeStatus;
import io.coinslot.simulators.stripe.Dispute.DisputeStatus;
import io.coinslot.simulators.stripe.Refund.RefundStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What happens to money at Stripe. Callers hold the market's lock; every step leaves its events. */
final class Bank {
    private static final int FEE_BASIS_POINTS = 290;
    private static final long FIXED_FEE = 30;
    private static final Set<String> WITHOUT_FIXED_FEE = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof",
            "xpf");
    private static final long DISPUTE_FEE = 1_500;
    private static final long AVAILABLE_AFTER_SECONDS = Duration.ofDays(2).toSeconds();

    private final StripeMemory memory;
    private final Events events;
    private final Clock clock;
    private final Set<String> delayed = new HashSet<>();

    Bank(StripeMemory memory, Events events, Clock clock) {
        this.memory = memory;
        this.events = events;
        this.clock = clock;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    Intent create(Intent intent) {
        memory.put(intent);
        events.emit(intent.account(), "payment_intent.created", StripeBodies.intent(intent));
        return intent;
    }

    Intent change(Intent intent) {
        memory.put(intent);
        return intent;
    }

    Intent pay(Intent intent, String paymentMethod, TestCard card) {
        Intent paying = intent.paying(paymentMethod);
        return switch (card) {
            case TestCard.Pays pays -> succeed(paying);
            case TestCard.Declines declines -> decline(paying, declines.code());
            case TestCard.Challenges challenges -> challenge(paying);
            case TestCard.TakesTime takesTime -> process(paying);
            case TestCard.PaysAndDisputes disputes -> {
                Intent paid = succeed(paying);
                dispute(memory.charges.require(String.valueOf(paid.latestCharge())), "fraudulent");
                yield paid;
            }
        };
    }

    /** Ends a payment that takes time. */
    Intent complete(Intent processing, @Nullable String declineCode) {
        Charge charge = memory.charges.require(String.valueOf(processing.latestCharge()));
        return declineCode == null ? settle(processing, charge) : fail(processing, charge, declineCode);
    }

    Intent cancel(Intent intent, @Nullable String reason) {
        Intent cancelled = intent.cancelled(reason, now());
        memory.put(cancelled);
        events.emit(intent.account(), "payment_intent.canceled", StripeBodies.intent(cancelled));
        return cancelled;
    }

    /** The next refund that the merchant asks for takes time. */
    void delayNextRefund(Charge charge) {
        delayed.add(charge.id());
    }

    /** What the merchant asks for through the API. */
    Refund refundAsked(Charge charge, long amount, @Nullable String reason, Map<String, String> metadata) {
        RefundStatus status = delayed.remove(charge.id()) ? RefundStatus.PENDING : RefundStatus.SUCCEEDED;
        return refund(charge, amount, reason, metadata, status);
    }

    Refund refund(
            Charge charge, long amount, @Nullable String reason, Map<String, String> metadata, RefundStatus status) {
        String id = Ids.next("re_");
        BalanceTransaction transaction = book(charge.account(), Kind.REFUND, -amount, 0, charge.currency(), id);
        Refund refund = new Refund(
                id,
                charge.account(),
                charge.id(),
                charge.intent(),
                amount,
                charge.currency(),
                metadata,
                reason,
                status,
                null,
                transaction.id(),
                null,
                now());
        Charge refunded = charge.refundedBy(amount);
        memory.put(refund);
        memory.put(refunded);
        events.emit(charge.account(), "refund.created", StripeBodies.refund(refund));
        events.emit(charge.account(), "charge.refunded", ChargeBody.of(refunded));
        return refund;
    }

    /** A refund that took time is there. */
    Refund settleRefund(Refund refund) {
        Refund settled = refund.succeeded();
        memory.put(settled);
        events.emit(refund.account(), "refund.updated", StripeBodies.refund(settled));
        return settled;
    }

    /** A refund that had been accepted comes back: the player's bank refused it. */
    Refund failRefund(Refund refund, String why) {
        BalanceTransaction back =
                book(refund.account(), Kind.REFUND_FAILURE, refund.amount(), 0, refund.currency(), refund.id());
        Refund failed = refund.failed(why, back.id());
        memory.put(failed);
        memory.put(memory.charges.require(refund.charge()).refundedBy(-refund.amount()));
        events.emit(refund.account(), "refund.updated", StripeBodies.refund(failed));
        events.emit(refund.account(), "refund.failed", StripeBodies.refund(failed));
        return failed;
    }

    Dispute dispute(Charge charge, String reason) {
        return turn(recorded(charge, reason), DisputeStatus.NEEDS_RESPONSE, "charge.dispute.created");
    }

    /** The player's bank asks before it takes anything. */
    Dispute inquiry(Charge charge, String reason) {
        return turn(recorded(charge, reason), DisputeStatus.WARNING_NEEDS_RESPONSE, "charge.dispute.created");
    }

    private Dispute recorded(Charge charge, String reason) {
        String id = Ids.next("dp_");
        memory.put(charge.disputedBy(id));
        return new Dispute(
                id,
                charge.account(),
                charge.id(),
                charge.intent(),
                charge.amount() - charge.refunded(),
                charge.currency(),
                reason,
                DisputeStatus.WARNING_NEEDS_RESPONSE,
                List.of(),
                now());
    }

    /** Ends a dispute, or one that had ended otherwise; an inquiry ends without anything having been taken. */
    Dispute close(Dispute dispute, boolean won) {
        DisputeStatus end = won ? DisputeStatus.WON : DisputeStatus.LOST;
        boolean inquiry = dispute.status().isInquiry();
        return turn(dispute, inquiry ? DisputeStatus.WARNING_CLOSED : end, "charge.dispute.closed");
    }

    /** Takes up a dispute that had ended, or makes one of an inquiry. */
    Dispute reopen(Dispute dispute) {
        return turn(dispute, DisputeStatus.NEEDS_RESPONSE, "charge.dispute.updated");
    }

    private Dispute turn(Dispute dispute, DisputeStatus next, String event) {
        boolean taken = next.takesMoney() && !dispute.status().takesMoney();
        boolean back = !next.takesMoney() && dispute.status().takesMoney();
        Dispute turned = dispute.with(next);
        if (taken) {
            turned = turned.booked(booked(dispute, Kind.DISPUTE, -dispute.amount(), DISPUTE_FEE));
        } else if (back) {
            turned = turned.booked(booked(dispute, Kind.DISPUTE_REVERSAL, dispute.amount(), -DISPUTE_FEE));
        }
        memory.put(turned);
        if (back) {
            events.emit(dispute.account(), "charge.dispute.funds_reinstated", body(turned));
        }
        events.emit(dispute.account(), event, body(turned));
        if (taken) {
            events.emit(dispute.account(), "charge.dispute.funds_withdrawn", body(turned));
        }
        return turned;
    }

    private String booked(Dispute dispute, Kind kind, long amount, long fee) {
        return book(dispute.account(), kind, amount, fee, dispute.currency(), dispute.id())
                .id();
    }

    JsonNode body(Dispute dispute) {
        ArrayNode transactions = Json.array();
        for (String transaction : dispute.balanceTransactions()) {
            transactions.add(StripeBodies.balanceTransaction(memory.transactions.require(transaction)));
        }
        return StripeBodies.dispute(dispute, transactions);
    }

    private Intent succeed(Intent intent) {
        return settle(intent, attempt(intent));
    }

    private Intent settle(Intent intent, Charge charge) {
        BalanceTransaction transaction =
                book(intent.account(), Kind.CHARGE, intent.amount(), fee(intent), intent.currency(), charge.id());
        Charge settled = charge.settled(transaction.id());
        Intent paid = intent.charged(charge.id(), IntentStatus.SUCCEEDED);
        memory.put(settled);
        memory.put(paid);
        events.emit(intent.account(), "charge.succeeded", ChargeBody.of(settled));
        events.emit(intent.account(), "payment_intent.succeeded", StripeBodies.intent(paid));
        return paid;
    }

    private Intent decline(Intent intent, String code) {
        return fail(intent, attempt(intent), code);
    }

    private Intent fail(Intent intent, Charge charge, String code) {
        Charge failed = charge.failed(code);
        Intent declined = intent.declined(charge.id(), code);
        memory.put(failed);
        memory.put(declined);
        events.emit(intent.account(), "charge.failed", ChargeBody.of(failed));
        events.emit(intent.account(), "payment_intent.payment_failed", StripeBodies.intent(declined));
        return declined;
    }

    private Intent challenge(Intent intent) {
        Intent challenged = intent.with(IntentStatus.REQUIRES_ACTION);
        memory.put(challenged);
        events.emit(intent.account(), "payment_intent.requires_action", StripeBodies.intent(challenged));
        return challenged;
    }

    private Intent process(Intent intent) {
        Charge charge = attempt(intent);
        Intent processing = intent.charged(charge.id(), IntentStatus.PROCESSING);
        memory.put(charge);
        memory.put(processing);
        events.emit(intent.account(), "charge.pending", ChargeBody.of(charge));
        events.emit(intent.account(), "payment_intent.processing", StripeBodies.intent(processing));
        return processing;
    }

    private Charge attempt(Intent intent) {
        return new Charge(
                Ids.next("ch_"),
                intent.account(),
                intent.id(),
                intent.amount(),
                intent.currency(),
                intent.metadata(),
                String.valueOf(intent.paymentMethod()),
                ChargeStatus.PENDING,
                null,
                null,
                0,
                null,
                now());
    }

    private BalanceTransaction book(String account, Kind kind, long amount, long fee, String currency, String source) {
        BalanceTransaction transaction = new BalanceTransaction(
                Ids.next("txn_"), account, kind, amount, fee, currency, source, now(), now() + AVAILABLE_AFTER_SECONDS);
        memory.put(transaction);
        return transaction;
    }

    private static long fee(Intent intent) {
        long fixed = WITHOUT_FIXED_FEE.contains(intent.currency()) ? 0 : FIXED_FEE;
        return Math.min(intent.amount(), (intent.amount() * FEE_BASIS_POINTS + 5_000) / 10_000 + fixed);
    }
}
