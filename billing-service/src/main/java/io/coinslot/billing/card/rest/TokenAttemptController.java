package io.coinslot.billing.card.rest;

import io.coinslot.billing.card.CardToken;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookAttempt;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the webhooks about a token, attempt by attempt, and sends one again: as for the webhooks of purchases. */
@RestController
@RequestMapping("/v1/webhook-attempts")
final class TokenAttemptController {
    /** The token's id here, number of the webhook, number of the attempt; 0 stands for the one that is still to come. */
    private static final Pattern ATTEMPT_ID = Pattern.compile("(tok_[0-9a-z]{25})\\.(\\d{1,9})\\.(\\d{1,6})");

    private final CardTokens tokens;

    TokenAttemptController(CardTokens tokens) {
        this.tokens = tokens;
    }

    /** @param status of the webhook, which outlives its attempts */
    record Attempt(
            String id,
            String webhookId,
            String tokenUniqueReference,
            String type,
            WebhookStatus status,
            @Nullable Integer httpStatus,
            @Nullable Instant at,
            @Nullable String failure) {

        static Stream<Attempt> allOf(CardToken token, Webhook webhook) {
            return webhook.attempts().isEmpty()
                    ? Stream.of(of(token, webhook, null))
                    : webhook.attempts().stream().map(attempt -> of(token, webhook, attempt));
        }

        /** An attempt; null stands for the one that is still to come. */
        static Attempt of(CardToken token, Webhook webhook, @Nullable WebhookAttempt attempt) {
            int number = attempt == null ? 0 : attempt.number();
            return new Attempt(
                    token.id() + "." + webhook.number() + "." + number,
                    webhook.webhookId(),
                    token.tokenUniqueReference(),
                    webhook.type(),
                    webhook.status(),
                    attempt == null || attempt.httpStatus() == 0 ? null : attempt.httpStatus(),
                    attempt == null ? null : attempt.at(),
                    attempt == null ? null : attempt.failure());
        }
    }

    record AttemptList(List<Attempt> items, @Nullable String nextCursor) {}

    @GetMapping(params = {"tokenUniqueReference", "!settlementId"})
    AttemptList list(
            Caller caller,
            @RequestParam String tokenUniqueReference,
            @RequestParam(required = false) @Nullable String purchaseId) {
        if (purchaseId != null) {
            throw Problem.invalid("purchaseId", "name a purchase or a token, not both")
                    .asException();
        }
        CardToken token = tokens.find(caller.requiring("purchases:read"), tokenUniqueReference)
                .orElseThrow(() -> missing("There is no webhook about such a token"));
        return new AttemptList(
                token.webhooks().stream()
                        .flatMap(webhook -> Attempt.allOf(token, webhook))
                        .toList(),
                null);
    }

    @PostMapping("/{attemptId:tok_.+}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Attempt resend(Caller caller, @PathVariable String attemptId) {
        caller.requiring("purchases:write");
        Matcher id = ATTEMPT_ID.matcher(attemptId);
        if (!id.matches()) {
            throw unknown();
        }
        int number = Integer.parseInt(id.group(2));
        CardToken token = tokens.resend(caller, id.group(1), number).orElseThrow(TokenAttemptController::unknown);
        return token.webhooks().stream()
                .filter(webhook -> webhook.number() == number)
                .map(webhook -> Attempt.of(token, webhook, null))
                .findFirst()
                .orElseThrow(TokenAttemptController::unknown);
    }

    private static ProblemException unknown() {
        return missing("There is no such webhook attempt");
    }

    private static ProblemException missing(String detail) {
        return Problem.of(GeneralProblem.NOT_FOUND, detail).asException();
    }
}
