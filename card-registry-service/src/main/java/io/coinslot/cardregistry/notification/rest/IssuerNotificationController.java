package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.IssuerSteps;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.signature.SignatureRefused;
import io.coinslot.cardregistry.signature.rest.SignedRequest;
import io.coinslot.cardregistry.signature.rest.SignedRequests;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.cardregistry.token.Tokens.Report;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hears what financial companies tell: signed by them, for us. What they tell twice has one effect, so a repetition is
 * answered like the first time; what is not about a token of ours is answered and has none.
 */
@RestController
final class IssuerNotificationController {
    private final SignedRequests requests;
    private final Tokens tokens;
    private final Registrations registrations;

    IssuerNotificationController(SignedRequests issuerRequests, Tokens tokens, Registrations registrations) {
        this.requests = issuerRequests;
        this.tokens = tokens;
        this.registrations = registrations;
    }

    @PostMapping("/v1/issuers/mdes/notifications")
    Map<String, String> mdes(HttpServletRequest request, @RequestBody byte[] body) {
        SignedRequest signed = read(request, body, "requestId");
        String taskId = signed.body().path("taskId").asString("");
        return take(signed, taskId, MdesNotification.reports(signed));
    }

    @PostMapping("/v1/issuers/plain/notifications")
    Map<String, String> plain(HttpServletRequest request, @RequestBody byte[] body) {
        SignedRequest signed = read(request, body, "eventId");
        String taskId = signed.body().path("taskId").asString("");
        return take(signed, taskId, PlainNotification.reports(signed));
    }

    private SignedRequest read(HttpServletRequest request, byte[] body, String idMember) {
        try {
            return requests.read(request, body, idMember);
        } catch (SignatureRefused e) {
            throw Problem.of(GeneralProblem.UNAUTHENTICATED, e.reason().name()).asException();
        } catch (UncheckedIOException e) {
            throw Problem.unavailable("The sender's keys cannot be read; send it again", 5)
                    .asException();
        }
    }

    private Map<String, String> take(SignedRequest signed, String taskId, List<Report> reports) {
        CardEntry card = card(taskId, signed.sender());
        if (card != null) {
            reports.forEach(tokens::reported);
            if (card.awaitsIssuer()) {
                registrations.heardOf(taskId);
            }
        }
        return Map.of("responseId", signed.requestId());
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
