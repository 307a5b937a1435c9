package io.coinslot.simulators.peer;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControls;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The control interface of the other payment server: its devices, its mistakes, and what it asks. */
final class PeerControl implements Controls {
    private final PeerMemory memory;
    private final PeerCards cards;
    private final PeerNotices notices;
    private final PeerSettings settings;
    private final PeerAsks asks;
    private final Tampering tampering;
    private final Peer.Lock lock;

    PeerControl(
            PeerMemory memory,
            PeerCards cards,
            PeerNotices notices,
            PeerSettings settings,
            PeerAsks asks,
            Tampering tampering,
            Peer.Lock lock) {
        this.memory = memory;
        this.cards = cards;
        this.notices = notices;
        this.settings = settings;
        this.asks = asks;
        this.tampering = tampering;
        this.lock = lock;
    }

    @Override
    public @Nullable Response handle(Request request) {
        return request.method().equals("POST") ? post(request) : get(request);
    }

    private @Nullable Response get(Request request) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET credentials" -> Response.json(200, settings.credentials(MarketControls.serviceId(request)));
            case "GET ledger" ->
                lock.locked(
                        () -> PeerLedger.page(memory, LedgerQuery.of(request)).response());
            default -> null;
        };
    }

    private @Nullable Response post(Request request) {
        Input input = new Input(Json.read(request.body()));
        List<String> path = request.path();
        if (path.size() == 1) {
            return switch (path.getFirst()) {
                case "partners" -> Response.json(201, settings.add(input));
                case "cards" -> Response.json(201, lock.locked(() -> cards.register(input)));
                case "tampering" -> tamper(input);
                case "asks" -> Response.json(200, ask(input));
                case "notifications" ->
                    Response.json(200, lock.locked(() -> notices.prepare(input)).send());
                case "notification-target" -> target(input);
                default -> null;
            };
        }
        if (path.size() != 3) {
            return null;
        }
        return switch (path.getFirst() + "/" + path.getLast()) {
            case "cards/remove" -> leave(path.get(1), PeerCard.State.REMOVED);
            case "cards/replace" -> leave(path.get(1), PeerCard.State.REPLACED);
            default -> null;
        };
    }

    private Response leave(String cardId, PeerCard.State state) {
        return Response.json(200, lock.locked(() -> cards.leave(cardId, state)));
    }

    private Response tamper(Input input) {
        tampering.set(input.choice("kind", Tampering.Kind.NONE), input.number("limit", 1, 0, Integer.MAX_VALUE));
        return Response.empty(204);
    }

    /** The partner's answer is waited for without the lock, since it may ask back. */
    private JsonNode ask(Input input) {
        String serviceId = input.text("serviceId");
        String baseUrl = lock.locked(() -> notices.baseUrl(serviceId));
        if (baseUrl == null) {
            throw ControlRefusal.conflict("nobody has said where " + serviceId + " is found");
        }
        return asks.ask(baseUrl, input);
    }

    private Response target(Input input) {
        notices.notifyAt(input.text("url"));
        return Response.empty(204);
    }
}
