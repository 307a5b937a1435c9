package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.offer.OfferDesk;
import io.coinslot.cardregistry.offer.OfferDesk.Question;
import io.coinslot.cardregistry.offer.OfferRefused;
import io.coinslot.cardregistry.offer.TakenBack;
import io.coinslot.cardregistry.replay.SeenRequests;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The peer interface: signed requests of registered partners, each taken once, and signed answers. */
@RestController
final class PeerController {
    private final SignedRequests requests;
    private final SeenRequests seen;
    private final OfferDesk desk;
    private final TakenBack takenBack;
    private final SignedAnswers answers;

    PeerController(
            SignedRequests peerRequests,
            SeenRequests seen,
            OfferDesk desk,
            TakenBack takenBack,
            SignedAnswers answers) {
        this.requests = peerRequests;
        this.seen = seen;
        this.desk = desk;
        this.takenBack = takenBack;
        this.answers = answers;
    }

    /** What a request comes to once it is known who sent it. */
    @FunctionalInterface
    private interface Work {
        ResponseEntity<byte[]> of(SignedRequest request) throws OfferRefused, IOException;
    }

    @PostMapping("/peer/v1/cards/search")
    ResponseEntity<byte[]> search(HttpServletRequest request, @RequestBody byte[] body) {
        return once(request, body, signed -> {
            JsonNode asked = signed.body();
            String tooLong = PeerRules.tooLong(asked);
            if (tooLong != null) {
                return answers.invalid(signed, tooLong);
            }
            Question question = new Question(
                    signed.requestId(),
                    asked.path("accountReference").asString(""),
                    asked.path("accountAssertion").asString(""),
                    asked.path("purpose").asString(""),
                    asked.path("consentReference").asString(""),
                    asked.path("deviceInfo").path("deviceKeyThumbprint").asString(""));
            return answers.answer(signed, 200, OfferView.cards(signed, desk.search(signed.sender(), question)));
        });
    }

    @PostMapping("/peer/v1/cards/{cardReferenceId}/credential")
    ResponseEntity<byte[]> credential(
            HttpServletRequest request, @PathVariable String cardReferenceId, @RequestBody byte[] body) {
        return once(request, body, signed -> {
            String taskId = signed.body().path("taskId").asString("");
            if (!taskId.matches("[\\x21-\\x7e]{1,64}")) {
                return answers.invalid(signed, "/taskId");
            }
            var credential = desk.credential(
                    signed.sender(),
                    cardReferenceId,
                    signed.body().path("audience").asString(""),
                    taskId);
            ObjectNode answer = JsonMapper.shared().createObjectNode();
            answer.put("responseId", signed.requestId());
            answer.set("encryptedPayload", JsonMapper.shared().readTree(credential.encryptedPayload()));
            return answers.answer(signed, 200, answer);
        });
    }

    /** Repeated under one request id until it is answered, and of one effect, so it is no replay. */
    @PostMapping("/peer/v1/notifications")
    ResponseEntity<byte[]> notified(HttpServletRequest request, @RequestBody byte[] body) {
        return verified(request, body, signed -> {
            JsonNode named = signed.body().path("cardReferenceIds");
            String wrong = PeerRules.wrong(named);
            if (wrong != null) {
                return answers.invalid(signed, wrong);
            }
            Set<String> references = new HashSet<>();
            named.forEach(reference -> references.add(reference.asString("")));
            takenBack.by(signed.sender(), references);
            return answers.answer(
                    signed, 202, JsonMapper.shared().createObjectNode().put("responseId", signed.requestId()));
        });
    }

    private ResponseEntity<byte[]> once(HttpServletRequest request, byte[] body, Work work) {
        return verified(
                request,
                body,
                signed -> seen.isFirst(signed.sender(), signed.requestId())
                        ? work.of(signed)
                        : answers.refusal(signed, 409, "REQUEST_REPLAYED"));
    }

    private ResponseEntity<byte[]> verified(HttpServletRequest request, byte[] body, Work work) {
        SignedRequest signed;
        try {
            signed = requests.read(request, body, "requestId");
        } catch (SignatureRefused e) {
            return SignedAnswers.unsigned(401, e.reason().name());
        } catch (UncheckedIOException e) {
            return SignedAnswers.unsigned(503, "TEMPORARILY_UNAVAILABLE");
        }
        try {
            return work.of(signed);
        } catch (OfferRefused e) {
            return answers.refusal(signed, e.reason().status(), e.reason().name());
        } catch (IOException e) {
            return answers.refusal(signed, 503, "TEMPORARILY_UNAVAILABLE");
        }
    }
}
