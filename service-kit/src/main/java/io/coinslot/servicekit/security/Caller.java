package io.coinslot.servicekit.security;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Controllers take it as a parameter.
 *
 * @param serviceId the service acted for: the token's own, or the one an administrator named; null for an
 *     administrator who named none
 * @param amountLimitsJson the amount_limits claim, or null
 * @param device the user's device that makes it, or null if it is the service itself. Only controllers that say so
 *     ({@link ForDevices}) ever see one
 */
public record Caller(
        String clientId,
        @Nullable String serviceId,
        Set<String> scopes,
        boolean administrator,
        @Nullable String amountLimitsJson,
        @Nullable Device device) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Refuses with 403 unless the token carries the scope. */
    public Caller requiring(String scope) {
        if (!scopes.contains(scope)) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "The access token lacks the scope " + scope)
                    .asException();
        }
        return this;
    }

    /** The service acted for; 400 for an administrator who named none. */
    public String service() {
        if (serviceId == null) {
            throw Problem.invalid("Coinslot-Service", "Name the service to act for in the header Coinslot-Service")
                    .asException();
        }
        return serviceId;
    }

    /** Whether the caller may see what belongs to this service. If not, answer 404. */
    public boolean owns(String ownerServiceId) {
        return serviceId == null ? administrator : serviceId.equals(ownerServiceId);
    }

    /** Whether the caller may see what is this user's: its service may, and the user's own device. If not, answer 404. */
    public boolean seesUser(String userId) {
        return device == null || device.userId().equals(userId);
    }

    /** The device, where none but devices may call. */
    public Device requireDevice() {
        return Objects.requireNonNull(device, "the controller is not for devices alone");
    }
}
