package io.coinslot.cardregistry.registration.rest;

import io.coinslot.cardregistry.registration.Applicant;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.RegistrationRequests;
import io.coinslot.cardregistry.registration.Registrations.Requested;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.ForDevices;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a device's wish for its account's cards, and tells what became of it. */
@RestController
final class RegistrationController {

    private final RegistrationRequests requests;
    private final VersionWatch<Registration> watch;

    RegistrationController(RegistrationRequests requests, VersionWatch<Registration> watch) {
        this.requests = requests;
        this.watch = watch;
    }

    @ForDevices(only = true)
    @PostMapping("/v1/card-registrations")
    ResponseEntity<RegistrationView> create(
            Caller caller, IdempotencyKey key, @RequestBody RegistrationBodies.Create body) {
        Applicant device = applicant(caller.requiring("cards:write"));
        Requested requested = requests.request(caller.clientId(), key, device, body.toRequest(), body.assertion());
        Registration first = requested.registration().asRequested();
        if (!requests.asksForTheSame(requested.registration(), body.toRequest(), device)) {
            throw Problem.of(
                            GeneralProblem.IDEMPOTENCY_KEY_REUSED,
                            "This key was used for another registration; send a new key with a new request")
                    .asException();
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.accepted().location(URI.create("/v1/card-registrations/" + first.registrationId()));
        if (!requested.fresh()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(RegistrationView.of(first, 1, null));
    }

    @ForDevices
    @GetMapping("/v1/card-registrations/{registrationId}")
    RegistrationView read(
            Caller caller,
            @PathVariable String registrationId,
            @RequestParam(required = false) @Nullable Long minVersion,
            @RequestParam(required = false) @Nullable Long waitMillis) {
        caller.requiring("cards:read");
        AwaitedVersion awaited = AwaitedVersion.of(minVersion, waitMillis);
        Stored<Registration> stored = watch.read(
                registrationId, awaited.minVersion(), awaited.atMost(), registration -> belongs(caller, registration));
        if (stored == null) {
            throw Problem.of(GeneralProblem.NOT_FOUND, "There is no such card registration")
                    .asException();
        }
        return RegistrationView.of(stored.state(), stored.version(), null);
    }

    private static Applicant applicant(Caller caller) {
        Device device = caller.requireDevice();
        return new Applicant(device.serviceId(), device.userId(), device.deviceId(), device.keyThumbprint());
    }

    /** A device sees its own registrations, and a service those of all of its devices. */
    static boolean belongs(Caller caller, Registration registration) {
        Applicant owner = registration.applicant();
        Device device = caller.device();
        return caller.owns(owner.serviceId())
                && caller.seesUser(owner.userId())
                && (device == null || device.deviceId().equals(owner.deviceId()));
    }
}
