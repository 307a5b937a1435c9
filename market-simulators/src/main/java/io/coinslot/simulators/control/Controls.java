package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import org.jspecify.annotations.Nullable;

/** The control calls of one party, its path below {@code /control/{party}}. */
@FunctionalInterface
public interface Controls {
    /**
     * Carries a call out, or answers null if there is no such call.
     *
     * @throws ControlRefusal if it cannot be carried out
     */
    @Nullable
    Response handle(Request request);
}
