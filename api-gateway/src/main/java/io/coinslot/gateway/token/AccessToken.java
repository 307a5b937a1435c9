package io.coinslot.gateway.token;

import io.coinslot.servicekit.security.Device;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified access token.
 *
 * @param id its jti, or null if its issuer gives none
 * @param serviceId the service whose client it is, or null for the administrator's
 * @param clientGeneration of the client's secret when it was given
 * @param keyThumbprint of the key it is bound to, or null if whoever has it may use it
 * @param device whose it is, or null for a client's
 */
public record AccessToken(
        @Nullable String id,
        String clientId,
        @Nullable String serviceId,
        Set<String> scopes,
        int clientGeneration,
        @Nullable String keyThumbprint,
        @Nullable Device device) {
    public static final String AUDIENCE = "coinslot";

    /** Claims beside the registered ones. */
    public static final String SERVICE_ID = "service_id";

    public static final String SCOPE = "scope";
    public static final String AMOUNT_LIMITS = "amount_limits";
    public static final String CLIENT_GENERATION = "client_generation";

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    public boolean isAdministrator() {
        return serviceId == null;
    }

    /** Whether it may act on what belongs to this service. If not, answer as if there were no such service. */
    public boolean owns(String ownerServiceId) {
        return serviceId == null || serviceId.equals(ownerServiceId);
    }

    public boolean hasAny(List<String> anyOfScopes) {
        for (String scope : anyOfScopes) {
            if (scopes.contains(scope)) {
                return true;
            }
        }
        return false;
    }
}
