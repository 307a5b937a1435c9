package io.coinslot.client;

import java.time.Duration;
import java.util.function.Function;

/** Proves who makes a call. */
interface Authorization {
    /** The attempts of one call, each within the time it is given. */
    Function<Duration, Outcome> attempts(Call call, Wire wire);
}
