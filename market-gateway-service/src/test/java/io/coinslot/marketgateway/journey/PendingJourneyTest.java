package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentPending;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Payments that take days are waited for as long as they may take, and no operator is called for them before. */
class PendingJourneyTest extends Journey {
    private final String p1 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void link() {
        markets.link(Orders.SERVICE, Orders.STRIPE);
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY);
        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS);
    }

    private String prepareAtStripe(PaymentOrder order) {
        gateway.request(order);
        return String.valueOf(gateway.payment(p1).marketReference());
    }

    private String debit() {
        String intentId = prepareAtStripe(Orders.of(Orders.STRIPE, p1));
        markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"PENDING\"}");
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.lastEvent()).isInstanceOf(PaymentPending.class);
        return intentId;
    }

    private void pass(Duration step, int times) {
        for (int time = 0; time < times; time++) {
            gateway.wait(step);
        }
    }

    private static void complete(MarketId market, String transaction) {
        markets.post("/control/" + market + "/purchases/" + transaction + "/complete", "{}");
    }

    private void assertStillWaitedFor() {
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
        assertThat(gateway.events(PaymentPending.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isEqualTo(1);
    }

    @Test
    void waitsForADebitThatTakesWeeks() {
        String intentId = debit();
        pass(Duration.ofHours(4), 6 * 20);
        assertStillWaitedFor();
        complete(Orders.STRIPE, intentId);
        gateway.wait(Duration.ofHours(4));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void callsAnOperatorForADebitThatIsPendingForLongerThanAnyMayBe() {
        String intentId = debit();
        pass(Duration.ofHours(12), 2 * 31);
        assertThat(gateway.events(PaymentParkedForOperator.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains("processing", "normal until 2026-12-22"));
        assertThat(gateway.openTasks(p1)).isZero();
        complete(Orders.STRIPE, intentId);
        gateway.submit(p1, "r2", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    /** The player left the page: nobody has to look into that. */
    @Test
    void declinesWhatNobodyPaidByTheEndOfThePurchaseAndTakesItBack() {
        String intentId = prepareAtStripe(endingAt(Instant.parse("2026-11-22T12:30:00Z")));
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        pass(Duration.ofMinutes(5), 4);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PENDING);
        pass(Duration.ofMinutes(20), 3);
        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("NOT_PAID_IN_TIME"));
        assertThat(gateway.openTasks(p1)).isZero();
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
        assertThatThrownBy(
                        () -> markets.post("/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\"}"))
                .hasMessageContaining("canceled");
    }

    private PaymentOrder endingAt(Instant end) {
        return new OrderDraft(Orders.STRIPE, p1).expiresAt(end).order();
    }

    /** Toss Payments tells a day by its own time, which must not be far behind that of the test. */
    private String untilTheGatewaysTime() {
        Duration behind = Duration.between(Instant.now(), gateway.now());
        return (behind.isNegative() ? Duration.ZERO : behind).toString();
    }

    @Test
    void waitsForADepositAsLongAsItsAccountIsOpen() {
        TossShopper toss = new TossShopper(markets, gateway);
        toss.timePasses(untilTheGatewaysTime());
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1));
        String paymentKey = toss.authorise(p1, "1200", ",\"outcome\":\"PENDING\",\"validHours\":720");
        toss.submit(p1, paymentKey);
        pass(Duration.ofHours(4), 6 * 20);
        assertStillWaitedFor();
        toss.complete(paymentKey, "PURCHASED");
        gateway.wait(Duration.ofHours(4));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void waitsForCashThatIsPaidAfterDays() {
        String token = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1"},"outcome":"PENDING"}\
            """)
                .path("purchaseToken")
                .asString();
        gateway.request(Orders.of(Orders.GOOGLE_PLAY, p1));
        gateway.submit(p1, "r1", new Receipt(Receipt.Kind.PURCHASE_TOKEN, token));
        pass(Duration.ofHours(4), 6 * 9);
        assertStillWaitedFor();
        complete(Orders.GOOGLE_PLAY, token);
        gateway.wait(Duration.ofHours(4));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }
}
