package io.coinslot.cardregistry.device.rest;

import io.coinslot.cardregistry.registration.Applicant;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request about cards: a user's device with a token bound to its key, or the service itself.
 *
 * @param clientId whose the idempotency keys are: the same for all tokens of a device
 * @param device null for a service
 */
public record CardCaller(
        String clientId,
        String serviceId,
        Set<String> scopes,
        @Nullable Applicant device) {
    public CardCaller {
        scopes = Set.copyOf(scopes);
    }

    /** Refuses with 403 unless the token carries the scope. */
    public CardCaller requiring(String scope) {
        if (!scopes.contains(scope)) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "The access token lacks the scope " + scope)
                    .asException();
        }
        return this;
    }

    /** The device; 403 for a service. */
    public Applicant requireDevice() {
        if (device == null) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only a device's access token allows this")
                    .asException();
        }
        return device;
    }

    /** Whether the caller may see what belongs to this user of this service. If not, answer 404. */
    public boolean sees(String ownerServiceId, String ownerUserId) {
        return serviceId.equals(ownerServiceId)
                && (device == null || device.userId().equals(ownerUserId));
    }
}
