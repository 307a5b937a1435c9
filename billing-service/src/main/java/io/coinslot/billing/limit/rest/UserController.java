package io.coinslot.billing.limit.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.limit.Consent;
import io.coinslot.billing.limit.Limit;
import io.coinslot.billing.limit.User;
import io.coinslot.billing.limit.Users;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets and reads what users may spend and have consented to. */
@RestController
@RequestMapping("/v1/users/{userId}")
final class UserController {
    private static final String READ = "purchases:read";
    private static final String WRITE = "purchases:write";
    /** What can be asked of a user, as services require it. */
    private static final Set<String> KINDS = Set.of("terms", "guardian");

    private final Users users;
    private final Clock clock;

    UserController(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @PutMapping("/limits")
    List<LimitText> putLimits(Caller caller, @PathVariable String userId, @RequestBody List<@Nullable LimitText> body) {
        caller.requiring(WRITE);
        List<Limit> limits = LimitText.toLimits(body);
        return texts(users.withLimits(service(caller), user(userId), limits));
    }

    @GetMapping("/limits")
    List<LimitText> limits(Caller caller, @PathVariable String userId) {
        caller.requiring(READ);
        return texts(users.find(service(caller), user(userId)));
    }

    private List<LimitText> texts(@Nullable User user) {
        Instant now = clock.instant();
        return user == null
                ? List.of()
                : user.limits().stream()
                        .map(limit -> LimitText.of(limit, user, now))
                        .toList();
    }

    /** @param at when the user decided; now if it is left out */
    @JsonIgnoreProperties("kind")
    record ConsentBody(
            @Nullable Boolean granted,
            @Nullable Instant at,
            @Nullable String reference) {}

    @PutMapping("/consents/{kind}")
    Consent putConsent(
            Caller caller, @PathVariable String userId, @PathVariable String kind, @RequestBody ConsentBody body) {
        caller.requiring(WRITE);
        if (body.granted() == null) {
            throw Problem.invalid("/granted", "is missing").asException();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = body.at() == null ? now : InputRules.time(body.at(), "/at");
        String reference = InputRules.optional(body.reference(), "/reference", InputRules.LONGEST_ID);
        Consent consent = new Consent(known(kind), body.granted(), at, reference);
        if (!users.giveConsent(service(caller), user(userId), consent)) {
            throw Problem.invalid("kind", "the user has answered as many questions as can be kept")
                    .asException();
        }
        return consent;
    }

    @GetMapping("/consents/{kind}")
    Consent consent(Caller caller, @PathVariable String userId, @PathVariable String kind) {
        caller.requiring(READ);
        User user = users.find(service(caller), user(userId));
        // Of any kind: others than there are now could be recorded once.
        Consent consent = user == null ? null : user.consent(kind).orElse(null);
        if (consent == null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "The user has not been asked for it")
                    .asException();
        }
        return consent;
    }

    private static ServiceId service(Caller caller) {
        return new ServiceId(caller.service());
    }

    private static UserId user(String userId) {
        return new UserId(InputRules.required(userId, "userId", InputRules.LONGEST_ID));
    }

    private static String known(String kind) {
        if (!KINDS.contains(kind)) {
            throw Problem.invalid("kind", "must be terms or guardian").asException();
        }
        return kind;
    }
}
