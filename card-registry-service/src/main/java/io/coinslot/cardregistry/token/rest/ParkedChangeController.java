package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.device.rest.CleanText;
import io.coinslot.cardregistry.device.rest.Operators;
import io.coinslot.cardregistry.device.rest.Operators.Page;
import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.OperatorAction.Kind;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenChange;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators see of changes that were given up, and what they can do about them. Deletions, which keep a card taken,
 * are listed by themselves too.
 */
@RestController
@RequestMapping("/v1/operations")
final class ParkedChangeController {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedChangeController.class);
    private static final String CHANGES = "/parked-token-changes";
    private static final String DELETIONS = "/parked-token-deletions";

    private final Tokens tokens;
    private final TokenLists lists;
    private final Clock clock;

    ParkedChangeController(Tokens tokens, TokenLists lists, Clock clock) {
        this.tokens = tokens;
        this.lists = lists;
        this.clock = clock;
    }

    record DeletionBody(
            @Nullable String tokenUniqueReference, @Nullable String reason) {}

    record Body(
            @Nullable String tokenUniqueReference,
            @Nullable String change,
            @Nullable String causedBy,
            @Nullable String reason) {
        TokenChange what() {
            return switch (change) {
                case "SUSPEND" -> TokenChange.SUSPEND;
                case "UNSUSPEND" -> TokenChange.UNSUSPEND;
                case "DELETE" -> TokenChange.DELETE;
                case null, default ->
                    throw Problem.invalid("/change", "must be SUSPEND, UNSUSPEND or DELETE")
                            .asException();
            };
        }

        /** Whose suspension it is; a deletion is nobody's in particular. */
        @Nullable
        Suspender by() {
            if (what() != TokenChange.DELETE) {
                return TokenController.causedBy(causedBy);
            }
            if (causedBy != null) {
                throw Problem.invalid("/causedBy", "is of suspensions alone").asException();
            }
            return null;
        }
    }

    @FunctionalInterface
    private interface ListOfTokens {
        List<Token> page(@Nullable String after, int limit);
    }

    @GetMapping(DELETIONS)
    Page<ParkedView.OfDeletion> deletions(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        return page(caller, cursor, limit, lists::parkedDeletions, ParkedView.OfDeletion::of);
    }

    @GetMapping(CHANGES)
    Page<ParkedView.OfChanges> changes(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        return page(caller, cursor, limit, lists::parkedChanges, ParkedView.OfChanges::of);
    }

    private static <V> Page<V> page(
            Caller caller, @Nullable String cursor, @Nullable Long limit, ListOfTokens list, Function<Token, V> view) {
        Operators.of(caller);
        int most = Operators.most(limit);
        List<Token> found = list.page(cursor == null ? null : CleanText.reference(cursor, "cursor"), most + 1);
        return Page.of(found, most, Token::tokenUniqueReference, view);
    }

    /** The financial company is told again, as often as the first time. */
    @PostMapping(DELETIONS + "/redrive")
    ParkedView.OfDeletion redriveDeletion(Caller caller, @RequestBody DeletionBody body) {
        return ParkedView.OfDeletion.of(resolve(caller, of(body), Kind.REDRIVE));
    }

    /** The company confirmed by other means that the token is gone: its card is free. */
    @PostMapping(DELETIONS + "/settle")
    ParkedView.OfDeletion settleDeletion(Caller caller, @RequestBody DeletionBody body) {
        return ParkedView.OfDeletion.of(resolve(caller, of(body), Kind.SETTLE));
    }

    /** The financial company is told again, as often as the first time. */
    @PostMapping(CHANGES + "/redrive")
    ParkedView.OfChanges redrive(Caller caller, @RequestBody Body body) {
        return ParkedView.OfChanges.of(resolve(caller, body, Kind.REDRIVE));
    }

    /** The company confirmed by other means that the token is held back there, let go, or gone. */
    @PostMapping(CHANGES + "/settle")
    ParkedView.OfChanges settle(Caller caller, @RequestBody Body body) {
        return ParkedView.OfChanges.of(resolve(caller, body, Kind.SETTLE));
    }

    private static Body of(DeletionBody body) {
        return new Body(body.tokenUniqueReference(), TokenChange.DELETE.name(), null, body.reason());
    }

    private Token resolve(Caller caller, Body body, Kind what) {
        String operator = Operators.of(caller);
        String reason = Operators.reason(body.reason());
        String reference = CleanText.reference(body.tokenUniqueReference(), "/tokenUniqueReference");
        TokenChange change = body.what();
        Suspender by = body.by();
        OperatorAction action =
                new OperatorAction(clock.instant().truncatedTo(ChronoUnit.MILLIS), operator, what, reason, change, by);
        Token after = tokens.resolve(reference, action)
                .orElseThrow(() -> Problem.atField(
                                GeneralProblem.NOT_FOUND, "/tokenUniqueReference", "There is no such token")
                        .asException());
        // A change that was dealt with before, or never parked, stays as it is.
        if (after.wasDone(action)) {
            LOG.warn("{} takes up {} of token {} ({}): {}", operator, change, reference, what, reason);
        }
        return after;
    }
}
