package io.coinslot.billing.checkout.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.coinslot.servicekit.aggregate.AggregateStore.StoreUnavailable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchResultTest {
    static Stream<Throwable> outages() {
        return Stream.of(
                new StoreUnavailable("away", new IllegalStateException()),
                new MongoSocketReadException("Exception receiving message", new ServerAddress()));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void ofAnItemWhoseStoreIsAwayTellsThatItsOutcomeIsUnknown(Throwable outage) {
        BatchResult result = BatchResult.failed("key", new CompletionException(outage), "trace");
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.problem())
                .containsEntry("detail", "The outcome is unknown; send the same item again with the same key");
    }

    @Test
    void ofAnItemThatMetAFaultOfOursIsOne() {
        assertThat(BatchResult.failed("key", new IllegalStateException("a bug"), "trace")
                        .status())
                .isEqualTo(500);
    }
}
