package io.coinslot.cardregistry.offer.rest;

import io.coinslot.cardregistry.signature.Digests;
import io.coinslot.cardregistry.signature.Message;
import io.coinslot.cardregistry.signature.Signatures;
import io.coinslot.cardregistry.signature.Signatures.Signed;
import io.coinslot.cardregistry.signature.rest.PartnerProblem;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final String PROBLEM = Problem.MEDIA_TYPE;

    private final Signatures signatures;

    SignedAnswers(Signatures signatures) {
        this.signatures = signatures;
    }

    ResponseEntity<byte[]> answer(SignedRequest request, int status, ObjectNode body) {
        return signed(request, status, "application/json", JSON.writeValueAsBytes(body));
    }

    ResponseEntity<byte[]> refusal(SignedRequest request, int status, String code) {
        return signed(request, status, PROBLEM, problem(status, code, List.of()));
    }

    /** Refuses what is not as the interface says it is, and names the field. */
    ResponseEntity<byte[]> invalid(SignedRequest request, String pointer) {
        FieldError error = new FieldError(pointer, "is not of the expected form");
        return signed(request, 400, PROBLEM, problem(400, "INVALID_REQUEST", List.of(error)));
    }

    /** To somebody of whom it is not known who they are. */
    static ResponseEntity<byte[]> unsigned(int status, String code) {
        return begun(status, PROBLEM).body(problem(status, code, List.of()));
    }

    private static ResponseEntity.BodyBuilder begun(int status, String contentType) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, contentType);
        return status == UNAUTHORIZED
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, SignedRequests.SCHEME + " realm=\"coinslot\"")
                : answer;
    }

    /** As all of our problems, and with the code for partners' programs. */
    private static byte[] problem(int status, String code, List<FieldError> errors) {
        Problem problem = new Problem(new PartnerProblem(status, code), code, errors, null);
        Map<String, Object> json =
                new LinkedHashMap<>(problem.toJson(Trace.current().traceId()));
        json.put("code", code);
        return JSON.writeValueAsBytes(json);
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
