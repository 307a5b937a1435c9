package io.coinslot.simulators.peer;

import io.coinslot.simulators.accountprovider.Account;
import io.coinslot.simulators.accountprovider.AccountProvider;
import io.coinslot.simulators.accountprovider.AssertionProof;
import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.issuer.Company;
import io.coinslot.simulators.issuer.Issuer;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.Address;
import io.coinslot.simulators.signing.MessageSigner;
import io.coinslot.simulators.signing.MessageVerifier;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import io.coinslot.simulators.signing.Proof;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a partner for cards, as a payment server does that has a new device in front of it. */
final class PeerAsks {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ASSERTED = Duration.ofMinutes(5);

    private final Map<String, Issuer> companies;
    private final AccountProvider accounts;
    private final MessageSigner signer;
    private final MessageVerifier verifier;

    PeerAsks(Map<String, Issuer> companies, AccountProvider accounts, MessageSigner signer, MessageVerifier verifier) {
        this.companies = companies;
        this.accounts = accounts;
        this.signer = signer;
        this.verifier = verifier;
    }

    /** The cards that the partner has of an account, and if wanted whether the company can open their credentials. */
    JsonNode ask(String baseUrl, Input input) {
        String partner = input.text("serviceId");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            Conversation conversation = new Conversation(http, baseUrl, partner, input.choice("proof", Proof.VALID));
            ObjectNode answer = Json.object();
            ObjectNode found = send(conversation, "/peer/v1/cards/search", search(partner, input));
            answer.set("search", found);
            ArrayNode credentials = answer.putArray("credentials");
            if (input.flag("credential", false)) {
                for (JsonNode card : found.path("body").path("cards")) {
                    credentials.add(credential(conversation, card, input));
                }
            }
            return answer;
        }
    }

    private record Conversation(HttpClient http, String baseUrl, String partner, Proof proof) {}

    private ObjectNode search(String partner, Input input) {
        String anyDevice = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        Account account = new Account(input.text("accountId"), input.text("deviceKeyThumbprint", anyDevice));
        String assertion = accounts.assertion(
                account,
                new AccountProvider.Addressee(partner, Peer.ID, ASSERTED),
                Map.of(),
                input.choice("assertionProof", AssertionProof.VALID));
        ObjectNode body = Json.object()
                .put(
                        "accountReference",
                        input.text("accountReference", accounts.pairwiseId(partner, account.accountId())))
                .put("accountAssertion", assertion)
                .put("purpose", input.text("purpose", "REGISTER_ON_NEW_DEVICE"))
                .put("consentReference", input.text("consentReference", "consent-" + UUID.randomUUID()));
        body.putObject("deviceInfo")
                .put("deviceName", "watch of the other payment server")
                .put("formFactor", "WATCH")
                .put("osName", "ANDROID")
                .put("osVersion", "15")
                .put("deviceKeyThumbprint", account.deviceKeyThumbprint());
        return body;
    }

    private ObjectNode credential(Conversation conversation, JsonNode card, Input input) {
        String reference = card.path("cardReferenceId").asString("");
        String audience = input.text("audience", card.path("issuerId").asString(Company.BANK.id()));
        ObjectNode body = Json.object()
                .put("audience", audience)
                .put("taskId", input.text("taskId", "task-" + UUID.randomUUID()));
        ObjectNode answer = send(conversation, "/peer/v1/cards/" + reference + "/credential", body);
        answer.put("cardReferenceId", reference);
        JsonNode payload = answer.path("body").path("encryptedPayload");
        Issuer issuer = companies.get(audience);
        if (payload.isObject() && issuer != null) {
            String openedAs = issuer.openedAs(payload);
            answer.put("opens", Character.isLowerCase(openedAs.charAt(0))).put("openedAs", openedAs);
        }
        return answer;
    }

    private ObjectNode send(Conversation conversation, String path, ObjectNode body) {
        String requestId = UUID.randomUUID().toString();
        byte[] bytes = Json.bytes(body.put("requestId", requestId));
        URI uri = URI.create(conversation.baseUrl() + path);
        Map<String, String> headers = signer.request(
                new Address("POST", uri.getRawPath()), bytes, requestId, conversation.partner(), conversation.proof());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        HttpResponse<byte[]> response = response(conversation.http(), request.build());
        Sender asked = new Sender(Peer.ID, requestId, headers.getOrDefault("Signature", ""));
        boolean isSigned = verifier.isAnswer(
                response.statusCode(),
                response.body(),
                name -> response.headers().firstValue(name).orElse(null),
                conversation.partner(),
                asked);
        ObjectNode answer = Json.object().put("status", response.statusCode()).put("signatureValid", isSigned);
        answer.set("body", read(response.body()));
        return answer;
    }

    private static HttpResponse<byte[]> response(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw ControlRefusal.conflict("the partner does not answer at " + request.uri());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ControlRefusal.conflict("interrupted");
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (JacksonException malformed) {
            return Json.object().put("malformed", true);
        }
    }
}
