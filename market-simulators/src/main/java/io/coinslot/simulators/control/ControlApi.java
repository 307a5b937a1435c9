package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Handler;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The control interface over HTTP: {@code /control/clock} and {@code /control/{market}/…}. */
public final class ControlApi implements Handler {
    private static final int MOST_LEDGER_ENTRIES = 1_000;

    private final Map<String, ControlledMarket> markets;
    private final ClockControl clock;

    /** Serves these markets by name. */
    public ControlApi(Map<String, ControlledMarket> markets, ClockControl clock) {
        this.markets = Map.copyOf(markets);
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
            throw ControlRefusal.unknown("name a market");
        }
        String name = request.path().getFirst();
        if (name.equals("clock")) {
            return clock.handle(request.below(1));
        }
        ControlledMarket market = markets.get(name);
        if (market == null) {
            throw ControlRefusal.unknown("no market " + name + " is simulated");
        }
        Request inner = request.below(1);
        Response response = inner.method().equals("POST") ? post(market, inner) : other(market, inner);
        if (response == null) {
            throw ControlRefusal.unknown(
                    "no such control: " + request.method() + " " + String.join("/", request.path()));
        }
        return response;
    }

    private static @Nullable Response post(ControlledMarket market, Request request) {
        MarketControl control = market.control();
        Input input = new Input(Json.read(request.body()));
        String first = request.path().isEmpty() ? "" : request.path().getFirst();
        return switch (request.path().size()) {
            case 1 ->
                switch (first) {
                    case "purchases" -> Response.json(201, control.purchase(input));
                    case "refunds" -> Response.json(201, control.refund(input));
                    case "disputes" -> Response.json(201, control.openDispute(input));
                    case "notifications" -> Response.json(200, control.notification(input));
                    case "faults" -> market.setFaults(input);
                    case "notification-target" -> target(control, input);
                    default -> null;
                };
            case 3 ->
                switch (first + "/" + request.path().getLast()) {
                    case "purchases/complete" ->
                        Response.json(200, control.complete(request.path().get(1), input));
                    case "disputes/close" ->
                        Response.json(200, control.closeDispute(request.path().get(1), input));
                    default -> null;
                };
            default -> null;
        };
    }

    private static @Nullable Response other(ControlledMarket market, Request request) {
        String what = request.method() + " " + String.join("/", request.path());
        return switch (what) {
            case "GET ledger" -> ledger(market.control(), request);
            case "GET credentials" -> credentials(market.control(), request);
            case "GET faults" -> market.showFaults();
            case "DELETE faults" -> market.clearFaults();
            case "GET notifications" -> market.showNotifications();
            default -> null;
        };
    }

    private static Response target(MarketControl control, Input input) {
        control.notifyAt(input.text("url"));
        return Response.empty(204);
    }

    private static Response credentials(MarketControl control, Request request) {
        String serviceId = request.query().get("serviceId");
        if (serviceId == null || !serviceId.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw ControlRefusal.invalid("/serviceId", "is required: small letters, digits, '.', '-' and '_'");
        }
        return Response.json(200, control.credentials(serviceId));
    }

    private static Response ledger(MarketControl control, Request request) {
        int after = number(request, "after", 0, Integer.MAX_VALUE);
        int limit = number(request, "limit", 200, MOST_LEDGER_ENTRIES);
        LedgerPage page = control.ledger(new LedgerQuery(request.query().get("serviceId"), after, limit));
        ObjectNode body = Json.object();
        body.set("items", page.items());
        body.put("nextCursor", page.more() ? Integer.toString(page.next()) : null);
        body.set("totals", page.totals());
        return Response.json(200, body);
    }

    private static int number(Request request, String name, int otherwise, int most) {
        String text = request.query().get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of bounds.
        }
        throw ControlRefusal.invalid("/" + name, "must be a whole number from 0 to " + most);
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
