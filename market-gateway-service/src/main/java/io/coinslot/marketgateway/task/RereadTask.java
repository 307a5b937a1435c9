package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.FollowsVoids;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.payment.AwaitedMoney;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.ParkedCall;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.SecondPayments;
import io.coinslot.marketgateway.payment.TakenBack;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the market's record of a captured payment again, since something hinted that it changed. What can be read of it
 * and of second payments is recorded, whatever cannot.
 */
final class RereadTask extends MarketTask {
    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final Clock clock;

    RereadTask(Counter counter, Clock clock) {
        super(PaymentTasks.REREAD, counter);
        this.clock = clock;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (!payment.isPaid()) {
            return nothingToDo();
        }
        Map<String, List<MoneyBack>> told = new HashMap<>();
        MarketFailure unread = null;
        List<String> refused = new ArrayList<>();
        for (Capture capture : captures(payment)) {
            boolean isFirst = capture == payment.paid();
            try {
                told.put(capture.transactionId(), told(payment, capture, task));
            } catch (MarketFailure failure) {
                if (failure.isOurs() && isFirst) {
                    throw failure; // Of the others nothing can be read either.
                }
                if (failure.kind() == MarketFailure.Kind.DECLINED && !failure.isOurs()) {
                    refused.add((isFirst ? "" : "of the second payment " + capture.transactionId() + ": ") + failure);
                } else {
                    unread = failure;
                }
            }
        }
        List<MoneyBack> ofFirst = told.getOrDefault(payment.paid().transactionId(), List.of());
        MarketAbilities abilities = counter().abilities(payment);
        Function<Payment, Decision<Payment, PaymentEvent, Void>> known = current ->
                MarketAnswers.comeAgain(current, SecondPayments.moneyBack(current, ofFirst, told), abilities);
        if (unread != null) {
            return new TryAgain<>(waitFor(unread, task), unread, known);
        }
        List<MoneyBack.Awaited> awaited = new ArrayList<>();
        told.values().forEach(one -> awaited.addAll(AwaitedMoney.in(one)));
        Instant now = clock.instant();
        if (isOverdue(awaited, task, now)) {
            warn(payment.order().purchaseId(), reason(awaited));
        }
        Function<Payment, Decision<Payment, PaymentEvent, Void>> read =
                current -> awaiting(current, known.apply(current), awaited, task, now);
        return refused.isEmpty() ? done(read) : done(andThen(read, refused(payment, task, String.join("; ", refused))));
    }

    private static List<Capture> captures(Payment payment) {
        List<Capture> captures = new ArrayList<>(List.of(payment.paid()));
        payment.seconds().forEach(second -> captures.add(second.capture()));
        return captures;
    }

    /** Each reading is refused alike: that is logged once. */
    private Function<Payment, Decision<Payment, PaymentEvent, Void>> refused(
            Payment payment, Task task, String reason) {
        ParkedCall known = payment.parked(task.taskId());
        return known != null && known.reason().equals(reason) ? parked(reason) : parking(payment, reason);
    }

    private List<MoneyBack> told(Payment payment, Capture capture, Task task) throws MarketFailure {
        MarketLink link = counter().link(payment);
        TakenBack hint = TakenBack.of(task.data());
        FollowsVoids voids =
                counter().markets().find(FollowsVoids.class, payment.order().market());
        return hint == null || voids == null || !hint.transactionId().equals(capture.transactionId())
                ? counter().desk(LooksUpPayments.class, payment).moneyBack(link, payment.order(), capture)
                : voids.moneyBack(link, payment.order(), capture, hint);
    }

    /** What is not shown yet is looked for again, less and less often, and after its normal time by an operator. */
    private static Decision<Payment, PaymentEvent, Void> awaiting(
            Payment payment,
            Decision<Payment, PaymentEvent, Void> decided,
            List<MoneyBack.Awaited> awaited,
            Task task,
            Instant now) {
        if (awaited.isEmpty()) {
            return decided;
        }
        Instant since = since(task, now);
        Duration age = Duration.between(since, now);
        return isOverdue(awaited, task, now)
                ? AwaitedMoney.parked(payment, decided, reason(awaited))
                : AwaitedMoney.lookedFor(payment, decided, PaymentTasks.rereadAgain(task, since, wait(age)));
    }

    private static Instant since(Task task, Instant now) {
        Instant begun = PaymentTasks.since(task);
        return begun == null ? now : begun;
    }

    private static boolean isOverdue(List<MoneyBack.Awaited> awaited, Task task, Instant now) {
        Duration age = Duration.between(since(task, now), now);
        return !awaited.isEmpty() && awaited.stream().allMatch(one -> age.compareTo(one.normally()) > 0);
    }

    private static String reason(List<MoneyBack.Awaited> awaited) {
        return awaited.stream().map(MoneyBack.Awaited::what).collect(Collectors.joining("; "));
    }

    private static Duration wait(Duration age) {
        Duration wait = age.dividedBy(2);
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        return done(refused(payment, task, failure.toString()));
    }
}
