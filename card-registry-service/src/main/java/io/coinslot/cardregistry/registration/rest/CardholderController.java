package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.Answer;
import io.coinslot.cardregistry.registration.Refusal;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.registration.activation.CodeDesk;
import io.coinslot.cardregistry.signature.SigningKey;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemType;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.ForDevices;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the cardholder decides on the device while a registration is under way. */
@RestController
@ForDevices(only = true)
final class CardholderController {
    private static final String PATH = "/v1/card-registrations/{registrationId}";

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Registrations registrations;
    private final CodeDesk codes;
    private final SigningKey secret;
    private final Clock clock;

    /** @param secret under which it is remembered which codes came by which key */
    CardholderController(Registrations registrations, CodeDesk codes, SigningKey secret, Clock clock) {
        this.registrations = registrations;
        this.codes = codes;
        this.secret = secret;
        this.clock = clock;
    }

    @PostMapping(PATH + "/selections")
    ResponseEntity<RegistrationView> select(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String registrationId,
            @RequestBody RegistrationBodies.Selections body) {
        List<String> ids = body.toIds();
        RequestKey request = key(caller, key, registrationId, "selections", String.join("\n", ids));
        return answer(registrations.select(registrationId, request, ids), "/cardReferenceIds", null);
    }

    @PostMapping(PATH + "/terms-acceptances")
    ResponseEntity<RegistrationView> acceptTerms(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String registrationId,
            @RequestBody RegistrationBodies.Terms body) {
        var at = body.at(clock.instant());
        RequestKey request = key(caller, key, registrationId, "terms", body.termsId(), at.toString());
        return answer(
                registrations.acceptTerms(registrationId, request, body.termsId(), at),
                "/termsAndConditionsAssetId",
                null);
    }

    @PostMapping(PATH + "/activation-code-requests")
    ResponseEntity<RegistrationView> requestCode(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String registrationId,
            @RequestBody RegistrationBodies.CodeRequest body) {
        RequestKey request = key(caller, key, registrationId, "code", body.methodId(), text(body.card()));
        return answer(
                registrations.requestCode(registrationId, request, body.methodId(), body.card()),
                "/authenticationMethodId",
                null);
    }

    @PostMapping(PATH + "/activations")
    ResponseEntity<RegistrationView> activate(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String registrationId,
            @RequestBody RegistrationBodies.Activation body) {
        String code = body.code();
        // A short code could be found out from a fingerprint that anybody can compute.
        String named = secret.fingerprint(registrationId, text(body.card()), code);
        RequestKey request = key(caller, key, registrationId, "activation", text(body.card()), named);
        CodeDesk.Checked checked = codes.check(registrationId, request, code, body.card());
        return answer(checked.answer(), "/authenticationCode", checked.result());
    }

    @PostMapping(PATH + "/cancel")
    ResponseEntity<RegistrationView> cancel(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String registrationId,
            @RequestBody(required = false) RegistrationBodies.@Nullable Nothing body) {
        RequestKey request = key(caller, key, registrationId, "cancel");
        return answer(registrations.cancel(registrationId, request), "", null);
    }

    /** Checks that the registration is the device's own, and names the request. */
    private RequestKey key(Caller caller, IdempotencyKey key, String registrationId, String... asked) {
        caller.requiring("cards:write");
        Stored<Registration> stored = registrations.find(registrationId);
        if (stored == null || !RegistrationController.belongs(caller, stored.state())) {
            throw refused(Refusal.NOT_FOUND, "").asException();
        }
        return RequestKey.of(caller.clientId(), key, asked);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private ResponseEntity<RegistrationView> answer(Answer answer, String pointer, @Nullable ActivationResult result) {
        if (answer.refusal() != null) {
            throw refused(answer.refusal(), pointer).asException();
        }
        Stored<Registration> stored = registrations.find(
                java.util.Objects.requireNonNull(answer.registration()).registrationId());
        if (stored == null) {
            throw refused(Refusal.NOT_FOUND, "").asException();
        }
        ResponseEntity.BodyBuilder accepted = ResponseEntity.accepted();
        if (answer.replayed()) {
            accepted.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return accepted.body(
                RegistrationView.of(stored.state(), stored.version(), result == null ? null : result.name()));
    }

    private static Problem refused(Refusal refusal, String pointer) {
        if (refusal == Refusal.ISSUER_BUSY) {
            return Problem.unavailable(refusal.detail(), RETRY_AFTER_SECONDS);
        }
        ProblemType type = switch (refusal) {
            case NOT_FOUND -> GeneralProblem.NOT_FOUND;
            case KEY_REUSED -> GeneralProblem.IDEMPOTENCY_KEY_REUSED;
            case UNKNOWN_CARD, METHOD_UNKNOWN -> GeneralProblem.INVALID_REQUEST;
            case CARD_AMBIGUOUS -> GeneralProblem.INVALID_REQUEST;
            default -> GeneralProblem.CONFLICT;
        };
        return switch (refusal) {
            case UNKNOWN_CARD, METHOD_UNKNOWN, TERMS_NOT_PENDING, NO_CODE_EXPECTED ->
                Problem.atField(type, pointer, refusal.detail());
            case CARD_AMBIGUOUS -> Problem.atField(type, "/cardReferenceId", refusal.detail());
            default -> Problem.of(type, refusal.detail());
        };
    }
}
