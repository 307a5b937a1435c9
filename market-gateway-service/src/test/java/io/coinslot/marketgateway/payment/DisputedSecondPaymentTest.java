package io.coinslot.marketgateway.payment;

import static io.coinslot.marketgateway.Decided.events;
import static io.coinslot.marketgateway.Decided.state;
import static io.coinslot.marketgateway.payment.Payments.FULL;
import static io.coinslot.marketgateway.payment.Payments.captured;
import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.payment.Dispute.Status;
import io.coinslot.marketgateway.payment.MoneyBack.MarketDispute;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackClosed;
import io.coinslot.marketgateway.payment.PaymentEvent.ChargebackOpened;
import io.coinslot.marketgateway.payment.PaymentEvent.OfSecondPayment;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentParkedForOperator;
import io.coinslot.marketgateway.payment.kafka.PaymentEventEncoder;
import io.coinslot.schemas.market.PaymentEventEnvelope;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Decision.Accepted;
import io.coinslot.servicekit.event.EventEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** A bank disputes a second payment: that is money held, gone or come back of that transaction. */
class DisputedSecondPaymentTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Capture SECOND = new Capture(
            "GPA.2",
            "com.example",
            new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token-2"),
            ALL,
            null,
            "KR",
            Instant.EPOCH,
            null,
            false);

    private Payment payment = state(MarketAnswers.captured(captured(), "r2", SECOND, List.of(), FULL));

    @Test
    void isToldAsHeldAndIsAnOperatorsMeanwhile() {
        assertThat(told(ALL, Status.OPEN))
                .satisfiesExactly(
                        event -> assertThat(event).isEqualTo(ofSecond(new ChargebackOpened("dp_1", ALL, "fraud", 1))),
                        event -> assertThat(event).isInstanceOf(PaymentParkedForOperator.class));
        assertThat(told(ALL, Status.OPEN)).isEmpty();
        assertThat(payment.kept()).isEqualTo(ALL);
    }

    @Test
    void isNobodysToSeeToOnceTheBankHasAllOfIt() {
        told(ALL, Status.OPEN);
        assertThat(told(ALL, Status.LOST)).containsExactly(ofSecond(new ChargebackClosed("dp_1", ALL, false, 2)));
    }

    @Test
    void isAnOperatorsWhenItCameBackOrWasAPart() {
        Money part = Money.parse("KRW 400");
        told(part, Status.OPEN);
        assertThat(told(part, Status.LOST))
                .hasAtLeastOneElementOfType(PaymentParkedForOperator.class)
                .contains(ofSecond(new ChargebackClosed("dp_1", part, false, 2)));
        assertThat(told(part, Status.WON))
                .hasAtLeastOneElementOfType(PaymentParkedForOperator.class)
                .contains(ofSecond(new ChargebackOpened("dp_1", part, "fraud", 3)))
                .contains(ofSecond(new ChargebackClosed("dp_1", part, true, 4)));
    }

    @Test
    void namesItsTransactionOnTheTopic() {
        assertThat(((io.coinslot.schemas.market.ChargebackOpened)
                                published(ofSecond(new ChargebackOpened("dp_1", ALL, "fraud", 1))))
                        .getMarketTransactionId())
                .isEqualTo("GPA.2");
        assertThat(((io.coinslot.schemas.market.ChargebackClosed)
                                published(ofSecond(new ChargebackClosed("dp_1", ALL, false, 2))))
                        .getMarketTransactionId())
                .isEqualTo("GPA.2");
        assertThat(((io.coinslot.schemas.market.ChargebackClosed)
                                published(new ChargebackClosed("dp_1", ALL, false, 2)))
                        .getMarketTransactionId())
                .isNull();
    }

    private Object published(PaymentEvent event) {
        PaymentEventEnvelope envelope = (PaymentEventEnvelope) new PaymentEventEncoder()
                .envelope(new EventEncoder.Header("e1", "p1", 1, Instant.EPOCH), payment, event);
        assertThat(envelope.getMarket()).isEqualTo(Orders.GOOGLE_PLAY.value());
        return envelope.getEvent();
    }

    private List<PaymentEvent> told(Money amount, Status status) {
        Decision<Payment, PaymentEvent, Void> decision = SecondPayments.moneyBack(
                payment, List.of(), Map.of("GPA.2", List.of(new MarketDispute("dp_1", amount, status, "fraud"))));
        if (decision instanceof Accepted) {
            payment = state(decision);
        }
        return events(decision);
    }

    private static OfSecondPayment ofSecond(PaymentEvent event) {
        return new OfSecondPayment("GPA.2", event);
    }
}
