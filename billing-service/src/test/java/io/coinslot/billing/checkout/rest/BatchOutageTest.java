package io.coinslot.billing.checkout.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.coinslot.billing.LocalBilling;
import io.coinslot.billing.information.BillingTokens;
import io.coinslot.billing.information.InformationDesk;
import io.coinslot.billing.information.Keysets;
import io.coinslot.billing.purchase.OwnedPurchases;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.security.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Some items of a batch ask the store before they are under way. */
class BatchOutageTest {
    private static final Caller CALLER =
            new Caller("svc-arcade", "arcade", Set.of("purchases:write"), false, null, null);

    @TempDir
    Path keys;

    private final JsonMapper json = JsonMapper.shared();
    private final LocalBilling billing = new LocalBilling();

    @Test
    void anItemThatMeetsAnOutageHidesNoneOfTheOthers() {
        billing.pastChoicesAway = new MongoSocketReadException("Exception receiving message", new ServerAddress());
        var results = controller()
                .postBatch(
                        CALLER,
                        new CheckoutController.BatchBody(List.of(
                                item("k1", ",\"market\":\"stripe\""),
                                item("k2", ""),
                                item("k3", ",\"market\":\"stripe\""))))
                .items();
        assertThat(results).extracting(BatchResult::status).containsExactly(201, 503, 201);
        assertThat(results.get(1).idempotencyKey()).isEqualTo("k2");
        assertThat(results.get(1).retryAfterSeconds()).isEqualTo(2);
    }

    private CheckoutController controller() {
        return new CheckoutController(
                billing.checkout,
                new OwnedPurchases(billing.purchases, new VersionWatch<>(billing.purchases::find)),
                new InformationDesk(
                        new BillingTokens(List.of(LocalBilling.KEY), Duration.ofMinutes(15)),
                        new Keysets(keys).sealer(1, 1)),
                new AmountLimitsReader(json),
                new StrictJson(json),
                billing.clock);
    }

    private JsonNode item(String key, String more) {
        return json.readTree(
                "{\"idempotencyKey\":\"" + key + "\",\"userId\":\"player-1\",\"productId\":\"gem-100\"" + more + "}");
    }
}
