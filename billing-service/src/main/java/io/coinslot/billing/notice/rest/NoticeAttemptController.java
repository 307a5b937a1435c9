package io.coinslot.billing.notice.rest;

import io.coinslot.billing.notice.Notice;
import io.coinslot.billing.notice.Notices;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.billing.purchase.WebhookAttempt;
import io.coinslot.billing.purchase.WebhookStatus;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the webhook about a settlement, attempt by attempt, and sends it again: as for the webhooks of purchases. */
@RestController
@RequestMapping("/v1/webhook-attempts")
final class NoticeAttemptController {
    /** Settlement id, number of the webhook, number of the attempt; 0 stands for the one that is still to come. */
    private static final Pattern ATTEMPT_ID = Pattern.compile("(set_[0-9a-z]{25})\\.1\\.\\d{1,6}");

    private final Notices notices;

    NoticeAttemptController(Notices notices) {
        this.notices = notices;
    }

    /** @param status of the webhook, which outlives its attempts */
    record Attempt(
            String id,
            String webhookId,
            String settlementId,
            String type,
            WebhookStatus status,
            @Nullable Integer httpStatus,
            @Nullable Instant at,
            @Nullable String failure) {

        static List<Attempt> allOf(Notice notice) {
            List<WebhookAttempt> attempts = notice.webhook().attempts();
            return attempts.isEmpty()
                    ? List.of(of(notice, null))
                    : attempts.stream().map(attempt -> of(notice, attempt)).toList();
        }

        /** An attempt; null stands for the one that is still to come. */
        static Attempt of(Notice notice, @Nullable WebhookAttempt attempt) {
            Webhook webhook = notice.webhook();
            int number = attempt == null ? 0 : attempt.number();
            return new Attempt(
                    notice.settlementId() + "." + webhook.number() + "." + number,
                    webhook.webhookId(),
                    notice.settlementId(),
                    webhook.type(),
                    webhook.status(),
                    attempt == null || attempt.httpStatus() == 0 ? null : attempt.httpStatus(),
                    attempt == null ? null : attempt.at(),
                    attempt == null ? null : attempt.failure());
        }
    }

    record AttemptList(List<Attempt> items, @Nullable String nextCursor) {}

    @GetMapping(params = "settlementId")
    AttemptList list(
            Caller caller,
            @RequestParam String settlementId,
            @RequestParam(required = false) @Nullable String purchaseId,
            @RequestParam(required = false) @Nullable String tokenUniqueReference) {
        if (purchaseId != null || tokenUniqueReference != null) {
            throw Problem.invalid(
                            purchaseId == null ? "tokenUniqueReference" : "purchaseId",
                            "name one thing: a purchase, a settlement or a token")
                    .asException();
        }
        return new AttemptList(Attempt.allOf(notices.find(caller.requiring("purchases:read"), settlementId)), null);
    }

    @PostMapping("/{attemptId:set_.+}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Attempt resend(Caller caller, @PathVariable String attemptId) {
        caller.requiring("purchases:write");
        Matcher id = ATTEMPT_ID.matcher(attemptId);
        if (!id.matches()) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no webhook attempt " + attemptId)
                    .asException();
        }
        return Attempt.of(notices.resend(caller, id.group(1)), null);
    }
}
