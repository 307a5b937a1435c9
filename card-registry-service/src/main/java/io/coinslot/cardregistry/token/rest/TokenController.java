package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.device.rest.CleanText;
import io.coinslot.cardregistry.registration.RequestKey;
import io.coinslot.cardregistry.token.ChangeRequest;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenAnswer;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.TokenLists.Place;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.TokenRefusal;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.ForDevices;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A user's tokens: listed, held back, let go and deleted. */
@RestController
@ForDevices
final class TokenController {
    private static final String PATH = "/v1/tokens/{reference}";
    private static final Pattern REASON_CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

    private final Tokens tokens;
    private final TokenLists lists;

    TokenController(Tokens tokens, TokenLists lists) {
        this.tokens = tokens;
        this.lists = lists;
    }

    record Page(List<TokenView> items, @Nullable String nextCursor) {}

    record Change(
            @Nullable String causedBy,
            @Nullable String reasonCode,
            @Nullable String reason) {}

    /** The device's user's tokens, or for a service those of the user it names, by whatever digits. */
    @GetMapping("/v1/tokens")
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable Long limit,
            @RequestParam(required = false) @Nullable String cursor) {
        caller.requiring("cards:read");
        Device device = caller.device();
        String user = device == null ? InputRules.required(userId, "userId", InputRules.LONGEST_ID) : device.userId();
        int most = Math.toIntExact(InputRules.within(limit == null ? Long.valueOf(50) : limit, 1, 200, "limit"));
        Place after = cursor == null ? null : TokenCursor.parse(cursor);
        List<Token> found = lists.newestFirst(caller.service(), user, after, most + 1);
        List<Token> page = found.subList(0, Math.min(most, found.size()));
        return new Page(
                page.stream().map(TokenView::of).toList(), found.size() > most ? TokenCursor.of(page.getLast()) : null);
    }

    @GetMapping(PATH)
    TokenView read(Caller caller, @PathVariable String reference) {
        caller.requiring("cards:read");
        return TokenView.of(owned(caller, reference));
    }

    @PostMapping(PATH + "/suspend")
    ResponseEntity<TokenView> suspend(
            Caller caller, IdempotencyKey key, @PathVariable String reference, @RequestBody Change body) {
        ChangeRequest request = request(caller, reference, body);
        return answer(tokens.suspend(reference, key(caller, key, reference, "suspend", request), request));
    }

    /**
     * Whoever holds a token back lets it go: a device lifts its own lock and what was suspended from it alone, and never
     * what its service suspended.
     */
    @PostMapping(PATH + "/unsuspend")
    ResponseEntity<TokenView> unsuspend(
            Caller caller, IdempotencyKey key, @PathVariable String reference, @RequestBody Change body) {
        ChangeRequest request = request(caller, reference, body);
        if (request.causedBy() == Suspender.TOKEN_REQUESTOR && caller.device() != null) {
            throw Problem.atField(
                            GeneralProblem.INSUFFICIENT_SCOPE,
                            "/causedBy",
                            "only the service itself lifts what it suspended")
                    .asException();
        }
        return answer(tokens.unsuspend(reference, key(caller, key, reference, "unsuspend", request), request));
    }

    @PostMapping(PATH + "/delete")
    ResponseEntity<TokenView> delete(
            Caller caller, IdempotencyKey key, @PathVariable String reference, @RequestBody Change body) {
        ChangeRequest request = request(caller, reference, body);
        return answer(tokens.delete(reference, key(caller, key, reference, "delete", request), request));
    }

    private ChangeRequest request(Caller caller, String reference, Change body) {
        caller.requiring("cards:write");
        owned(caller, reference);
        String reasonCode = body.reasonCode() == null ? "OTHER" : body.reasonCode();
        if (!REASON_CODE.matcher(reasonCode).matches()) {
            throw Problem.invalid("/reasonCode", "must be a code such as DEVICE_LOST")
                    .asException();
        }
        String reason = CleanText.optional(body.reason(), "/reason", 256);
        Device device = caller.device();
        return new ChangeRequest(
                causedBy(body.causedBy()),
                reasonCode,
                reason == null ? "" : reason,
                device == null ? null : device.deviceId());
    }

    static Suspender causedBy(@Nullable String causedBy) {
        return switch (causedBy) {
            case "CARDHOLDER" -> Suspender.CARDHOLDER;
            case "TOKEN_REQUESTOR" -> Suspender.TOKEN_REQUESTOR;
            case "DEVICE_LOCKED" -> Suspender.DEVICE_LOCKED;
            case null, default ->
                throw Problem.invalid("/causedBy", "must be CARDHOLDER, TOKEN_REQUESTOR or DEVICE_LOCKED")
                        .asException();
        };
    }

    private static RequestKey key(
            Caller caller, IdempotencyKey key, String reference, String what, ChangeRequest request) {
        return RequestKey.of(
                caller.clientId(),
                key,
                reference,
                what,
                request.causedBy().name(),
                request.reasonCode(),
                request.reason());
    }

    private Token owned(Caller caller, String reference) {
        Token token = tokens.find(reference);
        TokenOwner owner = token == null ? null : token.owner();
        if (token == null || owner == null || !caller.owns(owner.serviceId()) || !caller.seesUser(owner.userId())) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no such token").asException();
        }
        return token;
    }

    private static ResponseEntity<TokenView> answer(TokenAnswer answer) {
        TokenRefusal refusal = answer.refusal();
        if (refusal != null) {
            throw switch (refusal) {
                case NOT_FOUND ->
                    Problem.of(GeneralProblem.NOT_FOUND, refusal.detail()).asException();
                case KEY_REUSED ->
                    Problem.of(GeneralProblem.IDEMPOTENCY_KEY_REUSED, refusal.detail())
                            .asException();
                case HELD_FROM_ELSEWHERE ->
                    Problem.atField(GeneralProblem.INSUFFICIENT_SCOPE, "/causedBy", refusal.detail())
                            .asException();
                default ->
                    Problem.of(GeneralProblem.CONFLICT, refusal.name() + ": " + refusal.detail())
                            .asException();
            };
        }
        ResponseEntity.BodyBuilder accepted = ResponseEntity.accepted();
        if (answer.replayed()) {
            accepted.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return accepted.body(TokenView.of(Objects.requireNonNull(answer.token())));
    }
}
