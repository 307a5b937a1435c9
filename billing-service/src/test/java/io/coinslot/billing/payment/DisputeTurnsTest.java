package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseStatus;
import io.coinslot.billing.purchase.Webhook;
import java.util.Collections;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The market's last word about a dispute holds, and the game is told whenever the money goes or comes. */
class DisputeTurnsTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Money NOTHING = Money.parse("KRW 0");

    private final LocalBilling billing = new LocalBilling();
    private final PurchaseId id = billing.completed();

    private void opened(long turn) {
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, "fraudulent", turn));
    }

    private void closed(boolean won, long turn) {
        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, won, turn));
    }

    private List<String> webhooks() {
        return billing.purchase(id).webhooks().stream().map(Webhook::type).toList();
    }

    @Test
    void aDisputeThatWasWonAndIsLostAfterAllIsADebt() {
        opened(1);
        closed(true, 2);
        assertThat(billing.purchase(id).status()).isEqualTo(PurchaseStatus.COMPLETED);
        opened(3);
        closed(false, 4);
        assertThat(billing.purchase(id).status()).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
        assertThat(webhooks()).endsWith("purchase.charged_back", "purchase.reinstated", "purchase.charged_back");
    }

    @Test
    void aDisputeThatWasLostAndIsWonAfterAllIsNoDebtAnyMore() {
        opened(1);
        closed(false, 2);
        opened(3);
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
        closed(true, 4);
        assertThat(billing.purchase(id).status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(billing.purchase(id).debt()).isEqualTo(NOTHING);
        assertThat(webhooks()).endsWith("purchase.charged_back", "purchase.reinstated");
        assertThat(Collections.frequency(webhooks(), "purchase.charged_back")).isEqualTo(1);
    }

    @Test
    void anEarlierWordThatComesAgainChangesNothing() {
        opened(1);
        closed(true, 2);
        opened(3);
        opened(1);
        closed(true, 2);
        assertThat(billing.purchase(id).status()).isEqualTo(PurchaseStatus.CHARGED_BACK);
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
    }
}
