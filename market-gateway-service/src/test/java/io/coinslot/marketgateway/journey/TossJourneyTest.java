package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money moves when we confirm what the player authorised, and only for the purchase that it was meant for. */
class TossJourneyTest extends TossJourney {
    @Test
    void sellsByConfirmingWhatThePlayerAuthorised() {
        gateway.request(order(p1));
        assertThat(gateway.payment(p1).marketReference()).isEqualTo(p1);
        String paymentKey = toss.authorise(p1);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");

        toss.submit(p1, paymentKey);
        PaymentCaptured captured = (PaymentCaptured) gateway.lastEvent();
        assertThat(captured.capture().transactionId()).isEqualTo(paymentKey);
        assertThat(captured.capture().amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(captured.capture().application())
                .isEqualTo(markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS).setting("merchantId"));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("DONE");

        gateway.confirmDelivery(p1);
        assertThat(gateway.lastEvent()).isEqualTo(new PaymentEvent.PaymentFinished(FinishAction.NOT_NEEDED));
    }

    @Test
    void tellsTheClientOfTheServicesCheckoutPage() throws Exception {
        MarketLink link = markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS);
        MarketLink withPage = new MarketLink(
                link.serviceId(),
                link.market(),
                true,
                Map.of("merchantId", "m", "clientKey", "test_ck_1", "checkoutUrl", "https://game.example/pay?a=b"),
                link.credentials());
        PreparesPayments prepares = markets.markets().find(PreparesPayments.class, Orders.TOSS_PAYMENTS);
        assertThat(prepares.prepare(withPage, order(p1), 1).redirectUrl())
                .isEqualTo("https://game.example/pay?a=b&orderId=" + p1 + "&amount=1200&clientKey=test_ck_1");
        assertThat(prepares.prepare(link, order(p1), 1).redirectUrl()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD 12.00", "KRW 99"})
    void refusesToPrepareWhatNobodyCouldPay(String total) {
        gateway.request(Orders.of(Orders.TOSS_PAYMENTS, p1, ProductType.CONSUMABLE, 1, Money.parse(total)));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.NOT_PREPARED);
    }

    @Test
    void neverConfirmsAnAmountThatTheClientChanged() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1, "100", "");
        toss.submit(p1, paymentKey);
        assertThat(refusal().code()).isEqualTo("AMOUNT_MISMATCH");
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void neverConfirmsThePaymentOfAnotherPurchase() {
        String p2 = "pur_" + UUID.randomUUID();
        gateway.request(order(p1));
        gateway.request(order(p2));
        String paymentKey = toss.authorise(p1);
        toss.submit(p2, paymentKey);
        assertThat(refusal().code()).isEqualTo("PURCHASE_MISMATCH");
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        toss.submit(p1, paymentKey);
        toss.submit(p2, paymentKey);
        assertThat(refusal().code()).isEqualTo("RECEIPT_ALREADY_USED");
        assertThat(gateway.payment(p2).isPaid()).isFalse();
    }

    @Test
    void takesTheSameReceiptAgainAsOne() {
        String paymentKey = toss.capture(p1);
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
    }

    @Test
    void refusesWhatIsNoPaymentAndStaysPayable() {
        gateway.request(order(p1));
        toss.submit(p1, "unknown-key");
        assertThat(refusal().code()).isEqualTo("NOT_FOUND_PAYMENT_SESSION");
        toss.submit(p1, "../settlements");
        assertThat(refusal().code()).isEqualTo("INVALID_RECEIPT");
        gateway.submit(p1, "r9", new Receipt(Receipt.Kind.PURCHASE_TOKEN, "t"));
        assertThat(refusal().code()).isEqualTo("WRONG_RECEIPT_KIND");
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECT_CARD_COMPANY", "INVALID_STOPPED_CARD", "EXCEED_MAX_AMOUNT", "FDS_ERROR"})
    void declinesWhatTheCardCompanyRefuses(String code) {
        gateway.request(order(p1));
        String more = ",\"outcome\":\"DECLINED\",\"declineCode\":\"" + code + "\"";
        toss.submit(p1, toss.authorise(p1, "1200", more));
        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo(code));
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void refusesAnExpiredSessionAndTakesANewOne() {
        String paymentKey = authorised();
        toss.timePasses("PT10M");
        toss.submit(p1, paymentKey);
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }
}
