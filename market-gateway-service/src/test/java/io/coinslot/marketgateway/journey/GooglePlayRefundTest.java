package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefundFailed;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google Play refunds whatever is left of an order and does not say who had it refunded: nothing is counted twice. */
class GooglePlayRefundTest {
    private static final Money ALL = Money.parse("KRW 1200");

    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;
    private String orderId = "";

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void sell() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        var bought = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"}}\
            """);
        orderId = bought.path("orderId").asString();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, "p1"));
        String token = bought.path("purchaseToken").asString();
        gateway.submit("p1", "r1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, token));
        assertThat(gateway.payment("p1").isPaid()).isTrue();
    }

    @AfterEach
    void heal() {
        markets.delete("/control/google-play/faults");
    }

    private void partGoesBackAtTheMarket(String won) {
        markets.post(
                "/control/google-play/refunds",
                "{\"orderId\":\"" + orderId + "\",\"amount\":{\"amount\":\"" + won + "\",\"currency\":\"KRW\"}}");
    }

    private void isChargedBack() {
        String dispute = markets.post("/control/google-play/disputes", "{\"orderId\":\"" + orderId + "\"}")
                .path("disputeId")
                .asString();
        markets.post("/control/google-play/disputes/" + dispute + "/close", "{\"outcome\":\"LOST\"}");
    }

    private void look() {
        gateway.decide(
                "p1", payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
    }

    private void busyOnce() {
        markets.post(
                "/control/google-play/faults",
                "{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"refund\",\"limit\":1}");
    }

    @Test
    void refundsTheRestOfWhatHadGoneBackInPart() {
        partGoesBackAtTheMarket("300");
        look();
        gateway.refund("p1", "refund-1", Money.parse("KRW 900"));
        look();
        assertThat(gateway.events(PaymentRefunded.class))
                .extracting(PaymentRefunded::amount)
                .containsExactly(Money.parse("KRW 300"), Money.parse("KRW 900"));
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }

    @Test
    void doesNotRefundMoreThanIsLeftThoughNobodyHasToldOfTheOtherPart() {
        partGoesBackAtTheMarket("300");
        gateway.refund("p1", "refund-1", ALL);
        assertThat(gateway.events(PaymentRefundFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("AMOUNT_NOT_REFUNDABLE"));
        look();
        assertThat(gateway.payment("p1").kept()).isEqualTo(Money.parse("KRW 900"));
    }

    @Test
    void doesNotTakeTheRestThatSomebodyRefundedForItsOwnRefundOfAll() {
        busyOnce();
        gateway.refund("p1", "refund-1", ALL);
        partGoesBackAtTheMarket("300");
        markets.post("/control/google-play/refunds", "{\"orderId\":\"" + orderId + "\"}");
        gateway.wait(Duration.ofMinutes(5));
        look();
        assertThat(gateway.events(PaymentRefundFailed.class)).hasSize(1);
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }

    @Test
    void doesNotTakeAChargebackForItsOwnRefund() {
        isChargedBack();
        gateway.refund("p1", "refund-1", ALL);
        assertThat(gateway.events(PaymentRefundFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("CHARGED_BACK"));
        look();
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(gateway.events(PaymentEvent.ChargebackClosed.class)).hasSize(1);
        assertThat(gateway.payment("p1").kept().isZero()).isTrue();
    }
}
