package io.coinslot.simulators.control;

import io.coinslot.simulators.memory.MarketClock;
import io.coinslot.simulators.protocol.Handler;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** {@code GET} and {@code POST /control/clock {"advance":"PT72H"}}: time passes at the markets. */
public final class ClockControl implements Handler {
    private final MarketClock clock;
    private final Runnable afterwards;

    /** Controls the clock, and runs what may have become due after it was moved. */
    public ClockControl(MarketClock clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    @Override
    public Response handle(Request request) {
        if (request.is("POST", 0)) {
            clock.advance(duration(new Input(Json.read(request.body())).text("advance")));
            afterwards.run();
        }
        return Response.json(
                200,
                Json.object()
                        .put("now", clock.instant().toString())
                        .put("ahead", clock.ahead().toString()));
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, together with negative durations.
        }
        throw ControlRefusal.invalid("/advance", "must be an ISO 8601 duration such as PT72H");
    }
}
