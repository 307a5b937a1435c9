package io.coinslot.catalog.service;

import io.coinslot.catalog.request.RequestClaims;
import io.coinslot.catalog.service.ServiceRequests.RotateSecrets;
import io.coinslot.catalog.service.ServiceViews.SecretsRotated;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Replaces webhook secrets. The gateway answers the same path and rotates the client's secret along with it. */
@RestController
class SecretController {
    private static final int RETRY_AFTER_SECONDS = 86_400;
    private static final Duration KEEP_OLD_BY_DEFAULT = Duration.ofDays(1);
    private static final Duration KEEP_OLD_AT_MOST = Duration.ofDays(30);

    private final Services services;
    private final RequestClaims claims;
    private final WebhookSecrets secrets;
    private final Clock clock;

    SecretController(Services services, RequestClaims claims, WebhookSecrets secrets, Clock clock) {
        this.services = services;
        this.claims = claims;
        this.secrets = secrets;
        this.clock = clock;
    }

    @PostMapping("/v1/services/{serviceId}/secrets/rotate")
    ResponseEntity<SecretsRotated> rotate(
            Caller caller,
            IdempotencyKey key,
            @PathVariable String serviceId,
            @RequestBody(required = false) @Nullable RotateSecrets body) {
        ServiceAccess.requireOwned(caller, serviceId);
        Duration keepOld = keepOld(body);
        String claimId =
                claims.claim(caller, key, "POST /v1/services/" + serviceId + "/secrets/rotate", keepOld.toMinutes());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AtomicBoolean replayed = new AtomicBoolean();
        RegisteredService service = services.change(serviceId, null, known -> {
            replayed.set(known.rotationBy(claimId, now).isPresent());
            return replayed.get() ? known : rotated(known, claimId, now.plus(keepOld), now);
        });
        var answer = ResponseEntity.ok();
        if (replayed.get()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(view(service, service.rotationBy(claimId, now).orElseThrow()));
    }

    private static RegisteredService rotated(
            RegisteredService known, String claimId, Instant previousValidUntil, Instant now) {
        if (known.hasRotatedTooOften(now)) {
            throw new Problem(
                            GeneralProblem.TOO_MANY_REQUESTS,
                            "The secrets were replaced " + RegisteredService.MOST_ROTATIONS + " times within a month",
                            List.of(),
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
        if (known.keepsTooManySecrets(previousValidUntil, now)) {
            throw new Problem(
                            GeneralProblem.TOO_MANY_REQUESTS,
                            RegisteredService.MOST_FORMER_SECRETS
                                    + " former secrets are still valid; keepOldForMinutes 0 ends them",
                            List.of(),
                            RETRY_AFTER_SECONDS)
                    .asException();
        }
        return known.rotated(claimId, previousValidUntil, now);
    }

    private SecretsRotated view(RegisteredService service, SecretRotation rotation) {
        return new SecretsRotated(
                service.serviceId().value(),
                secrets.secret(service.serviceId(), rotation.generation()),
                rotation.generation(),
                rotation.previousValidUntil());
    }

    private static Duration keepOld(@Nullable RotateSecrets body) {
        if (body == null || body.keepOldForMinutes() == null) {
            return KEEP_OLD_BY_DEFAULT;
        }
        int minutes = body.keepOldForMinutes();
        if (minutes < 0 || minutes > KEEP_OLD_AT_MOST.toMinutes()) {
            throw Problem.invalid("/keepOldForMinutes", "must be 0 to " + KEEP_OLD_AT_MOST.toMinutes())
                    .asException();
        }
        return Duration.ofMinutes(minutes);
    }
}
