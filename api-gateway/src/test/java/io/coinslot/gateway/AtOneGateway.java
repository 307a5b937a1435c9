package io.coinslot.gateway;

import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.Clients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests at a gateway with a second one beside it, whose client is the service "arcade". All such classes use these two, one
 * class after the other: each leaves the clients and their limits as they were.
 */
@ResourceLock("the one gateway")
@ExtendWith(AtOneGateway.Opened.class)
abstract class AtOneGateway {
    static RunningGateway gateway;
    static RunningGateway second;

    @BeforeEach
    final void forgetWhatTheServiceReceived() {
        gateway.service().reset();
    }

    /** Starts the two before the first class and stops them after the last. */
    static final class Opened implements BeforeAllCallback {
        private static final String[] HARDLY_LIMITED = {
            "coinslot.gateway.limits.device-burst=10000", "coinslot.gateway.limits.tokens-burst=10000"
        };

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot()
                    .getStore(Namespace.create(AtOneGateway.class))
                    .computeIfAbsent(RunningGateway.class, type -> open(), RunningGateway.class);
        }

        private static RunningGateway open() {
            gateway = RunningGateway.start(HARDLY_LIMITED);
            second = gateway.another(HARDLY_LIMITED);
            gateway.bean(Clients.class).addIfMissing(ClientRecord.ofService("arcade"));
            return gateway;
        }
    }
}
