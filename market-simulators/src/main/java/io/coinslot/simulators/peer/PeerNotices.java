package io.coinslot.simulators.peer;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Sending;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.Address;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.Proof;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells partners of cards that are no longer there. What is repeated keeps its id and is signed anew. */
final class PeerNotices {
    private final PeerMemory memory;
    private final MessageSigner signer;
    private final Courier courier;
    private final Target target;
    private final Clock clock;

    PeerNotices(PeerMemory memory, MessageSigner signer, MarketSurroundings around) {
        this.memory = memory;
        this.signer = signer;
        this.courier = around.courier();
        this.target = around.target();
        this.clock = around.marketClock();
    }

    private enum Kind {
        /** Told again, under a new id. */
        RESEND,
        /** Told twice under one id. */
        DUPLICATE,
        /** Says of a card that is there that it is not, and is signed by nobody known unless told otherwise. */
        FORGED,
        /** About cards that nobody knows. */
        UNKNOWN_CARD,
        /** Not even JSON. */
        POISON
    }

    /** Where partners are found that have not said so; {@code {serviceId}} in it stands for the partner. */
    void notifyAt(String url) {
        target.set(url);
    }

    /** Where a partner is found, or null if nobody has said. */
    @Nullable
    String baseUrl(String serviceId) {
        Partner partner = memory.partner(serviceId);
        return partner == null ? target.urlFor(serviceId) : partner.baseUrl();
    }

    /** Tells every partner that knows the card by a name which still leads to it. */
    void tell(PeerCard card) {
        Map<String, List<String>> byPartner = memory.liveReferences(card.cardId(), clock.instant()).stream()
                .collect(Collectors.groupingBy(
                        CardReference::serviceId,
                        TreeMap::new,
                        Collectors.mapping(CardReference::cardReferenceId, Collectors.toList())));
        byPartner.forEach((serviceId, references) ->
                courier.send(message(serviceId, body(card.state(), references), Proof.VALID)));
    }

    Sending prepare(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Proof proof = input.choice("proof", kind == Kind.FORGED ? Proof.WRONG_KEY : Proof.VALID);
        Message message = message(input.text("serviceId"), content(kind, input), proof);
        return () -> Json.object().put("kind", kind.name()).set("statuses", courier.sendNow(message, times));
    }

    private Content content(Kind kind, Input input) {
        return switch (kind) {
            case UNKNOWN_CARD -> body(PeerCard.State.REMOVED, List.of("crd_" + "0".repeat(32)));
            case POISON ->
                new Content(UUID.randomUUID().toString(), "{ this is not JSON".getBytes(StandardCharsets.UTF_8));
            case RESEND, DUPLICATE, FORGED -> {
                CardReference reference = memory.reference(input.text("cardReferenceId"));
                PeerCard card = reference == null ? null : memory.card(reference.cardId());
                if (reference == null || card == null) {
                    throw ControlRefusal.unknown("no such card");
                }
                PeerCard.State state = card.state() == PeerCard.State.LIVE ? PeerCard.State.REMOVED : card.state();
                yield body(state, List.of(reference.cardReferenceId()));
            }
        };
    }

    /** A notification that is written but not signed. */
    private record Content(String requestId, byte[] body) {}

    private Content body(PeerCard.State state, List<String> references) {
        String requestId = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("requestId", requestId)
                .put("type", state == PeerCard.State.REPLACED ? "CARD_REPLACED" : "CARD_REMOVED");
        ArrayNode list = body.putArray("cardReferenceIds");
        references.forEach(list::add);
        return new Content(
                requestId, Json.bytes(body.put("occurredAt", clock.instant().toString())));
    }

    private Message message(String serviceId, Content content, Proof proof) {
        return () -> {
            String base = baseUrl(serviceId);
            if (base == null) {
                return null;
            }
            String url = base + "/peer/v1/notifications";
            Address to = new Address("POST", URI.create(url).getRawPath());
            return new Message.Post(
                    url, signer.request(to, content.body(), content.requestId(), serviceId, proof), content.body());
        };
    }
}
