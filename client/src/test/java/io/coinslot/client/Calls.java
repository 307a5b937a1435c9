package io.coinslot.client;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** A client before a gateway that answers as a test has it. */
abstract class Calls {
    static final Instant AT = Instant.parse("2026-11-22T07:00:00Z");

    final FakeGateway gateway = new FakeGateway();
    final CoinslotClient client = Fixtures.client(gateway);

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }
}
