package io.coinslot.simulators.control;

import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import org.jspecify.annotations.Nullable;

/** The calls that every market's control interface has. */
public final class MarketControls implements Controls {
    private final MarketControl control;

    /** Serves this market's control interface. */
    public MarketControls(MarketControl control) {
        this.control = control;
    }

    @Override
    public @Nullable Response handle(Request request) {
        return request.method().equals("POST") ? post(request) : get(request);
    }

    private @Nullable Response post(Request request) {
        Input input = new Input(Json.read(request.body()));
        String first = request.path().isEmpty() ? "" : request.path().getFirst();
        return switch (request.path().size()) {
            case 1 ->
                switch (first) {
                    case "purchases" -> Response.json(201, control.purchase(input.withObject("binding")));
                    case "refunds" -> Response.json(201, control.refund(input));
                    case "disputes" -> Response.json(201, control.openDispute(input));
                    case "notifications" -> Response.json(200, control.notification(input));
                    case "notification-target" -> target(input);
                    case "credentials" -> rolled(input);
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

    private @Nullable Response get(Request request) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET ledger" -> ledger(request);
            case "GET credentials" -> Response.json(200, control.credentials(serviceId(request)));
            default -> null;
        };
    }

    private Response target(Input input) {
        control.notifyAt(input.text("url"));
        return Response.empty(204);
    }

    private enum Roll {
        ROLL,
        REVOKE_OLD
    }

    private Response rolled(Input input) {
        if (!(control instanceof RollsCredentials market)) {
            throw ControlRefusal.conflict("credentials of this market are not replaced here");
        }
        String serviceId = input.text("serviceId");
        return Response.json(
                200,
                switch (input.choice("action", Roll.ROLL)) {
                    case ROLL -> market.rollCredentials(serviceId);
                    case REVOKE_OLD -> market.revokeOldCredentials(serviceId);
                });
    }

    /** The service that credentials are asked for. */
    public static String serviceId(Request request) {
        String serviceId = request.query().get("serviceId");
        if (serviceId == null || !serviceId.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
            throw ControlRefusal.invalid("/serviceId", "is required: small letters, digits, '.', '-' and '_'");
        }
        return serviceId;
    }

    private Response ledger(Request request) {
        return control.ledger(LedgerQuery.of(request)).response();
    }
}
