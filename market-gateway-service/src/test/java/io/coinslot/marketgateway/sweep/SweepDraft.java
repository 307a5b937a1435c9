package io.coinslot.marketgateway.sweep;

import io.coinslot.marketgateway.payment.MarketId;
import java.time.Duration;
import java.time.Instant;

/** Sweeps as tests need them. */
public final class SweepDraft {
    private SweepDraft() {}

    /** One that has just begun, over a month. */
    public static Sweep begun(String serviceId, MarketId market, Instant at) {
        return Sweep.begun(serviceId, market, at.minus(Duration.ofDays(30)), at);
    }

    /** One that has done a window. */
    public static Sweep swept(String serviceId, MarketId market, Instant until) {
        return begun(serviceId, market, until.minus(Duration.ofDays(1))).through(until, until.plusSeconds(2));
    }

    public static Sweep failed(Sweep sweep, String reason, Instant at) {
        return sweep.failed(reason, at);
    }
}
