package io.coinslot.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.catalog.Market;
import io.coinslot.billing.clientevent.ClientEventType;
import io.coinslot.billing.clientevent.ClientEvents;
import io.coinslot.billing.purchase.Purchase;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseChargedBack;
import io.coinslot.billing.purchase.PurchaseEvent.PurchaseReinstated;
import io.coinslot.billing.purchase.PurchaseId;
import io.coinslot.billing.purchase.PurchaseResource;
import io.coinslot.billing.purchase.Source;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.refund.RefundResource;
import java.util.Comparator;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was granted and is taken back is a debt of the user, and the game is told. */
class DebtTest {
    private static final Money ALL = Money.parse("KRW 1200");
    private static final Money NOTHING = Money.parse("KRW 0");

    private final LocalBilling billing = new LocalBilling();

    @Test
    void aChargebackTellsTheGameWhatWasDeliveredAndWhatIsOwed() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, "fraudulent"));
        assertThat(billing.purchases.events().getLast())
                .isEqualTo(new PurchaseChargedBack("d1", ALL, true, "fraudulent", ALL));

        JsonNode data = told(id, "purchase.charged_back");
        assertThat(data.at("/chargeback/disputeId").asString()).isEqualTo("d1");
        assertThat(data.at("/chargeback/status").asString()).isEqualTo("OPEN");
        assertThat(data.at("/clawback/delivered/productId").asString()).isEqualTo("gem-100");
        assertThat(data.at("/clawback/delivered/quantity").asInt()).isEqualTo(1);
        assertThat(data.at("/clawback/delivered/confirmedBy").asString()).isEqualTo("WEBHOOK");
        assertThat(data.at("/clawback/debt/amount").asString()).isEqualTo("1200");
        assertThat(data.at("/clawback/debt/currency").asString()).isEqualTo("KRW");
        assertThat(data.at("/clawback/initiator").asString()).isEqualTo("USER");
        assertThat(data.at("/clawback/reason").asString()).isEqualTo("fraudulent");
        assertThat(data.at("/delivery/debt/amount").asString()).isEqualTo("1200");
    }

    @Test
    void aRefundOfTheMarketTellsTheGameWhyAndByWhom() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.Refunded(null, "r1", Money.parse("KRW 200"), "MARKET", "ACCIDENTAL_PURCHASE"));
        JsonNode data = told(id, "purchase.refunded");
        assertThat(data.at("/refund/reason").asString()).isEqualTo("ACCIDENTAL_PURCHASE");
        assertThat(data.at("/clawback/initiator").asString()).isEqualTo("MARKET");
        assertThat(data.at("/clawback/debt/amount").asString()).isEqualTo("200");
    }

    @Test
    void whatIsWonLiftsTheDebtOnceAndTheGameIsTold() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, null));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true));
        billing.tell(id, new MarketFact.ChargebackClosed("d1", ALL, true));
        assertThat(billing.purchase(id).debt()).isEqualTo(NOTHING);
        assertThat(billing.purchases.events().getLast()).isEqualTo(new PurchaseReinstated("d1", ALL, NOTHING));
        assertThat(billing.purchase(id).webhooks())
                .extracting(Webhook::type)
                .containsExactly("purchase.paid", "purchase.charged_back", "purchase.reinstated");
        JsonNode data = told(id, "purchase.reinstated");
        assertThat(data.at("/chargeback/status").asString()).isEqualTo("WON");
        assertThat(data.at("/clawback/debt/amount").asString()).isEqualTo("0");
        assertThat(data.at("/delivery/debt").isMissingNode()).isTrue();
    }

    @Test
    void aReversedRefundLeavesTheDebtOfTheOthers() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 300"));
        billing.tell(id, LocalBilling.refunded("r2", "KRW 500"));
        billing.tell(id, new MarketFact.RefundReversed("r1", Money.parse("KRW 300")));
        JsonNode data = told(id, "purchase.reinstated");
        assertThat(data.at("/refund/refundId").asString()).isEqualTo("r1");
        assertThat(data.at("/refund/status").asString()).isEqualTo("REVERSED");
        assertThat(data.at("/clawback/debt/amount").asString()).isEqualTo("500");
    }

    @Test
    void theServicesOwnRefundMakesNobodyADebtor() {
        PurchaseId id = billing.completed();
        billing.tell(id, new MarketFact.Refunded("ref_1", "r1", ALL, "SERVICE", "a favour"));
        Purchase purchase = billing.purchase(id);
        assertThat(purchase.delivery().clawback()).isTrue();
        assertThat(purchase.debt()).isEqualTo(NOTHING);
        assertThat(PurchaseResource.of(purchase, 1).delivery().debt()).isNull();
        assertThat(told(id, "purchase.refunded").at("/clawback/debt/amount").asString())
                .isEqualTo("0");
    }

    @Test
    void whoeverTakesTwiceIsOwedTheGoodsOnce() {
        PurchaseId id = billing.completed();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 800"));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, null));
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
    }

    @Test
    void aRefundBeforeTheGrantIsNoDebtAndTellsOfNoGoods() {
        PurchaseId id = billing.paid();
        billing.tell(id, LocalBilling.refunded("r1", "KRW 1200"));
        assertThat(billing.purchase(id).debt()).isEqualTo(NOTHING);
        assertThat(told(id, "purchase.refunded").has("clawback")).isFalse();
    }

    @Test
    void aGrantAfterTheMoneyHasGoneIsADebtThatTheGameIsToldOf() {
        PurchaseId id = billing.paid();
        billing.game.meanwhile(() -> billing.tell(id, LocalBilling.refunded("r1", "KRW 1200")));
        billing.runTasks();
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
        assertThat(billing.purchase(id).webhooks())
                .extracting(Webhook::type)
                .containsExactlyInAnyOrder("purchase.paid", "purchase.refunded", "purchase.refunded");
        assertThat(told(id, "purchase.refunded").at("/clawback/debt/amount").asString())
                .isEqualTo("1200");
    }

    @Test
    void aGrantReportedBeforeThePaymentThatWentBackIsADebtToo() {
        PurchaseId id = billing.requested(Market.GOOGLE_PLAY);
        billing.purchases.handleAndWait(
                id.value(),
                purchase -> new ClientEvents(billing.steps)
                        .take(
                                purchase,
                                new ClientEvents.Report(
                                        "g1", ClientEventType.GRANTED, billing.clock.instant(), Map.of()),
                                billing.moment(Source.PURCHASE_EVENT)));
        billing.tell(id, new MarketFact.ChargebackOpened("d1", ALL, null));
        billing.tell(id, billing.captured("KRW 1200"));
        assertThat(billing.purchase(id).debt()).isEqualTo(ALL);
        assertThat(told(id, "purchase.charged_back").at("/clawback/debt/amount").asString())
                .isEqualTo("1200");
    }

    @Test
    void anOwnRefundThatTheMarketTakesBackIsShownAsReversed() {
        PurchaseId id = billing.completed();
        billing.refund(id, "ref_1", null);
        billing.tell(id, new MarketFact.Refunded("ref_1", "r1", ALL, "SERVICE", null));
        billing.tell(id, new MarketFact.RefundReversed("r1", ALL));
        assertThat(RefundResource.allOf(billing.purchase(id)))
                .singleElement()
                .extracting(RefundResource::status)
                .isEqualTo("REVERSED");
    }

    /** The data of the newest webhook of a type. */
    private JsonNode told(PurchaseId id, String type) {
        Webhook newest = billing.purchase(id).webhooks().stream()
                .filter(webhook -> webhook.type().equals(type))
                .max(Comparator.comparingInt(Webhook::number))
                .orElseThrow();
        return JsonMapper.shared().readTree(newest.body()).path("data");
    }
}
