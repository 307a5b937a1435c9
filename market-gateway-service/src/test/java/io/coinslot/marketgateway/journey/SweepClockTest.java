package io.coinslot.marketgateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationInbox;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.sweep.Sweep;
import io.coinslot.marketgateway.sweep.SweepTask;
import io.coinslot.marketgateway.sweep.Sweeps;
import io.coinslot.servicekit.aggregate.LocalAggregates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A market has its own idea of now. */
class SweepClockTest extends GooglePlayJourney {
    @Test
    void sweepsByAClockThatIsAheadOfGoogles() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(20));
        LocalAggregates<RawNotification, NoEvent> notifications = new LocalAggregates<>(List.of(), ahead);
        NotificationInbox inbox = new NotificationInbox(notifications, Duration.ZERO, ahead);
        LocalAggregates<Sweep, NoEvent> sweeps = new LocalAggregates<>(
                List.of(new SweepTask(markets.markets(), markets, inbox, LocalGateway.SWEEP_INTERVAL, ahead)), ahead);
        new Sweeps(sweeps, markets.markets(), markets, ahead).beginMissing();
        sweeps.runTasks();
        assertThat(sweeps.find(Orders.GOOGLE_PLAY + "|" + Orders.SERVICE)
                        .state()
                        .runs())
                .isOne();
    }
}
