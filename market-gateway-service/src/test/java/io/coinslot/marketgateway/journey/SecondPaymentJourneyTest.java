package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Capture;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.OfSecondPayment;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The second payment of a purchase goes back, and the first one stays. */
class SecondPaymentJourneyTest extends SecondPaymentJourney {
    @Test
    void goesBackAndLeavesTheFirstOneAlone() {
        JsonNode first = buy("");
        JsonNode second = buy("");
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(first));
        gateway.submit(p1, "r2", token(second));
        assertThat(secondEvents(PaymentCaptured.class)).isEmpty();
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentCaptured.class))
                .singleElement()
                .satisfies(told -> assertThat(told.capture().transactionId()).isEqualTo(orderId(second)));
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.receiptId()).isEqualTo("r2");
                    assertThat(refused.code()).isEqualTo("PURCHASE_ALREADY_PAID");
                });
        assertThat(secondEvents(PaymentRefunded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.amount()).isEqualTo(Money.parse("KRW 1200")));
        assertThat(gateway.events(PaymentRefunded.class)).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(second))).isEqualTo("REFUNDED");
        assertThat(state(Orders.GOOGLE_PLAY, orderId(first))).isNotEqualTo("REFUNDED");

        assertThat(gateway.payment(p1).kept()).isEqualTo(Money.parse("KRW 1200"));
        gateway.confirmDelivery(p1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.FINISHED);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void goesBackOnceWhoeverBringsItAndHoweverOften() {
        JsonNode second = buy("");
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(buy("")));
        for (int time = 2; time < 5; time++) {
            gateway.submit(p1, "r" + time, token(second));
        }
        gateway.wait(GRACE);
        gateway.submit(p1, "r5", token(second));
        gateway.wait(GRACE);
        reread(p1);
        reread(p1);

        assertThat(gateway.events(OfSecondPayment.class)).hasSize(2);
        assertThat(gateway.events(PaymentParkedForOperator.class)).isEmpty();
    }

    @Test
    void isWhicheverIsVerifiedLaterWhenBothAreBroughtAtOnce() {
        JsonNode one = buy("");
        JsonNode other = buy("");
        gateway.request(order(p1));
        faults("{\"errorRate\":1}");
        gateway.submit(p1, "r1", token(one));
        gateway.submit(p1, "r2", token(other));
        heal();
        gateway.wait(Duration.ofHours(1));
        gateway.wait(GRACE);

        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(secondEvents(PaymentCaptured.class)).hasSize(1);
        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(List.of(state(Orders.GOOGLE_PLAY, orderId(one)), state(Orders.GOOGLE_PLAY, orderId(other))))
                .containsOnlyOnce("REFUNDED");
        assertThat(state(Orders.GOOGLE_PLAY, gateway.payment(p1).paid().transactionId()))
                .isNotEqualTo("REFUNDED");
    }

    @Test
    void goesBackWhenItWasClaimedBeforeTheFirstWasRecorded() {
        JsonNode second = buy("");
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(buy("")));
        Capture capture = capture(second);
        MarketAbilities market = markets.markets().abilities(Orders.GOOGLE_PLAY);
        gateway.decide(p1, payment -> MarketAnswers.captured(payment, "r2", capture, List.of(), market));

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class)).hasSize(1);
        assertThat(state(Orders.GOOGLE_PLAY, orderId(second))).isEqualTo("REFUNDED");
    }

    @Test
    void goesBackOnceThoughTheAnswerWasLost() {
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(buy("")));
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"refund\",\"limit\":1,\"holdMillis\":0}");
        gateway.submit(p1, "r2", token(buy("")));
        gateway.wait(GRACE);
        assertThat(secondEvents(PaymentRefunded.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isAnOperatorsWhereTheMarketGivesNothingBack() {
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(buy("")));
        Capture second = new Capture(
                "GPA.2",
                "com.example.arcade",
                new Receipt(Receipt.Kind.PURCHASE_TOKEN, "another token"),
                Money.parse("KRW 1200"),
                null,
                "KR",
                Instant.EPOCH,
                null,
                false);
        MarketAbilities withoutRefunds = new MarketAbilities(true, false, true, false, false);
        for (int time = 0; time < 2; time++) {
            gateway.decide(p1, payment -> MarketAnswers.captured(payment, "r2", second, List.of(), withoutRefunds));
        }

        assertThat(secondEvents(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentParkedForOperator.class)).hasSize(1);
        assertThat(gateway.payment(p1).seconds()).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isNoneIfItPaysForTheOtherPurchaseInTime() {
        String p2 = p1 + "-2";
        JsonNode others = buy("");
        gateway.request(order(p1));
        gateway.request(order(p2));
        gateway.submit(p1, "r1", token(buy("")));
        gateway.submit(p1, "r2", token(others));
        gateway.submit(p2, "r3", token(others));
        gateway.wait(GRACE);

        assertThatItPaysFor(p2, others);
    }

    private void assertThatItPaysFor(String other, JsonNode others) {
        assertThat(gateway.payment(other).isPaid()).isTrue();
        assertThat(gateway.payment(p1).seconds()).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(others))).isEqualTo("CAPTURED");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    /** Both looks began while nothing had paid. */
    @Test
    void isNoneThoughItWasVerifiedAtOnceIfItPaysForTheOtherPurchaseInTime() {
        String p2 = p1 + "-2";
        JsonNode others = buy("");
        gateway.request(order(p1));
        gateway.request(order(p2));
        payMeanwhile(buy(""));
        gateway.submit(p1, "r2", token(others));
        assertThat(gateway.events(PaymentEvent.ReceiptRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("PURCHASE_ALREADY_PAID"));
        gateway.submit(p2, "r3", token(others));
        gateway.wait(GRACE);

        assertThatItPaysFor(p2, others);
    }

    @Test
    void goesBackThoughItWasVerifiedAtOnceIfNobodyUsesIt() {
        JsonNode second = buy("");
        gateway.request(order(p1));
        payMeanwhile(buy(""));
        gateway.submit(p1, "r2", token(second));
        assertThat(gateway.events(OfSecondPayment.class)).isEmpty();
        gateway.wait(GRACE);

        assertThat(secondEvents(PaymentRefunded.class)).hasSize(1);
        assertThat(state(Orders.GOOGLE_PLAY, orderId(second))).isEqualTo("REFUNDED");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    /** Another process captures the first payment once the second is claimed. */
    private void payMeanwhile(JsonNode first) {
        Capture capture = capture(first);
        MarketAbilities market = markets.markets().abilities(Orders.GOOGLE_PLAY);
        gateway.claims.afterTheNext(() -> gateway.decideMeanwhile(
                p1, payment -> MarketAnswers.captured(payment, "r1", capture, List.of(), market)));
    }

    private static Capture capture(JsonNode bought) {
        return new Capture(
                orderId(bought),
                "games.coinslot.arcade",
                token(bought),
                Money.parse("KRW 1200"),
                null,
                "KR",
                Instant.EPOCH,
                null,
                false);
    }

    @Test
    void isNoneIfItWasBoughtForAnotherPurchase() {
        JsonNode others = markets.post("/control/google-play/purchases", """
            {"serviceId":"arcade","productId":"gem_100","price":{"amount":"1200","currency":"KRW"},
             "binding":{"obfuscatedAccountId":"account-of-user-1","obfuscatedProfileId":"pur_abcdefghijklmnopqrstuvwxy"}}\
            """);
        gateway.request(order(p1));
        gateway.submit(p1, "r1", token(buy("")));
        gateway.submit(p1, "r2", token(others));

        assertThat(((PaymentEvent.ReceiptRefused) gateway.lastEvent()).code()).isEqualTo("PURCHASE_MISMATCH");
        assertThat(gateway.payment(p1).seconds()).isEmpty();
        assertThat(state(Orders.GOOGLE_PLAY, orderId(others))).isEqualTo("CAPTURED");
    }
}
