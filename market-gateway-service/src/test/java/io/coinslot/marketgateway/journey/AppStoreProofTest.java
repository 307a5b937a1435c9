package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.ReceivesNotifications;
import io.coinslot.marketgateway.market.ReceivesNotifications.Forged;
import io.coinslot.marketgateway.market.ReceivesNotifications.Proven;
import io.coinslot.marketgateway.notification.RawNotification.Status;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notifications are proven by what Apple signed, and belong to the application that they name. */
class AppStoreProofTest extends AppStoreNotifications {
    @Test
    void parksWhatIsNotUnderstoodAndIgnoresATest() throws Exception {
        send("UNKNOWN_TYPE", "");
        assertThat(arrives().status()).isEqualTo(Status.PARKED);
        send("POISON", "");
        assertThat(arrives().status()).isEqualTo(Status.PARKED);
        send("TEST", "");
        assertThat(arrives().status()).isEqualTo(Status.IGNORED);
    }

    @Test
    void refusesWhatAppleHasNotSigned() {
        JsonNode bought = buy("");
        postbox.take();
        for (String proof : new String[] {"WRONG_ROOT", "WRONG_KEY", "NONE"}) {
            send("FORGED", ",\"proof\":\"" + proof + "\",\"transactionId\":\"" + id(bought) + "\"");
            byte[] forged = postbox.take();
            assertThatThrownBy(() -> prove(forged)).as(proof).isInstanceOf(Forged.class);
        }
    }

    @Test
    void refusesWhatIsTruncatedOrNoNotification() {
        buy("");
        byte[] whole = postbox.take();
        byte[] truncated = Arrays.copyOf(whole, whole.length / 2);
        String cut = new String(whole, StandardCharsets.UTF_8).replaceAll(".{40}\"}$", "\"}");
        for (byte[] body : List.of(
                truncated,
                cut.getBytes(StandardCharsets.UTF_8),
                "{\"signedPayload\":\"a.b.c\"}".getBytes(StandardCharsets.UTF_8),
                "{\"signedPayload\":7}".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                new byte[0])) {
            assertThatThrownBy(() -> prove(body)).isInstanceOf(Forged.class);
        }
    }

    @Test
    void refusesWhatIsForAnotherApplicationOrEnvironment() {
        markets.link("other-game", Orders.APP_STORE);
        markets.post("/control/app-store/purchases", """
            {"serviceId":"other-game","productId":"gem_100","price":{"amount":"1200","currency":"KRW"}}\
            """);
        byte[] foreign = postbox.take();
        assertThatThrownBy(() -> prove(foreign)).isInstanceOf(Forged.class);
        buy(",\"environment\":\"SANDBOX\"");
        byte[] sandbox = postbox.take();
        assertThatThrownBy(() -> prove(sandbox)).isInstanceOf(Forged.class);
    }

    @Test
    void findsTheServiceAmongManyByItsApplication() throws Exception {
        markets.link("other-game", Orders.APP_STORE);
        buy("");
        Proven proven = markets.markets()
                .find(ReceivesNotifications.class, Orders.APP_STORE)
                .prove(markets.to(Orders.APP_STORE), message(postbox.take()));
        assertThat(proven.link().serviceId()).isEqualTo(Orders.SERVICE);
    }
}
