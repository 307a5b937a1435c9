package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.payment.FinishAction;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentOutcomeUnknown;
import io.coinslot.marketgateway.payment.PaymentEvent.ReceiptRefused;
import io.coinslot.marketgateway.payment.PaymentOrder;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TossJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private LocalGateway gateway;
    private TossShopper toss;
    private final String p1 = "pur_" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS);
    }

    @AfterAll
    static void close() throws IOException {
        markets.close();
    }

    @BeforeEach
    void start() {
        gateway = new LocalGateway(markets, TestSealer.in(folder));
        toss = new TossShopper(markets, gateway);
    }

    @AfterEach
    void heal() {
        toss.heal();
    }

    private static PaymentOrder order(String purchaseId) {
        return Orders.of(Orders.TOSS_PAYMENTS, purchaseId);
    }

    private ReceiptRefused refusal() {
        return (ReceiptRefused) gateway.lastEvent();
    }

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

    @ParameterizedTest
    @ValueSource(ints = {403, 409, 429, 503})
    void comesBackLaterWhenTossIsBusyOrIll(int status) {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void findsThatItPaidBehindAnError(int status) {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        assertThat(gateway.events(PaymentDeclined.class)).isEmpty();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void waitsUntilAnErrorThatDidNothingIsKnownToBeOne(int status) {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        assertThat(gateway.events(ReceiptRefused.class)).isEmpty();
        toss.timePasses("PT11M");
        gateway.wait(Duration.ofMinutes(11));
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void looksUpAConfirmationWhoseAnswerWasLost() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":5000}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void findsWhatAProcessConfirmedThatDiedBeforeItWrote() throws Exception {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        markets.markets()
                .find(ConfirmsPayments.class, Orders.TOSS_PAYMENTS)
                .confirm(
                        markets.link(Orders.SERVICE, Orders.TOSS_PAYMENTS),
                        order(p1),
                        new Receipt(Receipt.Kind.PAYMENT_KEY, paymentKey));
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void confirmsWhatTossShowsOnlyAfterwards() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":404,\"pathContains\":\"" + paymentKey + "\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void takesTheMoneyOfOneOfTwoAuthorisedPayments() {
        gateway.request(order(p1));
        String first = toss.authorise(p1);
        String second = toss.authorise(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, first);
        toss.submit(p1, second);
        assertThat(refusal().code()).isEqualTo("CONFIRMATION_IN_PROGRESS");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        toss.submit(p1, second);
        assertThat(toss.statusOf(first)).isEqualTo("DONE");
        assertThat(toss.statusOf(second)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void takesNoMoneyForAPurchaseThatIsOver() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        gateway.close(p1);
        toss.submit(p1, paymentKey);
        assertThat(refusal().code()).isEqualTo("PURCHASE_CLOSED");
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void doesNotSendAConfirmationAgainWhenThePurchaseEndedMeanwhile() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("IN_PROGRESS");
        toss.timePasses("PT11M");
        gateway.wait(Duration.ofMinutes(11));
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void capturesWhatWasConfirmedWhileThePurchaseEnded() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void refusesAnExpiredSessionAndTakesANewOne() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1);
        toss.timePasses("PT10M");
        toss.submit(p1, paymentKey);
        assertThat(refusal().code()).isEqualTo("EXPIRED");
        toss.submit(p1, toss.authorise(p1));
        assertThat(gateway.payment(p1).isPaid()).isTrue();
    }

    @Test
    void waitsForADepositThatComesLater() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void declinesADepositThatDoesNotCome() {
        String paymentKey = toss.await(p1);
        toss.timePasses("PT73H");
        gateway.wait(Duration.ofHours(73));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("EXPIRED");
        assertThat(gateway.events(PaymentDeclined.class)).hasSize(1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void callsAnAccountOffThatNobodyShallPayIntoAnyMore() {
        String paymentKey = toss.await(p1);
        gateway.close(p1);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("CANCELED");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).isEmpty();
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void callsAnAccountOffThatWasMadeWhileThePurchaseEnded() {
        gateway.request(order(p1));
        String paymentKey = toss.authorise(p1, "1200", ",\"outcome\":\"PENDING\"");
        toss.faults("{\"errorAfterCommit\":1,\"errorStatus\":400,\"pathContains\":\"confirm\",\"limit\":1}");
        toss.submit(p1, paymentKey);
        toss.faults("{\"errorRate\":1,\"errorStatus\":404,\"pathContains\":\"orders\",\"limit\":1}");
        gateway.close(p1);
        assertThat(toss.statusOf(paymentKey)).isEqualTo("WAITING_FOR_DEPOSIT");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(toss.statusOf(paymentKey)).isEqualTo("CANCELED");
    }

    @Test
    void capturesADepositThatCameWhileItWasCalledOff() {
        String paymentKey = toss.await(p1);
        toss.complete(paymentKey, "PURCHASED");
        gateway.close(p1);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }
}
