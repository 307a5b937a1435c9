package io.coinslot.cardregistry.peer.http;

import io.coinslot.cardregistry.peer.PeerFailure;
import io.coinslot.cardregistry.peer.PeerFailure.Kind;
import io.coinslot.cardregistry.peer.PeerServers;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.Signatures.KeysOfSenders;
import io.coinslot.cardregistry.signature.Signatures.Verified;
import io.coinslot.cardregistry.signature.http.SignedExchange;
import io.coinslot.cardregistry.signature.http.SignedExchange.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks peers over HTTP. Requests are signed by us, and answers must be signed by them for the request they answer. */
public final class HttpPeerServers implements PeerServers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String serverId;
    private final Map<String, PeerLink> peers;
    private final SignedExchange exchange;
    private final Signatures signatures;
    private final Clock clock;

    /** @param serverId our own name, which answers must be signed for */
    public HttpPeerServers(
            String serverId, List<PeerLink> peers, SignedExchange exchange, Signatures signatures, Clock clock) {
        this.serverId = serverId;
        this.peers = Map.copyOf(peers.stream().collect(java.util.stream.Collectors.toMap(PeerLink::id, peer -> peer)));
        this.exchange = exchange;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public Set<String> ids() {
        return peers.keySet();
    }

    @Override
    public List<CardSource> search(String peerId, Search search) throws PeerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("accountReference", search.account().accountReference());
        body.put("accountAssertion", search.account().assertion());
        body.put("purpose", "REGISTER_ON_NEW_DEVICE");
        body.put("consentReference", search.consentReference());
        ObjectNode device = body.putObject("deviceInfo");
        device.put("deviceName", search.deviceInfo().deviceName());
        device.put("formFactor", search.deviceInfo().formFactor());
        device.put("osName", search.deviceInfo().osName());
        device.put("osVersion", search.deviceInfo().osVersion());
        device.put("deviceKeyThumbprint", search.deviceKeyThumbprint());
        return PeerAnswers.cards(peerId, ask(peer(peerId), "/peer/v1/cards/search", body));
    }

    @Override
    public SealedCredential credential(String peerId, String peerCardReference, String audience, String taskId)
            throws PeerFailure {
        ObjectNode body = JSON.createObjectNode();
        body.put("audience", audience);
        body.put("taskId", taskId);
        return PeerAnswers.credential(
                ask(peer(peerId), "/peer/v1/cards/" + PeerAnswers.inPath(peerCardReference) + "/credential", body));
    }

    /** No signed answer is needed: that it was taken is all. */
    @Override
    public void takeBack(String peerId, TakenBackKind kind, List<String> cardReferenceIds) throws PeerFailure {
        PeerLink peer = peer(peerId);
        String requestId = UUID.randomUUID().toString();
        ObjectNode body = JSON.createObjectNode();
        body.put("requestId", requestId);
        body.put("type", kind.name());
        cardReferenceIds.forEach(body.putArray("cardReferenceIds")::add);
        body.put("occurredAt", clock.instant().toString());
        try {
            Answer answer = exchange.post(peer.address("/peer/v1/notifications"), body, requestId, peer.id());
            if (!answer.isSuccess()) {
                throw new PeerFailure(Kind.UNAVAILABLE, PeerAnswers.code(answer));
            }
        } catch (IOException e) {
            throw new PeerFailure(Kind.UNAVAILABLE, "PEER_UNAVAILABLE", e);
        }
    }

    private PeerLink peer(String peerId) throws PeerFailure {
        PeerLink peer = peers.get(peerId);
        if (peer == null) {
            throw new PeerFailure(Kind.REFUSED, "PEER_UNKNOWN");
        }
        return peer;
    }

    private Answer ask(PeerLink peer, String path, ObjectNode body) throws PeerFailure {
        String requestId = UUID.randomUUID().toString();
        body.put("requestId", requestId);
        Answer answer;
        try {
            answer = exchange.post(peer.address(path), body, requestId, peer.id());
        } catch (IOException e) {
            throw new PeerFailure(Kind.UNAVAILABLE, "PEER_UNAVAILABLE", e);
        }
        if (answer.status() / 100 == 5 || answer.status() == 429) {
            throw new PeerFailure(Kind.UNAVAILABLE, "PEER_UNAVAILABLE");
        }
        verify(peer, answer, requestId);
        if (!answer.isSuccess()) {
            throw new PeerFailure(Kind.REFUSED, PeerAnswers.code(answer));
        }
        if (!requestId.equals(answer.body().path("responseId").asString(""))) {
            throw new PeerFailure(Kind.ANSWER_INVALID, PeerAnswers.INVALID);
        }
        return answer;
    }

    /** An answer that is not signed, or not as an answer to this request, may be anybody's. */
    private void verify(PeerLink peer, Answer answer, String requestId) throws PeerFailure {
        try {
            String digest = answer.header(Signatures.DIGEST_HEADER);
            Signatures.checkDigest(digest, answer.bytes());
            Message message =
                    Message.answer(answer.status(), answer.header("Content-Type"), digest, answer.requestSignature());
            Verified verified = signatures.verify(
                    message,
                    answer.header(Signatures.INPUT_HEADER),
                    answer.header(Signatures.SIGNATURE_HEADER),
                    serverId,
                    KeysOfSenders.of(keyId -> key(peer, keyId)));
            if (!verified.nonce().equals(requestId)) {
                throw new PeerFailure(Kind.ANSWER_INVALID, PeerAnswers.INVALID);
            }
        } catch (SignatureRefused e) {
            throw new PeerFailure(Kind.ANSWER_INVALID, PeerAnswers.INVALID, e);
        } catch (UncheckedIOException e) {
            throw new PeerFailure(Kind.UNAVAILABLE, "PEER_UNAVAILABLE", e);
        }
    }

    private static @Nullable ECPublicKey key(PeerLink peer, String keyId) {
        try {
            return peer.keys().verifying(keyId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
