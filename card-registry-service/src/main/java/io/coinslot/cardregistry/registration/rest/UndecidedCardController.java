package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.device.rest.CleanText;
import io.coinslot.cardregistry.device.rest.Operators;
import io.coinslot.cardregistry.registration.CardAction;
import io.coinslot.cardregistry.registration.CardAction.Kind;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationLists;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of cards that the financial company never decided, and what they can do about them. */
@RestController
@RequestMapping("/v1/operations/undecided-cards")
final class UndecidedCardController {
    private static final Logger LOG = LoggerFactory.getLogger(UndecidedCardController.class);

    private final Registrations registrations;
    private final RegistrationLists lists;
    private final Clock clock;

    UndecidedCardController(Registrations registrations, RegistrationLists lists, Clock clock) {
        this.registrations = registrations;
        this.lists = lists;
        this.clock = clock;
    }

    record Body(
            @Nullable String registrationId,
            @Nullable String cardReferenceId,
            @Nullable String reason) {}

    @GetMapping
    Operators.Page<UndecidedView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        Operators.of(caller);
        int most = Operators.most(limit);
        String after = CleanText.optional(cursor, "cursor", InputRules.LONGEST_ID);
        return Operators.Page.of(
                lists.undecided(after, most + 1), most, Registration::registrationId, UndecidedView::of);
    }

    /** The financial company is asked again, as often as the first time. */
    @PostMapping("/redrive")
    UndecidedView redrive(Caller caller, @RequestBody Body body) {
        return resolve(caller, body, Kind.REDRIVE);
    }

    /** The company confirmed by other means that it makes no token: the card has failed, and is free. */
    @PostMapping("/settle")
    UndecidedView settle(Caller caller, @RequestBody Body body) {
        return resolve(caller, body, Kind.SETTLE);
    }

    private UndecidedView resolve(Caller caller, Body body, Kind what) {
        String operator = Operators.of(caller);
        String reason = Operators.reason(body.reason());
        String registration = CleanText.required(body.registrationId(), "/registrationId", InputRules.LONGEST_ID);
        String card = CleanText.required(body.cardReferenceId(), "/cardReferenceId", InputRules.LONGEST_ID);
        CardAction action = new CardAction(clock.instant().truncatedTo(ChronoUnit.MILLIS), operator, what, reason);
        UndecidedView after = registrations
                .resolve(registration, card, action)
                .map(UndecidedView::of)
                .orElseThrow(
                        () -> Problem.atField(GeneralProblem.NOT_FOUND, "/cardReferenceId", "There is no such card")
                                .asException());
        // A card that was decided meanwhile, or dealt with before, stays as it is.
        if (after.wasDone(action)) {
            LOG.warn("{} takes up card {} of registration {} ({}): {}", operator, card, registration, what, reason);
        }
        return after;
    }
}
