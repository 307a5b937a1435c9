package io.coinslot.cardregistry.signature.rest;

import io.coinslot.cardregistry.account.http.PublishedKeys;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.SignatureRefused.Reason;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.Signatures.Match;
import io.coinslot.cardregistry.signature.Signatures.Verified;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads requests of partners. Who is not a partner gets no further than the signature. */
public final class SignedRequests {
    /** What a refusal asks for (RFC 9110 §11.6.1): a signature by RFC 9421, for which no scheme is registered. */
    public static final String SCHEME = "Signature";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String serverId;
    private final Signatures signatures;
    private final Map<String, PublishedKeys> senders;

    /**
     * @param serverId our own name, which requests must be signed for
     * @param senders the keys of each partner
     */
    public SignedRequests(String serverId, Signatures signatures, Map<String, PublishedKeys> senders) {
        this.serverId = serverId;
        this.signatures = signatures;
        this.senders = Map.copyOf(senders);
    }

    /**
     * Verifies a request and its body. One that says nothing of its type is taken for JSON, which its body shows
     * (RFC 9110 §8.3); one that says it is anything else is refused, whoever sent it.
     *
     * @param idMember the body's member that must be the signature's nonce
     */
    public SignedRequest read(HttpServletRequest request, byte[] body, String idMember) throws SignatureRefused {
        refuseAllButJson(request.getHeader("Content-Type"));
        String digest = request.getHeader(Signatures.DIGEST_HEADER);
        String signature = request.getHeader(Signatures.SIGNATURE_HEADER);
        String query = request.getQueryString();
        Message message = Message.request(
                request.getMethod(),
                request.getRequestURI(),
                query == null ? null : "?" + query,
                request.getHeader("Content-Type"),
                digest == null ? "" : digest);
        Sender sender = new Sender();
        Verified verified =
                signatures.verify(message, request.getHeader(Signatures.INPUT_HEADER), signature, serverId, sender);
        Signatures.checkDigest(digest, body);
        ObjectNode json = json(body);
        if (!json.path(idMember).asString("").equals(verified.nonce())) {
            throw new SignatureRefused(Reason.SIGNATURE_INVALID);
        }
        return new SignedRequest(sender.name, verified.nonce(), json, String.valueOf(signature));
    }

    private static void refuseAllButJson(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        try {
            if (MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static ProblemException notJson() {
        return Problem.of(GeneralProblem.UNSUPPORTED_MEDIA_TYPE, "Send application/json")
                .asException();
    }

    private static ObjectNode json(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Problem.invalid("", "must be JSON").asException();
        }
        throw Problem.invalid("", "must be a JSON object").asException();
    }

    /**
     * Finds whose key the request was signed with. Key ids are given by each partner for itself: several may have one of the
     * same id, by chance or not, and the sender is the one whose key has signed. Where that is known, nobody is asked; else
     * all are at once, so that nobody waits for a partner whose keys come slowly but those whose key it may be. That a
     * partner's keys cannot be read matters only if nobody else's key has signed.
     */
    private final class Sender implements Signatures.KeysOfSenders {
        private String name = "";

        @Override
        public Match match(String keyId, Predicate<ECPublicKey> hasSigned) {
            Map<String, PublishedKeys> others = new HashMap<>(senders);
            for (Map.Entry<String, PublishedKeys> sender : senders.entrySet()) {
                ECPublicKey key = sender.getValue().known(keyId).orElse(null);
                if (key != null && hasSigned.test(key)) {
                    name = sender.getKey();
                    return Match.SIGNED;
                }
                if (key != null) {
                    others.remove(sender.getKey());
                }
            }
            Found found = ask(others, keyId, hasSigned);
            name = found.sender();
            boolean isKeyOfAnother = others.size() < senders.size();
            return found.match() == Match.NO_SUCH_KEY && isKeyOfAnother ? Match.NOT_SIGNED : found.match();
        }

        private Found ask(Map<String, PublishedKeys> asked, String keyId, Predicate<ECPublicKey> hasSigned) {
            CompletableFuture<Found> signer = new CompletableFuture<>();
            AtomicReference<Found> found = new AtomicReference<>(new Found("", Match.NO_SUCH_KEY));
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            asked.forEach((sender, keys) -> answers.add(keys.finding(keyId)
                    .thenAccept(key -> key.ifPresent(his -> {
                        if (hasSigned.test(his)) {
                            signer.complete(new Found(sender, Match.SIGNED));
                        } else {
                            found.set(new Found("", Match.NOT_SIGNED));
                        }
                    }))));
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).whenComplete((all, failure) -> {
                if (failure == null) {
                    signer.complete(found.get());
                } else {
                    signer.completeExceptionally(failure);
                }
            });
            return await(signer);
        }

        private static Found await(CompletableFuture<Found> signer) {
            try {
                return signer.get();
            } catch (ExecutionException e) {
                throw new UncheckedIOException(new IOException("the keys of a partner cannot be read", e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted while partners were asked", e));
            }
        }
    }

    /** @param sender blank if the request was signed by none */
    private record Found(String sender, Match match) {}
}
