package io.coinslot.billing.clientevent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ClientEventFailureTest {
    @Test
    void ofAnEventWhoseStoreIsAwayTellsThatItsOutcomeIsUnknown() {
        var outage = new CompletionException(new StoreUnavailable("away", new IllegalStateException()));
        var result = ClientEventController.failed("e1", outage, "trace");
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.problem())
                .containsEntry("detail", "The outcome is unknown; send the same event again")
                .containsEntry("traceId", "trace");
        assertThat(result.retryAfterSeconds()).isEqualTo(2);
    }

    @Test
    void ofAnEventThatMetAFaultOfOursIsOne() {
        var result = ClientEventController.failed("e1", new IllegalStateException("a bug"), "trace");
        assertThat(result.status()).isEqualTo(500);
        assertThat(result.retryAfterSeconds()).isNull();
    }
}
