package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.device.rest.InputRules;
import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.OperatorAction.Kind;
import io.coinslot.cardregistry.token.ParkedDeletion;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of deletions that were given up, and what they can do about them. */
@RestController
@RequestMapping("/v1/operations/parked-token-deletions")
final class ParkedDeletionController {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedDeletionController.class);
    private static final String SCOPE = "operations:write";
    private static final int LONGEST_REASON = 500;

    private final Tokens tokens;
    private final TokenLists lists;
    private final Clock clock;

    ParkedDeletionController(Tokens tokens, TokenLists lists, Clock clock) {
        this.tokens = tokens;
        this.lists = lists;
        this.clock = clock;
    }

    /** @param parked null once it was dealt with */
    record Line(
            String tokenUniqueReference,
            String issuerId,
            @Nullable String serviceId,
            @Nullable String userId,
            @Nullable String deviceId,
            @Nullable Parked parked,
            List<OperatorAction> audit) {
        static Line of(Token token) {
            TokenOwner owner = token.owner();
            return new Line(
                    token.tokenUniqueReference(),
                    token.issuerId(),
                    owner == null ? null : owner.serviceId(),
                    owner == null ? null : owner.userId(),
                    owner == null ? null : owner.deviceId(),
                    Parked.of(token.parkedDeletion()),
                    Objects.requireNonNullElse(token.operatorActions(), List.of()));
        }
    }

    record Parked(
            String causedBy,
            String reasonCode,
            int attempts,
            @Nullable String lastFailure,
            Instant parkedAt) {
        static @Nullable Parked of(@Nullable ParkedDeletion deletion) {
            return deletion == null
                    ? null
                    : new Parked(
                            deletion.causedBy().name(),
                            deletion.reasonCode(),
                            deletion.attempts(),
                            deletion.lastFailure(),
                            deletion.parkedAt());
        }
    }

    record Page(List<Line> items, @Nullable String nextCursor) {}

    record Body(
            @Nullable String tokenUniqueReference, @Nullable String reason) {}

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        operator(caller);
        int most = Math.toIntExact(InputRules.within(limit == null ? Long.valueOf(50) : limit, 1, 200, "limit"));
        String after = cursor == null ? null : InputRules.reference(cursor, "cursor");
        List<Token> found = lists.parkedDeletions(after, most + 1);
        List<Token> page = found.subList(0, Math.min(most, found.size()));
        return new Page(
                page.stream().map(Line::of).toList(),
                found.size() > most ? page.getLast().tokenUniqueReference() : null);
    }

    /** The financial company is told again, as often as the first time. */
    @PostMapping("/redrive")
    Line redrive(Caller caller, @RequestBody Body body) {
        return resolve(caller, body, Kind.REDRIVE);
    }

    /** The company confirmed by other means that the token is gone: its card is free. */
    @PostMapping("/settle")
    Line settle(Caller caller, @RequestBody Body body) {
        return resolve(caller, body, Kind.SETTLE);
    }

    private Line resolve(Caller caller, Body body, Kind what) {
        String operator = operator(caller);
        String reason = InputRules.required(body.reason(), "/reason", LONGEST_REASON);
        String reference = InputRules.reference(body.tokenUniqueReference(), "/tokenUniqueReference");
        Token before = tokens.find(reference);
        if (before != null && before.parkedDeletion() != null) {
            LOG.warn("{} has the deletion of token {} taken up ({}): {}", operator, reference, what, reason);
        }
        OperatorAction action =
                new OperatorAction(clock.instant().truncatedTo(ChronoUnit.MILLIS), operator, what, reason);
        return tokens.resolve(reference, action)
                .map(Line::of)
                .orElseThrow(() -> Problem.atField(
                                GeneralProblem.NOT_FOUND, "/tokenUniqueReference", "There is no such token")
                        .asException());
    }

    private static String operator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees the tokens of all services")
                    .asException();
        }
        return caller.clientId();
    }
}
