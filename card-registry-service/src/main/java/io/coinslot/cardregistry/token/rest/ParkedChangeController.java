package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.device.rest.CleanText;
import io.coinslot.cardregistry.token.OperatorAction;
import io.coinslot.cardregistry.token.OperatorAction.Kind;
import io.coinslot.cardregistry.token.ParkedChange;
import io.coinslot.cardregistry.token.Suspender;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenChange;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private static final String SCOPE = "operations:write";
    private static final String CHANGES = "/parked-token-changes";
    private static final String DELETIONS = "/parked-token-deletions";
    private static final int LONGEST_REASON = 500;

    private final Tokens tokens;
    private final TokenLists lists;
    private final Clock clock;

    ParkedChangeController(Tokens tokens, TokenLists lists, Clock clock) {
        this.tokens = tokens;
        this.lists = lists;
        this.clock = clock;
    }

    record DeletionPage(
            List<ParkedView.OfDeletion> items, @Nullable String nextCursor) {}

    record Page(List<ParkedView.OfChanges> items, @Nullable String nextCursor) {}

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
    DeletionPage deletions(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        int most = most(caller, limit);
        List<Token> found = found(lists::parkedDeletions, cursor, most);
        return new DeletionPage(
                page(found, most).stream().map(ParkedView.OfDeletion::of).toList(), next(found, most));
    }

    @GetMapping(CHANGES)
    Page changes(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        int most = most(caller, limit);
        List<Token> found = found(lists::parkedChanges, cursor, most);
        return new Page(page(found, most).stream().map(ParkedView.OfChanges::of).toList(), next(found, most));
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
        String operator = operator(caller);
        String reason = CleanText.required(body.reason(), "/reason", LONGEST_REASON);
        String reference = CleanText.reference(body.tokenUniqueReference(), "/tokenUniqueReference");
        TokenChange change = body.what();
        Suspender by = body.by();
        Token before = tokens.find(reference);
        if (before != null
                && before.parkedChanges().stream().map(ParkedChange::change).anyMatch(change::equals)) {
            LOG.warn("{} takes up {} of token {} ({}): {}", operator, change, reference, what, reason);
        }
        OperatorAction action =
                new OperatorAction(clock.instant().truncatedTo(ChronoUnit.MILLIS), operator, what, reason, change, by);
        return tokens.resolve(reference, action)
                .orElseThrow(() -> Problem.atField(
                                GeneralProblem.NOT_FOUND, "/tokenUniqueReference", "There is no such token")
                        .asException());
    }

    private static int most(Caller caller, @Nullable Long limit) {
        operator(caller);
        return Math.toIntExact(InputRules.within(limit == null ? Long.valueOf(50) : limit, 1, 200, "limit"));
    }

    private static List<Token> found(ListOfTokens list, @Nullable String cursor, int most) {
        return list.page(cursor == null ? null : CleanText.reference(cursor, "cursor"), most + 1);
    }

    private static List<Token> page(List<Token> found, int most) {
        return found.subList(0, Math.min(most, found.size()));
    }

    private static @Nullable String next(List<Token> found, int most) {
        return found.size() > most ? found.get(most - 1).tokenUniqueReference() : null;
    }

    private static String operator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees the tokens of all services")
                    .asException();
        }
        return caller.clientId();
    }
}
