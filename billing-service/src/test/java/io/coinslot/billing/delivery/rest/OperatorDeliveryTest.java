package io.coinslot.billing.delivery.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.delivery.rest.OperatorDeliveryController.OperatorDelivery;
import io.coinslot.billing.payment.MarketFact;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.WebhookStatus;
import java.time.Duration;
import java.util.Objects;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OperatorDeliveryTest {
    private final LocalBilling billing = new LocalBilling();

    @Test
    void ofADeliveryThatWasBegunAnewShowsWhatBecameOfThatOne() {
        billing.game.answers(200, "");
        PurchaseId id = billing.paid();
        billing.runTasks();
        assertThat(shown(id).overdue()).isFalse();
        billing.clock.advance(Duration.ofHours(49));
        billing.runTasks();
        assertThat(shown(id).overdue()).isTrue();

        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        billing.runTasks();
        billing.game.answers(410, "");
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 1200")));
        OperatorDelivery anew = shown(id);
        assertThat(anew.overdue()).isFalse();
        assertThat(Objects.requireNonNull(anew.webhook()).attempts()).isZero();
        billing.runTasks();
        assertThat(Objects.requireNonNull(shown(id).webhook()).status()).isEqualTo(WebhookStatus.ABANDONED);
    }

    private OperatorDelivery shown(PurchaseId id) {
        return OperatorDelivery.of(Objects.requireNonNull(billing.purchases.find(id.value())));
    }
}
