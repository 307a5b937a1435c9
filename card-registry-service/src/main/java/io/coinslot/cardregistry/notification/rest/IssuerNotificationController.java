package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.rest.PartnerProblem;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hears what financial companies tell: signed by them, for us. What they tell twice has one effect, so a repetition is
 * answered like the first time; what is about no task and no token of ours is refused by name.
 */
@RestController
final class IssuerNotificationController {
    private final SignedRequests requests;
    private final Tokens tokens;
    private final Registrations registrations;
    private final Clock clock;

    IssuerNotificationController(
            SignedRequests issuerRequests, Tokens tokens, Registrations registrations, Clock clock) {
        this.requests = issuerRequests;
        this.tokens = tokens;
        this.registrations = registrations;
        this.clock = clock;
    }

    @PostMapping("/v1/issuers/mdes/notifications")
    Map<String, String> mdes(HttpServletRequest request, @RequestBody byte[] body) {
        SignedRequest signed = read(request, body, "requestId");
        return take(signed, MdesNotification.reports(signed, clock.instant()), "/tokens/%d/tokenUniqueReference");
    }

    @PostMapping("/v1/issuers/plain/notifications")
    Map<String, String> plain(HttpServletRequest request, @RequestBody byte[] body) {
        SignedRequest signed = read(request, body, "eventId");
        return take(signed, PlainNotification.reports(signed, clock.instant()), "/token/tokenReference");
    }

    private SignedRequest read(HttpServletRequest request, byte[] body, String idMember) {
        try {
            return requests.read(request, body, idMember);
        } catch (SignatureRefused e) {
            throw PartnerProblem.unproven(e).asException();
        } catch (UncheckedIOException e) {
            throw Problem.unavailable("The sender's keys cannot be read; send it again", 5)
                    .asException();
        }
    }

    /**
     * What is told under a task of ours counts whether or not its token is known yet; without one, what is told of a token
     * that we know. Of the rest the sender is told, after everything else was heard: it may send it again.
     */
    private Map<String, String> take(SignedRequest signed, List<Report> reports, String pointer) {
        String taskId = Told.taskId(signed.body());
        CardEntry card = card(taskId, signed.sender());
        int unknown = -1;
        for (int index = 0; index < reports.size(); index++) {
            if (card != null || isKnown(reports.get(index))) {
                tokens.reported(reports.get(index));
            } else {
                unknown = index;
            }
        }
        if (card != null) {
            if (card.awaitsIssuer()) {
                registrations.heardOf(taskId);
            }
        } else if (reports.isEmpty() || unknown >= 0) {
            throw notFound(unknown < 0 ? "/taskId" : pointer.formatted(unknown));
        }
        return Map.of("responseId", signed.requestId());
    }

    private static ProblemException notFound(String pointer) {
        return Problem.atField(GeneralProblem.NOT_FOUND, pointer, "names nothing that we got from the sender")
                .asException();
    }

    private boolean isKnown(Report report) {
        Token token = tokens.find(report.tokenUniqueReference());
        return token != null && token.isToldOfBy(report.issuerId());
    }

    /** The card of a task that we gave to this company. */
    private @Nullable CardEntry card(String taskId, String issuerId) {
        Stored<Registration> stored = registrations.find(IssuerSteps.registrationOf(taskId));
        return stored == null
                ? null
                : stored.state()
                        .cardOfTask(taskId)
                        .filter(card -> card.source().issuerId().equals(issuerId))
                        .orElse(null);
    }
}
