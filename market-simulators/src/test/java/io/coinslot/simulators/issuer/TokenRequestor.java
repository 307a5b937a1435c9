package io.coinslot.simulators.issuer;

import com.nimbusds.jose.jwk.ECKey;
import io.coinslot.simulators.OpenMarkets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.sealing.CardSealer;
import io.coinslot.simulators.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A payment server that orders tokens, and knows nothing but the contract and the credentials that were issued. */
public final class TokenRequestor implements AutoCloseable {
    final String requestorId;
    final RequestSigner signer;
    final CardSealer sealer;
    final JsonNode callbackKey;
    private final String mdesUrl;
    private final String plainUrl;
    private final HttpClient http = HttpClient.newHttpClient();

    public TokenRequestor(OpenMarkets markets, String serviceId) {
        this(markets, Company.BANK, serviceId);
    }

    TokenRequestor(OpenMarkets markets, Company company, String serviceId) {
        JsonNode issued = markets.get("/control/" + company.root() + "/credentials?serviceId=" + serviceId);
        JsonNode settings = issued.path("settings");
        this.requestorId = settings.path("tokenRequestorId").stringValue();
        this.mdesUrl = settings.path("mdesUrl").asString("");
        this.plainUrl = settings.path("plainUrl").stringValue();
        this.callbackKey = settings.path("callbackKey");
        this.sealer = new CardSealer(settings.path("encryptionKey"));
        this.signer = new RequestSigner(key(issued.path("credentials").path("signingKey")), company.id());
    }

    static ECKey key(JsonNode jwk) {
        try {
            return ECKey.parse(jwk.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An answer: its status and body. */
    public record Answer(int status, JsonNode body) {
        /** The status and the code of the error, in either shape. */
        public String code() {
            String plain = body.path("code").asString("");
            return status + " "
                    + (plain.isEmpty()
                            ? body.path("errors").path(0).path("reasonCode").asString("")
                            : plain);
        }

        public String text(String... path) {
            JsonNode node = body;
            for (String name : path) {
                node = node.path(name);
            }
            return node.asString("");
        }
    }

    /** What tokenize is asked for a card of this number, sealed. */
    public ObjectNode order(String taskId, String number, String expiry, String app) {
        ObjectNode funding = Json.object();
        funding.set("encryptedPayload", sealer.card(number, expiry, "simulated-bank", taskId));
        return order(taskId, funding, app);
    }

    public ObjectNode order(String taskId, ObjectNode funding, String app) {
        ObjectNode order = Json.object()
                .put("taskId", taskId)
                .put("tokenRequestorId", requestorId)
                .put("tokenType", "CLOUD")
                .put("paymentAppInstanceId", app);
        order.set("fundingAccountInfo", funding);
        order.putObject("decisioningData").put("recommendation", "REQUIRE_ADDITIONAL_AUTHENTICATION");
        return order;
    }

    Answer tokenize(String taskId, String number) {
        return mdes("tokenize", order(taskId, number, "0330", "app-of-" + taskId));
    }

    Answer task(String taskId) {
        return mdes(
                "getTaskStatus",
                Json.object().put("tokenRequestorId", requestorId).put("taskId", taskId));
    }

    Answer requestCode(String token) {
        ObjectNode body = Json.object().put("tokenUniqueReference", token);
        body.putObject("authenticationMethod").put("id", "12344");
        return mdes("requestActivationCode", body);
    }

    Answer activate(String token, String code) {
        return mdes("activate", Json.object().put("tokenUniqueReference", token).put("authenticationCode", code));
    }

    /** @param change suspend, unsuspend or delete */
    JsonNode change(String change, String token, String by) {
        ObjectNode body = Json.object().put("causedBy", by).put("reasonCode", "OTHER");
        body.putArray("tokenUniqueReferences").add(token);
        return mdes(change, body).body().path("tokens").path(0);
    }

    public Answer mdes(String operation, ObjectNode body) {
        String requestId = UUID.randomUUID().toString();
        return mdes(operation, body, requestId, requestId);
    }

    public Answer mdes(String operation, ObjectNode body, String requestId, String nonce) {
        String text = body.deepCopy().put("requestId", requestId).toString();
        return send(signer.request("POST", mdesUrl + "/" + operation, text, nonce));
    }

    Answer plain(String method, String path, String body) {
        return send(
                signer.request(method, plainUrl + path, body, UUID.randomUUID().toString()));
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.read(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
