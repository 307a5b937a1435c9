package io.coinslot.gateway.registration;

import io.coinslot.gateway.entrance.Admission;
import io.coinslot.gateway.proxy.ReadAnswer;
import io.coinslot.gateway.proxy.ServiceProxy;
import io.coinslot.gateway.registration.Registrations.Credentials;
import io.coinslot.gateway.route.Destination;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registers services and rotates their secrets: the catalog does its part first and answers a repeated request the
 * same, then the gateway does its own and adds the client's secret to the answer.
 */
@RestController
class RegistrationController {
    private final ServiceProxy proxy;
    private final Registrations registrations;
    private final JsonMapper json;

    RegistrationController(ServiceProxy proxy, Registrations registrations, JsonMapper json) {
        this.proxy = proxy;
        this.registrations = registrations;
        this.json = json;
    }

    @PostMapping("/v1/services")
    void register(IdempotencyKey key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        complete(
                request,
                response,
                (answer, sent) ->
                        registrations.register(answer.required("serviceId").stringValue()));
    }

    @PostMapping("/v1/services/{serviceId}/secrets/rotate")
    void rotate(
            @PathVariable String serviceId,
            IdempotencyKey key,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AccessToken caller = Admission.of(request).requireToken();
        String fingerprint = DerivedId.fingerprint(caller.clientId(), key.value());
        complete(
                request,
                response,
                (answer, sent) -> registrations.rotate(
                        serviceId, fingerprint, oldValidUntil(answer), keepsNothing(sent), caller));
    }

    /** The catalog, asked first, has taken the body for one of its own. */
    private boolean keepsNothing(byte[] sent) {
        if (sent.length == 0) {
            return false;
        }
        JsonNode minutes = json.readTree(sent).path("keepOldForMinutes");
        return minutes.isNumber() && minutes.decimalValue().signum() == 0;
    }

    private void complete(
            HttpServletRequest request,
            HttpServletResponse response,
            BiFunction<ObjectNode, byte[], Credentials> ownPart)
            throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        ReadAnswer answer = proxy.ask(request, Destination.CATALOG, body);
        if (!answer.succeeded()) {
            answer.passOn(response);
            return;
        }
        answer.passOn(response, json.writeValueAsBytes(completed(answer, body, ownPart)));
    }

    private ObjectNode completed(ReadAnswer answer, byte[] sent, BiFunction<ObjectNode, byte[], Credentials> ownPart) {
        try {
            ObjectNode content = json.readValue(answer.body(), ObjectNode.class);
            Credentials credentials = ownPart.apply(content, sent);
            content.remove("previousValidUntil");
            content.put("clientId", credentials.clientId());
            content.put("clientSecret", credentials.clientSecret());
            if (credentials.oldValidUntil() != null) {
                content.put("oldValidUntil", credentials.oldValidUntil().toString());
            }
            if (credentials.keyIds() != null) {
                credentials.keyIds().forEach(content.putArray("clientKeyIds")::add);
            }
            return content;
        } catch (JacksonException | DateTimeException e) {
            throw ReadAnswer.unreadable().asException();
        }
    }

    private static Instant oldValidUntil(ObjectNode answer) {
        return Instant.parse(answer.required("previousValidUntil").stringValue());
    }
}
