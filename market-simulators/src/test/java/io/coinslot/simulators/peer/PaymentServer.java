package io.coinslot.simulators.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A payment server with a new device in front of it; it knows the contract and the credentials that were issued. */
final class PaymentServer implements AutoCloseable {
    final RequestSigner signer;
    final String serviceId;
    final String deviceKeyThumbprint;
    final ECKey answerKey;
    private final OpenMarkets markets;
    private final String baseUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    PaymentServer(OpenMarkets markets, String serviceId) {
        JsonNode issued = markets.get("/control/peer/credentials?serviceId=" + serviceId);
        this.markets = markets;
        this.serviceId = serviceId;
        this.baseUrl = issued.path("settings").path("baseUrl").stringValue();
        this.answerKey = key(issued.path("settings").path("answerKey"));
        this.signer = new RequestSigner(key(issued.path("credentials").path("signingKey")), "simulated-wallet");
        this.deviceKeyThumbprint = thumbprint(MessageSigner.generate("device"));
    }

    private static ECKey key(JsonNode jwk) {
        try {
            return ECKey.parse(jwk.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer: its status, its body, and whether the peer has signed it for this request. */
    record Answer(int status, JsonNode body, boolean isSigned) {
        String code() {
            return status + " " + body.path("code").asString("");
        }

        JsonNode card(int position) {
            return body.path("cards").path(position);
        }

        String reference(int position) {
            return card(position).path("cardReferenceId").asString("");
        }
    }

    /** What the account provider gives the device of a user: its answer as a whole. */
    JsonNode assertion(String accountId, String more) {
        return markets.post(
                "/control/account-provider/assertions",
                "{\"accountId\":\"%s\",\"audience\":\"%s\",\"deviceKeyThumbprint\":\"%s\",\"onward\":[\"simulated-wallet\"]%s}"
                        .formatted(accountId, serviceId, deviceKeyThumbprint, more));
    }

    /** The assertion for the peer, out of the one that is for this payment server. */
    static String onward(JsonNode assertion) {
        String payload = assertion.path("accountAssertion").stringValue().split("\\.", -1)[1];
        return Json.read(Base64.getUrlDecoder().decode(payload))
                .path("onward_assertions")
                .path("simulated-wallet")
                .stringValue();
    }

    ObjectNode question(JsonNode assertion) {
        ObjectNode body = Json.object()
                .put(
                        "accountReference",
                        assertion.path("onwardSubs").path("simulated-wallet").stringValue())
                .put("accountAssertion", onward(assertion))
                .put("purpose", "REGISTER_ON_NEW_DEVICE")
                .put("consentReference", "consent-1");
        body.putObject("deviceInfo").put("deviceName", "watch").put("deviceKeyThumbprint", deviceKeyThumbprint);
        return body;
    }

    Answer search(String accountId) {
        return send("/peer/v1/cards/search", question(assertion(accountId, "")));
    }

    Answer credential(String cardReferenceId, String taskId) {
        return credential(cardReferenceId, "simulated-bank", taskId);
    }

    Answer credential(String cardReferenceId, String audience, String taskId) {
        return send(
                "/peer/v1/cards/" + cardReferenceId + "/credential",
                Json.object().put("audience", audience).put("taskId", taskId));
    }

    Answer send(String path, ObjectNode body) {
        String requestId = UUID.randomUUID().toString();
        return send(path, body, requestId, requestId);
    }

    Answer send(String path, ObjectNode body, String requestId, String nonce) {
        String text = body.deepCopy().put("requestId", requestId).toString();
        return send(signer.request("POST", baseUrl + path, text, nonce));
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), read(response.body()), isSigned(request, response));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isSigned(HttpRequest request, HttpResponse<byte[]> response) {
        String input = header(response, "Signature-Input");
        String digest = RequestSigner.digest(response.body());
        String nonce =
                request.headers().firstValue("Signature-Input").orElse("").replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
        return header(response, "Content-Digest").equals(digest)
                && input.contains("tag=\"" + serviceId + "\"")
                && input.contains("nonce=\"" + nonce + "\"")
                && RequestSigner.isSigned(
                        answerKey,
                        input,
                        header(response, "Signature"),
                        Map.of(
                                "\"@status\"", Integer.toString(response.statusCode()),
                                "\"content-type\"", header(response, "Content-Type"),
                                "\"content-digest\"", digest,
                                "\"signature\";req",
                                        request.headers()
                                                .firstValue("Signature")
                                                .orElse("")));
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (JacksonException malformed) {
            return Json.object().put("code", "MALFORMED");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
