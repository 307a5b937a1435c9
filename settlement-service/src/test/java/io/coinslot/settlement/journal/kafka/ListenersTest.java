package io.coinslot.settlement.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.schemas.Money;
import io.coinslot.schemas.billing.DeliveryConfirmed;
import io.coinslot.schemas.billing.PurchaseCompleted;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.market.ChargebackClosed;
import io.coinslot.schemas.market.ChargebackOpened;
import io.coinslot.schemas.market.PaymentCaptured;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.schemas.market.PaymentPending;
import io.coinslot.schemas.market.PaymentRefundReversed;
import io.coinslot.schemas.market.PaymentRefunded;
import io.coinslot.schemas.settlement.JournalEntryEnvelope;
import io.coinslot.schemas.settlement.JournalEntryPosted;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.ReceivedEvent;
import io.coinslot.servicekit.event.EventEncoder;
import io.coinslot.settlement.journal.EntryKind;
import io.coinslot.settlement.journal.InMemoryWaitingCaptures;
import io.coinslot.settlement.journal.Journal;
import io.coinslot.settlement.journal.JournalEntry;
import io.coinslot.settlement.journal.Ledgers;
import io.coinslot.settlement.journal.PurchaseLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final LocalAggregates<PurchaseLedger, JournalEntry> ledgers =
            new LocalAggregates<>(List.of(), Clock.systemUTC());
    private final Journal journal =
            new Journal(ledgers, Ledgers.charging(30, false), new InMemoryWaitingCaptures(), Clock.systemUTC());
    private final PaymentEventsListener payments = new PaymentEventsListener(journal);
    private final PurchaseEventsListener purchases = new PurchaseEventsListener(journal);

    @Test
    void booksEveryKindThatMovesMoney() {
        payment("e1", captured());
        purchase("e2", new DeliveryConfirmed(NOW, "WEBHOOK"));
        payment("e3", new PaymentRefunded(null, "r1", usd(100), "MARKET", null, null));
        payment("e4", new PaymentRefundReversed("r1", usd(100), null));
        payment("e5", new ChargebackOpened("d1", usd(199), null, null, null));
        payment("e6", new ChargebackClosed("d1", usd(199), true, null, null));
        payment("e7", new ChargebackOpened("d1", usd(199), null, 3L, null));
        payment("e8", new ChargebackClosed("d1", usd(199), false, 4L, null));

        assertThat(ledgers.events())
                .extracting(JournalEntry::kind)
                .containsExactly(
                        EntryKind.CAPTURE,
                        EntryKind.DELIVERY,
                        EntryKind.REFUND,
                        EntryKind.REFUND_REVERSED,
                        EntryKind.CHARGEBACK,
                        EntryKind.CHARGEBACK_WON,
                        EntryKind.CHARGEBACK_REOPENED,
                        EntryKind.CHARGEBACK_LOST);
        assertThat(ledgers.events()).extracting(JournalEntry::occurredAt).containsOnly(NOW);
    }

    @Test
    void passesOverWhatMovesNone() {
        assertThat(payment("e1", new PaymentPending("cash"))).isEqualTo(Consumed.DUPLICATE);
        assertThat(purchase("e2", new PurchaseCompleted())).isEqualTo(Consumed.DUPLICATE);
        assertThat(purchase("e3", new DeliveryConfirmed(NOW, "API"))).isEqualTo(Consumed.NOT_YET);
    }

    @Test
    void publishesBalancedEntries() {
        payment("e1", captured());
        PurchaseLedger ledger = ledgers.find("pur_1").state();
        JournalEntryEnvelope envelope = (JournalEntryEnvelope) new JournalEntryEncoder()
                .envelope(
                        new EventEncoder.Header("i1", "pur_1", 1, NOW),
                        ledger,
                        ledger.entries().getFirst());

        JournalEntryPosted posted = (JournalEntryPosted) envelope.getEvent();
        assertThat(envelope.getEntryId()).isEqualTo("e1");
        assertThat(posted.getSourceEventId()).isEqualTo("e1");
        assertThat(posted.getLines())
                .extracting(line -> line.getAccount() + " " + line.getSide() + " "
                        + line.getAmount().getMinorUnits())
                .containsExactly(
                        "market-receivable:stripe DEBIT 199",
                        "tax-payable CREDIT 9",
                        "market-fee:stripe CREDIT 30",
                        "service-pending CREDIT 160");
    }

    private Consumed payment(String eventId, Object event) {
        PaymentEventEnvelope envelope = new PaymentEventEnvelope(eventId, "pur_1", 1L, "arcade", "stripe", NOW, event);
        return payments.handle(new ReceivedEvent<>("pur_1", envelope, 0, 1))
                .toCompletableFuture()
                .join();
    }

    private Consumed purchase(String eventId, Object event) {
        PurchaseEventEnvelope envelope = new PurchaseEventEnvelope(eventId, "pur_1", 1L, "arcade", NOW, event);
        return purchases
                .handle(new ReceivedEvent<>("pur_1", envelope, 0, 1))
                .toCompletableFuture()
                .join();
    }

    private static PaymentCaptured captured() {
        return PaymentCaptured.newBuilder()
                .setMarketTransactionId("pi_1")
                .setApplication("acct_1")
                .setCaptured(usd(199))
                .setTax(usd(9))
                .setCapturedAt(NOW)
                .setTestPurchase(false)
                .setUserId("u1")
                .setProductId("gem")
                .setQuantity(1)
                .build();
    }

    private static Money usd(long minorUnits) {
        return new Money(minorUnits, "USD");
    }
}
