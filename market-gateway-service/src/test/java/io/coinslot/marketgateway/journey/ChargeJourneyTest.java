package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.OrderDraft;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentDeclined;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentOutcomeUnknown;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of registered cards, charged at the simulated Stripe, which asks the simulated financial company. */
class ChargeJourneyTest {
    @TempDir
    static Path folder;

    private static SimulatedMarkets markets;
    private static CardBank bank;

    private final String p1 = "pur_" + UUID.randomUUID();
    private LocalGateway gateway;
    private String token;

    @BeforeAll
    static void open() throws Exception {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.STRIPE);
        bank = new CardBank(markets);
    }

    @AfterAll
    static void close() throws IOException {
        bank.close();
        markets.close();
    }

    @BeforeEach
    void start() {
        gateway = new LocalGateway(markets, TestSealer.in(folder), bank);
        token = bank.token("1111");
    }

    @AfterEach
    void heal() {
        markets.delete("/control/stripe/faults");
        markets.delete("/control/issuer/faults");
    }

    private void charge() {
        gateway.request(Orders.byToken(Orders.STRIPE, p1, token));
    }

    private static void faults(String json) {
        markets.post("/control/stripe/faults", json);
    }

    private void says(String decision, String declineCode) {
        markets.post(
                "/control/issuer/authorisations",
                "{\"tokenUniqueReference\":\"" + token + "\",\"decision\":\"" + decision + "\",\"declineCode\":\""
                        + declineCode + "\"}");
    }

    @Test
    void isPaidAtOnceAndFinishedLikeAnyOther() {
        charge();
        PaymentCaptured captured = gateway.events(PaymentCaptured.class).getFirst();
        assertThat(captured.capture().amount()).isEqualTo(Money.parse("KRW 1200"));
        assertThat(captured.capture().transactionId())
                .isEqualTo(gateway.payment(p1).marketReference());
        assertThat(gateway.events(PaymentEvent.PaymentPrepared.class))
                .singleElement()
                .satisfies(prepared -> assertThat(prepared.sealedClientSecret()).isNull());
        gateway.confirmDelivery(p1);
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.FINISHED);
        gateway.refund(p1, p1 + "-1", Money.parse("KRW 500"));
        assertThat(gateway.events(PaymentEvent.PaymentRefunded.class)).hasSize(1);
        assertThat(gateway.openTasks(p1)).isZero();
        assertThat(bank.approved(token)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DECLINED,do_not_honor,DO_NOT_HONOR",
        "DECLINED,insufficient_funds,INSUFFICIENT_FUNDS",
        "AUTHENTICATION_REQUIRED,,AUTHENTICATION_REQUIRED"
    })
    void saysByItsNameWhyTheCardWasDeclined(String decision, String declineCode, String outcome) {
        says(decision, declineCode == null ? "unused" : declineCode);
        charge();
        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo(outcome));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(gateway.openTasks(p1)).isZero();
        assertThat(intentStatus()).isEqualTo("canceled");
    }

    private String intentStatus() {
        String reference = String.valueOf(gateway.payment(p1).marketReference());
        for (var entry : markets.get("/control/stripe/ledger?limit=1000").path("items")) {
            if (entry.path("paymentIntentId").asString().equals(reference)) {
                return entry.path("status").asString();
            }
        }
        return "unknown";
    }

    @Test
    void aTokenThatWasSuspendedMeanwhileIsNotCharged() {
        markets.post("/control/issuer/tokens/" + token + "/suspend", "{}");
        charge();
        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("TOKEN_SUSPENDED"));
        assertThat(bank.approved(token)).isZero();
    }

    @Test
    void looksUpAChargeWhoseAnswerWasLostAndNeverChargesTwice() {
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        charge();
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(bank.approved(token)).isEqualTo(1);
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502})
    void looksUpAChargeBehindAnErrorAndNeverChargesTwice(int status) {
        faults("{\"errorAfterCommit\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        charge();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(bank.approved(token)).isEqualTo(1);
        assertThat(gateway.events(PaymentDeclined.class).size()
                        + gateway.events(PaymentCaptured.class).size())
                .isEqualTo(1);
        assertThat(gateway.payment(p1).isPaid())
                .as("as the market's record has it")
                .isTrue();
    }

    @Test
    void looksUpADeclineWhoseAnswerWasLost() {
        says("DECLINED", "lost_card");
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        charge();
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("LOST_CARD"));
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 429, 503})
    void comesBackWithAFreshCryptogramWhenStripeIsBusyOrIll(int status) {
        faults("{\"errorRate\":1,\"errorStatus\":" + status + ",\"pathContains\":\"confirm\",\"limit\":1}");
        charge();
        assertThat(gateway.payment(p1).isPaid()).isFalse();
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(bank.approved(token)).isEqualTo(1);
    }

    @Test
    void waitsForAFinancialCompanyThatDoesNotAnswer() {
        markets.post("/control/issuer/faults", "{\"errorRate\":1,\"errorStatus\":503,\"limit\":1}");
        charge();
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.PREPARED);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void chargesNothingForAPurchaseThatEndedMeanwhile() {
        markets.post("/control/issuer/faults", "{\"errorRate\":1,\"errorStatus\":503,\"limit\":1}");
        charge();
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(5));
        assertThat(gateway.payment(p1).status()).isEqualTo(PaymentStatus.CLOSED);
        assertThat(bank.approved(token)).isZero();
        assertThat(intentStatus()).isEqualTo("canceled");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void findsThatItWasPaidWhileThePurchaseEnded() {
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        charge();
        gateway.close(p1);
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(bank.approved(token)).isEqualTo(1);
    }

    /** Billing lets nobody call a purchase off whose outcome is unknown, and it does not expire. */
    @Test
    void isNotChargedAfterThePurchaseHasExpired() {
        faults("{\"hang\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        gateway.request(new OrderDraft(Orders.STRIPE, p1)
                .paidBy(token)
                .expiresAt(gateway.now().plus(Duration.ofMinutes(30)))
                .order());
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        faults("{\"errorRate\":1,\"errorStatus\":503}");
        gateway.wait(Duration.ofMinutes(20));
        markets.delete("/control/stripe/faults");
        gateway.wait(Duration.ofMinutes(20));

        assertThat(gateway.events(PaymentDeclined.class))
                .singleElement()
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("NOT_PAID_IN_TIME"));
        assertThat(bank.approved(token)).isZero();
        assertThat(intentStatus()).isEqualTo("canceled");
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void isToldAlthoughThePurchaseHasExpiredIfItWasChargedInTime() {
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        gateway.request(new OrderDraft(Orders.STRIPE, p1)
                .paidBy(token)
                .expiresAt(gateway.now().plus(Duration.ofMinutes(30)))
                .order());
        gateway.wait(Duration.ofMinutes(31));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.events(PaymentDeclined.class)).isEmpty();
        assertThat(bank.approved(token)).isEqualTo(1);
    }

    /** Nobody but this look would ever tell that it is over. */
    @Test
    void isToldAsRefundedIfTheMoneyWasBackBeforeItsOutcomeWasLookedUp() {
        faults("{\"timeoutAfterCommit\":1,\"pathContains\":\"confirm\",\"limit\":1,\"holdMillis\":0}");
        charge();
        assertThat(gateway.events(PaymentOutcomeUnknown.class)).hasSize(1);
        String reference = String.valueOf(gateway.payment(p1).marketReference());
        markets.post("/control/stripe/refunds", "{\"paymentIntentId\":\"" + reference + "\"}");
        gateway.wait(Duration.ofMinutes(1));
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(gateway.payment(p1).hasNothingLeft()).isTrue();
        assertThat(gateway.openTasks(p1)).isZero();
    }

    @Test
    void keepsNeitherNumbersNorCryptograms() throws IOException {
        charge();
        assertThat(bank.given).isNotEmpty();
        String payment = gateway.payment(p1).toString() + gateway.events();
        bank.given.forEach(credential -> {
            assertThat(payment).doesNotContain(credential.number()).doesNotContain(credential.cryptogram());
            assertThat(credential.toString()).doesNotContain(credential.number());
        });
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                bank.given.forEach(credential ->
                        assertThat(text).doesNotContain(credential.number()).doesNotContain(credential.cryptogram()));
            }
        }
    }
}
