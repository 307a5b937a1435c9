package io.coinslot.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.coinslot.gateway.route.Destination;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnansweredLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(UnansweredLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final UnansweredLog log = new UnansweredLog(logger, now::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void saysOnceInAWhileHowManyAServiceDidNotAnswer() {
        unanswered(Destination.BILLING);
        unanswered(Destination.BILLING);
        unanswered(Destination.CATALOG);
        unanswered(Destination.BILLING);
        assertThat(told())
                .containsExactly(
                        "BILLING does not answer GET /v1/a: java.io.IOException: refused",
                        "CATALOG does not answer GET /v1/a: java.io.IOException: refused");

        now.addAndGet(Duration.ofSeconds(5).toNanos());
        unanswered(Destination.BILLING);
        unanswered(Destination.CATALOG);
        assertThat(told().subList(2, 4))
                .containsExactly(
                        "BILLING does not answer GET /v1/a: java.io.IOException: refused, and 2 more since it was last"
                                + " told",
                        "CATALOG does not answer GET /v1/a: java.io.IOException: refused");
    }

    private void unanswered(Destination destination) {
        log.tell(destination, "GET", "/v1/a", new IOException("refused"));
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
