package io.coinslot.marketgateway.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.houserules.AdvancingClock;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.LooksUpPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.market.Markets;
import io.coinslot.marketgateway.market.RefundsPayments;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.MoneyBack;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.marketgateway.payment.ParkedCall;
import io.coinslot.marketgateway.payment.ParkedSteps;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.marketgateway.payment.PurchaseReactions;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A market that takes its time to give money back, and shows some of its records only. */
class GivingMarketTest {
    private static final MarketAbilities ABILITIES = new MarketAbilities(true, false, false, true, false);
    private static final Money ALL = Money.parse("KRW 1200");

    private final AdvancingClock clock = AdvancingClock.standingAt("2026-11-22T12:00:00Z");
    private final Giving market = new Giving();
    private final Counter counter = new Counter(new Markets(List.of(market)), new Linked(), clock);
    private final LocalAggregates<Payment, PaymentEvent> payments =
            new LocalAggregates<>(List.of(new RefundTask(counter), new RereadTask(counter, clock)), clock);

    @BeforeEach
    void capture() {
        payments.createAndWait(
                "p1", known -> PurchaseReactions.requested(known, Orders.of(Orders.STRIPE, "p1"), 1, ABILITIES));
        captured("pi_1");
    }

    private void captured(String transactionId) {
        Receipt receipt = new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, transactionId);
        Capture capture = new Capture(transactionId, "acct", receipt, ALL, null, "KR", Instant.EPOCH, null, false);
        decide(payment -> MarketAnswers.captured(payment, "r1", capture, List.of(), ABILITIES));
    }

    private void decide(Function<Payment, Decision<Payment, PaymentEvent, Void>> decide) {
        payments.handleAndWait("p1", decide::apply);
    }

    private void pass(Duration time) throws Exception {
        clock.advance(time);
        while (payments.runTasks() > 0) {
            continue;
        }
    }

    private <E extends PaymentEvent> List<E> events(Class<E> kind) {
        return payments.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void refund() throws Exception {
        payments.handleAndWait(
                "p1",
                payment -> PurchaseReactions.refundRequested(
                        payment, Refund.asked("ref_1", ALL, "asked for"), PaymentTasks.refund("ref_1"), 2, ABILITIES));
        pass(Duration.ZERO);
    }

    @Test
    void aRefundThatIsUnderwayForDaysIsNoFailureAndIsToldWhenItIsThere() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        refund();
        for (int hour = 0; hour < 24 * 20; hour++) {
            pass(Duration.ofHours(1));
        }
        assertThat(events(PaymentParkedForOperator.class)).isEmpty();
        assertThat(market.firstTimes).as("only once it was not looked up first").isEqualTo(1);
        market.answer = new RefundsPayments.Refunded("re_1");
        pass(Duration.ofHours(3));
        assertThat(events(PaymentRefunded.class)).hasSize(1);
        assertThat(payments.tasks("p1")).isEmpty();
    }

    /** Older processes look for nothing where the attempt is the first, and Stripe forgets keys after a day. */
    @Test
    void theAttemptsAtARefundThatIsUnderwayAreCountedOnWhenItsKeyMayBeForgotten() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        refund();
        pass(Duration.ofMinutes(11));
        assertNeverTakenForTheFirst(24 * 29);
        assertThat(events(PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void theAttemptsAreCountedOnWhereTheFirstAnswerWasLost() throws Exception {
        market.answer = null;
        refund();
        assertNeverTakenForTheFirst(20);
        market.answer = new RefundsPayments.Underway("the refund is pending");
        assertNeverTakenForTheFirst(24 * 3);
        market.answer = new RefundsPayments.Refunded("re_1");
        pass(Duration.ofHours(3));
        assertThat(events(PaymentRefunded.class)).hasSize(1);
        assertThat(payments.find("p1").state().knownParking().calls()).isEmpty();
    }

    private void assertNeverTakenForTheFirst(int hours) throws Exception {
        for (int hour = 0; hour < hours; hour++) {
            pass(Duration.ofHours(1));
            assertThat(payments.tasks("p1"))
                    .singleElement()
                    .satisfies(task -> assertThat(task.attempt()).isPositive());
        }
    }

    @Test
    void aFailureOnTheWayIsNotToldAsOneOfManyDays() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        refund();
        for (int hour = 0; hour < 24 * 10; hour++) {
            pass(Duration.ofHours(1));
        }
        market.answer = null;
        pass(Duration.ofHours(3));
        assertThat(events(PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void aRefundThatIsUnderwayForMoreThanAMonthIsLeftToAnOperator() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        refund();
        for (int hour = 0; hour < 24 * 31; hour++) {
            pass(Duration.ofHours(1));
        }
        assertThat(events(PaymentParkedForOperator.class)).hasSize(1);
        assertThat(payments.tasks("p1")).isEmpty();
        assertThat(payments.find("p1").state().parked("refund:ref_1").canBeStarted())
                .isTrue();
    }

    @Test
    void whatTheMarketShowsOfOnePaymentIsRecordedThoughItRefusesTheOther() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        captured("pi_2");
        market.refunded("pi_1");
        decide(payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        pass(Duration.ZERO);
        assertThat(events(PaymentRefunded.class)).hasSize(1);
        assertThat(events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains("pi_2"));

        market.failure = new MarketFailure(MarketFailure.Kind.RETRY_LATER, "BUSY", "come again", null, null);
        market.refunded("pi_1", "pi_1-more");
        decide(payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        pass(Duration.ZERO);
        assertThat(events(PaymentRefunded.class)).hasSize(2);
        market.failure = null;
        pass(Duration.ofHours(1));
        assertThat(payments.find("p1").state().knownParking().calls()).isEmpty();
    }

    private void reread() throws Exception {
        decide(payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        pass(Duration.ZERO);
    }

    @Test
    void whatTheMarketShowsOfASecondPaymentIsRecordedThoughItRefusesTheFirst() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        captured("pi_2");
        market.refunded("pi_2");
        reread();
        assertThat(events(PaymentEvent.OfSecondPayment.class))
                .extracting(PaymentEvent.OfSecondPayment::event)
                .hasAtLeastOneElementOfType(PaymentRefunded.class);
        assertThat(parkedReread().goesOn()).isFalse();
        assertThat(parkedReread().reason()).doesNotContain("pi_2");
    }

    @Test
    void whatIsRefusedWhileSomethingIsAwaitedIsToldOnceAndGoesOn() throws Exception {
        market.answer = new RefundsPayments.Underway("the refund is pending");
        captured("pi_2");
        market.told.put("pi_1", List.of(new MoneyBack.Awaited("a refund on its way", Duration.ofDays(5))));
        reread();
        Instant since = parkedReread().since();
        for (int hour = 0; hour < 24; hour++) {
            pass(Duration.ofHours(1));
            assertThat(parkedReread().goesOn()).isTrue();
        }
        market.told.put("pi_1", List.of());
        pass(Duration.ofHours(6));
        assertThat(parkedReread().goesOn()).as("nothing is awaited any more").isFalse();
        assertThat(parkedReread().since()).isEqualTo(since);
        assertThat(events(PaymentParkedForOperator.class)).hasSize(1);
    }

    @Test
    void aRecordThatCannotBeReadIsToldAfterADayGivenUpAfterAMonthAndReadForWhoeverAsks() throws Exception {
        market.failure = new MarketFailure(MarketFailure.Kind.RETRY_LATER, "UNREADABLE", "no such record", null, null);
        decide(payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        for (int hour = 0; hour < 48; hour++) {
            pass(Duration.ofHours(1));
        }
        assertThat(parkedReread().goesOn()).isTrue();
        for (int hour = 0; hour < 24 * 45; hour++) {
            pass(Duration.ofHours(1));
        }
        assertThat(parkedReread().goesOn()).isFalse();
        assertThat(events(PaymentParkedForOperator.class)).hasSize(2);
        assertThat(payments.tasks("p1")).isEmpty();

        market.refunded("pi_1");
        var request = new ParkedSteps.Request(Kind.REDRIVE, "reread", "admin", "mended", clock.instant());
        payments.handleAndWait("p1", payment -> ParkedSteps.resolve(payment, request));
        pass(Duration.ZERO);
        assertThat(events(PaymentRefunded.class)).hasSize(1);
        assertThat(payments.find("p1").state().knownParking().state()).isNull();
    }

    private ParkedCall parkedReread() {
        return payments.find("p1").state().parked("reread");
    }

    private static final class Giving implements RefundsPayments, LooksUpPayments {
        private Answer answer = new Refunded("re_1");
        private MarketFailure failure = MarketFailure.declined("NOT_FOUND", "there is no such payment");
        private int firstTimes;
        private final Map<String, List<MoneyBack>> told = new HashMap<>();

        void refunded(String transactionId, String... more) {
            List<String> ids = new ArrayList<>(List.of(transactionId));
            ids.addAll(List.of(more));
            told.put(
                    transactionId,
                    ids.stream()
                            .<MoneyBack>map(id -> new MoneyBack.MarketRefund(
                                    "re_of_" + id,
                                    null,
                                    Money.parse("KRW 300"),
                                    PaymentEvent.Initiator.MARKET,
                                    null,
                                    false))
                            .toList());
        }

        @Override
        public MarketId market() {
            return Orders.STRIPE;
        }

        @Override
        public Answer refund(MarketLink link, Payment payment, Refund refund, boolean repeated) throws MarketFailure {
            firstTimes += repeated || !"ref_1".equals(refund.refundId()) ? 0 : 1;
            if (answer == null) {
                throw new MarketFailure(MarketFailure.Kind.UNKNOWN, "LOST", "no answer", null, null);
            }
            return answer;
        }

        @Override
        public List<MoneyBack> moneyBack(MarketLink link, PaymentOrder order, Capture capture) throws MarketFailure {
            if (failure != null && !told.containsKey(capture.transactionId())) {
                throw failure;
            }
            return told.getOrDefault(capture.transactionId(), List.of());
        }
    }

    private static final class Linked implements MarketLinks {
        @Override
        public MarketLink find(String serviceId, MarketId market) {
            return new MarketLink(serviceId, market, true, Map.of(), new Credentials(Map.of()));
        }

        @Override
        public List<MarketLink> to(MarketId market) {
            return List.of(find(Orders.SERVICE, market));
        }
    }
}
