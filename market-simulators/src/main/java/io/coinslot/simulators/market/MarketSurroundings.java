package io.coinslot.simulators.market;

import io.coinslot.simulators.fault.FaultBoard;
import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Target;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What every market is given.
 *
 * @param address the simulators' own address, without a path
 * @param data the folder that keeps what the market remembers
 * @param marketClock the clock of deadlines and of everything that the market dates
 * @param realClock the clock of signatures and tokens, which others check against theirs
 */
public record MarketSurroundings(
        String address,
        Path data,
        Secrets secrets,
        MarketClock marketClock,
        InstantSource realClock,
        FaultBoard faults,
        Courier courier,
        Target target) {}
