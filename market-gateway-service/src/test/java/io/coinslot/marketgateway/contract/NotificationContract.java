package io.coinslot.marketgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.journey.Postbox.Letter;
import io.coinslot.marketgateway.market.ConfirmsPayments;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentRefunded;
import io.coinslot.marketgateway.payment.PaymentStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A notification is a hint: proven, read again at the market, applied once, whenever and however often it comes. */
interface NotificationContract extends MarketSteps {
    @Test
    default void capturesThePurchaseWhoseClientHasCrashed() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.payUnseen(purchaseId);
        Letter paid = journey.told("RESEND", journey.market().toldOfPayment(bought));
        journey.arrives(paid);
        journey.gateway().wait(LocalGateway.GRACE);
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.statusOf(paid)).isEqualTo(Status.APPLIED);
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
    }

    @Test
    default void receiptAndNotificationTogetherCaptureOnce() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.payUnseen(purchaseId);
        Letter paid = journey.told("RESEND", journey.market().toldOfPayment(bought));
        journey.arrives(paid);
        journey.submit(purchaseId, bought.receipt());
        journey.gateway().wait(LocalGateway.GRACE);
        journey.arrives(paid);
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        assertThat(journey.statusOf(paid)).isEqualTo(Status.APPLIED);
    }

    @Test
    default void whatIsToldLateIsNoNews() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.gateway().confirmDelivery(purchaseId);
        int events = journey.gateway().events().size();
        journey.gateway().wait(Duration.ofDays(3));
        journey.arrives(journey.told("RESEND", journey.market().toldOfPayment(bought)));
        journey.gateway().wait(LocalGateway.GRACE);
        assertThat(journey.gateway().events()).hasSize(events);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.FINISHED);
    }

    @Test
    default void waitsForAPurchaseThatIsNotKnownYetAndGivesUpInTheEnd() throws Exception {
        MarketJourney journey = journey();
        Assumptions.assumeFalse(
                journey.has(PreparesPayments.class), "what is prepared by us is known before it is paid");
        String early = "pur_early-" + System.nanoTime();
        Letter paid = journey.told("RESEND", journey.market().toldOfPayment(journey.buy(early)));
        assertThat(journey.arrives(paid)).isEqualTo(Status.RECEIVED);
        journey.request(early);
        journey.waitFor(Duration.ofMinutes(1), 3);
        assertThat(journey.gateway().payment(early).isPaid()).isTrue();

        journey.forgetEverything();
        journey.arrives(paid);
        journey.waitFor(Duration.ofHours(1), 47);
        assertThat(journey.statusOf(paid)).isEqualTo(Status.RECEIVED);
        journey.waitFor(Duration.ofHours(1), 2);
        assertThat(journey.statusOf(paid)).isEqualTo(Status.IGNORED);
    }

    @Test
    default void aRefundThatIsToldTwiceIsOneMessageAndOneRefund() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        Letter paid = journey.told("RESEND", journey.market().toldOfPayment(bought));
        journey.refundAtTheMarket(bought);
        Letter refunded = journey.told("DUPLICATE", journey.market().toldOfRefund(bought));
        Letter again = journey.toldAgain();
        assertThat(journey.prove(again).messageId())
                .isEqualTo(journey.prove(refunded).messageId())
                .isNotEqualTo(journey.prove(paid).messageId());
        for (Letter letter : List.of(refunded, again, refunded, paid)) {
            journey.arrives(letter);
        }
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).hasNothingLeft()).isTrue();
    }

    @Test
    default void aRefundThatIsToldLongAfterTheDeliveryIsCounted() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.gateway().confirmDelivery(purchaseId);
        journey.refundAtTheMarket(bought);
        journey.gateway().wait(Duration.ofDays(3));
        journey.arrives(journey.told("RESEND", journey.market().toldOfRefund(bought)));
        assertThat(journey.events(PaymentRefunded.class)).hasSize(1);
        assertThat(journey.gateway().payment(purchaseId).hasNothingLeft()).isTrue();
    }

    @Test
    default void aRefundThatIsToldBeforeTheReceiptGrantsNothing() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.payUnseen(purchaseId);
        Letter paid = journey.told("RESEND", journey.market().toldOfPayment(bought));
        journey.refundAtTheMarket(bought);
        journey.arrives(journey.told("RESEND", journey.market().toldOfRefund(bought)));
        // The older one comes last, and it is not true any more.
        journey.arrives(paid);
        journey.submit(purchaseId, bought.receipt());
        journey.waitFor(Duration.ofHours(1), 20);
        if (journey.market().keepsItsFee()) {
            MoneyBackContract.assertThatItIsToldAsGone(journey, purchaseId);
            return;
        }
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).isEmpty();
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class))
                .extracting(PaymentEvent.ReceiptRefused::code)
                .containsOnly(journey.market().codeOfRefunded());
    }

    @Test
    default void refusesWhatIsNotProven() {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.refundAtTheMarket(bought);
        assertThat(journey.market().wrongProofs()).isNotEmpty();
        for (String proof : journey.market().wrongProofs()) {
            Letter forged = journey.told(
                    journey.market().kindOfForgery(),
                    journey.market().toldOfRefund(bought) + ",\"proof\":\"" + proof + "\"");
            assertThatThrownBy(() -> journey.prove(forged)).as(proof).isInstanceOf(Forged.class);
        }
        assertThat(journey.events(PaymentRefunded.class)).isEmpty();
    }

    /** The market's record alone says what is true, and no notification takes money. */
    @Test
    default void aLieThatNobodyHasSignedChangesNothing() throws Exception {
        MarketJourney journey = journey();
        Assumptions.assumeFalse(journey.market().signsWhatItTellsOfPayments(), "what is told is proven");
        String purchaseId = journey.request();
        Bought bought = journey.buy(purchaseId);
        journey.arrives(journey.told("FORGED", bought.about() + ",\"status\":\"DONE\""));
        journey.gateway().wait(LocalGateway.GRACE);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertThat(journey.events(PaymentEvent.ReceiptRefused.class)).isEmpty();
        journey.submit(purchaseId, bought.receipt());
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
        for (String status : List.of("CANCELED", "PARTIAL_CANCELED", "ABORTED", "EXPIRED")) {
            journey.arrives(journey.told("FORGED", bought.about() + ",\"status\":\"" + status + "\""));
        }
        journey.waitFor(Duration.ofHours(1), 3);
        assertThat(journey.gateway().payment(purchaseId).status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(journey.events(PaymentRefunded.class)).isEmpty();
        assertThat(journey.events(PaymentEvent.PaymentDeclined.class)).isEmpty();
    }

    @Test
    default void whatIsToldBeforeItIsConfirmedConfirmsNothing() throws Exception {
        MarketJourney journey = journey();
        journey.onlyWith(ConfirmsPayments.class);
        String purchaseId = journey.request();
        Bought bought = journey.buy(purchaseId);
        assertThat(journey.arrives(journey.told("RESEND", bought.about()))).isEqualTo(Status.IGNORED);
        journey.waitFor(Duration.ofHours(1), 3);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        journey.submit(purchaseId, bought.receipt());
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).hasSize(1);
    }

    /** Where the sender is proven by the body, it is refused; where by a token beside it, it is parked. */
    @Test
    default void nothingComesOfWhatIsTruncatedOrNoNotification() throws Exception {
        MarketJourney journey = journey();
        String purchaseId = journey.request();
        Bought bought = journey.pay(purchaseId);
        journey.refundAtTheMarket(bought);
        Letter whole = journey.told("RESEND", journey.market().toldOfRefund(bought));
        byte[] half = Arrays.copyOf(whole.body(), whole.body().length / 2);
        for (byte[] body : List.of(half, new byte[0], bytes("[]"), bytes("7"), bytes("{}"), bytes("not JSON"))) {
            assertThat(statusUnlessForged(journey, whole.with(body))).isNotIn(Status.APPLIED, Status.RECEIVED);
        }
        assertThat(journey.events(PaymentRefunded.class)).isEmpty();
        journey.arrives(whole);
        assertThat(journey.events(PaymentRefunded.class)).as("by the whole").hasSize(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Status statusUnlessForged(MarketJourney journey, Letter letter) throws MarketFailure {
        try {
            return journey.arrives(letter);
        } catch (Forged forged) {
            return Status.PARKED;
        }
    }

    @Test
    default void nothingComesOfWhatIsToldAboutAnotherGame() throws Exception {
        MarketJourney journey = journey();
        Assumptions.assumeTrue(journey.market().answerTo(Difference.APPLICATION) instanceof Answer.Refused);
        String purchaseId = journey.request();
        Bought foreign = journey.market().buy(journey.gateway(), purchaseId, Difference.APPLICATION);
        Letter letter = journey.told("RESEND", journey.market().toldOfPayment(foreign));
        assertThat(statusUnlessTurnedAway(journey, letter)).isNotEqualTo(Status.APPLIED);
        journey.waitFor(Duration.ofHours(1), 20);
        assertThat(journey.gateway().payment(purchaseId).isPaid()).isFalse();
        assertThat(journey.events(PaymentEvent.PaymentCaptured.class)).isEmpty();
    }

    /** A market may have a notification sent again to someone else among its merchants. */
    private static Status statusUnlessTurnedAway(MarketJourney journey, Letter letter) {
        try {
            return statusUnlessForged(journey, letter);
        } catch (MarketFailure failure) {
            return Status.PARKED;
        }
    }

    @Test
    default void parksWhatIsNotUnderstoodAndIgnoresWhatIsOfNoInterest() throws Exception {
        MarketJourney journey = journey();
        Letter unknown = journey.told("UNKNOWN_TYPE", "");
        assertThat(journey.arrives(unknown)).isEqualTo(Status.PARKED);
        assertThat(journey.parkingOf(unknown).type())
                .as("its kind, as the market calls it")
                .isNotBlank();
        assertThat(journey.arrives(journey.told("POISON", ""))).isEqualTo(Status.PARKED);
        Letter ofNoInterest = journey.told(journey.market().kindOfNoInterest(), "");
        journey.arrives(ofNoInterest);
        journey.waitFor(Duration.ofHours(1), 50);
        assertThat(journey.statusOf(ofNoInterest)).isEqualTo(Status.IGNORED);
        assertThat(journey.gateway().events()).isEmpty();
    }
}
