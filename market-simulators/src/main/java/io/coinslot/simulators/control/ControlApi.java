package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Handler;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The control interface over HTTP: {@code /control/clock} and {@code /control/{party}/…}. */
public final class ControlApi implements Handler {
    private final Map<String, ControlledParty> parties;
    private final ClockControl clock;

    /** Serves these parties by name. */
    public ControlApi(Map<String, ControlledParty> parties, ClockControl clock) {
        this.parties = Map.copyOf(parties);
        this.clock = clock;
    }

    @Override
    public Response handle(Request request) {
        try {
            return answer(request);
        } catch (ControlRefusal refusal) {
            return problem(refusal);
        } catch (JacksonException malformed) {
            return problem(ControlRefusal.invalid("", "the body is not JSON"));
        }
    }

    private Response answer(Request request) {
        if (request.path().isEmpty()) {
            throw ControlRefusal.unknown("name a market or another party");
        }
        String name = request.path().getFirst();
        if (name.equals("clock")) {
            return clock.handle(request.below(1));
        }
        ControlledParty party = parties.get(name);
        if (party == null) {
            throw ControlRefusal.unknown("nobody of the name " + name + " is simulated");
        }
        Response response = answer(party, request.below(1));
        if (response == null) {
            throw ControlRefusal.unknown(
                    "no such control: " + request.method() + " " + String.join("/", request.path()));
        }
        return response;
    }

    private static @Nullable Response answer(ControlledParty party, Request request) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "POST faults" -> party.setFaults(new Input(Json.read(request.body())));
            case "GET faults" -> party.showFaults();
            case "DELETE faults" -> party.clearFaults();
            case "GET notifications" -> party.showNotifications();
            default -> party.controls().handle(request);
        };
    }

    private static Response problem(ControlRefusal refusal) {
        ObjectNode body = Json.object()
                .put("type", "about:blank")
                .put("title", "The control request was refused")
                .put("status", refusal.status())
                .put("detail", refusal.detail());
        if (!refusal.pointer().isEmpty()) {
            body.putArray("errors")
                    .addObject()
                    .put("pointer", refusal.pointer())
                    .put("detail", refusal.detail());
        }
        return Response.json(refusal.status(), body).with("Content-Type", "application/problem+json");
    }
}
