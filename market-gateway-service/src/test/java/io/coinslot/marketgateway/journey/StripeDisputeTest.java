package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackClosed;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackOpened;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of disputes at Stripe, which may take up again what had ended. */
class StripeDisputeTest {
    private static final Money ALL = Money.parse("KRW 1200");

    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private final String p1 = "pur_" + UUID.randomUUID();
    private LocalGateway gateway;
    private String intentId;

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.STRIPE);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void sell() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        gateway.request(Orders.of(Orders.STRIPE, p1));
        intentId = String.valueOf(gateway.payment(p1).marketReference());
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}");
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    private String dispute(boolean inquiry) {
        String disputeId = markets.post(
                        "/control/stripe/disputes",
                        "{\"paymentIntentId\":\"" + intentId + "\",\"inquiry\":" + inquiry + "}")
                .path("disputeId")
                .asString();
        hint();
        return disputeId;
    }

    private void turn(String disputeId, String outcome) {
        markets.post("/control/stripe/disputes/" + disputeId + "/close", "{\"outcome\":\"" + outcome + "\"}");
        hint();
    }

    private void hint() {
        gateway.decide(
                p1, payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }

    private List<PaymentEvent> chargebacks() {
        return gateway.events().stream()
                .filter(event -> event instanceof ChargebackOpened || event instanceof ChargebackClosed)
                .toList();
    }

    private static ChargebackOpened opened(String disputeId, long turn) {
        return new ChargebackOpened(disputeId, ALL, "fraudulent", turn);
    }

    @Test
    void followsADisputeThatWasWonAndIsLostAfterAll() {
        String disputeId = dispute(false);
        turn(disputeId, "WON");
        assertThat(gateway.payment(p1).kept()).isEqualTo(ALL);
        turn(disputeId, "LOST");
        hint();
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
        assertThat(chargebacks())
                .containsExactly(
                        opened(disputeId, 1),
                        new ChargebackClosed(disputeId, ALL, true, 2),
                        opened(disputeId, 3),
                        new ChargebackClosed(disputeId, ALL, false, 4));
    }

    @Test
    void followsADisputeThatIsTakenUpAgain() {
        String disputeId = dispute(false);
        turn(disputeId, "LOST");
        turn(disputeId, "REOPENED");
        turn(disputeId, "WON");
        assertThat(gateway.payment(p1).kept()).isEqualTo(ALL);
        assertThat(chargebacks())
                .containsExactly(
                        opened(disputeId, 1),
                        new ChargebackClosed(disputeId, ALL, false, 2),
                        opened(disputeId, 3),
                        new ChargebackClosed(disputeId, ALL, true, 4));
    }

    @Test
    void aRefundThatIsUnderWayWhenADisputeIsOpenedIsNotMadeAsWell() {
        markets.post("/control/stripe/faults", "{\"errorRate\":1,\"pathContains\":\"refunds\",\"limit\":1}");
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        assertThat(gateway.payment(p1).refund(p1 + "-1").status()).isEqualTo(Refund.Status.REQUESTED);
        String disputeId = markets.post("/control/stripe/disputes", "{\"paymentIntentId\":\"" + intentId + "\"}")
                .path("disputeId")
                .asString();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentRefundFailed.class))
                .extracting(PaymentRefundFailed::code)
                .containsExactly("CHARGED_BACK");
        assertThat(chargebacks()).containsExactly(opened(disputeId, 1));
    }

    private void refundAll() {
        gateway.refund(p1, p1 + "-1", ALL);
        assertThat(gateway.events(PaymentRefundFailed.class)).isEmpty();
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::refundId)
                .containsExactly(p1 + "-1");
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
    }

    @Test
    void anInquiryIsEndedByGivingTheMoneyBack() {
        String disputeId = dispute(true);
        refundAll();
        turn(disputeId, "WON");
        assertThat(chargebacks()).isEmpty();
    }

    @Test
    void whatWasWonIsGivenBackLikeAnyOther() {
        turn(dispute(false), "WON");
        refundAll();
    }

    @Test
    void anInquiryTakesNothingUntilItBecomesAChargeback() {
        String disputeId = dispute(true);
        assertThat(chargebacks()).isEmpty();
        turn(disputeId, "LOST");
        assertThat(chargebacks()).isEmpty();
        assertThat(gateway.payment(p1).kept()).isEqualTo(ALL);
        turn(disputeId, "REOPENED");
        assertThat(chargebacks()).containsExactly(opened(disputeId, 1));
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
    }
}
