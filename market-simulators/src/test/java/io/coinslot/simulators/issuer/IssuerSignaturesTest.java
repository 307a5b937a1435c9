package io.coinslot.simulators.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.RequestSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class IssuerSignaturesTest extends OpenIssuer {
    private ObjectNode question;

    @BeforeEach
    void open() {
        question = Json.object().put("tokenRequestorId", requestor.requestorId).put("taskId", "no-task");
    }

    private String answer() {
        return requestor.mdes("getTaskStatus", question).code();
    }

    @Test
    void signedRequestIsLetInOnce() {
        assertThat(requestor
                        .mdes("getTaskStatus", question, "request-1", "request-1")
                        .code())
                .isEqualTo("404 TASK_NOT_FOUND");
        assertThat(requestor
                        .mdes("getTaskStatus", question, "request-1", "request-1")
                        .code())
                .isEqualTo("409 REQUEST_REPLAYED");
        assertThat(requestor
                        .mdes("getTaskStatus", question, "request-2", "request-2")
                        .code())
                .isEqualTo("404 TASK_NOT_FOUND");
    }

    @Test
    void nonceIsTheRequestsId() {
        assertThat(requestor
                        .mdes("getTaskStatus", question, "request-1", "request-2")
                        .code())
                .isEqualTo("401 SIGNATURE_INVALID");
    }

    @Test
    void staleSignatureIsRefused() {
        requestor.signer.createdSecondsAgo = 301;
        assertThat(answer()).isEqualTo("401 SIGNATURE_STALE");
        requestor.signer.createdSecondsAgo = -330;
        assertThat(answer()).isEqualTo("401 SIGNATURE_STALE");
    }

    @Test
    void signatureForSomebodyElseIsRefused() {
        requestor.signer.receiver = "simulated-wallet";
        assertThat(answer()).isEqualTo("401 WRONG_RECEIVER");
    }

    @Test
    void signatureMustCoverTheBody() {
        requestor.signer.covered = List.of("@method", "@path", "content-type");
        assertThat(answer()).isEqualTo("401 SIGNATURE_INVALID");
    }

    @Test
    void signatureByAnotherKeyIsRefused() {
        RequestSigner stranger = new RequestSigner(MessageSigner.generate("stranger"), "simulated-bank");
        String url = markets.address() + "/issuer/mdes/digitization/1/0/getTaskStatus";
        assertThat(requestor
                        .send(stranger.request("POST", url, "{\"requestId\":\"request-1\"}", "request-1"))
                        .code())
                .isEqualTo("401 KEY_UNKNOWN");
        stranger.keyId = requestor.signer.keyId;
        assertThat(requestor
                        .send(stranger.request("POST", url, "{\"requestId\":\"request-2\"}", "request-2"))
                        .code())
                .isEqualTo("401 SIGNATURE_INVALID");
        requestor.signer.algorithm = "hmac-sha256";
        assertThat(answer()).isEqualTo("401 SIGNATURE_INVALID");
    }

    @Test
    void bodyThatWasChangedOnTheWayIsRefused() {
        String url = markets.address() + "/issuer/mdes/digitization/1/0/getTaskStatus";
        HttpRequest signed = requestor.signer.request("POST", url, "{\"requestId\":\"request-1\"}", "request-1");
        HttpRequest changed = HttpRequest.newBuilder(signed, (name, value) -> true)
                .POST(HttpRequest.BodyPublishers.ofString("{\"requestId\":\"request-1\" }"))
                .build();
        assertThat(requestor.send(changed).code()).isEqualTo("401 DIGEST_MISMATCH");
        HttpRequest elsewhere = HttpRequest.newBuilder(signed, (name, value) -> true)
                .uri(URI.create(url.replace("getTaskStatus", "getToken")))
                .build();
        assertThat(requestor.send(elsewhere).code()).isEqualTo("401 SIGNATURE_INVALID");
    }

    @Test
    void requestWithoutSignatureIsRefused() {
        String url = markets.address() + "/issuer/mdes/digitization/1/0/getTaskStatus";
        HttpRequest unsigned = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(requestor.send(unsigned).code()).isEqualTo("401 SIGNATURE_MISSING");
        HttpRequest plain = HttpRequest.newBuilder(URI.create(markets.address() + "/issuer/plain/v1/tokens/x"))
                .build();
        assertThat(requestor.send(plain).code()).isEqualTo("401 SIGNATURE_MISSING");
    }

    @Test
    void requestorBringsAKeyOfItsOwn() {
        ECKey own = MessageSigner.generate("own-key");
        String jwk = own.toPublicJWK().toJSONString();
        markets.post("/control/issuer/requestors", "{\"serviceId\":\"coinslot\",\"jwk\":" + jwk + "}");
        String url = markets.address() + "/issuer/mdes/digitization/1/0/getTaskStatus";
        RequestSigner signer = new RequestSigner(own, "simulated-bank");
        String body = question.put("requestId", "request-1").toString();
        assertThat(requestor
                        .send(signer.request("POST", url, body, "request-1"))
                        .code())
                .isEqualTo("404 TASK_NOT_FOUND");
        String other = "{\"serviceId\":\"other\",\"jwk\":" + jwk + "}";
        assertThat(markets.answerTo("POST", "/control/issuer/requestors", other).body())
                .contains("/jwk");
        String secret = "{\"serviceId\":\"coinslot\",\"jwk\":" + own.toJSONString() + "}";
        assertThat(markets.answerTo("POST", "/control/issuer/requestors", secret)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneRequestorDoesNotSeeAnothersTokens() {
        String token = requestor.tokenize("task-1", "4111111111111111").text("tokenUniqueReference");
        try (TokenRequestor other = new TokenRequestor(markets, "other")) {
            ObjectNode body = Json.object().put("tokenUniqueReference", token);
            assertThat(other.mdes("getToken", body).code()).isEqualTo("404 TOKEN_NOT_FOUND");
            assertThat(requestor.mdes("getToken", body).status()).isEqualTo(200);
            assertThat(other.change("delete", token, "CARDHOLDER")
                            .path("errors")
                            .path(0)
                            .path("reasonCode")
                            .stringValue())
                    .isEqualTo("TOKEN_NOT_FOUND");
        }
    }
}
