package io.coinslot.settlement.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.FeeLookup;
import io.coinslot.settlement.journal.InMemoryWaitingCaptures;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import io.coinslot.settlement.journal.WaitingCapture;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What players pay for a purchase that another transaction has paid. */
class SecondPaymentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers =
            new LocalAggregates<>(List.of(), Clock.systemUTC());
    private final InMemoryWaitingCaptures waiting = new InMemoryWaitingCaptures();
    private PaymentEventsListener payments = listener(Ledgers.charging(30, false));
    private int events;

    @Test
    void isNeitherRevenueNorLossOfAService() {
        tell(captured("pi_1", false));
        PaymentCaptured second = second("pi_2", false);
        PaymentRefunded back = refunded("re_1", 199, "pi_2");
        assertThat(tell("e2", second)).isEqualTo(Consumed.APPLIED);
        assertThat(tell("e2", second)).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell("e2again", second)).isEqualTo(Consumed.DUPLICATE);
        assertThat(balance("second-payments:stripe")).isEqualTo(199);
        assertThat(tell("e3", back)).isEqualTo(Consumed.APPLIED);
        assertThat(tell("e3", back)).isEqualTo(Consumed.DUPLICATE);
        assertThat(balance("second-payments:stripe")).isZero();
        assertThat(balance("market-receivable:stripe")).isEqualTo(-199);
        assertThat(balance("service-pending")).isEqualTo(160);

        tell(new PaymentRefundReversed("re_1", usd(199), "pi_2"));
        assertThat(balance("second-payments:stripe")).isEqualTo(199);
        tell(new PaymentRefunded(null, "r1", usd(199), "MARKET", null, null));
        assertThat(balance("service-pending")).isEqualTo(-30);
    }

    @Test
    void costsWhatThePaymentServiceKeepsOfItAndNoServiceBearsThat() {
        tell(captured("pi_1", false));
        tell(second("pi_2", false));
        tell(refunded("re_1", 199, "pi_2"));
        assertThat(balance("second-payment-fees:stripe")).isEqualTo(-30);
        assertThat(balance("market-fee:stripe")).isEqualTo(60);
        assertThat(balance("service-pending")).isEqualTo(160);
        assertThat(balance("second-payments:stripe")).isZero();
        assertThat(ledger().entries().get(1).fee()).isNotNull();
    }

    @Test
    void costsNothingAtAStoreThatGivesItsFeeBackOrIfItIsATest() {
        payments = listener(Ledgers.charging(30, true));
        tell(captured("pi_1", false));
        tell(second("pi_2", false));
        payments = listener(Ledgers.unknown());
        assertThat(tell(second("pi_3", true))).isEqualTo(Consumed.APPLIED);
        assertThat(balance("second-payment-fees:stripe")).isZero();
        assertThat(balance("market-fee:stripe")).isEqualTo(30);
    }

    @Test
    void waitsAsLongAsNoFeeIsKnownForIt() {
        payments = listener(Ledgers.unknown());
        PaymentCaptured second = second("pi_2", false);
        assertThat(tell("e2", second)).isEqualTo(Consumed.NOT_YET);
        tell(captured("pi_1", true));
        assertThat(tell("e2", second)).isEqualTo(Consumed.WAITING);
        assertThat(waiting.of("arcade", null, 10)).hasSize(1);
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.WAITING);
        payments = listener(Ledgers.charging(30, false));
        assertThat(tell("e2", second)).isEqualTo(Consumed.APPLIED);
        payments = listener(Ledgers.unknown());
        assertThat(tell("e2", second)).isEqualTo(Consumed.DUPLICATE);
        assertThat(waiting.of("arcade", null, 10)).isEmpty();
    }

    @Test
    void waitsThoughAnotherPaymentOfThePurchaseIsBooked() {
        tell(captured("pi_1", false));
        payments = listener(Ledgers.unknown());
        PaymentCaptured second = second("pi_2", false);
        assertThat(tell("e2", second)).isEqualTo(Consumed.WAITING);
        assertThat(tell(second("pi_3", true))).isEqualTo(Consumed.APPLIED);
        assertThat(waiting.of("arcade", null, 10))
                .extracting(WaitingCapture::transactionId)
                .containsExactly("pi_2");
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.WAITING);
    }

    @Test
    void waitsForItsCaptureAndForThatOfThePurchase() {
        assertThat(tell(second("pi_2", false))).isEqualTo(Consumed.NOT_YET);
        tell(captured("pi_1", false));
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.NOT_YET);
        tell(second("pi_2", false));
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.APPLIED);
    }

    @Test
    void ofATestNothingIsBookedThoughThePurchaseWasPaid() {
        tell(captured("pi_1", false));
        assertThat(tell("e2", second("pi_2", true))).isEqualTo(Consumed.APPLIED);
        assertThat(tell("e2", second("pi_2", true))).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell(new PaymentRefundReversed("re_1", usd(199), "pi_2"))).isEqualTo(Consumed.DUPLICATE);
        assertThat(ledgers.events()).hasSize(1);

        tell(second("pi_3", false));
        assertThat(balance("second-payments:stripe")).isEqualTo(199);
    }

    @Test
    void isBookedThoughThePurchaseWasPaidByATest() {
        tell(captured("pi_1", true));
        assertThat(tell(second("pi_2", false))).isEqualTo(Consumed.APPLIED);
        assertThat(balance("second-payments:stripe")).isEqualTo(199);
        assertThat(balance("market-receivable:stripe")).isEqualTo(-199);
        assertThat(tell(refunded("re_0", 199, null))).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.APPLIED);
        assertThat(balance("second-payments:stripe")).isZero();
    }

    @Test
    void isHeldGoneAndComeBackByADisputeOfItAlone() {
        tell(captured("pi_1", false));
        tell(second("pi_2", false));
        assertThat(tell(disputed(1))).isEqualTo(Consumed.APPLIED);
        assertMoney(0, 199, -398);
        assertThat(tell(disputed(1))).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell(ended(false, 2))).isEqualTo(Consumed.APPLIED);
        assertMoney(0, 0, -199);
        assertThat(tell(disputed(3))).isEqualTo(Consumed.APPLIED);
        assertMoney(0, 199, -398);
        assertThat(tell(ended(true, 4))).isEqualTo(Consumed.APPLIED);
        assertMoney(199, 0, -398);
        assertThat(tell(ended(false, 2))).isEqualTo(Consumed.DUPLICATE);
        assertThat(balance("service-pending")).isEqualTo(160);
        assertThat(ledgers.events())
                .extracting(JournalEntry::kind)
                .containsExactly(
                        EntryKind.CAPTURE,
                        EntryKind.SECOND_PAYMENT,
                        EntryKind.SECOND_CHARGEBACK,
                        EntryKind.SECOND_CHARGEBACK_LOST,
                        EntryKind.SECOND_CHARGEBACK_REOPENED,
                        EntryKind.SECOND_CHARGEBACK_WON);
    }

    @Test
    void isGoneByADisputeWhoseOpeningAnOlderGatewayToldNobody() {
        tell(captured("pi_1", false));
        tell(second("pi_2", false));
        assertThat(tell(ended(false, 2))).isEqualTo(Consumed.APPLIED);
        assertThat(tell(disputed(1))).isEqualTo(Consumed.DUPLICATE);
        assertMoney(0, 0, -199);
    }

    @Test
    void ofATestIsNotBookedWhateverABankSays() {
        tell(captured("pi_1", false));
        tell(second("pi_2", true));
        assertThat(tell(disputed(1))).isEqualTo(Consumed.DUPLICATE);
        assertThat(tell(ended(false, 2))).isEqualTo(Consumed.DUPLICATE);
    }

    private void assertMoney(long secondPayments, long inDispute, long receivable) {
        assertThat(balance("second-payments:stripe")).isEqualTo(secondPayments);
        assertThat(balance("chargeback-in-dispute:stripe")).isEqualTo(inDispute);
        assertThat(balance("market-receivable:stripe")).isEqualTo(receivable);
    }

    private static ChargebackOpened disputed(long turn) {
        return new ChargebackOpened("dp_1", usd(199), "fraudulent", turn, "pi_2");
    }

    private static ChargebackClosed ended(boolean won, long turn) {
        return new ChargebackClosed("dp_1", usd(199), won, turn, "pi_2");
    }

    @Test
    void ofAnOlderVersionGoesBackThoughItsNameIsNotOnRecord() {
        tell(captured("pi_1", false));
        tell(second("pi_2", false));
        forgetNames();
        assertThat(tell(second("pi_3", false))).isEqualTo(Consumed.APPLIED);
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.APPLIED);
        assertThat(balance("second-payments:stripe")).isEqualTo(199);
    }

    @Test
    void ofATestsPurchaseOfAnOlderVersionWasNeverBookedNorIsWhatBecomesOfIt() {
        tell(captured("pi_1", true));
        forgetNames();
        assertThat(tell(refunded("re_1", 199, "pi_2"))).isEqualTo(Consumed.DUPLICATE);
        assertThat(ledgers.events()).isEmpty();
    }

    private PaymentEventsListener listener(FeeLookup fees) {
        return new PaymentEventsListener(new Journal(ledgers, fees, waiting, Clock.systemUTC()));
    }

    private void forgetNames() {
        PurchaseLedger now = ledger();
        PurchaseLedger old = new PurchaseLedger(
                now.purchaseId(),
                now.serviceId(),
                now.userId(),
                now.market(),
                now.testPurchase(),
                now.sale(),
                now.returned(),
                now.pending(),
                now.delivered(),
                now.refunds(),
                now.disputes(),
                now.entries(),
                now.takenBack(),
                now.owedSince(),
                null);
        ledgers.handleAndWait("pur_1", known -> Decision.accepted(old, List.of(), Consumed.APPLIED));
    }

    private PurchaseLedger ledger() {
        Stored<PurchaseLedger> stored = ledgers.find("pur_1");
        return Objects.requireNonNull(stored).state();
    }

    private long balance(String account) {
        return ledgers.events().stream()
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.account().equals(account))
                .mapToLong(line -> line.signedMinorUnits())
                .sum();
    }

    private Consumed tell(Object event) {
        return tell("event-" + events++, event);
    }

    private Consumed tell(String eventId, Object event) {
        PaymentEventEnvelope envelope = new PaymentEventEnvelope(eventId, "pur_1", 1L, "arcade", "stripe", NOW, event);
        return payments.handle(new ReceivedEvent<>("pur_1", envelope, 0, 1))
                .toCompletableFuture()
                .join();
    }

    private static PaymentCaptured second(String transactionId, boolean test) {
        return PaymentCaptured.newBuilder(captured(transactionId, test))
                .setSecond(true)
                .build();
    }

    private static PaymentCaptured captured(String transactionId, boolean test) {
        return PaymentCaptured.newBuilder()
                .setMarketTransactionId(transactionId)
                .setApplication("acct_1")
                .setCaptured(usd(199))
                .setTax(usd(9))
                .setCapturedAt(NOW)
                .setTestPurchase(test)
                .setUserId("u1")
                .setProductId("gem")
                .setQuantity(1)
                .build();
    }

    private static PaymentRefunded refunded(String marketRefundId, long minorUnits, String transactionId) {
        return new PaymentRefunded(null, marketRefundId, usd(minorUnits), "MARKET", null, transactionId);
    }

    private static Money usd(long minorUnits) {
        return new Money(minorUnits, "USD");
    }
}
