package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.signature.Digests;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.Signatures.Signed;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers to peers, signed for the request they answer. The signature covers the content type, which has no parameters:
 * servers on the way write those anew.
 */
@Component
final class SignedAnswers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int UNAUTHORIZED = 401;
    private static final String PROBLEM = "application/problem+json";

    private final Signatures signatures;

    SignedAnswers(Signatures signatures) {
        this.signatures = signatures;
    }

    ResponseEntity<byte[]> answer(SignedRequest request, int status, ObjectNode body) {
        return signed(request, status, "application/json", JSON.writeValueAsBytes(body));
    }

    ResponseEntity<byte[]> refusal(SignedRequest request, int status, String code) {
        return signed(request, status, PROBLEM, JSON.writeValueAsBytes(problem(status, code)));
    }

    /** Refuses what is not as the interface says it is, and names the field. */
    ResponseEntity<byte[]> invalid(SignedRequest request, String pointer) {
        ObjectNode problem = problem(400, "INVALID_REQUEST");
        problem.putArray("errors").addObject().put("pointer", pointer).put("detail", "is not of the expected form");
        return signed(request, 400, PROBLEM, JSON.writeValueAsBytes(problem));
    }

    /** To somebody of whom it is not known who they are. */
    static ResponseEntity<byte[]> unsigned(int status, String code) {
        return begun(status, PROBLEM).body(JSON.writeValueAsBytes(problem(status, code)));
    }

    private static ResponseEntity.BodyBuilder begun(int status, String contentType) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, contentType);
        return status == UNAUTHORIZED
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, SignedRequests.SCHEME + " realm=\"coinslot\"")
                : answer;
    }

    private static ObjectNode problem(int status, String code) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("type", "about:blank");
        problem.put("title", code);
        problem.put("status", status);
        problem.put("detail", code);
        problem.put("code", code);
        return problem;
    }

    private ResponseEntity<byte[]> signed(SignedRequest request, int status, String contentType, byte[] body) {
        String digest = Digests.of(body);
        Signed signed = signatures.sign(
                Message.answer(status, contentType, digest, request.signature()),
                request.requestId(),
                request.sender());
        return begun(status, contentType)
                .header(Signatures.DIGEST_HEADER, digest)
                .header(Signatures.INPUT_HEADER, signed.input())
                .header(Signatures.SIGNATURE_HEADER, signed.signature())
                .body(body);
    }
}
