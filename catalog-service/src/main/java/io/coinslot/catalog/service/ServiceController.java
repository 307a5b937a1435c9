package io.coinslot.catalog.service;

import io.coinslot.catalog.CatalogProblem;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.catalog.request.RequestClaims;
import io.coinslot.catalog.request.Version;
import io.coinslot.catalog.service.ServiceRequests.CreateService;
import io.coinslot.catalog.service.ServiceRequests.DescribeService;
import io.coinslot.catalog.service.ServiceViews.ServiceCreated;
import io.coinslot.catalog.service.ServiceViews.ServiceView;
import io.coinslot.catalog.service.Services.Registration;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ServiceController {
    private static final int LONGEST_NAME = 200;
    private static final Set<String> CONSENT_KINDS = Set.of("terms", "guardian");

    private final Services services;
    private final RequestClaims claims;
    private final WebhookSecrets secrets;
    private final WebhookAddress webhookAddress;
    private final Clock clock;

    ServiceController(
            Services services,
            RequestClaims claims,
            WebhookSecrets secrets,
            WebhookAddress webhookAddress,
            Clock clock) {
        this.services = services;
        this.claims = claims;
        this.secrets = secrets;
        this.webhookAddress = webhookAddress;
        this.clock = clock;
    }

    @PostMapping("/v1/services")
    ResponseEntity<ServiceCreated> create(Caller caller, IdempotencyKey key, @RequestBody CreateService body) {
        ServiceAccess.requireAdministrator(caller);
        RegisteredService asked = checked(body);
        String claimId = claims.claim(caller, key, "POST /v1/services", body);
        String fingerprint = claims.fingerprint("POST /v1/services", body);
        Registration registration = services.register(asked.claimedBy(claimId, fingerprint));
        RegisteredService held = registration.service();
        if (held.isClaimedBy(claimId) && !held.isAsAskedBy(fingerprint, asked)) {
            throw RequestClaims.reused();
        }
        if (!held.isClaimedBy(claimId)) {
            throw Problem.atField(
                            CatalogProblem.SERVICE_EXISTS,
                            "/serviceId",
                            "The service " + body.serviceId() + " exists already")
                    .asException();
        }
        var answer = ResponseEntity.created(
                        URI.create("/v1/services/" + asked.serviceId().value()))
                .eTag(Version.tag(1));
        if (!registration.fresh()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(ServiceCreated.first(asked, held.createdAt(), secrets.secret(asked.serviceId(), 1)));
    }

    @GetMapping("/v1/services/{serviceId}")
    ResponseEntity<ServiceView> get(
            Caller caller,
            @PathVariable String serviceId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        AwaitedVersion awaited = AwaitedVersion.of(minVersion, waitMillis);
        RegisteredService service = services.find(ServiceAccess.requireReadable(caller, serviceId), awaited);
        if (service == null) {
            throw ServiceAccess.unknown(serviceId);
        }
        return answer(service);
    }

    /** Name, webhook and consents as a whole: what is left out is taken away. */
    @PutMapping("/v1/services/{serviceId}")
    ResponseEntity<ServiceView> describe(
            Caller caller,
            @PathVariable String serviceId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody DescribeService body) {
        ServiceAccess.requireOwned(caller, serviceId);
        FieldErrors errors = new FieldErrors();
        String name = errors.text(body.name(), "/name", LONGEST_NAME);
        String webhookUrl = webhookUrl(body.webhookUrl(), errors);
        List<String> consents = consents(body, errors);
        errors.refuseIfAny();
        return answer(services.change(
                serviceId,
                ifMatch,
                known -> known.hasDescription(name, webhookUrl, consents)
                        ? known
                        : known.described(name, webhookUrl, consents, now())));
    }

    private RegisteredService checked(CreateService body) {
        FieldErrors errors = new FieldErrors();
        ServiceId id = errors.read(() -> ServiceId.parse(body.serviceId(), "/serviceId"));
        String name = errors.text(body.name(), "/name", LONGEST_NAME);
        String currency = errors.read(() -> MoneyText.currencyUnit(body.settlementCurrency(), "/settlementCurrency")
                .getCode());
        String webhookUrl = webhookUrl(body.webhookUrl(), errors);
        errors.refuseIfAny();
        return RegisteredService.created(
                Objects.requireNonNull(id), name, Objects.requireNonNull(currency), webhookUrl, now());
    }

    private @Nullable String webhookUrl(@Nullable String url, FieldErrors errors) {
        return url == null ? null : errors.read(() -> webhookAddress.check(url, "/webhookUrl"));
    }

    private static List<String> consents(DescribeService body, FieldErrors errors) {
        if (body.requiredConsents() == null) {
            return List.of();
        }
        List<String> consents = body.requiredConsents().stream()
                .map(kind -> kind == null ? "" : kind)
                .distinct()
                .toList();
        errors.require(
                CONSENT_KINDS.containsAll(consents), "/requiredConsents", "may hold terms and guardian, no other");
        return consents;
    }

    private static ResponseEntity<ServiceView> answer(RegisteredService service) {
        return ResponseEntity.ok().eTag(Version.tag(service.version())).body(ServiceView.of(service));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
