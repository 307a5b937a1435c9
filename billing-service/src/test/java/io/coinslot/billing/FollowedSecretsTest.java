package io.coinslot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.catalog.SellingService.FormerSecret;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.catalog.kafka.FollowedCatalog;
import io.coinslot.schemas.catalog.FormerWebhookSecret;
import io.coinslot.schemas.catalog.ProductStateEnvelope;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowedSecretsTest {
    private static final Instant UNTIL = Instant.parse("2026-11-22T08:00:00Z");

    private final FakeTables tables = new FakeTables();
    private final FollowedCatalog catalog = new FollowedCatalog(
            tables.follow("catalog.service-states.v1", ServiceStateEnvelope.class),
            tables.follow("catalog.product-states.v1", ProductStateEnvelope.class));

    @Test
    void knowsEveryFormerSecret() {
        assertThat(told(
                                3,
                                UNTIL,
                                List.of(
                                        new FormerWebhookSecret(2, UNTIL),
                                        new FormerWebhookSecret(1, UNTIL.minusSeconds(1))))
                        .formerSecrets())
                .containsExactly(new FormerSecret(2, UNTIL), new FormerSecret(1, UNTIL.minusSeconds(1)));
    }

    @Test
    void knowsTheOneBeforeFromAStateOfAnOlderVersion() {
        assertThat(told(3, UNTIL, List.of()).formerSecrets()).containsExactly(new FormerSecret(2, UNTIL));
        assertThat(told(1, null, List.of()).formerSecrets()).isEmpty();
    }

    private SellingService told(int generation, @Nullable Instant previousUntil, List<FormerWebhookSecret> former) {
        ServiceState state = new ServiceState(
                "A game", "KRW", null, generation, previousUntil, List.of(), List.of(), List.of(), former);
        tables.put(new ServiceStateEnvelope("e", "arcade", 1L, UNTIL, state));
        SellingService service = catalog.service(new ServiceId("arcade"));
        assertThat(service).isNotNull();
        return service;
    }
}
