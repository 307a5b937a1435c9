package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.schemas.billing.PurchaseEventEnvelope;
import io.coinslot.schemas.billing.RefundRequested;
import io.coinslot.servicekit.key.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of before a refund reads once more that it was asked for, when Stripe knows its key no longer. */
class RequestReadAgainTest {
    private static final String PURCHASE = "p1";
    private static final Money PART = Money.parse("KRW 500");
    private static final Duration LONGER_THAN_KEYS_ARE_KNOWN = Duration.ofHours(25);

    @TempDir
    Path folder;

    private SimulatedMarkets markets;
    private Sealer sealer;

    @BeforeEach
    void open() {
        markets = new SimulatedMarkets(folder);
        markets.link(Orders.SERVICE, Orders.STRIPE);
        sealer = TestSealer.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        markets.close();
    }

    /** A gateway that knows that the purchase is paid. */
    private LocalGateway paid() {
        LocalGateway gateway = new LocalGateway(markets, sealer);
        gateway.request(Orders.of(Orders.STRIPE, PURCHASE));
        String intentId = String.valueOf(gateway.payment(PURCHASE).marketReference());
        markets.post(
                "/control/stripe/purchases", "{\"paymentIntentId\":\"" + intentId + "\",\"outcome\":\"PURCHASED\"}");
        gateway.submit(PURCHASE, "r1", new Receipt(Receipt.Kind.PAYMENT_INTENT_ID, intentId));
        assertThat(gateway.payment(PURCHASE).status()).isEqualTo(PaymentStatus.CAPTURED);
        return gateway;
    }

    private static PurchaseEventEnvelope requested(Instant at) {
        io.coinslot.schemas.Money part = new io.coinslot.schemas.Money(PART.getAmountMinorLong(), "KRW");
        return new PurchaseEventEnvelope(
                "event-1",
                PURCHASE,
                9L,
                Orders.SERVICE,
                at.truncatedTo(ChronoUnit.MILLIS),
                new RefundRequested("ref_1", part, "asked for"));
    }

    @Test
    void whatWasGivenBackIsFoundAndNotGivenBackAgain() {
        LocalGateway before = paid();
        LocalGateway restored = new LocalGateway(markets, sealer);
        restored.restore(before.payment(PURCHASE));
        PurchaseEventEnvelope request = requested(before.now());
        before.read(request);
        markets.post("/control/clock", "{\"advance\":\"" + LONGER_THAN_KEYS_ARE_KNOWN + "\"}");
        restored.wait(LONGER_THAN_KEYS_ARE_KNOWN);
        restored.read(request);
        restored.decide(
                PURCHASE,
                payment -> MarketAnswers.hinted(payment, payment.paid().receipt(), MarketAnswers.nothing()));
        assertThat(restored.events(PaymentEvent.PaymentRefunded.class))
                .extracting(PaymentEvent.PaymentRefunded::refundId)
                .containsExactly("ref_1");
        assertThat(restored.payment(PURCHASE).refundable()).isEqualTo(Money.parse("KRW 700"));
    }
}
