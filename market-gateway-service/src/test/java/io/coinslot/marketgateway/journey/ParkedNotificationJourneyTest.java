package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.marketgateway.payment.PaymentEvent.PaymentCaptured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators do about notifications that were given up. */
class ParkedNotificationJourneyTest extends GooglePlayJourney {
    private static String pushed(String fields) {
        String data = "{\"version\":\"1.0\",\"packageName\":\"games.coinslot.arcade\"," + fields + "}";
        return "{\"message\":{\"data\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
                + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
    }

    private RawNotification told() {
        return gateway.notification(Orders.GOOGLE_PLAY, "m1");
    }

    private boolean takeUp(Kind kind) {
        return gateway.takeUp(Orders.GOOGLE_PLAY, "m1", kind);
    }

    /** Somebody pays, nobody brings the receipt, and Google answers nothing for days. */
    private void givenUp() {
        gateway.request(order("p1"));
        String token = token(buy("")).value();
        faults("{\"errorRate\":1,\"errorStatus\":503,\"pathContains\":\"productsv2\"}");
        gateway.notified(
                Orders.GOOGLE_PLAY,
                "m1",
                pushed("\"oneTimeProductNotification\":{\"purchaseToken\":\"" + token + "\"}"));
        for (int hour = 0; hour < 130; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
    }

    @Test
    void whatWasGivenUpIsAppliedWhenTheMarketIsBack() {
        givenUp();
        assertThat(told().status()).isEqualTo(Status.PARKED);
        assertThat(told().note()).startsWith("given up: RETRY_LATER");
        assertThat(told().parking()).satisfies(parking -> {
            assertThat(parking.type()).isEqualTo("oneTimeProductNotification");
            assertThat(parking.attempts()).isEqualTo(120);
            assertThat(parking.parkedAt()).isAfter(told().receivedAt().plus(Duration.ofDays(4)));
        });
        heal();
        assertThat(takeUp(Kind.REDRIVE)).isTrue();
        assertThat(told().status()).isEqualTo(Status.APPLIED);
        assertThat(gateway.events(PaymentCaptured.class)).hasSize(1);
        assertThat(takeUp(Kind.REDRIVE)).as("it is done with").isFalse();
        assertThat(told().parking().actions()).hasSize(1);
    }

    @Test
    void whatIsStillNotUnderstoodIsParkedAgain() {
        gateway.notified(Orders.GOOGLE_PLAY, "m1", pushed("\"marvelNotification\":{\"version\":\"9.0\"}"));
        assertThat(told().parking().type()).isEqualTo("marvelNotification");
        gateway.wait(Duration.ofHours(1));
        assertThat(takeUp(Kind.REDRIVE)).isTrue();
        assertThat(told().status()).isEqualTo(Status.PARKED);
        assertThat(told().parking().parkedAt()).isEqualTo(gateway.now());
        assertThat(told().parking().attempts()).isEqualTo(1);
        assertThat(takeUp(Kind.SETTLE)).isTrue();
        assertThat(told().status()).isEqualTo(Status.IGNORED);
        assertThat(told().parking().actions())
                .extracting(action -> action.action())
                .containsExactly(Kind.REDRIVE, Kind.SETTLE);
        gateway.wait(Duration.ofDays(1));
        assertThat(told().status()).isEqualTo(Status.IGNORED);
    }

    /** The package of the link is mended, but the purchase is not here (yet). */
    @Test
    void whatLeadsToNoPurchaseComesBackToTheListWhenAnOperatorHadItTriedAgain() {
        String packageName = markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY).setting("packageName");
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY, Map.of("packageName", "com.example.wrong"));
        gateway.notified(
                Orders.GOOGLE_PLAY,
                "m1",
                pushed("\"voidedPurchaseNotification\":{\"purchaseToken\":\"imported-later\",\"productType\":2}"));
        markets.link(Orders.SERVICE, Orders.GOOGLE_PLAY, Map.of("packageName", String.valueOf(packageName)));
        assertThat(told().status()).isEqualTo(Status.PARKED);
        gateway.wait(Duration.ofDays(3));
        assertThat(takeUp(Kind.REDRIVE)).isTrue();
        for (int hour = 0; hour < 14; hour++) {
            gateway.wait(Duration.ofHours(1));
        }
        assertThat(told().status()).isEqualTo(Status.PARKED);
        assertThat(told().note()).isEqualTo("no purchase of ours");
        assertThat(takeUp(Kind.SETTLE)).isTrue();
    }

    /** What a market, or whoever passes for one, says is not passed on at any length. */
    @Test
    void showsLittleOfWhatIsNotUnderstood() {
        String token = "abcdefghij".repeat(20) + "0123456789";
        gateway.notified(Orders.GOOGLE_PLAY, "m1", pushed("\"" + token + "Notification\":{}"));
        assertThat(told().note()).isEqualTo("of an unknown kind: [version, packageName, abcdef…]");
        assertThat(told().parking().type()).isEqualTo("abcdef…");
    }
}
