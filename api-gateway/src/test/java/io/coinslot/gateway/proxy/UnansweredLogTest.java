package io.coinslot.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.route.Destination;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnansweredLogTest {
    private final List<String> told = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final UnansweredLog log = new UnansweredLog(told::add, now::get);

    @Test
    void saysOnceInAWhileHowManyAServiceDidNotAnswer() {
        unanswered(Destination.BILLING);
        unanswered(Destination.BILLING);
        unanswered(Destination.CATALOG);
        unanswered(Destination.BILLING);
        assertThat(told)
                .containsExactly(
                        "BILLING does not answer GET /v1/a: java.io.IOException: refused",
                        "CATALOG does not answer GET /v1/a: java.io.IOException: refused");

        now.addAndGet(Duration.ofSeconds(5).toNanos());
        unanswered(Destination.BILLING);
        unanswered(Destination.CATALOG);
        assertThat(told.subList(2, 4))
                .containsExactly(
                        "BILLING does not answer GET /v1/a: java.io.IOException: refused, and 2 more since it was last"
                                + " told",
                        "CATALOG does not answer GET /v1/a: java.io.IOException: refused");
    }

    private void unanswered(Destination destination) {
        log.tell(destination, "GET", "/v1/a", new IOException("refused"));
    }
}
