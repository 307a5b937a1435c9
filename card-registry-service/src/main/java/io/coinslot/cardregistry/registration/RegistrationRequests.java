package io.coinslot.cardregistry.registration;

import io.coinslot.cardregistry.registration.Registrations.Requested;
import io.coinslot.servicekit.idempotency.DerivedId;
import io.coinslot.servicekit.idempotency.IdempotencyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes requests for registrations: one per idempotency key of a device. */
public final class RegistrationRequests {
    private final Registrations registrations;
    private final BinaryOperator<String> sealing;
    private final Duration life;
    private final Clock clock;

    /**
     * @param sealing seals an account assertion, given the registration's id and the assertion
     * @param life how long the cardholder has to get through a registration
     */
    public RegistrationRequests(
            Registrations registrations, BinaryOperator<String> sealing, Duration life, Clock clock) {
        this.registrations = registrations;
        this.sealing = sealing;
        this.life = life;
        this.clock = clock;
    }

    /** Records a request, unless one with this key was recorded before. */
    public Requested request(
            String clientId, IdempotencyKey key, Applicant applicant, DeviceRequest request, String assertion) {
        String registrationId = DerivedId.of("reg_", clientId, key.value());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return registrations.request(Registration.requested(
                registrationId,
                applicant,
                request,
                fingerprint(request, applicant),
                sealing.apply(registrationId, assertion),
                now,
                now.plus(life)));
    }

    /**
     * Whether a registration was made by the same request. The assertion is left out: a device that asks again may have
     * had to get a new one.
     */
    public boolean asksForTheSame(Registration registration, DeviceRequest request, Applicant applicant) {
        return registration.requestFingerprint().equals(fingerprint(request, applicant));
    }

    private static String fingerprint(DeviceRequest request, Applicant applicant) {
        DeviceInfo device = request.deviceInfo();
        return DerivedId.fingerprint(
                applicant.serviceId(),
                applicant.userId(),
                applicant.deviceId(),
                request.paymentAppInstanceId(),
                request.walletId(),
                request.consumerLanguage(),
                request.selectionMode().name(),
                device.deviceName(),
                device.formFactor(),
                device.osName(),
                text(device.osVersion()),
                String.join(",", device.paymentTypes()),
                text(device.storageTechnology()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
