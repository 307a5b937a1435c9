package io.coinslot.simulators.peer;

import io.coinslot.simulators.accountprovider.AccountProvider;
import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.issuer.CardNumbers;
import io.coinslot.simulators.issuer.Issuer;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.market.Party;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.signing.KeyRing;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.MessageVerifier;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import io.coinslot.simulators.signing.SignatureRefusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The other payment server. One lock makes each request, with all its traces, one step. */
public final class Peer implements Party {
    /** The root that it is served under. */
    public static final String NAME = "peer";
    /** The payment server's name, for which requests and assertions are made. */
    public static final String ID = "simulated-wallet";

    private static final String JSON = "application/json; charset=UTF-8";
    private static final String PROBLEM = "application/problem+json";

    private final Object lock = new Object();
    private final KeyRing keys;
    private final MessageVerifier verifier;
    private final MessageSigner signer;
    private final PeerMemory memory;
    private final PeerApi api;
    private final Tampering tampering = new Tampering();
    private final Controls controls;

    /** Opens the payment server with what it remembers. */
    public Peer(MarketSurroundings around, List<Issuer> issuers, AccountProvider accounts) {
        Map<String, Issuer> companies = issuers.stream()
                .collect(Collectors.toMap(issuer -> issuer.company().id(), issuer -> issuer));

        this.keys = new KeyRing(ID, around.data().resolve("peer-keys.journal"));
        this.verifier = new MessageVerifier(ID, keys, around.realClock());
        this.signer = new MessageSigner(keys.own(), around.realClock());
        this.memory = new PeerMemory(around.data());
        NumberVault vault = new NumberVault(around.secrets());
        AssertionCheck check = new AssertionCheck(accounts, around.realClock());
        this.api = new PeerApi(memory, check, vault, companies, around.marketClock());
        PeerNotices notices = new PeerNotices(memory, signer, around);
        PeerCards cards = new PeerCards(
                memory, new CardNumbers(around.secrets()), vault, accounts, notices, around.marketClock());
        PeerSettings settings = new PeerSettings(around.address(), keys, memory, this::locked);
        PeerAsks asks = new PeerAsks(companies, accounts, signer, verifier);
        this.controls = new PeerControl(memory, cards, notices, settings, asks, tampering, this::locked);
    }

    /** The payment server's lock. */
    interface Lock {
        <T> T locked(Supplier<T> work);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        if (request.method().equals("GET") && request.path().equals(List.of(".well-known", "jwks.json"))) {
            ObjectNode body = Json.object();
            body.putArray("keys").add(KeyRing.publicJwk(keys.own()));
            return Response.json(200, body);
        }
        if (request.path().isEmpty() || !request.path().getFirst().equals("v1")) {
            return Response.empty(404);
        }
        Request inner = request.below(1);
        boolean isNotification = PeerApi.isNotification(inner);
        try {
            Sender sender = verifier.verify(request);
            return isNotification ? heard(sender, inner) : answer(sender, inner);
        } catch (SignatureRefusal refusal) {
            boolean isHeard = isNotification && refusal.code() == SignatureRefusal.Code.REQUEST_REPLAYED;
            return isHeard ? Response.empty(204) : refused(PeerRefusal.unsigned(refusal));
        }
    }

    private Response heard(Sender sender, Request request) {
        try {
            locked(() -> {
                api.hear(sender, request);
                return true;
            });
            return Response.empty(204);
        } catch (PeerRefusal refusal) {
            return refused(refusal);
        }
    }

    private Response answer(Sender sender, Request request) {
        Tampering.Kind wrong = tampering.next(PeerApi.isCredential(request));
        try {
            ObjectNode body = locked(() -> api.answer(sender, request, wrong));
            return signed(200, JSON, Json.bytes(body), sender, wrong);
        } catch (PeerRefusal refusal) {
            return signed(refusal.status(), PROBLEM, Json.bytes(refusal.problem()), sender, wrong);
        }
    }

    private Response signed(int status, String type, byte[] body, Sender sender, Tampering.Kind wrong) {
        byte[] written =
                wrong == Tampering.Kind.MALFORMED ? "{ this is not JSON".getBytes(StandardCharsets.UTF_8) : body;
        String bound = wrong == Tampering.Kind.OTHER_REQUEST ? "sig=:AAAA:" : sender.signature();
        MessageSigner.Content content = new MessageSigner.Content(type, written, Tampering.proof(wrong));
        byte[] sent = wrong == Tampering.Kind.BODY ? followed(written) : written;
        return new Response(status, signer.answer(status, content, sender.nonce(), sender.name(), bound), sent);
    }

    /** The same content to whoever reads it, and not the same to whoever verifies it. */
    private static byte[] followed(byte[] body) {
        return (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Response fail(Request request, int status) {
        return refused(PeerRefusal.ofStatus(status));
    }

    private static Response refused(PeerRefusal refusal) {
        return Response.json(refusal.status(), refusal.problem()).with("Content-Type", PROBLEM);
    }

    @Override
    public Controls controls() {
        return controls;
    }

    /** Nothing becomes due here: what has a time is looked at when it is used. */
    @Override
    public void tick() {}

    @Override
    public void close() {
        memory.close();
        keys.close();
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return memory.together(work);
        }
    }
}
